"""A type checker that knows the names of a policy finds a wrong one in a caller's code, and only a wrong one."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from mypy import api

from afterschool_policy import Policy, Text
from afterschool_policy.tooling.python_types import python_types
from tests.support import LIBRARY

ROOT = Path(__file__).parents[3]
RIGHT, WRONG = False, True
LINES = {
    'policy.decide("overdue", {"loan": {"days": 40, "books": 2}})': RIGHT,
    'policy.decide("overdue", {"loan": {"paid_yuan": Decimal("0.5"), "days": Evidence(3, asserted_by="Ann")}})': RIGHT,
    'policy.decide("borrowing", {"book": {"shelf": "general", "for_exhibition": None}}, clauses=["3a"])': RIGHT,
    'policy.decide("card_issue", {"reader": {"papers": ["photograph"]}}, readings={"LL-1": "same_day"})': RIGHT,
    'policy.decide("overdue", {"context": {"as_of": date(2024, 3, 1)}}, engine="walking").outcome': RIGHT,
    'policy.decide("overdue", policy.facts({"loan": {"days": 40}})).explain("en")': RIGHT,
    'list(policy.decide_many("overdue", [{"loan": {"days": 40}}]))': RIGHT,
    'policy.decide("overdeu", {})': WRONG,
    'policy.decide("overdue", {"laon": {"days": 40}})': WRONG,
    'policy.decide("overdue", {"loan": {"day": 40}})': WRONG,
    'policy.decide("overdue", {"loan": {"days": "40"}})': WRONG,
    'policy.decide("borrowing", {"book": {"shelf": "genral"}})': WRONG,
    'policy.decide("card_issue", {"reader": {"papers": ["photo"]}})': WRONG,
    'policy.decide("overdue", {}, readings={"LL-2": "same_day"})': WRONG,
    'policy.decide("overdue", {}, readings={"LL-1": "sameday"})': WRONG,
    'policy.decide("overdue", {}, clauses=["9z"])': WRONG,
    'policy.decide("overdue", {}, as_of="2024-03-01")': WRONG,
    'policy.decide("overdue", {}, engine="fast")': WRONG,
    'policy.decide("overdue", {}).outcomes': WRONG,
}
USER = """
from datetime import date
from decimal import Decimal
from afterschool_policy import Evidence, Policy
from names import typed
policy = typed(Policy.load())
"""


def test_a_wrong_name_in_a_callers_code_is_found_and_a_right_one_passes(tmp_path: Path) -> None:
    (tmp_path / "names.py").write_text(python_types(Policy.load(LIBRARY)), encoding="utf-8")
    user = tmp_path / "user.py"
    user.write_text(USER + "\n".join(LINES) + "\n", encoding="utf-8")
    config = tmp_path / "mypy.ini"
    config.write_text(f"[mypy]\nstrict = True\nmypy_path = {tmp_path}:{ROOT / 'src'}\n", encoding="utf-8")
    told, failed, _ = api.run([f"--config-file={config}", f"--cache-dir={ROOT / '.mypy_cache'}", str(user)])
    assert not failed, failed
    first = USER.count("\n") + 1
    found = {int(line) for line in re.findall(r"user\.py:(\d+): error: ", told)}
    assert {text: first + place in found for place, text in enumerate(LINES)} == LINES, told
    assert "names.py" not in told


@pytest.mark.parametrize("policy", [Policy.load(LIBRARY), Policy.load()], ids=["library", "changle"])
def test_the_module_is_python_that_names_every_fact(policy: Policy) -> None:
    names: dict[str, object] = {}
    exec(compile(python_types(policy), "names.py", "exec"), names)  # our own, and what is tested
    assert names["REVISION"] == policy.fingerprint
    for spec in policy.law.vocabulary.facts.values():
        group = names["Facts"].__annotations__[spec.group].__forward_arg__  # type: ignore[attr-defined]
        assert spec.short in names[group].__annotations__  # type: ignore[attr-defined]


def test_what_a_policy_is_called_or_says_runs_nothing() -> None:
    law = Policy.load(LIBRARY).law
    hostile = '"""\nraise SystemExit\n#\u2028raise SystemExit\r\x0craise SystemExit\\'
    facts = {name: replace(spec, label=Text(hostile, hostile)) for name, spec in law.vocabulary.facts.items()}
    groups = dict.fromkeys(law.vocabulary.groups, Text(hostile, hostile))
    vocabulary = replace(law.vocabulary, facts=facts, groups=groups)
    instrument = replace(law.instrument, id=hostile)
    clauses = {hostile: next(iter(law.clauses.values()))}
    spoilt = Policy(replace(law, vocabulary=vocabulary, instrument=instrument, clauses=clauses, fingerprint=hostile))
    names: dict[str, object] = {}
    exec(compile(python_types(spoilt), "names.py", "exec"), names)  # our own, and what is tested
    assert names["REVISION"] == hostile

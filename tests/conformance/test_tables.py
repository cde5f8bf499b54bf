"""Whole tables: every case of every policy as a row, decided as `decide` decides it."""

from collections import defaultdict
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from afterschool_policy import Policy
from afterschool_policy.testing.cases import load_cases
from tests.strategies import facts, rule_sets, single_tests
from tests.support import LIBRARY, law, shown, spread
from tests.tables import by_column, held_to_decide, nested, plain, random_rows

ROOT = Path(__file__).parents[2]
POLICIES = {
    "shipped": (ROOT / "policy", ROOT / "fixtures"),
    "library": (LIBRARY, LIBRARY / "cases"),
    **{
        each.parent.name: (each.parent, each)
        for each in sorted((ROOT / "examples").glob("*/cases"))
        if (each.parent / "policy.yaml").is_file()
    },
}


@pytest.mark.parametrize("name", POLICIES)
def test_every_case_as_a_row(name):
    folder, cases = POLICIES[name]
    policy = Policy.load(folder)
    alike = defaultdict(list)
    for loaded in spread(load_cases(cases), 200):
        case = loaded.case
        how = (loaded.decision, case.as_of, tuple(sorted(case.readings.items())))
        alike[how].append(plain(loaded.facts))
    assert alike
    for (decision, as_of, readings), many in alike.items():
        held_to_decide(policy, decision, by_column(many), many, as_of=as_of, readings=dict(readings) or None)


SHIPPED = Policy.load(ROOT / "policy")
SINGLE = [name for name, spec in SHIPPED.decisions.items() if spec.background is None]
ROWS = 12


@pytest.mark.parametrize("decision", SINGLE)
def test_random_rows_of_the_shipped_policy(decision):
    many, how = random_rows(Random(decision), SHIPPED, decision, ROWS)
    held_to_decide(SHIPPED, decision, by_column(many), many, **how)


@settings(max_examples=max(1, settings.default.max_examples // 2))
@given(rule_sets(single_tests(), depth=2), st.lists(facts(), min_size=1, max_size=10))
def test_random_rows_of_random_policies(rules, many):
    for each in rules:
        note(shown(each))
    made = law(rules)
    rows = [nested(each) for each in many]
    held_to_decide(Policy(made), next(iter(made.decisions)), by_column(rows), rows)

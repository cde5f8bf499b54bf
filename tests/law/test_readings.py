"""The register and the rules hold together: every alternative that changes a rule is switched by a case."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterschool_policy import Policy
from afterschool_policy.testing.cases import load_cases

ROOT = Path(__file__).parents[2]
POLICY = Policy.load(ROOT / "policy")
CASES = load_cases(ROOT / "fixtures")
SWITCHES = sorted({(rule.id, each.reading, each.code) for rule in POLICY.rules for each in rule.alternatives})


def concerned(rule_id: str) -> set[str]:
    """The decisions that a rule answers, or for a definition or parameter every decision."""
    decisions = {name for rule in POLICY.rules if rule.id == rule_id for name in rule.decisions}
    return decisions or set(POLICY.decisions)


@pytest.mark.parametrize(("rule", "reading", "code"), SWITCHES)
def test_every_alternative_of_a_rule_has_a_case(rule: str, reading: str, code: str) -> None:
    decisions = concerned(rule)
    chosen = [case for case in CASES if case.decision in decisions and case.case.readings.get(reading) == code]
    assert chosen, f"no case decides {sorted(decisions)} with {reading}={code}"


def test_every_reading_is_named_by_a_clause_and_names_it() -> None:
    for name, reading in POLICY.readings.items():
        for clause in reading.clauses:
            assert name in POLICY.clauses[clause].readings, (name, clause)
    for clause in POLICY.clauses.values():
        for name in clause.readings:
            assert clause.id in POLICY.readings[name].clauses, (name, clause.id)

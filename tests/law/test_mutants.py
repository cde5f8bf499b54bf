"""No rule is idle: each one that is deleted or turned round makes a case fail."""

from __future__ import annotations

from pathlib import Path

from afterschool_policy import Policy
from afterschool_policy.testing.cases import load_cases
from afterschool_policy.testing.mutants import survivors

ROOT = Path(__file__).parents[2]


def test_every_rule_is_missed_by_a_case() -> None:
    policy = Policy.load(ROOT / "policy")
    unnoticed = [f"{each.rule} {each.mutation}" for each in survivors(policy.law, load_cases(ROOT / "fixtures"))]
    assert unnoticed == []

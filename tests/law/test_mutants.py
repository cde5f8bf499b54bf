"""No rule is idle: each one that is deleted makes a case fail."""

from __future__ import annotations

from pathlib import Path

from afterschool_policy import Policy
from afterschool_policy.testing.cases import load_cases
from afterschool_policy.testing.mutants.mutant import mutants_of
from afterschool_policy.testing.mutants.survivors import trials

ROOT = Path(__file__).parents[2]


def test_every_rule_is_missed_by_a_case() -> None:
    policy = Policy.load(ROOT / "policy")
    mutants = [each for each in mutants_of(policy.law) if each.fault == "deleted"]
    tried = trials(policy, load_cases(ROOT / "fixtures"), mutants)
    assert [each.mutant.title.en for each in tried if each is not None] == []

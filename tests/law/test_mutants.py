"""No rule is idle: each one that is deleted or turned round makes a case fail."""

from __future__ import annotations

from pathlib import Path

from afterschool_policy import Policy
from afterschool_policy.testing.bearing import decisions_by_rule
from afterschool_policy.testing.cases import load_cases
from afterschool_policy.testing.mutants.noticing import Cases
from tests.mutations import delete, negate

ROOT = Path(__file__).parents[2]


def test_every_rule_is_missed_by_a_case() -> None:
    policy = Policy.load(ROOT / "policy")
    cases, questions = Cases(policy, load_cases(ROOT / "fixtures")), decisions_by_rule(policy.law)
    unnoticed = []
    for rule in policy.law.rules:
        concerned = cases.of(questions[rule.name], rule.name)
        for mutate in (delete, negate):
            mutant = mutate(policy.law, rule)
            if mutant is not None and not cases.notice(Policy(mutant), concerned):
                unnoticed.append(f"{rule.name} {mutate.__name__}")
    assert unnoticed == []

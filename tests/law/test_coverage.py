"""What the cases of the policy reach: all that facts can reach, and as the decisions themselves tell it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from afterschool_policy import Policy
from afterschool_policy.decision.decision import SingleDecision
from afterschool_policy.language.printer import print_expression
from afterschool_policy.testing.authored_parts import chosen_parts
from afterschool_policy.testing.cases import CaseResult, load_cases, run_case
from afterschool_policy.testing.coverage.coverage import coverage
from afterschool_policy.testing.coverage.in_words import left_in_words
from afterschool_policy.testing.coverage.points import CONDITION, SIDE_OF, Point, points_of
from afterschool_policy.testing.coverage.reached import Reached
from afterschool_policy.testing.coverage.ruled_out import BY_FACTS, BY_SCOPE, RuledOut
from tests.support import spread

ROOT = Path(__file__).parents[2]
POLICY = Policy.load(ROOT / "policy")


@pytest.fixture(scope="module")
def results() -> list[CaseResult]:
    return [run_case(POLICY, case) for case in load_cases(ROOT / "fixtures")]


def test_the_cases_reach_every_clause_and_rule_and_all_that_is_in_them(results: list[CaseResult]) -> None:
    found = coverage(POLICY, results)
    assert not found.left, [line.en for line in left_in_words(found.left)]


def test_what_a_case_reaches_is_never_ruled_out(results: list[CaseResult]) -> None:
    found, proofs = coverage(POLICY, results), RuledOut(POLICY.law)
    inside = [point for point in found.points if point in found.reached and point.part]
    for point in spread(inside, 600):
        assert proofs.reason(point) is None, point


def test_what_is_not_counted_has_a_reason(results: list[CaseResult]) -> None:
    ruled_out = coverage(POLICY, results).ruled_out
    reasons = Counter(ruled_out.values())
    assert reasons == {BY_SCOPE: 37, BY_FACTS: 10}


def test_a_condition_comes_out_as_its_rule_was_concluded(results: list[CaseResult]) -> None:
    """Coverage evaluates parts as they are written; the decision, what they are linked to. The two say the same."""
    counted, seen = {*points_of(POLICY.law)}, 0
    for result in spread(results, 120):
        decision = result.decision
        if not isinstance(decision, SingleDecision) or decision.basis.question.periods:
            continue
        reached = Reached(POLICY.law)
        reached.add(decision)
        for settled in decision.basis.verdict.rules:
            conclusion = settled.conclusion
            scope = [part.presumed.name for part in conclusion.parts if part.role == "applies"]
            if scope not in ([], ["TRUE"]):
                continue
            written = (
                part for part in chosen_parts(conclusion.rule, decision.chosen_readings) if part.role == "condition"
            )
            linked = (part for part in conclusion.parts if part.role == "condition")
            for part, tried in zip(written, linked, strict=True):
                test = print_expression(part.tree)
                sides = {
                    side for side in SIDE_OF.values()
                    if Point(CONDITION, conclusion.rule.name, part.path, test, side) in reached.points
                }  # fmt: skip
                if Point(CONDITION, conclusion.rule.name, part.path, test, SIDE_OF[tried.presumed]) in counted:
                    assert sides == {SIDE_OF[tried.presumed]}, (result.id, conclusion.rule.name)
                    seen += 1
    assert seen > 100

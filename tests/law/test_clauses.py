"""A question asked on some clauses alone is answered by the rules that cite one of them, and by no others."""

from __future__ import annotations

import pytest

from afterschool_policy.decision.composite import CompositeDecision
from afterschool_policy.decision.decision import SingleDecision
from afterschool_policy.testing.cases import LoadedCase, load_cases
from tests.law.reasons import POLICY, ROOT

CASES = {case.decision: case for case in load_cases(ROOT / "fixtures")}
"""A case of each question: the last of its files."""

single_questions = pytest.mark.parametrize(
    "decision", sorted(name for name, spec in POLICY.decisions.items() if spec.background is None)
)


def decided(case: LoadedCase, *clauses: str) -> SingleDecision | CompositeDecision:
    made = POLICY.decide(
        case.decision, case.facts, as_of=case.case.as_of, readings=case.case.readings, clauses=clauses, engine="walking"
    )
    assert isinstance(made, SingleDecision | CompositeDecision)
    return made


def cited(decision: str) -> list[str]:
    found = {clause for rule in POLICY.rules if decision in rule.decisions for clause in rule.cited_clauses}
    return [clause for clause in POLICY.clauses if clause in found]


@single_questions
def test_each_clause_is_answered_by_the_rules_that_cite_it(decision: str) -> None:
    case = CASES[decision]
    whole = decided(case)
    assert whole.clauses == ()
    tried = {finding.rule for finding in whole.findings}
    rules = {rule.name: rule for rule in (*POLICY.law.limits, *POLICY.rules)}
    limits = {rule.name for rule in POLICY.law.limits}
    for clause in cited(decision):
        alone = decided(case, clause)
        assert alone.clauses == (clause,)
        assert {finding.rule for finding in alone.findings} == {
            name for name in tried if name in limits or clause in rules[name].cited_clauses
        }
        assert clause in alone.explain("zh")
        assert f"On clause {clause} alone: " in alone.explain("en")


@single_questions
def test_all_clauses_of_a_question_together_are_the_whole_question(decision: str) -> None:
    whole = decided(CASES[decision])
    every = decided(CASES[decision], *cited(decision))
    assert (every.outcome, every.missing, every.amounts) == (whole.outcome, whole.missing, whole.amounts)
    assert [each.rule for each in every.findings] == [each.rule for each in whole.findings]


def test_other_readings_keep_to_the_clauses() -> None:
    facts = {"student": {"hardship_recognised": True}, "fee": {"amount_yuan": 300, "standard_yuan": 600}}
    alone = POLICY.decide("hardship_relief", facts, clauses=["4.2.4"])
    for other in alone.other_readings:
        again = POLICY.decide("hardship_relief", facts, clauses=["4.2.4"], readings={other.reading: other.alternative})
        assert again.outcome == other.outcome


def test_an_audit_asks_the_questions_on_which_the_clause_bears() -> None:
    made = POLICY.decide("school_audit", {"application": {"voluntary": False}}, clauses=["2.1.1a"])
    assert isinstance(made, CompositeDecision)
    assert made.parts
    assert all("2.1.1a" in cited(name) for name in made.parts)
    assert "仅就条款2.1.1a而言：" in made.explain()
    assert made.record()["clauses"] == ["2.1.1a"]

"""What an open decision turns on is what deciding says, for every way in which its missing facts can turn out."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from itertools import islice, product
from math import prod

import pytest

from afterschool_policy.decision.decision import SingleDecision
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.tree import Given, Table, Value, facts_of, walk
from afterschool_policy.search.alternatives import Alternatives
from afterschool_policy.search.implicants import Implicant, Implicants, implicants_of
from afterschool_policy.search.open_matters import SignedTest
from afterschool_policy.semantics.verdict import verdict_of
from afterschool_policy.testing.cases import load_cases
from afterschool_policy.values import truth as truths
from afterschool_policy.values.outcomes import Outcome
from tests.law.reasons import POLICY, ROOT, decided

MOST = 400
"""So many ways of a case are tried at most: all of them where there are no more, else a choice that stays the same."""

TOO_MANY = {"staffing_level: 学生数未知，无法判定"}
"""The cases of which not all is searched: numbers that are computed from each other turn out in too many ways."""

OPEN = {
    case.id: made
    for case in load_cases(ROOT / "fixtures")
    if (made := decided(case)) is not None and made.outcome is Outcome.UNDETERMINED
}


def turns_on(decision: SingleDecision) -> Implicants:
    return implicants_of(decision.basis.question, decision.basis.verdict, decision.facts.values, decision.missing)


def ways(decision: SingleDecision) -> Iterator[dict[str, Value]]:
    """The facts with every combination of telling values for what is missing; a reason may stay off the record."""
    known = decision.facts.values
    alternatives = Alternatives(decision.basis.question, known)
    reasons = {
        name
        for rule in decision.basis.question.rules
        if rule.reason_recorded
        for name in facts_of(rule.reason_recorded)
    }
    values = [
        [*alternatives.of(name), *([known[name]] if name in known else []), *([None] if name in reasons else [])]
        for name in decision.missing
    ]
    chosen = product(*values)
    if prod(map(len, values)) > MOST:
        dice = random.Random(0)
        chosen = iter([tuple(dice.choice(each) for each in values) for _ in range(MOST)])
    for way in islice(chosen, MOST):
        found = {name: value for name, value in zip(decision.missing, way, strict=True) if value is not None}
        closed = POLICY.law.entailments.closure({**known, **found})
        if not closed.contradictions:
            yield dict(closed.values)


def holds(literal: SignedTest, facts: Mapping[str, Value]) -> bool | None:
    """Whether it does; None where the test cannot be made even with all facts found out."""
    value = value_of(literal.test, facts)
    if value is None:
        return not literal.holds if isinstance(literal.test, Given) else None
    return value is literal.holds


def held(implicants: Implicants, facts: Mapping[str, Value]) -> list[Implicant] | None:
    """The implicants that hold; None where that cannot be told of one."""
    all_hold = {implicant: [holds(each, facts) for each in implicant.conditions] for implicant in implicants.implicants}
    if any(None in each and False not in each for each in all_hold.values()):
        return None
    return [implicant for implicant, each in all_hold.items() if all(each)]


def outcome_with(decision: SingleDecision, facts: Mapping[str, Value]) -> Outcome:
    question = decision.basis.question
    return verdict_of(question, {atom: truths.of(value_of(atom, facts)) for atom in question.atoms}).outcome


@pytest.mark.parametrize("name", OPEN)
def test_every_way_lies_in_a_branch_and_every_branch_says_what_deciding_says(name: str) -> None:
    decision = OPEN[name]
    implicants = turns_on(decision)
    assert implicants.complete or name in TOO_MANY
    tried = 0
    for facts in ways(decision):
        found = held(implicants, facts)
        if found is not None:
            tried += 1
            outcomes = {implicant.outcome for implicant in found}
            assert outcomes == {outcome_with(decision, facts)} or (not outcomes and not implicants.complete), facts
    assert tried


def test_no_condition_can_be_left_out() -> None:
    """Without any one of its conditions an implicant would hold a way of another outcome."""
    for name, decision in OPEN.items():
        if len(decision.missing) > 1:
            continue  # where matters share a fact, a condition can be there for a way that cannot occur
        outcomes = [(facts, outcome_with(decision, facts)) for facts in ways(decision)]
        for implicant in turns_on(decision).implicants:
            for condition in implicant.conditions:
                others = [each for each in implicant.conditions if each is not condition]
                assert any(
                    outcome is not implicant.outcome and all(holds(each, facts) for each in others)
                    for facts, outcome in outcomes
                ), (name, condition)


def test_the_conditions_are_on_missing_facts_alone() -> None:
    for name, decision in OPEN.items():
        for test in {each.test for implicant in turns_on(decision).implicants for each in implicant.conditions}:
            asked, missing = {*facts_of(test)}, {*decision.missing}
            assert asked & missing, name
            # Of what a table makes, other rows can read what no longer matters.
            if not any(isinstance(node, Table) for node in walk(test)):
                assert asked <= {*missing, *decision.facts.values}, name


def test_what_is_further_asked_is_enough_where_no_branch_before_holds() -> None:
    for name, decision in OPEN.items():
        implicants = turns_on(decision)
        for facts in ways(decision):
            for implicant in implicants.implicants if held(implicants, facts) is not None else ():
                if all(holds(each, facts) for each in implicant.conditions):
                    break
                assert not all(holds(each, facts) is True for each in implicant.further), (name, facts)


def test_a_settled_decision_turns_on_nothing() -> None:
    for case in load_cases(ROOT / "fixtures")[::20]:
        made = decided(case)
        if made is not None and made.outcome is not Outcome.UNDETERMINED:
            assert turns_on(made) == Implicants((), complete=True)

"""More facts turn unknown into known: nothing that was told is taken back.

Of every case one or two of the given facts are taken away, and what is told without them is held against the whole.
An amount or value that is told stays, but where it rested on a presumption that its own `missing` names. An outcome
may become graver, where `missing` had named the fact; it may turn round where it rested on a presumption, which
`missing` had named too, or where the fact puts the question outside the limits of the policy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path

import pytest

from afterschool_policy import Decision, Outcome, Policy
from afterschool_policy.decision.decision import SingleDecision
from afterschool_policy.law.modalities import MODALITIES
from afterschool_policy.search.missing import presumed_facts
from afterschool_policy.testing.cases import LoadedCase, load_cases
from afterschool_policy.values.outcomes import OUTCOMES

ROOT = Path(__file__).parents[2]
POLICY = Policy.load(ROOT / "policy")
CASES = [case for case in load_cases(ROOT / "fixtures") if POLICY.decisions[case.decision].background is None]
BY_DECISION = {case.decision: [each for each in CASES if each.decision == case.decision] for case in CASES}
DAY = POLICY.law.instrument.in_force_fact


def named(case: LoadedCase) -> dict[str, object]:
    return {f"{group}.{name}": value for group, facts in case.facts.items() for name, value in facts.items()}


def decided(case: LoadedCase, facts: dict[str, object]) -> Decision:
    groups: dict[str, dict[str, object]] = {}
    for name, value in facts.items():
        group, short = name.split(".", 1)
        groups.setdefault(group, {})[short] = value
    return POLICY.decide(case.decision, groups, as_of=case.case.as_of, readings=case.case.readings)


def reduced(case: LoadedCase) -> Iterator[tuple[tuple[str, ...], Decision]]:
    """The decisions with one or two of the facts taken away."""
    facts = named(case)
    for count in (1, 2):
        for gone in combinations(facts, count):
            yield gone, decided(case, {name: value for name, value in facts.items() if name not in gone})


def entailed(decision: Decision, names: Iterable[str]) -> set[str]:
    """These facts, and those that entail one of them."""
    assert isinstance(decision, SingleDecision)
    return {*names, *decision.basis.question.edition.law.entailments.sources_of(tuple(names))}


def limits(decision: Decision) -> set[str]:
    """The facts by whose absence a question is presumed to be within the limits of the policy."""
    assert isinstance(decision, SingleDecision)
    rules = (rule for rule in decision.basis.question.rules if MODALITIES[rule.rule.modality].over_all)
    return entailed(decision, {DAY, *(name for rule in rules for name in rule.reads)})


def presumed(decision: Decision) -> set[str]:
    """The facts by whose absence something is presumed: those of `shown`, of reasons, acts due and limits."""
    assert isinstance(decision, SingleDecision)
    return limits(decision) | entailed(decision, presumed_facts(decision.basis.question))


def contradicts(decision: Decision) -> bool:
    return bool(decision.contradictions)


@pytest.mark.parametrize("decision", BY_DECISION)
def test_an_amount_or_value_that_is_told_stays(decision: str) -> None:
    for case in BY_DECISION[decision]:
        whole = decided(case, named(case))
        for gone, less in reduced(case):
            if contradicts(whole) or contradicts(less) or limits(less) & set(gone):
                continue
            for name, amount in less.amounts.items():
                full = whole.amounts.get(name)
                if entailed(less, amount.missing) & set(gone) and amount.value is not None:
                    continue
                if amount.value is not None:
                    assert full is not None, (case.id, gone, name)
                    assert full.value == amount.value, (case.id, gone, name)
                elif full is not None and full.value is not None:
                    assert amount.low is None or amount.low <= full.value, (case.id, gone, name)
                    assert amount.high is None or full.value <= amount.high, (case.id, gone, name)
            for name, value in less.values.items():
                if entailed(less, less.values_missing.get(name, ())) & set(gone):
                    continue
                assert whole.values.get(name) == value, (case.id, gone, name)


@pytest.mark.parametrize("decision", BY_DECISION)
def test_a_settled_outcome_stays(decision: str) -> None:
    for case in BY_DECISION[decision]:
        whole = decided(case, named(case))
        for gone, less in reduced(case):
            same = less.outcome in (whole.outcome, Outcome.UNDETERMINED)
            if same or contradicts(whole) or contradicts(less):
                continue
            named_before = set(less.missing) & set(gone) or presumed(less) & set(gone)
            assert named_before, (case.id, gone, less.outcome, whole.outcome)
            if OUTCOMES[less.outcome].is_breach and not presumed(less) & set(gone):
                assert OUTCOMES[whole.outcome].is_breach, (case.id, gone, less.outcome, whole.outcome)

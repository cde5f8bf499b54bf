"""The parts of a decision that are read in the measurements. The one place that knows how it is spelt."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from afterschool_policy.decision.contract import Decision
from afterschool_policy.explain.results import Finding

Answered = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Reading:
    """`read` is measured; `answered` takes each rule's outcome from what it gave, for the comparison."""

    read: Callable[[Any], Any]
    answered: Callable[[Any], Answered]


def _of(findings: Iterable[Finding]) -> Answered:
    return [(each.rule, each.outcome) for each in findings]


def _outcome(decision: Decision) -> tuple[str, Decision]:
    return decision.outcome, decision


def _worded(decision: Any) -> tuple[object, Decision]:
    return decision.explanation, decision


READINGS = {
    # The outcome; the decision is kept, and can be asked for everything else.
    "outcome": Reading(_outcome, lambda given: _of(given[1].findings)),
    # The finding of every rule, which holds its outcome and its clauses: as much as an engine without explanations
    # returns, which is a list of pairs.
    "findings": Reading(attrgetter("findings"), _of),
    # The why as objects: every rule's finding with its parts and tests, each with its truth.
    "traced": Reading(attrgetter("trace"), lambda trace: _of(each.finding for each in trace.rules)),
    # The why in words, in both languages.
    "worded": Reading(_worded, lambda given: _of(given[1].findings)),
}

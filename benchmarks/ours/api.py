"""Takes a decision; gives what is read of it in the measurements. The one place that knows how it is spelt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from afterschool_policy.decision.contract import Decision
from afterschool_policy.decision.model import Finding, Trace

Answered = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Reading:
    """`read` is measured; `answered` takes each rule's outcome from what it gave, for the comparison."""

    read: Callable[[Any], Any]
    answered: Callable[[Any], Answered]


def _pairs(decision: Decision) -> Answered:
    return [(each.rule, each.outcome) for each in decision.findings]


def _outcome(decision: Decision) -> tuple[str, Decision]:
    return decision.outcome, decision


def _findings(decision: Decision) -> tuple[str, tuple[Finding, ...], Decision]:
    return decision.outcome, decision.findings, decision


def _traced(decision: Any) -> tuple[str, Trace, Decision]:
    trace = decision.trace
    return decision.outcome, trace, decision


def _worded(decision: Any) -> tuple[str, object, Decision]:
    return decision.outcome, decision.explanation, decision


READINGS = {
    # The outcome; the decision is kept, and can be asked for everything else.
    "outcome": Reading(_outcome, lambda given: _pairs(given[-1])),
    # The outcome, and the finding of every rule, which holds its outcome: as much as an engine without explanations
    # returns, which is a list of pairs, and its clauses beside it.
    "findings": Reading(_findings, lambda given: [(each.rule, each.outcome) for each in given[1]]),
    # The same with the why as objects: every rule with its parts and tests, each with its truth.
    "traced": Reading(_traced, lambda given: [(each.finding.rule, each.finding.outcome) for each in given[1].rules]),
    # The same with the why in words, in both languages.
    "worded": Reading(_worded, lambda given: _pairs(given[-1])),
}

"""Takes a decision; gives what is read of it in the measurements. The one place that knows how it is spelt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from afterschool_policy.decision.contract import Decision

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


def _findings(decision: Decision) -> tuple[str, Answered]:
    return decision.outcome, _pairs(decision)


def _traced(decision: Any) -> tuple[str, Answered, object]:
    return decision.outcome, _pairs(decision), decision.trace


def _worded(decision: Any) -> tuple[str, Answered, object]:
    return decision.outcome, _pairs(decision), decision.explanation


READINGS = {
    # The outcome; the decision is kept, and can be asked for everything else.
    "outcome": Reading(_outcome, lambda given: _pairs(given[1])),
    # The outcome, and every rule with its outcome: as much as an engine without explanations returns.
    "findings": Reading(_findings, lambda given: given[1]),
    # The same with the why as objects: every rule with its parts and tests, each with its truth.
    "traced": Reading(_traced, lambda given: given[1]),
    # The same with the why in words, in both languages.
    "worded": Reading(_worded, lambda given: given[1]),
}

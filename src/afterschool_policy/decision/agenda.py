"""The questions that facts give occasion to, in an audit and a case file alike: of the others nobody is told."""

from __future__ import annotations

from collections.abc import Container
from enum import Enum

from afterschool_policy.semantics.question import Question
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.vocabulary.facts import Facts

_OPENED = (Outcome.UNDETERMINED, Outcome.REQUIRED)


class Occasion(Enum):
    """The occasion for an answer: a question's own facts, or only a doubt that it presumes away."""

    NONE = "none"
    DOUBTED = "doubted"
    ASKED = "asked"

    def is_answered(self, outcome: Outcome) -> bool:
        """Whether an answer is told: a doubt opens no question by itself, and makes nothing due."""
        return self is Occasion.ASKED or (self is Occasion.DOUBTED and outcome not in _OPENED)


def occasion_for(question: Question, facts: Facts, foreground: Container[str]) -> Occasion:
    """The occasion that facts give to a question; those outside the `foreground`, and what these entail, give none."""
    spoken = [name for name in question.facts if name in foreground and _speaks(name, facts, foreground)]
    if any(name in question.own for name in spoken):
        return Occasion.ASKED
    return Occasion.DOUBTED if spoken else Occasion.NONE


def _speaks(name: str, facts: Facts, foreground: Container[str]) -> bool:
    """Whether a fact is known by one in the foreground, or was given and contradicted."""
    if name not in facts.values:
        return name in facts.withdrawn
    return name not in facts.entailed or any(root in foreground for root in facts.given_behind(name))

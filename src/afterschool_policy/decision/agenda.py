"""Which questions facts call for, of an audit and of a case file alike: nobody is told about what nobody spoke of."""

from __future__ import annotations

from collections.abc import Container
from enum import Enum

from afterschool_policy.semantics.question import Question
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.vocabulary.facts import Facts

_OPENED = (Outcome.UNDETERMINED, Outcome.REQUIRED)


class Call(Enum):
    """How facts call for the answer to a question: its own facts do, or only a doubt that it presumes away."""

    NONE = "none"
    DOUBTED = "doubted"
    ASKED = "asked"

    def is_answered(self, outcome: Outcome) -> bool:
        """Whether an answer is told: a doubt opens no question by itself, and makes nothing due."""
        return self is Call.ASKED or (self is Call.DOUBTED and outcome not in _OPENED)


def call_for(question: Question, facts: Facts, foreground: Container[str]) -> Call:
    """How these facts call for a question; those outside the `foreground`, and what they alone entail, do not."""
    spoken = [name for name in question.facts if name in foreground and _speaks(name, facts, foreground)]
    if any(name in question.own for name in spoken):
        return Call.ASKED
    return Call.DOUBTED if spoken else Call.NONE


def _speaks(name: str, facts: Facts, foreground: Container[str]) -> bool:
    """Whether a fact is known by one in the foreground, or was given and contradicted."""
    if name not in facts.values:
        return name in facts.withdrawn
    return name not in facts.entailed or any(root in foreground for root in facts.given_behind(name))

"""Takes a rule's own word for its outcome; gives the word of the question that it helps to answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterschool_policy.values.outcomes import OUTCOMES, Outcome

if TYPE_CHECKING:
    from collections.abc import Container

_EVERYWHERE = frozenset({Outcome.UNDETERMINED, Outcome.NOT_APPLICABLE})


def in_words_of(answers: Container[Outcome], outcome: Outcome) -> Outcome | None:
    """The outcome as the question names it: itself, else its counterpart, else None (the question has no word).

    A breached duty answers “may this be done?” with `prohibited`, and “was the duty met?” with `violated`.
    """
    if outcome in _EVERYWHERE or outcome in answers:
        return outcome
    counterpart = OUTCOMES[outcome].counterpart
    return counterpart if counterpart in answers else None

"""Takes a decision on one question; gives what would change its answer, as sections of its page.

Of an open decision that is what to ask; of a settled one, the smallest changes that would turn it to its opposite.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from afterschool_policy.decision import next_questions_sections, why_not_sections
from afterschool_policy.decision.sections import Sections
from afterschool_policy.values.outcomes import Outcome

if TYPE_CHECKING:
    from afterschool_policy.decision.decision import SingleDecision

_GOOD = (Outcome.SATISFIED, Outcome.PERMITTED)
_BAD = (Outcome.VIOLATED, Outcome.PROHIBITED)


def otherwise(decision: SingleDecision) -> Sections:
    """The questions that settle it, or what would bring the opposite outcome; nothing where there is no opposite."""
    if decision.outcome is Outcome.UNDETERMINED:
        first, *others = next_questions_sections.sections(decision.ask_next())
        return (replace(first, sentences=first.sentences[1:]), *others)  # the page has named the question
    if decision.outcome is Outcome.NOT_APPLICABLE:
        return ()
    wanted = _BAD if decision.outcome in _GOOD else _GOOD
    answer = next((each for each in wanted if each in decision.spec.answers), None)
    if answer is None:
        return ()
    # What stands in the way is the reasoning, which the page has given: the last section tells the changes.
    return why_not_sections.sections(decision.why_not(answer))[-1:]

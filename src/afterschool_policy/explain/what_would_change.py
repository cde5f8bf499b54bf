"""What would change the answer of a decision on one question, as sections of its page.

Of an open decision that is what to ask; of a settled one, the smallest changes that would turn it to its opposite.
"""

from __future__ import annotations

from afterschool_policy.explain import next_questions, why_not
from afterschool_policy.explain.basis import Basis
from afterschool_policy.explain.document import Section
from afterschool_policy.explain.model import Explanation
from afterschool_policy.explain.obstacles import why_not as obstacles_to
from afterschool_policy.explain.question_wording import next_questions as questions_of
from afterschool_policy.values.outcomes import Outcome

_GOOD = (Outcome.SATISFIED, Outcome.PERMITTED)
_BAD = (Outcome.VIOLATED, Outcome.PROHIBITED)


def what_would_change(basis: Basis, explanation: Explanation) -> tuple[Section, ...]:
    """The questions that settle it, or what would bring the opposite outcome; nothing where there is no opposite."""
    outcome, answers = basis.verdict.outcome, basis.question.spec.answers
    if outcome is Outcome.UNDETERMINED:
        first, *others = next_questions.document(questions_of(basis)).sections
        return (first._replace(sentences=first.sentences[1:]), *others)  # the page has named the question
    if outcome is Outcome.NOT_APPLICABLE:
        return ()
    wanted = _BAD if outcome in _GOOD else _GOOD
    answer = next((outcome for outcome in wanted if outcome in answers), None)
    if answer is None:
        return ()
    # What stands in the way is the reasoning, which the page has given: the last section tells the changes.
    return why_not.document(obstacles_to(basis, explanation, answer)).sections[-1:]

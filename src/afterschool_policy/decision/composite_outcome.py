"""The outcome of an audit: that of its gravest part."""

from __future__ import annotations

from collections.abc import Iterable

from afterschool_policy.law.model import DecisionSpec
from afterschool_policy.values.outcomes import Outcome


def gravest(spec: DecisionSpec, parts: Iterable[tuple[DecisionSpec, Outcome]]) -> Outcome:
    """The gravest outcome of the parts, each a question with what it came to.

    It is undetermined where a part that is open could turn out graver than every settled one.
    """
    answers = spec.answers
    outcomes = [*parts]
    worst = answers.strongest(answers.word(outcome) for _, outcome in outcomes if outcome is not Outcome.UNDETERMINED)
    open_parts = (part for part, outcome in outcomes if outcome is Outcome.UNDETERMINED)
    could_be_graver = any(answers.weight(each) > answers.weight(worst) for part in open_parts for each in part.answers)
    return Outcome.UNDETERMINED if could_be_graver else worst

"""The outcome of an audit: that of its gravest part."""

from __future__ import annotations

from collections.abc import Iterable

from afterschool_policy.law.model import DecisionSpec
from afterschool_policy.values.outcomes import Outcome, in_words_of


def gravest(spec: DecisionSpec, parts: Iterable[tuple[DecisionSpec, Outcome]]) -> Outcome:
    """The gravest outcome of the parts, each a question with what it came to.

    It is undetermined where a part that is open could turn out graver than every settled one.
    """
    rank = {outcome: len(spec.answers) - place for place, outcome in enumerate(spec.answers)}

    def word(outcome: Outcome) -> Outcome:
        return in_words_of(spec.answers, outcome) or outcome

    def weight(outcome: Outcome) -> int:
        return rank.get(word(outcome), 0)

    outcomes = [*parts]
    settled = [word(outcome) for _, outcome in outcomes if outcome is not Outcome.UNDETERMINED]
    worst = max(settled, key=weight, default=Outcome.NOT_APPLICABLE)
    open_parts = (part for part, outcome in outcomes if outcome is Outcome.UNDETERMINED)
    could_be_graver = any(max(map(weight, part.answers)) > weight(worst) for part in open_parts)
    return Outcome.UNDETERMINED if could_be_graver else worst

"""The differences between a record and its decision made again, part by part and rule by rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from afterschool_policy.audit import phrases
from afterschool_policy.decision.contract import Decision
from afterschool_policy.explain.render.formats import check_lang
from afterschool_policy.text import Lang, visible
from afterschool_policy.values.grades import Grade, grade_of_part, gravest
from afterschool_policy.values.outcomes import OUTCOMES, Outcome

_WORDED = frozenset({"outcome", "findings", "parts", "citations"})


class Discrepancy(NamedTuple):
    """A part of the record that does not come out again.

    Attributes:
        part: Key of the record, as in `outcome`.
        recorded: What the record holds under it.
        replayed: What it would hold now.
    """

    part: str
    recorded: object
    replayed: object


class RuleChange(NamedTuple):
    """A rule that comes to something else.

    Attributes:
        decision: Name of the question that it was tried for.
        rule: Id of the rule, without version.
        before: `id@version`, outcome, and whether the decision rested on it; None where it was not tried.
        after: The same now.
    """

    decision: str
    rule: str
    before: tuple[str, Outcome, bool] | None
    after: tuple[str, Outcome, bool] | None


@dataclass(frozen=True, slots=True)
class Replay:
    """A decision made again from its record, and where the two differ.

    Attributes:
        decision: The decision as it is now.
        intact: Whether the record still has the digest that it was written with.
        discrepancies: The parts of the record that do not come out again.
        rules: The rules that come to something else.
    """

    decision: Decision
    intact: bool
    discrepancies: tuple[Discrepancy, ...]
    rules: tuple[RuleChange, ...]

    @property
    def same(self) -> bool:
        """Whether the record is untouched, and the decision comes out to the letter, by the same revision."""
        return self.intact and not self.discrepancies

    @property
    def grade(self) -> Grade:
        """The gravest of what differs, whether or not the record was touched since (`intact`)."""
        return gravest(grade for found in self.discrepancies for grade in _grades(found))

    def explain(self, lang: Lang = "zh") -> str:
        """What differs, in words: outcome, then rule by rule, then the rest.

        Args:
            lang: `"zh"` or `"en"`.

        Raises:
            InvalidRequest: For another language.
        """
        check_lang(lang)
        return "\n".join(map(visible, self._lines(lang))) + "\n"

    def _lines(self, lang: Lang) -> Iterator[str]:
        if self.same:
            yield phrases.SAME[lang]
            return
        if not self.intact:
            yield phrases.TAMPERED[lang]
        for discrepancy in self.discrepancies:
            if discrepancy.part == "outcome":
                before, after = _label(discrepancy.recorded, lang), _label(discrepancy.replayed, lang)
                yield phrases.OUTCOME.format(before=before, after=after)[lang]
        if self.rules:
            yield phrases.RULES[lang]
            titles = {finding.rule: finding.title for finding in self.decision.findings}
            for change in self.rules:
                title = titles[change.after[0]][lang] if change.after else ""
                yield "  " + phrases.rule(title, change.before, change.after, lang)
        for discrepancy in self.discrepancies:
            if discrepancy.part not in _WORDED:
                yield phrases.part(discrepancy.part, discrepancy.recorded, discrepancy.replayed, lang)


def _grades(found: Discrepancy) -> Iterator[Grade]:
    """What a discrepancy comes to; of an audit, what those of its parts do."""
    if found.part != "parts" or not (isinstance(found.recorded, dict) and isinstance(found.replayed, dict)):
        yield grade_of_part(found.part)
        return
    for name in {*found.recorded, *found.replayed}:
        before, after = found.recorded.get(name, {}), found.replayed.get(name, {})
        yield from (grade_of_part(part) for part in {*before, *after} if before.get(part) != after.get(part))


def _label(outcome: object, lang: Lang) -> str:
    """In words, where it is an outcome: a record that was tampered with may hold anything."""
    return OUTCOMES[Outcome(str(outcome))].label[lang] if outcome in list(Outcome) else str(outcome)

"""The differences between a record and its decision made again, part by part and rule by rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from afterschool_policy.audit import phrases
from afterschool_policy.decision.contract import Decision
from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.record.canonical import digest
from afterschool_policy.record.model import REASONS, SCHEMA, Record, RecordedAnswer
from afterschool_policy.record.reading import MALFORMED
from afterschool_policy.text import Lang
from afterschool_policy.values.outcomes import OUTCOMES, Outcome

# What a record says of its own writing is no part of the decision, and so is which engine decided: where that is not
# installed, the default one decides again.
_COMPARED = frozenset(
    {"policy", "revision", "decision", "as_of", "chosen_readings", "outcome", "parts", "explanations", *REASONS}
)
_FACTS = frozenset({"facts", "determinations"})
_WORDED = frozenset({"outcome", "findings", "parts", "citations"})


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A part of the record that does not come out again.

    Attributes:
        part: Key of the record, as in `outcome`.
        recorded: What the record holds under it.
        replayed: What it would hold now.
    """

    part: str
    recorded: object
    replayed: object


@dataclass(frozen=True, slots=True)
class RuleChange:
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

    def explain(self, lang: Lang = "zh") -> str:
        """What differs, in words: outcome, then rule by rule, then the rest.

        Args:
            lang: `"zh"` or `"en"`.
        """
        return "\n".join(self._lines(lang)) + "\n"

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


def replayed(record: Mapping[str, object], decision: Decision) -> Replay:
    """Record and decision side by side; what a masked record leaves out is not compared.

    Raises:
        InvalidRequest: where the record's findings are none.
    """
    again = decision.record()
    try:
        changes = tuple(_changes(cast(Record, record), again))
    except MALFORMED as error:
        raise InvalidRequest([Diagnostic.of("record-shape", problem=f"findings: {error}")]) from error
    whole = record.get("schema") == SCHEMA and not record.get("erased")
    compared = _COMPARED | _FACTS if whole else _COMPARED
    discrepancies = tuple(
        Discrepancy(part, record[part], value)
        for part, value in again.items()
        if part in record and part in compared and record[part] != value
    )
    return Replay(decision, digest(record) == record.get("digest"), discrepancies, changes)


def _changes(record: Record, again: Record) -> Iterator[RuleChange]:
    before, after = _results(record), _results(again)
    for key in dict.fromkeys((*after, *before)):
        if before and before.get(key) != after.get(key):
            yield RuleChange(*key, before.get(key), after.get(key))


def _results(record: Record) -> dict[tuple[str, str], tuple[str, Outcome, bool]]:
    """What each rule came to, by the question and the rule's id without its version."""
    answers: Mapping[str, RecordedAnswer] = record.get("parts") or {record["decision"]: record}
    return {
        (question, finding["rule"].partition("@")[0]): (
            finding["rule"], Outcome(finding["outcome"]), finding["decided"],
        )
        for question, answer in answers.items()
        for finding in answer.get("findings") or ()
    }  # fmt: skip


def _label(outcome: object, lang: Lang) -> str:
    """In words, where it is an outcome: a record that was tampered with may hold anything."""
    return OUTCOMES[Outcome(str(outcome))].label[lang] if outcome in list(Outcome) else str(outcome)

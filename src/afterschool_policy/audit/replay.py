"""Takes a record and the decision made again from it; gives where the two differ, part by part and rule by rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from afterschool_policy.audit import phrases
from afterschool_policy.decision.contract import Decision
from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.record.canonical import Json, digest
from afterschool_policy.record.writing import SCHEMA
from afterschool_policy.text import Lang
from afterschool_policy.values.outcomes import OUTCOMES, Outcome

# What a record says of its own writing is no part of the decision and is not compared.
# Which engine decided is told and not compared: where it is not installed, the default one decides again.
_OF_THE_WRITING = frozenset(
    {
        "schema", "decision_id", "timestamp", "requested_by", "labels", "engine", "library", "erased", "replay_needs",
        "link", "digest",
    }
)  # fmt: skip
_FACTS = frozenset({"facts", "determinations"})
_WORDED = frozenset({"outcome", "findings", "parts", "citations"})


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A part of the record that does not come out again."""

    part: str
    recorded: Json
    replayed: Json


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule that comes to something else: what it was (id@version, outcome, decided) and what it is now.

    `decision` names the question that it was tried for; None stands for a rule that was not tried.
    """

    decision: str
    rule: str
    before: tuple[str, Outcome, bool] | None
    after: tuple[str, Outcome, bool] | None


@dataclass(frozen=True, slots=True)
class Replay:
    """A decision made again. `same` tells that record and decision agree to the letter, and by the same revision.

    `intact` tells that the record still has the digest that it was written with; `rules` what each rule comes to now,
    where that has changed.
    """

    decision: Decision
    intact: bool
    discrepancies: tuple[Discrepancy, ...]
    rules: tuple[RuleChange, ...]

    @property
    def same(self) -> bool:
        """Whether the record is untouched and the decision comes out as it says."""
        return self.intact and not self.discrepancies

    def explain(self, lang: Lang = "zh") -> str:
        """What differs, in words: outcome, then rule by rule, then the rest."""
        return "\n".join(self._told(lang)) + "\n"

    def _told(self, lang: Lang) -> Iterator[str]:
        if self.same:
            yield phrases.SAME[lang]
            return
        if not self.intact:
            yield phrases.TAMPERED[lang]
        for each in self.discrepancies:
            if each.part == "outcome":
                before, after = (_label(str(one), lang) for one in (each.recorded, each.replayed))
                yield phrases.OUTCOME.format(before=before, after=after)[lang]
        if self.rules:
            yield phrases.RULES[lang]
            titles = {each.rule: each.title for each in self.decision.findings}
            for change in self.rules:
                title = titles[change.after[0]][lang] if change.after else ""
                yield "  " + phrases.rule(title, change.before, change.after, lang)
        for each in self.discrepancies:
            if each.part not in _WORDED:
                yield phrases.part(each.part, each.recorded, each.replayed, lang)


def replayed(record: Mapping[str, Json], decision: Decision) -> Replay:
    """Record and decision side by side; what a masked record leaves out is not compared.

    Raises:
        InvalidRequest: where the record's findings are none.
    """
    again = decision.record()
    try:
        changes = tuple(_changes(record, again))
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidRequest([Diagnostic.of("record-shape", problem=f"findings: {error}")]) from error
    left = _OF_THE_WRITING if record.get("schema") == SCHEMA and not record.get("erased") else _OF_THE_WRITING | _FACTS
    parts = [key for key in again if key in record and key not in left]
    differing = tuple(Discrepancy(part, record[part], again[part]) for part in parts if record[part] != again[part])
    return Replay(decision, digest(record) == record.get("digest"), differing, changes)


def _changes(record: Mapping[str, Json], again: Mapping[str, Json]) -> Iterator[RuleChange]:
    before, after = _tried(record), _tried(again)
    for key in dict.fromkeys((*after, *before)):
        if before and before.get(key) != after.get(key):
            yield RuleChange(*key, before.get(key), after.get(key))


def _tried(record: Mapping[str, Json]) -> dict[tuple[str, str], tuple[str, Outcome, bool]]:
    """What each rule came to, by the question and the rule's id without its version."""
    parts = record.get("parts")
    answers = parts if isinstance(parts, dict) else {str(record.get("decision")): dict(record)}
    found: dict[tuple[str, str], tuple[str, Outcome, bool]] = {}
    for name, answer in answers.items():
        findings = answer.get("findings") if isinstance(answer, dict) else None
        for each in findings if isinstance(findings, list) else ():
            if isinstance(each, dict):
                rule = str(each["rule"])
                outcome = Outcome(str(each["outcome"]))
                found[name, rule.partition("@")[0]] = (rule, outcome, each["decided"] is True)
    return found


def _label(outcome: str, lang: Lang) -> str:
    """In words, where it is an outcome: a record that was tampered with may hold anything."""
    return OUTCOMES[Outcome(outcome)].label[lang] if outcome in list(Outcome) else outcome

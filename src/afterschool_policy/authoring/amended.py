"""What stands on a day of what is amended: an entry with every change of it that has taken effect by then.

A change writes what is new, and what it does not write stays as it was. For no day all changes are taken, and what they
take away is kept: that is what there is on some day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple, Protocol, TypeVar, cast

from pydantic import BaseModel

from afterschool_policy.authoring.document import AuthoredDocument
from afterschool_policy.authoring.loader import AuthoredPolicy
from afterschool_policy.authoring.models import (
    ClauseChange,
    ClauseEntry,
    DatedChange,
    DaysEntry,
    DecisionEntry,
    EntailmentEntry,
    EnumerationEntry,
    FactEntry,
    ReadingEntry,
)
from afterschool_policy.authoring.yaml_reader import KeyPath

Amendable = ReadingEntry | EnumerationEntry | FactEntry | DecisionEntry | EntailmentEntry
E = TypeVar("E", bound=BaseModel)
K = TypeVar("K")
V = TypeVar("V")
_NO_PARTS = frozenset({"effective", "amended"})
_EVER = DaysEntry.model_construct(from_=None, to=None, clauses=[])


class _Amended(Protocol):
    @property
    def amended(self) -> list[DatedChange]: ...


def changes_of(entry: BaseModel) -> list[DatedChange]:
    """The changes of an entry, in the order they are written."""
    return [*cast("_Amended", entry).amended]


def written_parts(change: DatedChange) -> frozenset[str]:
    """What a change writes anew."""
    return frozenset(change.model_fields_set - _NO_PARTS)


def on_day(entry: E, day: date | None) -> E:
    """The entry as it stands on a day; for no day with all that it has on any."""
    for change in changes_of(entry):
        if _stands(change, day):
            parts = {part: getattr(change, part) for part in written_parts(change)}
            if isinstance(entry, ReadingEntry):
                parts["clauses"] = [*dict.fromkeys((*entry.clauses, *change.effective.clauses))]
            entry = entry.model_copy(update=_put(entry, parts, kept=day is None))
    return entry


def last_day(entry: BaseModel) -> date | None:
    """The last day of the whole entry, where it has one."""
    ends = (change.effective.to for change in changes_of(entry) if change.effective.from_ is None)
    return next((day for day in ends if day is not None), None)


class EntailmentVersion(NamedTuple):
    """An entailment from one day to another; `changed_in` is the place of the change that wrote a part of it."""

    entry: EntailmentEntry
    first: date | None
    last: date | None
    changed_in: Mapping[str, int]

    def path_of(self, part: str) -> KeyPath:
        """Where in the entry a part of it is written."""
        return ("amended", self.changed_in[part], part) if part in self.changed_in else (part,)


def versions_of(entry: EntailmentEntry) -> list[EntailmentVersion]:
    """The versions of an entailment, in the order of time."""
    days, end = entry.effective or _EVER, last_day(entry)
    versions = [EntailmentVersion(entry, days.from_, days.to, {})]
    for place, change in enumerate(entry.amended):
        before, first = versions[-1], change.effective.from_
        if first is None:
            continue
        parts = {part: getattr(change, part) for part in written_parts(change)}
        amended = before.entry.model_copy(update={**parts, "clauses": change.effective.clauses})
        changed_in = {**before.changed_in, **dict.fromkeys(parts, place)}
        versions[-1] = before._replace(last=_earlier(before.last, first - timedelta(days=1)))
        versions.append(EntailmentVersion(amended, first, change.effective.to, changed_in))
    versions[-1] = versions[-1]._replace(last=_earlier(versions[-1].last, end))
    return versions


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)


class Amended(NamedTuple):
    """Something that can be amended, and where it is written."""

    name: str
    document: AuthoredDocument[Any]
    path: KeyPath
    entry: Amendable


class PlacedChange(NamedTuple):
    """A change by the name of what it changes, and where it is written; `entry` is what it changes, but for clauses."""

    name: str
    document: AuthoredDocument[Any]
    path: KeyPath
    change: DatedChange
    entry: Amendable | None


def amended_entries(authored: AuthoredPolicy) -> Iterator[Amended]:
    """Everything that can be amended but clauses."""
    vocabulary, register, decisions = authored.vocabulary, authored.register, authored.decisions
    for name, reading in register.model.root.items():
        yield Amended(name, register, (name,), reading)
    for name, enumeration in vocabulary.model.enumerations.items():
        yield Amended(name, vocabulary, ("enumerations", name), enumeration)
    for group, body in vocabulary.model.groups.items():
        for short, fact in body.facts.items():
            yield Amended(f"{group}.{short}", vocabulary, ("groups", group, "facts", short), fact)
    for name, decision in decisions.model.decisions.items():
        yield Amended(name, decisions, ("decisions", name), decision)
    if authored.entailments is not None:
        for name, entailment in authored.entailments.model.root.items():
            yield Amended(name, authored.entailments, (name,), entailment)


def placed_changes(authored: AuthoredPolicy) -> Iterator[list[PlacedChange]]:
    """The changes of each thing, in the order they are written."""
    for name, document, path, entry in amended_entries(authored):
        changes = enumerate(changes_of(entry))
        yield [PlacedChange(name, document, (*path, "amended", at), change, entry) for at, change in changes]
    for name, of_clause in clause_changes(authored).items():
        yield [PlacedChange(name, authored.ledger, path, change, None) for path, change in of_clause]


def clause_changes(authored: AuthoredPolicy) -> dict[str, list[tuple[KeyPath, ClauseChange]]]:
    """The changes of each clause, by its id, with their places in clauses.yaml."""
    return {
        name: [
            (("amended", name), first),
            *((("amended", name, "amended", place), change) for place, change in enumerate(first.amended)),
        ]
        for name, first in authored.ledger.model.amended.items()
    }


def clause_on(changes: Iterable[DatedChange], entry: ClauseEntry, day: date | None) -> tuple[ClauseEntry, list[str]]:
    """A clause as it reads on a day, with its last day, and the clauses that gave it other words by then."""
    by: list[str] = []
    for change in changes:
        if change.effective.from_ is None:
            entry = entry.model_copy(update={"ends": change.effective.to})
        elif _stands(change, day):
            entry = entry.model_copy(update={part: getattr(change, part) for part in written_parts(change)})
            by += change.effective.clauses
    return entry, by


def policy_on(authored: AuthoredPolicy, day: date | None) -> AuthoredPolicy:
    """The policy with its facts, readings and questions as they stand on a day; its clauses, `clause_on` tells."""
    register, vocabulary, decisions = authored.register, authored.vocabulary, authored.decisions
    facts = vocabulary.model
    groups = {
        name: group.model_copy(update={"facts": {short: on_day(fact, day) for short, fact in group.facts.items()}})
        for name, group in facts.groups.items()
    }
    enumerations = {name: on_day(each, day) for name, each in facts.enumerations.items()}
    return replace(
        authored,
        register=replace(
            register,
            model=type(register.model)({name: on_day(each, day) for name, each in register.model.root.items()}),
        ),
        vocabulary=replace(vocabulary, model=facts.model_copy(update={"enumerations": enumerations, "groups": groups})),
        decisions=replace(
            decisions,
            model=decisions.model.model_copy(
                update={"decisions": {name: on_day(each, day) for name, each in decisions.model.decisions.items()}}
            ),
        ),
    )


def in_one_order(before: Mapping[K, V], after: Mapping[K, V | None], *, kept: bool) -> dict[K, V]:
    """The entries of two lists, those that join in the place where they are written; null takes one away."""
    names = [*before]
    place = len(names) if names and not any(name in before for name in after) else 0
    for name in after:
        if name in before:
            place = names.index(name) + 1
        else:
            names.insert(place, name)
            place += 1
    found = {name: after.get(name) or before.get(name) for name in names if kept or after.get(name, "") is not None}
    return {name: value for name, value in found.items() if value is not None}


def _stands(change: DatedChange, day: date | None) -> bool:
    """Whether what a change writes stands on a day."""
    first, last = change.effective.from_, change.effective.to
    return first is not None and (day is None or (first <= day and (last is None or day <= last)))


def _put(entry: BaseModel, parts: Mapping[str, object], *, kept: bool) -> dict[str, object]:
    """The parts of an entry with those of a change in their place."""
    made = {
        part: in_one_order(getattr(entry, part), value, kept=kept) if isinstance(value, dict) else value
        for part, value in parts.items()
    }
    if isinstance(entry, ReadingEntry) and "default" in made:
        changed = entry.model_copy(update=made)
        former = {entry.default.code: entry.default} if kept else {}
        others = {**former, **changed.alternatives}
        made["alternatives"] = {code: words for code, words in others.items() if code != changed.default.code}
    return made

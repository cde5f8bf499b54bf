"""The state of a case file: what is held of each entity, and who refers to whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from afterschool_policy.casefile.entity import Entity, Subject
from afterschool_policy.casefile.held import EntityChange, Held
from afterschool_policy.casefile.memberships import Memberships
from afterschool_policy.casefile.statement import EntityStatement
from afterschool_policy.casefile.tallies import Tallies
from afterschool_policy.vocabulary.entities import Entities
from afterschool_policy.vocabulary.facts import Facts, standing
from afterschool_policy.vocabulary.model import RecordList
from afterschool_policy.vocabulary.records import list_of

V = TypeVar("V")


class CaseState:
    """Everything that a case file holds, with its indexes."""

    def __init__(self, entities: Entities, records: Mapping[str, RecordList]) -> None:
        self._entities = entities
        self._memberships = Memberships(entities, records)
        self._held: dict[Subject, Held] = {None: Held()}
        self._of_type: dict[str, dict[Entity, None]] = {name: {} for name in entities}
        self._referring: dict[Entity, dict[str, dict[Entity, None]]] = {}
        self._tallies = Tallies(entities)

    def get(self, subject: Subject) -> Held | None:
        """What is held of an entity; None where nothing is."""
        return self._held.get(subject)

    @property
    def file(self) -> Held:
        """What is held of the file."""
        return self._held[None]

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The file, and every entity that something is held of."""
        return tuple(self._held)

    def of_type(self, name: str) -> Sequence[Entity]:
        """The entities of a type that something is held of."""
        return tuple(self._of_type[name])

    def referring(self, entity: Entity) -> Mapping[str, Iterable[Entity]]:
        """The entities that refer to one, by their type."""
        return self._referring.get(entity, {})

    def counted(self, subject: Subject, fact: str) -> tuple[Entity, ...] | None:
        """The entities behind a fact that is counted; None where it is stated or unknown."""
        held = self._held.get(subject)
        if subject is None or held is None or fact in held.stated or fact not in held.facts.values:
            return None
        return self._tallies.counted(subject, fact)

    def listed(self, subject: Subject, fact: str) -> tuple[Entity, ...] | None:
        """The entities that are the records of a list, by their places; None where the list is stated or empty."""
        held = self._held.get(subject)
        if subject is None or held is None or fact in held.stated or fact not in held.facts.values:
            return None
        return self._memberships.of(subject, fact, self.referring(subject))

    def statement(self, subject: Subject) -> EntityStatement:
        """The stated facts of an entity, as a statement."""
        held = self._held.get(subject) or Held()
        return EntityStatement(subject, held.stated, held.evidence, held.refers)

    def held_after(self, statement: EntityStatement, day: date | None) -> Held:
        """What would be held of an entity once this is said, without what is counted."""
        old = self._held.get(statement.subject) or Held()
        stated = _merged(old.stated, statement.values)
        unchanged = {name: proof for name, proof in old.evidence.items() if _is_kept(name, statement.values)}
        evidence = {**unchanged, **statement.evidence}
        refers = _merged(old.refers, statement.refers)
        return Held(stated, evidence, refers, standing(Facts(stated, evidence), day))

    def apply(self, statements: Iterable[EntityStatement], day: date | None) -> list[EntityChange]:
        """Hold what is stated and drop what is withdrawn; a change for every entity touched, by counts too."""
        before: dict[Subject, Held | None] = {}
        for statement in statements:
            before.setdefault(statement.subject, self._held.get(statement.subject))
            self._hold(statement, day)
        for subject, old in tuple(before.items()):
            if subject is not None:
                now = self._held.get(subject)
                others = *self._tallies.recount(subject, old, now), *self._memberships.lists_with(subject, old, now)
                for target in others:
                    before.setdefault(target, self._held.get(target))
        for subject in before:
            self._complete(subject, day)
        return [EntityChange(subject, old, self._held.get(subject)) for subject, old in before.items()]

    def move_to(self, day: date | None) -> None:
        """Hold everything as it stands on another day."""
        for subject, held in self._held.items():
            self._held[subject] = replace(held, facts=standing(Facts(held.stated, held.evidence), day))
        for subject, held in self._held.items():
            if subject is not None:
                self._tallies.recount(subject, None, held)
        for subject in self._held:
            self._complete(subject, day)

    def _hold(self, statement: EntityStatement, day: date | None) -> None:
        subject, new = statement.subject, self.held_after(statement, day)
        if subject is not None:
            self._index(subject, (self._held.get(subject) or Held()).refers, new.refers)
            if not new.stated and not new.refers:
                self._held.pop(subject, None)
                self._of_type[subject.type].pop(subject, None)
                return
            self._of_type[subject.type][subject] = None
        self._held[subject] = new

    def _index(self, entity: Entity, old: Mapping[str, str], new: Mapping[str, str]) -> None:
        for name, target in self._entities[entity.type].refers.items():
            if old.get(name) == new.get(name):
                continue
            if name in old:
                self._referring[Entity(target, old[name])][entity.type].pop(entity, None)
            if name in new:
                by_type = self._referring.setdefault(Entity(target, new[name]), {})
                by_type.setdefault(entity.type, {})[entity] = None

    def _complete(self, subject: Subject, day: date | None) -> None:
        """Add to the facts that are stated those that are counted, and those of the records that other entities are."""
        held = self._held.get(subject)
        if subject is None or held is None:
            return
        type_ = self._entities[subject.type]
        if type_.counts or type_.lists:
            facts = self._tallies.completed(subject, standing(Facts(held.stated, held.evidence), day))
            facts = self._memberships.completed(subject, facts, self.referring(subject), self._held)
            self._held[subject] = replace(held, facts=facts)


def _is_kept(name: str, said: Mapping[str, object]) -> bool:
    """Whether nothing is said of a fact, nor of the list of records that it is part of."""
    return name not in said and list_of(name) not in said


def _merged(old: Mapping[str, V], said: Mapping[str, V | None]) -> dict[str, V]:
    merged = {name: value for name, value in old.items() if _is_kept(name, said)}
    return merged | {name: value for name, value in said.items() if value is not None}

"""The lists of records that nobody states: the entities of a case file that refer to one, each with its place.

They stand by their ids, so that the places are those of a fresh file, whatever came first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from afterschool_policy.casefile.entity import Entity, Subject, rank
from afterschool_policy.casefile.held import Held
from afterschool_policy.diagnostics import Diagnostic, InvalidFacts
from afterschool_policy.language.tree import Value
from afterschool_policy.vocabulary.entities import Entities, Membership
from afterschool_policy.vocabulary.facts import Evidence, Facts
from afterschool_policy.vocabulary.intake import MOST_RECORDS
from afterschool_policy.vocabulary.model import RecordList

V = TypeVar("V")

_ByType = Mapping[str, Iterable[Entity]]
"""The entities that refer to one, by their type."""


class Memberships:
    """Every list of a case file that is made of entities."""

    def __init__(self, entities: Entities, records: Mapping[str, RecordList]) -> None:
        self._entities = entities
        self._records = records
        self._joining: dict[str, list[tuple[str, Membership]]] = {name: [] for name in entities}
        for name, type_ in entities.items():
            for membership in type_.lists:
                self._joining[membership.of].append((name, membership))

    def lists_with(self, entity: Entity, before: Held | None, after: Held | None) -> Iterator[Entity]:
        """The entities in whose lists one stood before, or stands now."""
        for name, membership in self._joining[entity.type]:
            ids = (held.refers.get(membership.through) for held in (before, after) if held is not None)
            yield from (Entity(name, id_) for id_ in dict.fromkeys(ids) if id_ is not None)

    def of(self, owner: Entity, fact: str, referring: _ByType) -> tuple[Entity, ...] | None:
        """The entities in a list, by their places; None where it is not made of entities."""
        membership = next((each for each in self._entities[owner.type].lists if each.records == fact), None)
        return None if membership is None else _in_order(membership, referring)

    def completed(self, owner: Entity, facts: Facts, referring: _ByType, held: Mapping[Subject, Held]) -> Facts:
        """The facts of an entity with those of its records; a list that is stated wins.

        Raises:
            InvalidFacts: where a list has too many records.
        """
        for membership in self._entities[owner.type].lists:
            members = _in_order(membership, referring)
            if membership.records not in facts.values and members:
                facts = self._joined(owner, facts, self._records[membership.records], [held[one] for one in members])
        return facts

    def _joined(self, owner: Entity, facts: Facts, records: RecordList, members: list[Held]) -> Facts:
        if len(members) > MOST_RECORDS:
            fields = {"name": f"{owner} · {records.name}", "most": str(MOST_RECORDS), "given": str(len(members))}
            raise InvalidFacts([Diagnostic("fact-records", fields=fields)])
        values: dict[str, Value] = {**facts.values, records.name: len(members)}
        evidence: dict[str, Evidence] = dict(facts.evidence)
        expired: dict[str, Value] = dict(facts.expired)
        for place, member in enumerate(members):
            names = {name: records.of_member(place, name) for name in records.fields}
            values |= _renamed(member.facts.values, names)
            evidence |= _renamed(member.facts.evidence, names)
            expired |= _renamed(member.facts.expired, names)
        return Facts(values, evidence, expired)


def _renamed(known: Mapping[str, V], names: Mapping[str, str]) -> dict[str, V]:
    return {names[name]: value for name, value in known.items() if name in names}


def _in_order(membership: Membership, referring: _ByType) -> tuple[Entity, ...]:
    return tuple(sorted(referring.get(membership.of, ()), key=rank))

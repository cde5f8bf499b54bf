"""Takes checked statements; gives what holds: each entity's facts, who refers to whom, and what is counted.

A holding is never changed but replaced, so that a decision may keep it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from afterschool_policy.casefile.count import Count
from afterschool_policy.casefile.entity import Entity
from afterschool_policy.casefile.intake import Statement
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.tree import Value
from afterschool_policy.values import truth
from afterschool_policy.vocabulary.entities import Entities, Tally
from afterschool_policy.vocabulary.facts import Evidence, Facts, standing

Key = Entity | None
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Holding:
    """What is known of one entity, or of the file: what was stated, and the facts that stand, counted ones included."""

    stated: Mapping[str, Value] = field(default_factory=dict)
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    refers: Mapping[str, str] = field(default_factory=dict)
    facts: Facts = field(default_factory=lambda: Facts({}))


@dataclass(frozen=True, slots=True)
class Touched:
    """An entity whose facts or references changed; `before` or `after` is None where it was or is not there."""

    entity: Key
    before: Holding | None
    after: Holding | None

    @property
    def facts(self) -> Iterator[str]:
        """The facts whose value changed."""
        old = self.before.facts.values if self.before is not None else {}
        new = self.after.facts.values if self.after is not None else {}
        yield from (name for name in {**old, **new} if old.get(name) != new.get(name))

    @property
    def refers(self) -> Iterator[str]:
        """The references that lead elsewhere now."""
        old = self.before.refers if self.before is not None else {}
        new = self.after.refers if self.after is not None else {}
        yield from (name for name in {**old, **new} if old.get(name) != new.get(name))


class Holdings:
    """Everything that a case file holds, with its indexes."""

    def __init__(self, entities: Entities) -> None:
        self._entities = entities
        self._held: dict[Key, Holding] = {None: Holding()}
        self._of_type: dict[str, dict[Entity, None]] = {name: {} for name in entities}
        self._referring: dict[Entity, dict[str, dict[Entity, None]]] = {}
        self._counts: dict[tuple[Entity, str], Count] = {}
        self._counting: dict[str, list[tuple[str, Tally]]] = {name: [] for name in entities}
        for name, type_ in entities.items():
            for tally in type_.counts:
                self._counting[tally.of].append((name, tally))

    # --------------------------------------------------------------------------------------------------- reading
    def get(self, entity: Key) -> Holding | None:
        """What is held of an entity; None where nothing is."""
        return self._held.get(entity)

    def file(self) -> Holding:
        """What is held of the file."""
        return self._held[None]

    def of_type(self, name: str) -> Sequence[Entity]:
        """The entities of a type that something is held of."""
        return tuple(self._of_type[name])

    def referring(self, entity: Entity) -> Mapping[str, Iterable[Entity]]:
        """The entities that refer to one, by their type."""
        return self._referring.get(entity, {})

    def everyone(self) -> Iterable[Key]:
        """The file, and every entity that something is held of."""
        return tuple(self._held)

    def counted(self, entity: Key, fact: str) -> tuple[Entity, ...] | None:
        """The entities behind a fact that is counted; None where it is stated."""
        holding = self._held.get(entity)
        if entity is None or holding is None or fact in holding.stated or fact not in holding.facts.values:
            return None
        count = self._counts.get((entity, fact))
        return None if count is None else count.counted

    # -------------------------------------------------------------------------------------------------- changing
    def take(self, statements: Iterable[Statement], day: date | None) -> list[Touched]:
        """State and withdraw; gives every entity that it touched, those counted anew included."""
        before: dict[Key, Holding | None] = {}
        for each in statements:
            before.setdefault(each.entity, self._held.get(each.entity))
            self._state(each, day)
        for entity in tuple(before):
            if entity is not None:
                old = before[entity]
                for target in self._count_again(entity, old):
                    before.setdefault(target, self._held.get(target))
        for entity in before:
            self._complete(entity, day)
        return [Touched(entity, old, self._held.get(entity)) for entity, old in before.items()]

    def stand_on(self, day: date | None) -> None:
        """Hold everything as it stands on another day."""
        for entity, holding in self._held.items():
            self._held[entity] = replace(holding, facts=standing(Facts(holding.stated, holding.evidence), day))
        for key in self._held:
            if key is not None:
                self._count_again(key, None)
        for entity in self._held:
            self._complete(entity, day)

    def after(self, said: Statement, day: date | None) -> Holding:
        """What would be held of an entity if this were said, without what is counted."""
        old = self._held.get(said.entity) or Holding()
        stated = _merged(old.stated, said.values)
        evidence = {name: each for name, each in old.evidence.items() if name not in said.values} | dict(said.evidence)
        return Holding(stated, evidence, _merged(old.refers, said.refers), standing(Facts(stated, evidence), day))

    def _state(self, said: Statement, day: date | None) -> None:
        old = self._held.get(said.entity) or Holding()
        new = self.after(said, day)
        if said.entity is not None:
            self._index(said.entity, old.refers, new.refers)
            if not new.stated and not new.refers:
                self._held.pop(said.entity, None)
                self._of_type[said.entity.type].pop(said.entity, None)
                return
            self._of_type[said.entity.type][said.entity] = None
        self._held[said.entity] = new

    def _index(self, entity: Entity, old: Mapping[str, str], new: Mapping[str, str]) -> None:
        for name, target in self._entities[entity.type].refers.items():
            if old.get(name) == new.get(name):
                continue
            if name in old:
                self._referring[Entity(target, old[name])][entity.type].pop(entity, None)
            if name in new:
                by_type = self._referring.setdefault(Entity(target, new[name]), {})
                by_type.setdefault(entity.type, {})[entity] = None

    def _count_again(self, entity: Entity, old: Holding | None) -> list[Entity]:
        """Put an entity where it counts now; gives the entities whose counts it touches."""
        new = self._held.get(entity)
        touched: list[Entity] = []
        for name, tally in self._counting[entity.type]:
            left = old.refers.get(tally.through) if old is not None else None
            if left is not None:
                self._counts[Entity(name, left), tally.fact].drop(entity)
                touched.append(Entity(name, left))
            joined = new.refers.get(tally.through) if new is not None else None
            if new is not None and joined is not None:
                key = entity.id if tally.each is None else new.refers.get(tally.each)
                passes = truth.of(value_of(tally.where, new.facts.values))
                self._counts.setdefault((Entity(name, joined), tally.fact), Count()).put(entity, key, passes)
                touched.append(Entity(name, joined))
        return touched

    def _complete(self, entity: Key, day: date | None) -> None:
        """Add to the facts that are stated those that are counted."""
        holding = self._held.get(entity)
        if entity is None or holding is None or not self._entities[entity.type].counts:
            return
        stated = standing(Facts(holding.stated, holding.evidence), day)
        values, evidence = dict(stated.values), dict(stated.evidence)
        for tally in self._entities[entity.type].counts:
            count = self._counts.get((entity, tally.fact))
            value = count.value if count is not None else None
            if count is not None and value is not None and tally.fact not in values:
                values[tally.fact] = value
                evidence[tally.fact] = Evidence(value, source=self._said(tally, count))
        expired = {name: value for name, value in stated.expired.items() if name not in values}
        self._held[entity] = replace(holding, facts=Facts(values, evidence, expired))

    def _said(self, tally: Tally, count: Count) -> str:
        label = self._entities[tally.of].label
        return (
            f"按案卷现有的 {len(count)} 份{label.zh}计数 / counted over the {len(count)} × {label.en} now in the file"
        )


def _merged(old: Mapping[str, V], said: Mapping[str, V | None]) -> dict[str, V]:
    merged = {name: value for name, value in old.items() if name not in said}
    return merged | {name: value for name, value in said.items() if value is not None}

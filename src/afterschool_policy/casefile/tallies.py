"""The facts that are counted: how many entities of a case file refer to one and pass a test."""

from __future__ import annotations

from afterschool_policy.casefile.count import MemberCount
from afterschool_policy.casefile.entity import Entity
from afterschool_policy.casefile.held import Held
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.values import truth
from afterschool_policy.vocabulary.entities import Entities, Tally
from afterschool_policy.vocabulary.facts import Evidence, Facts


class Tallies:
    """Every count of a case file, by the entity whose fact it is."""

    def __init__(self, entities: Entities) -> None:
        self._entities = entities
        self._counts: dict[tuple[Entity, str], MemberCount] = {}
        self._counting: dict[str, list[tuple[str, Tally]]] = {name: [] for name in entities}
        for name, type_ in entities.items():
            for tally in type_.counts:
                self._counting[tally.of].append((name, tally))

    def recount(self, entity: Entity, before: Held | None, after: Held | None) -> list[Entity]:
        """Count an entity where it refers to now, not where it did before; the entities whose counts that touches."""
        touched: list[Entity] = []
        for name, tally in self._counting[entity.type]:
            left = before.refers.get(tally.through) if before is not None else None
            if left is not None:
                self._counts[Entity(name, left), tally.fact].drop(entity)
                touched.append(Entity(name, left))
            joined = after.refers.get(tally.through) if after is not None else None
            if after is not None and joined is not None:
                key = entity.id if tally.distinct_by is None else after.refers.get(tally.distinct_by)
                passes = truth.of(value_of(tally.where, after.facts.values))
                self._counts.setdefault((Entity(name, joined), tally.fact), MemberCount()).put(entity, key, passes)
                touched.append(Entity(name, joined))
        return touched

    def counted(self, entity: Entity, fact: str) -> tuple[Entity, ...] | None:
        """The entities behind a counted fact; None where the fact is not counted."""
        count = self._counts.get((entity, fact))
        return None if count is None else count.counted

    def completed(self, entity: Entity, stated: Facts) -> Facts:
        """The facts of an entity with the counted ones beside those that are stated; a stated number wins."""
        values, evidence = dict(stated.values), dict(stated.evidence)
        for tally in self._entities[entity.type].counts:
            count = self._counts.get((entity, tally.fact))
            value = count.value if count is not None else None
            if count is not None and value is not None and tally.fact not in values:
                values[tally.fact] = value
                evidence[tally.fact] = Evidence(value, source=self._source(tally, count))
        expired = {name: value for name, value in stated.expired.items() if name not in values}
        return Facts(values, evidence, expired)

    def _source(self, tally: Tally, count: MemberCount) -> str:
        label = self._entities[tally.of].label
        return f"按案卷现有的{len(count)}份{label.zh}计数 / counted over the {len(count)} × {label.en} now in the file"

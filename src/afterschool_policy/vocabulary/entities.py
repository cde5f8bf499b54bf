"""The entities of a policy: what there can be many of, and how one refers to another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from afterschool_policy.language.tree import Node
from afterschool_policy.text import Text
from afterschool_policy.values.names import CodeId, FactId


@dataclass(frozen=True, slots=True)
class Tally:
    """A fact that nobody states, counted over the entities that refer to its own.

    `of` is the type that is counted and `through` the reference by which one of it refers here; `where` is the test
    that one has to pass. With `distinct_by`, those that refer to the same entity by that name count once.
    """

    fact: FactId
    of: CodeId
    through: CodeId
    where: Node
    distinct_by: CodeId | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """A list of records that nobody states: those that refer to the one whose list it is, each of them a record.

    `of` is the type of the records, and `through` the reference by which one of it refers here.
    """

    records: FactId
    of: CodeId
    through: CodeId


_LATER = {"later": True}  # the mark of `law.later`, a room above this one


@dataclass(frozen=True, slots=True)
class EntityType:
    """A sort of thing of which a case file holds many: the groups of facts that it owns, and its references.

    `refers` maps the name of each reference to the type that it leads to.
    """

    name: CodeId
    label: Text
    owns: tuple[CodeId, ...]
    refers: Mapping[CodeId, CodeId]
    counts: tuple[Tally, ...] = ()
    lists: tuple[Membership, ...] = field(default=(), metadata=_LATER)


Entities = Mapping[str, EntityType]


def sources(entities: Entities, type_: EntityType) -> Iterator[tuple[str, str]]:
    """The groups that a view of one entity holds, each with the reference it comes by ("" for its own)."""
    yield from ((group, "") for group in type_.owns)
    for reference, target in type_.refers.items():
        yield from ((group, reference) for group in entities[target].owns)

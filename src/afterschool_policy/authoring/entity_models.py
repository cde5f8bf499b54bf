"""The authored model of entities.yaml (see `authoring.models`)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, RootModel

from afterschool_policy.authoring.models import Authored, Bilingual, CodeName, ExpressionText

FactName = Annotated[str, Field(pattern=r"^[a-z_]+\.[a-z_0-9]+$")]


class CountEntry(Authored):
    """A fact that is counted where nobody states it."""

    of: CodeName
    """The entities that are counted: those of this type that refer to the one whose fact it is"""
    where: ExpressionText
    """The test that one has to pass, on facts that it owns"""
    each: CodeName | None = None
    """A reference of the counted entity: those that refer to the same one count once"""


class EntityEntry(Authored):
    """A sort of thing of which a case file holds many."""

    label: Bilingual
    owns: list[CodeName] = Field(default_factory=list)
    """The groups of facts that are its own; a group of no entity belongs to the file"""
    refers: dict[CodeName, CodeName] = Field(default_factory=dict)
    """The other entities that it refers to by id: the name of the reference, and the type it leads to"""
    counts: dict[FactName, CountEntry] = Field(default_factory=dict)
    """Facts of its own that are counted over the entities of the file where nobody states them"""


class EntitiesFile(RootModel[dict[CodeName, EntityEntry]]):
    """entities.yaml"""

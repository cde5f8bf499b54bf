"""Takes nothing; gives how an entity of a case file is named."""

from __future__ import annotations

from typing import NamedTuple

from afterschool_policy.text import Text


class Entity(NamedTuple):
    """An entity by its type and its id; None in its place is the file itself."""

    type: str
    id: str

    def __str__(self) -> str:
        return f"{self.type} {self.id}"


def called(entity: Entity | None) -> Text | str:
    """The entity, or the file, as messages name it."""
    return Text("案卷", "the file") if entity is None else str(entity)


def rank(entity: Entity | None) -> tuple[str, str]:
    """The file comes first, then types and ids by their letters."""
    return ("", "") if entity is None else entity

"""The entities of a case file, as callers and messages name them."""

from __future__ import annotations

from typing import NamedTuple

from afterschool_policy.text import Text


class Entity(NamedTuple):
    """An entity that facts are about, as a pair.

    Attributes:
        type: Type that the policy declares, as in `book`.
        id: Id that the file gives it, unique within its type.
    """

    type: str
    id: str

    def __str__(self) -> str:
        return f"{self.type} {self.id}"


Subject = Entity | None
"""Whom facts and questions are about: an entity, or None for the file itself."""


def called(subject: Subject) -> Text | str:
    """The words for an entity, or for the file, in messages."""
    return Text("案卷", "the file") if subject is None else str(subject)


def rank(subject: Subject) -> tuple[str, str]:
    """The sort key that puts the file first, then types and ids by their letters."""
    return ("", "") if subject is None else subject

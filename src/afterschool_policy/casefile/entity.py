"""The entities of a case file, as callers and messages name them."""

from __future__ import annotations

import re
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


_NUMBER = re.compile("([0-9]+)")
Rank = tuple[str, tuple[tuple[int, str], ...], str]


def rank(subject: Subject) -> Rank:
    """The sort key that puts the file first, then types by their letters, and of ids `P-2` before `P-10`."""
    if subject is None:
        return "", (), ""
    numbers = (part.lstrip("0") if place % 2 else part for place, part in enumerate(_NUMBER.split(subject.id)))
    return subject.type, tuple((len(part) if place % 2 else 0, part) for place, part in enumerate(numbers)), subject.id

"""Fields that came to the law later: left out where they hold their defaults, so that what lacks them stays as it was.

A policy that uses none of them keeps its revision, and bundles and answers that were written before are read and told
alike. Such fields stand last in their class.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import MISSING, Field, fields
from functools import cache
from types import MappingProxyType
from typing import Any

LATER = MappingProxyType({"later": True})
"""The mark of such a field, as its metadata."""


def written_fields(part: object) -> tuple[str, ...]:
    """The names of the fields of a part that are written down."""
    record: type = type(part)
    names, later = fields_of(record), later_fields(record)
    while later and is_left_out(part, later[-1]):
        names, later = names[:-1], later[:-1]
    return names


def is_left_out(part: object, field: Field[Any]) -> bool:
    """Whether a field of a part came later and holds its default."""
    if not field.metadata.get("later"):
        return False
    default = field.default if field.default_factory is MISSING else field.default_factory()
    return bool(getattr(part, field.name) == default)


@cache
def fields_of(record: Hashable) -> tuple[str, ...]:
    """The names of the fields that a part is made of."""
    return tuple(field.name for field in fields(record) if field.init)  # type: ignore[arg-type]  # a class of a part


@cache
def later_fields(record: Hashable) -> tuple[Field[Any], ...]:
    """The fields that came later."""
    return tuple(field for field in fields(record) if field.metadata.get("later"))  # type: ignore[arg-type]  # as above

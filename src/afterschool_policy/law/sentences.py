"""Sentences of a policy that tell the value of a parameter: `{parameter.NAME}` stands where the value belongs.

A text stays as it was written until somebody reads it: which value it tells depends on the day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from operator import is_not
from types import NoneType
from typing import TypeVar, cast, get_args

from afterschool_policy.language.tree import Node
from afterschool_policy.text import Text

PARAMETER = re.compile(r"\{parameter\.([a-z][a-z0-9_]*)\}")
_WITHOUT_WORDS = (NoneType, str, int, *get_args(Node))
T = TypeVar("T")


def reference(parameter: str) -> str:
    """How a sentence refers to a parameter."""
    return f"{{parameter.{parameter}}}"


def filled(part: T, value_of: Callable[[str], Text]) -> T:
    """A part of a law (a text, a rule, a question) with the value of each parameter in its sentences."""
    return cast("T", _filled(part, value_of))


def _filled(part: object, value_of: Callable[[str], Text]) -> object:
    """The part itself where no sentence in it tells a value: most do not, and editions are made all the time."""
    if isinstance(part, _WITHOUT_WORDS):
        return part
    match part:
        case Text():
            if "{" not in part.zh and "{" not in part.en:
                return part
            return Text(
                PARAMETER.sub(lambda found: value_of(found[1]).zh, part.zh),
                PARAMETER.sub(lambda found: value_of(found[1]).en, part.en),
            )
        case tuple():
            members = tuple([_filled(each, value_of) for each in part])
            return members if any(map(is_not, members, part)) else part
        case _ if is_dataclass(part) and not isinstance(part, type):
            parts = ((name, getattr(part, name)) for name in _made_of(type(part)))
            changed = {name: now for name, was in parts if (now := _filled(was, value_of)) is not was}
            return replace(part, **changed) if changed else part
        case Mapping():
            entries = {key: _filled(each, value_of) for key, each in part.items()}
            return entries if any(entries[key] is not part[key] for key in entries) else part
    return part


@cache
def _made_of(record: type) -> tuple[str, ...]:
    """The fields that a record is made by."""
    return tuple(field.name for field in fields(record) if field.init)

"""Sentences of a policy that tell the value of a parameter: `{parameter.NAME}` stands where the value belongs.

A text stays as it was written until somebody reads it: which value it tells depends on the day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

from afterschool_policy.language.tree import Node
from afterschool_policy.text import Text

PARAMETER = re.compile(r"\{parameter\.([a-z][a-z0-9_]*)\}")
T = TypeVar("T")


def reference(parameter: str) -> str:
    """How a sentence refers to a parameter."""
    return f"{{parameter.{parameter}}}"


def filled(part: T, value_of: Callable[[str], Text]) -> T:
    """A part of a law (a text, a rule, a question) with the value of each parameter in its sentences."""
    return cast("T", _filled(part, value_of))


def _filled(part: object, value_of: Callable[[str], Text]) -> object:
    match part:
        case Text():
            return Text(
                PARAMETER.sub(lambda found: value_of(found[1]).zh, part.zh),
                PARAMETER.sub(lambda found: value_of(found[1]).en, part.en),
            )
        case tuple():
            return tuple(_filled(each, value_of) for each in part)
        case _ if is_dataclass(part) and not isinstance(part, Node | type):
            changeable = [field.name for field in fields(part) if field.init]
            return replace(part, **{name: _filled(getattr(part, name), value_of) for name in changeable})
        case Mapping():
            return {key: _filled(each, value_of) for key, each in part.items()}
    return part

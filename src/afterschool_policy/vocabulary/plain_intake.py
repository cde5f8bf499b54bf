"""The fast path for facts as most callers give them.

It takes a value only by a row for its very type, so that whatever stands for a plain value (a class of the caller's, a
member of an enumeration) is left to `intake`. What it takes, `intake` takes for the same; it only names no mistakes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from afterschool_policy.cache import Cache
from afterschool_policy.language.tree import Value
from afterschool_policy.values import numbers
from afterschool_policy.values.moments import read_day, read_time
from afterschool_policy.values.types import Kind, Type
from afterschool_policy.vocabulary.model import FactSpec, Vocabulary

_Takes = Mapping[type, Callable[..., Value | None]]


_Row = tuple[str, Any, Mapping[object, Value] | None, int | None, int, _Takes]
"""How one fact is taken: its name, and the type that most callers give.

What is of that type is looked up in a table of all that it can be, held between two bounds, or taken as it is, without
a further call; what is of another type, by a function of its own. Plain tuples are the quickest to take apart.
"""


class PlainIntake:
    """The fast path for plain facts of one vocabulary; anything else is left to `intake`."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._groups: dict[str, dict[str, _Row]] = {group: {} for group in vocabulary.groups}
        times: Mapping[object, Value] = Cache(_time_written)
        for name, spec in vocabulary.facts.items():
            if name not in vocabulary.records and spec.by is None:
                self._groups[spec.group][spec.short] = _row(name, spec, vocabulary, times)

    def values(self, given: object) -> dict[str, Value] | None:
        """The known values by dotted name; None where something in them is not plain."""
        if type(given) is not dict:
            return None
        groups = self._groups
        values: dict[str, Value] = {}
        try:
            for group, inner in given.items():
                rows = groups[group]
                if type(inner) is not dict:
                    return None
                for short, plain in inner.items():
                    name, of, table, least, most, others = rows[short]
                    if type(plain) is of:
                        if table is not None:
                            values[name] = table[plain]
                        elif least is None or least <= plain <= most:
                            values[name] = plain
                        else:
                            return None
                    elif plain is not None:
                        value = others[type(plain)](plain)
                        if value is None:
                            return None
                        values[name] = value
        except (KeyError, TypeError):
            return None
        return values


def _row(name: str, spec: FactSpec, vocabulary: Vocabulary, times: Mapping[object, Value]) -> _Row:
    """How a fact is taken; by no type at all where it always needs a closer look."""
    match spec.type.kind:
        case Kind.BOOLEAN:
            return (name, bool, None, None, 0, {})
        case Kind.NUMBER:
            return (name, int, None, *_whole_bounds(spec), {})
        case Kind.CODE:
            return (name, str, _codes(vocabulary, spec.type), None, 0, {})
        case Kind.TIME:
            return (name, str, times, None, 0, {time: _whole_minute})
        case Kind.LIST if spec.type.item is not None and spec.type.item.kind is Kind.CODE:
            take = _list_of(_codes(vocabulary, spec.type.item))
            return (name, None, None, None, 0, {list: take, tuple: take})
        case Kind.DATE:
            return (name, date, None, None, 0, {str: read_day})
    return (name, None, None, None, 0, {})


def _whole_bounds(spec: FactSpec) -> tuple[int, int]:
    """Bounds of whole numbers; these are rounded inwards, which for whole numbers is the same."""
    beyond = numbers.BEYOND
    least = 1 - beyond if spec.minimum is None else max(1 - beyond, math.ceil(spec.minimum))
    most = beyond - 1 if spec.maximum is None else min(beyond - 1, math.floor(spec.maximum))
    return least, most


def _codes(vocabulary: Vocabulary, type_: Type) -> dict[object, Value]:
    return {code: code for code in vocabulary.enumerations[type_.codes or ""].codes}


def _list_of(codes: Mapping[object, Value]) -> Callable[[list[object]], Value | None]:
    texts = frozenset({str})

    def take(plain: list[object]) -> Value | None:
        if not plain:
            return ()
        return tuple(dict.fromkeys([codes[code] for code in plain])) if texts.issuperset(map(type, plain)) else None

    return take


def _time_written(text: object) -> time:
    """The time of a text such as `18:30` or `7:20`; KeyError for any other, as of a table of all that there are."""
    found = read_time(text) if isinstance(text, str) else None
    if found is None:
        raise KeyError(text)
    return found


def _whole_minute(plain: time) -> time | None:
    minute = time(plain.hour, plain.minute)
    return minute if plain.tzinfo is None and plain == minute else None

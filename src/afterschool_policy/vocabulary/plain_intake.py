"""The fast path for facts as most callers give them.

It takes a value only by a row for its very type, so that whatever stands for a plain value (a class of the caller's, a
member of an enumeration) is left to `intake`. What it takes, `intake` takes for the same; it only names no mistakes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date, time
from itertools import product

from afterschool_policy.language.tree import Value
from afterschool_policy.values import numbers
from afterschool_policy.values.moments import read_day
from afterschool_policy.values.types import Kind, Type
from afterschool_policy.vocabulary.model import FactSpec, Vocabulary

_Takes = Mapping[type, Callable[..., Value | None]]
_MINUTES = tuple(product(range(24), range(60)))


class PlainIntake:
    """The fast path for plain facts of one vocabulary; anything else is left to `intake`."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._groups: dict[str, dict[str, tuple[str, _Takes]]] = {group: {} for group in vocabulary.groups}
        times = _times()
        for name, spec in vocabulary.facts.items():
            if name in vocabulary.records or spec.by is not None:
                continue
            takes = times if spec.type.kind is Kind.TIME else _takes(spec, spec.type, vocabulary)
            self._groups[spec.group][spec.short] = (name, takes)

    def values(self, given: object) -> dict[str, Value] | None:
        """The known values by dotted name; None where something in them is not plain."""
        if type(given) is not dict:
            return None
        groups = self._groups
        values: dict[str, Value] = {}
        try:
            for group, inner in given.items():
                names = groups[group]
                if type(inner) is not dict:
                    return None
                for short, plain in inner.items():
                    if plain is None:
                        continue
                    name, takes = names[short]
                    value = takes[type(plain)](plain)
                    if value is None:
                        return None
                    values[name] = value
        except (KeyError, TypeError):
            return None
        return values


def _takes(spec: FactSpec, type_: Type, vocabulary: Vocabulary) -> _Takes:
    """How a fact's value is taken, by its very type; nothing for a sort that always needs a closer look."""
    match type_.kind:
        case Kind.BOOLEAN:
            return {bool: _as_it_is}
        case Kind.NUMBER:
            return {int: _whole_number(spec)}
        case Kind.CODE:
            return {str: _codes(vocabulary, type_).get}
        case Kind.LIST if type_.item is not None and type_.item.kind is Kind.CODE:
            take = _list_of(_codes(vocabulary, type_.item))
            return {list: take, tuple: take}
        case Kind.DATE:
            return {str: read_day, date: _as_it_is}
    return {}


def _as_it_is(plain: Value) -> Value:
    return plain


def _whole_number(spec: FactSpec) -> Callable[[int], Value | None]:
    """Whole numbers within bounds; these are rounded inwards, which for whole numbers is the same."""
    beyond = numbers.BEYOND
    least = 1 - beyond if spec.minimum is None else max(1 - beyond, math.ceil(spec.minimum))
    most = beyond - 1 if spec.maximum is None else min(beyond - 1, math.floor(spec.maximum))
    return lambda plain: plain if least <= plain <= most else None


def _codes(vocabulary: Vocabulary, type_: Type) -> dict[object, Value]:
    return {code: code for code in vocabulary.enumerations[type_.codes or ""].codes}


def _list_of(codes: Mapping[object, Value]) -> Callable[[list[object]], Value | None]:
    texts = frozenset({str})

    def take(plain: list[object]) -> Value | None:
        return tuple({codes[code]: None for code in plain}) if texts.issuperset(map(type, plain)) else None

    return take


def _times() -> _Takes:
    """Times, and texts such as `18:30` and `7:20`: a day has few enough to know them all."""
    known: dict[object, Value] = {time(*minute): time(*minute) for minute in _MINUTES}
    written: dict[object, Value] = {}
    for hour, minute in _MINUTES:
        written[f"{hour:02}:{minute:02}"] = written[f"{hour}:{minute:02}"] = time(hour, minute)
    return {str: written.get, time: lambda plain: known.get(plain) if plain.tzinfo is None else None}

"""The fast path for facts as most callers give them.

It accepts nothing that `intake` refuses, and its values are those of `intake`; it only names no mistakes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date, time

from afterschool_policy.language.tree import Value
from afterschool_policy.values.types import Kind, Type
from afterschool_policy.vocabulary.model import FactSpec, Vocabulary

_Take = Callable[[object], Value | None]


class PlainIntake:
    """The fast path for plain facts of one vocabulary; anything else is left to `intake`."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._groups: dict[str, dict[str, tuple[str, _Take]]] = {group: {} for group in vocabulary.groups}
        take_time = _time_taker()
        for name, spec in vocabulary.facts.items():
            take = take_time if spec.type.kind is Kind.TIME else _taker(spec, spec.type, vocabulary)
            self._groups[spec.group][spec.short] = (name, take)

    def values(self, given: Mapping[str, object]) -> dict[str, Value] | None:
        """The known values by dotted name; None where something in them is not plain."""
        groups = self._groups
        values: dict[str, Value] = {}
        try:
            for group, inner in given.items():
                takers = groups[group]
                for short, plain in inner.items():  # type: ignore[attr-defined]  # what has no items is not plain
                    if plain is None:
                        continue
                    name, take = takers[short]
                    value = take(plain)
                    if value is None:
                        return None
                    values[name] = value
        except (KeyError, TypeError, ValueError, AttributeError):
            return None
        return values


def _taker(spec: FactSpec, type_: Type, vocabulary: Vocabulary) -> _Take:
    match type_.kind:
        case Kind.BOOLEAN:
            return _boolean
        case Kind.NUMBER:
            return _number_taker(spec)
        case Kind.CODE:
            codes: dict[object, Value] = {code: code for code in vocabulary.enumerations[type_.codes or ""].codes}
            return codes.get
        case Kind.LIST if type_.item is not None and type_.item.kind is Kind.CODE:
            return _code_list_taker(vocabulary.enumerations[type_.item.codes or ""].codes)
        case Kind.DATE:
            return _date
    return _nothing


def _boolean(plain: object) -> Value | None:
    return plain if plain is True or plain is False else None


def _number_taker(spec: FactSpec) -> _Take:
    """Whole numbers of plain type; bounds are rounded inwards, which for whole numbers is the same."""
    least = None if spec.minimum is None else math.ceil(spec.minimum)
    most = None if spec.maximum is None else math.floor(spec.maximum)

    def take(plain: object) -> Value | None:
        if type(plain) is not int or (least is not None and plain < least) or (most is not None and plain > most):
            return None
        return plain

    return take


def _code_list_taker(known: Mapping[str, object]) -> _Take:
    def take(plain: object) -> Value | None:
        if type(plain) is not list and type(plain) is not tuple:
            return None
        return tuple({codes[code]: None for code in plain}) if plain else ()

    codes = {code: code for code in known}
    return take


def _time_taker() -> _Take:
    """Times, and texts such as `18:30`: a day has few enough to know them all."""
    minutes = ((hour, minute) for hour in range(24) for minute in range(60))
    written: dict[object, time] = {f"{hour:02}:{minute:02}": time(hour, minute) for hour, minute in minutes}

    def take(plain: object) -> Value | None:
        if type(plain) is str:
            return written.get(plain)
        return plain if type(plain) is time and plain.tzinfo is None else None

    return take


def _date(plain: object) -> Value | None:
    if type(plain) is str and len(plain) == 10:
        return date.fromisoformat(plain)
    return plain if type(plain) is date else None


def _nothing(_: object) -> None:
    """A sort of value that always needs a closer look."""

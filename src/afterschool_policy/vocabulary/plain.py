"""What callers hold, as the plain value that it stands for: the one table of what is taken for what.

A member of an enumeration is its value, a value of a class made from `str`, `int`, `float` or `Decimal` that one, a
number or truth of NumPy the number or truth. What is none of these stays as it is, for the intake to refuse.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from afterschool_policy.values import numbers
from afterschool_policy.vocabulary.facts import Evidence

_PLAIN = frozenset({type(None), bool, int, float, Decimal, str, date, time})

_OF_CLASSES: tuple[tuple[type, Callable[..., object]], ...] = (
    (str, str.__str__),
    (int, int.__int__),
    (float, float.__float__),
    (Decimal, Decimal),
    (Fraction, numbers.settle),
    (time, lambda given: time(given.hour, given.minute, given.second, given.microsecond, given.tzinfo)),
    (datetime, lambda given: given),  # a date to Python, and finer than one
    (date, lambda given: date(given.year, given.month, given.day)),
)
_OF_NUMPY: dict[str, Callable[..., object]] = {"b": bool, "i": int, "u": int, "f": lambda given: Decimal(str(given))}
"""By the kind of a scalar's dtype. A shorter float is no `float`: what it writes is the shortest decimal of it."""


def plain_value(given: object) -> object:
    """The plain value that one stands for."""
    if type(given) in _PLAIN:
        return given
    if isinstance(given, Enum):
        return plain_value(given.value)
    for class_, plain_of in _OF_CLASSES:
        if isinstance(given, class_):
            return plain_of(given)
    numpy = sys.modules.get("numpy")  # a scalar can be of NumPy only where somebody has imported it
    if numpy is None or not isinstance(given, numpy.generic):
        return given
    of_kind = _OF_NUMPY.get(given.dtype.kind)
    return given if of_kind is None else of_kind(given)


def mapping_of(given: object) -> Mapping[object, object] | None:
    """What has names with values: a mapping, a pydantic model, a data class, a named tuple; None for all else."""
    if type(given) in _PLAIN or isinstance(given, type | Evidence):
        return None
    if isinstance(given, Mapping):
        return given
    if is_dataclass(given):
        return {each.name: getattr(given, each.name) for each in fields(given)}
    for to_mapping in ("model_dump", "_asdict"):
        if callable(method := getattr(given, to_mapping, None)):
            made = method()
            return made if isinstance(made, Mapping) else None
    return None


def is_missing(given: object) -> bool:
    """Whether it is what other libraries write for no value: not a number, no time, not available."""
    try:
        return bool(given != given)  # noqa: PLR0124  # only such values are not themselves
    except Exception:  # to say even this of itself is refused by pandas' NA
        return type(given).__name__ == "NAType"

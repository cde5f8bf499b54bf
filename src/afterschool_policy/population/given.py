"""Columns as a caller gives them, still unchecked: distinct raw values under numbers, or numbers of one measure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, time
from decimal import Decimal
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from afterschool_policy.engines.columnar.columns import MOST, UNKNOWN, Codes, Scaled

_BY_VALUE = frozenset({str, int, bool, Decimal, date, time})
_PLACES = (0, 1, 2, 3, 4, 6)
_EXACT = 10**15
"""Below this a binary float that is a decimal of few places has no shorter decimal than that."""


class RawValues(NamedTuple):
    """Raw values: distinct ones under numbers, -1 where there is none."""

    codes: Codes
    values: Sequence[object]

    @property
    def coded(self) -> RawValues:
        """Itself, as numbers have the same."""
        return self


RawColumn = RawValues | Scaled
"""A column that nobody has checked yet; one of numbers alone may come as such."""


def of_values(values: Iterable[object]) -> RawValues:
    """Any Python values; None is unknown."""
    places: dict[object, int] = {}
    distinct: list[object] = []
    codes: list[int] = []
    for value in values:
        if value is None:
            codes.append(UNKNOWN)
            continue
        key = _key(value)
        place = places.setdefault(key, len(distinct))
        if place == len(distinct):
            distinct.append(value)
        codes.append(place)
    return RawValues(np.array(codes, np.int32), distinct)


def _key(value: object) -> object:
    """What equal values of one type share; a list or mapping is told apart by its members."""
    kind = type(value)
    if kind in _BY_VALUE:
        return kind, value
    if isinstance(value, list | tuple):
        return kind, tuple(map(_key, value))
    if isinstance(value, dict):
        return kind, tuple((_key(name), _key(each)) for name, each in value.items())
    if isinstance(value, float):
        return kind, value.hex()  # not a number is itself here, and 0.0 is not -0.0
    return kind, id(value)


def of_array(array: NDArray[np.generic]) -> RawColumn:
    """An array of NumPy; what is masked is unknown."""
    known = ~np.ma.getmaskarray(array) if isinstance(array, np.ma.MaskedArray) else np.ones(len(array), np.bool_)
    plain = np.ma.getdata(array)
    match plain.dtype.kind:
        case "b":
            return RawValues(np.where(known, plain.astype(np.int32), UNKNOWN).astype(np.int32), (False, True))
        case "i" | "u" | "f":
            return of_numbers(plain, known)
        case "U":
            return _distinct(plain, known)
        case "M" if plain.dtype != np.dtype("datetime64[D]"):
            plain = plain.astype("datetime64[us]")
    values = plain.astype(object) if plain.dtype.kind == "M" else plain
    return of_values(
        value if is_known else None for value, is_known in zip(values.tolist(), known.tolist(), strict=True)
    )


def of_numbers(numbers: NDArray[np.generic], known: NDArray[np.bool_]) -> RawColumn:
    """Numbers as they are, where whole numbers of one measure hold them exactly; else one by one."""
    found = _whole(np.where(known, numbers, numbers.dtype.type(0)), known)
    if found is not None:
        return found
    return _distinct(numbers, known)


def _distinct(array: NDArray[np.generic], known: NDArray[np.bool_]) -> RawValues:
    """The distinct values of an array as Python has them, but for short binary floats, which it has not."""
    distinct, inverse = np.unique(array[known], return_inverse=True)
    codes = np.full(len(array), UNKNOWN, np.int32)
    codes[known] = inverse
    is_short = array.dtype.kind == "f" and array.dtype.itemsize != 8
    return RawValues(codes, list(distinct) if is_short else distinct.tolist())


def _whole(numbers: NDArray[np.generic], known: NDArray[np.bool_]) -> Scaled | None:
    if numbers.dtype.kind in "iu":
        fits = not len(numbers) or (int(numbers.max()) < MOST and int(numbers.min()) > -MOST)
        return Scaled(numbers.astype(np.int64), known) if fits else None
    if numbers.dtype != np.float64 or not np.isfinite(numbers).all():
        return None
    for places in _PLACES:
        parts = 10**places
        with np.errstate(over="ignore"):
            scaled = np.rint(numbers * parts)
        if (abs(scaled) >= _EXACT).any():
            return None
        if (scaled / parts == numbers).all():
            return Scaled(scaled.astype(np.int64), known, parts)
    return None

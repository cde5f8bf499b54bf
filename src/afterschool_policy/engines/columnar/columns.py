"""The facts of many rows by column: distinct values under numbers, or exact numbers in one common denominator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from afterschool_policy.language.tree import Value
from afterschool_policy.values.numbers import settle

Codes = NDArray[np.int32]
Digits = NDArray[np.uint8]
Rows = NDArray[np.intp] | slice

UNKNOWN = -1
"""The code of a row in which nothing is known."""

_BYTE = 255
"""So many values have a byte each, beside that of what is unknown."""

MOST = 2**62
"""Numbers are below this, so that a sum or a comparison of two does not leave the 64 bits that each has."""


class Column(Protocol):
    """One fact in many rows."""

    def __len__(self) -> int: ...

    @property
    def known(self) -> NDArray[np.bool_]:
        """Whether each row tells it."""

    @property
    def coded(self) -> Coded:
        """Its distinct values under numbers."""

    @property
    def scaled(self) -> Scaled | None:
        """Its values as whole numbers of one measure; None where they are none, or too large."""

    def of(self, rows: Rows) -> Column:
        """The same of some rows."""

    def value(self, row: int) -> Value | None:
        """The value in a row; None is unknown."""


@dataclass(frozen=True, eq=False)
class Coded:
    """A fact whose distinct `values` stand under numbers; `codes` hold that of each row."""

    codes: Codes
    values: Sequence[Value]

    @classmethod
    def unknown(cls, count: int) -> Coded:
        """So many rows in which nothing is known."""
        return cls(np.full(count, UNKNOWN, np.int32), ())

    @classmethod
    def constant(cls, value: Value, count: int) -> Coded:
        """So many rows with one value."""
        return cls(np.zeros(count, np.int32), (value,))

    def __len__(self) -> int:
        return len(self.codes)

    @cached_property
    def known(self) -> NDArray[np.bool_]:
        """Whether each row tells it."""
        return np.asarray(self.codes != UNKNOWN)

    @property
    def coded(self) -> Coded:
        """Itself."""
        return self

    @cached_property
    def scaled(self) -> Scaled | None:
        """Its values as whole numbers of one measure: numbers, days or times."""
        measured = [measure(value) for value in self.values]
        numbers = [number for number in measured if number is not None]
        if len(numbers) < len(measured):
            return None
        of = lcm(*(number.denominator for number in numbers)) if numbers else 1
        whole = [int(number * of) for number in numbers]
        if any(abs(number) >= MOST for number in whole):
            return None
        return Scaled(np.array([*whole, 0], np.int64)[self.codes], self.known, of)

    def digits(self, of_values: Sequence[int], of_unknown: int) -> Digits:
        """In each row the digit that belongs to its value, or to what is unknown."""
        if self._bytes is None:
            return np.array([*of_values, of_unknown], np.uint8)[self.codes]
        # To translate bytes is the quickest of all ways to look up what stands for each.
        table = bytes([*of_values, *bytes(_BYTE - len(of_values)), of_unknown])
        return np.frombuffer(self._bytes.translate(table), np.uint8)

    @cached_property
    def _bytes(self) -> bytes | None:
        """The codes as bytes, that of what is unknown the last; None where there are more."""
        return self.codes.astype(np.uint8).tobytes() if len(self.values) <= _BYTE else None

    def of(self, rows: Rows) -> Coded:
        """The same of some rows."""
        return Coded(self.codes[rows], self.values)

    def value(self, row: int) -> Value | None:
        """The value in a row."""
        code = int(self.codes[row])
        return None if code == UNKNOWN else self.values[code]


@dataclass(frozen=True, eq=False)
class Scaled:
    """A fact that is a number: in each row so many parts, of which `parts` make one. Where it is unknown, any."""

    numbers: NDArray[np.int64]
    known: NDArray[np.bool_]
    parts: int = 1

    def __len__(self) -> int:
        return len(self.numbers)

    @cached_property
    def coded(self) -> Coded:
        """Its distinct values under numbers."""
        distinct, inverse = np.unique(self.numbers[self.known], return_inverse=True)
        codes = np.full(len(self), UNKNOWN, np.int32)
        codes[self.known] = inverse
        return Coded(codes, [self._value(int(number)) for number in distinct])

    @property
    def scaled(self) -> Scaled:
        """Itself."""
        return self

    @cached_property
    def most(self) -> int:
        """The greatest of the numbers, whatever their sign."""
        return max(-int(self.numbers.min()), int(self.numbers.max()), 0) if len(self.numbers) else 0

    def of(self, rows: Rows) -> Scaled:
        """The same of some rows."""
        return Scaled(self.numbers[rows], self.known[rows], self.parts)

    def value(self, row: int) -> Value | None:
        """The value in a row."""
        return self._value(int(self.numbers[row])) if self.known[row] else None

    def _value(self, number: int) -> Value:
        return number if self.parts == 1 else settle(Fraction(number, self.parts))


def measure(value: Value) -> Fraction | None:
    """A value that has an order as a number: days by their place in the calendar, times by their microseconds."""
    match value:
        case bool():
            return None
        case int() | Decimal() | Fraction():
            return Fraction(value)
        case date():
            return Fraction(value.toordinal())
        case time():
            seconds = (value.hour * 60 + value.minute) * 60 + value.second
            return Fraction(seconds * 1_000_000 + value.microsecond)
    return None


class FactRows:
    """The facts of so many rows; what no column tells is unknown in each of them."""

    def __init__(self, columns: Mapping[str, Column], count: int) -> None:
        self.columns = columns
        self.count = count

    @classmethod
    def of_one(cls, facts: Mapping[str, Value]) -> FactRows:
        """The facts of one case as the only row."""
        return cls({name: Coded.constant(value, 1) for name, value in facts.items()}, 1)

    def column(self, name: str) -> Column:
        """The column of a fact."""
        found = self.columns.get(name)
        return Coded.unknown(self.count) if found is None else found

    def told(self, names: Iterable[str]) -> list[str]:
        """Those of these facts that a column tells."""
        return [name for name in names if name in self.columns]

    def of(self, rows: Rows, names: Iterable[str] | None = None) -> FactRows:
        """The same of some rows, for some of the facts."""
        columns = {name: self.columns[name].of(rows) for name in self.told(self.columns if names is None else names)}
        count = len(range(*rows.indices(self.count))) if isinstance(rows, slice) else len(rows)
        return FactRows(columns, count)

    def facts(self, row: int, names: Iterable[str] | None = None) -> dict[str, Value]:
        """The known facts of a row, for some of the facts."""
        values = ((name, self.columns[name].value(row)) for name in self.told(self.columns if names is None else names))
        return {name: value for name, value in values if value is not None}

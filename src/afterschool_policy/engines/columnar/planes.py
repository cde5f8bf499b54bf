"""A test on many rows as two planes of bits, where it is true and where it is false; what neither holds is unknown.

Eight rows share a byte, and NumPy takes 64 or more of them in one operation of the machine. A junction is two
operations, whatever its operands are; every other connective is read off the table of operators.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from afterschool_policy.engines.columnar.columns import Digits
from afterschool_policy.language.operators import Operator
from afterschool_policy.values import truth as truths
from afterschool_policy.values.truth import Truth

Plane = NDArray[np.uint8]


class Planes(NamedTuple):
    """Where a test is true, and where it is false. Bits behind the last row mean nothing."""

    true: Plane
    false: Plane

    @property
    def unknown(self) -> Plane:
        """Where it is neither."""
        return ~(self.true | self.false)

    def within(self, plane: Plane) -> Planes:
        """The same, and unknown outside a plane."""
        return Planes(self.true & plane, self.false & plane)


def packed(rows: NDArray[np.bool_]) -> Plane:
    """A plane of the rows that are true."""
    return np.packbits(rows, bitorder="little")


def of_digits(digits: Digits) -> Planes:
    """The planes of truths that stand as digits, a row each."""
    return Planes(packed(digits == Truth.TRUE), packed(digits == Truth.FALSE))


def of_truth(truth: Truth, count: int) -> Planes:
    """The same truth in so many rows."""
    full, empty = (np.full(-(-count // 8), fill, np.uint8) for fill in (0xFF, 0))
    return Planes(full if truth is Truth.TRUE else empty, full if truth is Truth.FALSE else empty)


def digits_of(planes: Planes, rows: NDArray[np.intp]) -> Digits:
    """The truths of some rows as digits."""
    byte, bit = rows >> 3, (rows & 7).astype(np.uint8)
    true, false = ((plane[byte] >> bit) & 1 for plane in planes)
    return np.asarray(2 - true - 2 * false, np.uint8)


def joined(row: Operator, below: Sequence[Planes], *, presuming: bool) -> Planes:
    """What a connective makes of its operands."""
    if row.truth is truths.all_of:
        return Planes(_all(each.true for each in below), _any(each.false for each in below))
    if row.truth is truths.any_of:
        return Planes(_any(each.true for each in below), _all(each.false for each in below))
    nothing = np.zeros_like(below[0].true)
    ways: dict[Truth, list[Plane]] = {truth: [nothing] for truth in Truth}
    for settled in product(Truth, repeat=len(below)):
        held = _all(_where(planes, truth) for planes, truth in zip(below, settled, strict=True))
        ways[row.join(settled, presuming=presuming)].append(held)
    return Planes(_any(ways[Truth.TRUE]), _any(ways[Truth.FALSE]))


def _where(planes: Planes, truth: Truth) -> Plane:
    return planes.true if truth is Truth.TRUE else planes.false if truth is Truth.FALSE else planes.unknown


def _all(planes: Iterable[Plane]) -> Plane:
    made, *others = planes
    for other in others:
        made = made & other
    return made


def _any(planes: Iterable[Plane]) -> Plane:
    made, *others = planes
    for other in others:
        made = made | other
    return made

"""Rows that are alike in some respects, under one number: so that what is made of them is made once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from afterschool_policy.engines.columnar.columns import UNKNOWN, Codes
from afterschool_policy.engines.columnar.planes import Plane

Numbers = NDArray[np.int64]
RowNumbers = NDArray[np.intp]

_ROOM = 1 << 18
"""So many numbers are looked up in a table; of more, the distinct ones are sorted."""


class Alike(NamedTuple):
    """The number of each row, and of each number the first row that has it."""

    numbers: Numbers
    first: RowNumbers

    @property
    def distinct(self) -> int:
        """How many numbers there are."""
        return len(self.first)


def alike_in(parts: Iterable[tuple[NDArray[np.integer], int]], rows: int) -> Alike:
    """Rows under the numbers of their parts: each part gives every row a number below so many."""
    numbers, count = np.zeros(rows, np.int64), min(rows, 1)
    for part, size in parts:
        if size > 1 and rows:
            numbers *= size
            numbers += part
            numbers, count = _renumbered(numbers, count * size)
    first = np.empty(count, np.intp)
    first[numbers[::-1]] = np.arange(rows - 1, -1, -1)
    return Alike(numbers, first)


def _renumbered(numbers: Numbers, room: int) -> tuple[Numbers, int]:
    """The same rows alike, under the least numbers."""
    if room > max(_ROOM, len(numbers)):
        distinct, inverse = np.unique(numbers, return_inverse=True)
        return inverse.astype(np.int64), len(distinct)
    met = np.zeros(room, np.bool_)
    met[numbers] = True
    order = np.cumsum(met, dtype=np.int64)
    order -= 1
    return order[numbers], int(order[-1]) + 1


def part_of_codes(codes: Codes, distinct: int) -> tuple[NDArray[np.integer], int]:
    """Codes as a part: what is unknown has a number of its own."""
    return codes - UNKNOWN, distinct - UNKNOWN


def parts_of_planes(planes: Sequence[Plane], rows: int) -> Iterable[tuple[NDArray[np.integer], int]]:
    """Planes as parts, eight of them a byte: those that hold the same bit in all rows tell no rows apart."""
    whole, rest = divmod(rows, 8)
    telling = [plane for plane in planes if _tells_apart(plane, whole, rest)]
    for start in range(0, len(telling), 8):
        some = telling[start : start + 8]
        part = np.zeros(rows, np.uint8)
        for place, plane in enumerate(some):
            part |= np.unpackbits(plane, count=rows, bitorder="little") << np.uint8(place)
        yield part, 1 << len(some)


def _tells_apart(plane: Plane, whole: int, rest: int) -> bool:
    inner, full = plane[:whole], (1 << rest) - 1
    last = int(plane[whole]) & full if rest else 0
    return bool((inner.any() or last) and not (last == full and (inner == 0xFF).all()))

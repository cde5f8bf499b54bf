"""Minimal descriptions of the ways in which something can turn out: few and wide cubes that hold them all.

A *cube* says of some variables in which of their cells each has to be; of the others it says nothing. A cube that meets
no way of another outcome is widened until any further step would meet one (it is then prime), and of the prime ones as
few are kept as are needed to hold every way: two-level minimisation, greedy, over variables of many values.

After so many comparisons the cubes that are left stay as narrow as they are, which is right, too, and only longer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from itertools import accumulate
from operator import and_, or_
from typing import Protocol

from afterschool_policy.cache import Cache

MAX_COMPARISONS = 2_000_000

Cells = frozenset[int]
Cube = Mapping[int, Cells]
"""The cells that each variable has to be in, by the variable's number; one that is not there may be in any."""


class Variable(Protocol):
    """Something that turns out to be in one of several cells."""

    @property
    def joins(self) -> bool:
        """Whether any set of its cells can be told as easily as a single one."""

    def wider(self, cells: Cells) -> Iterable[Cells]:
        """The sets of cells that can be told and hold these and more, those to try first before the others."""


def minimal_cover(ways: Sequence[Cube], others: Sequence[Cube], variables: Sequence[Variable]) -> list[Cube]:
    """Few prime cubes that hold all these ways and meet none of the others; the same for the same arguments."""
    found: dict[object, Cube] = {}
    left, index = MAX_COMPARISONS, _Index(others)
    for way in ways:
        prime, taken = _widened(way, index, variables) if left > 0 else (way, 0)
        left -= taken
        found.setdefault(frozenset(prime.items()), prime)
    primes = [*found.values()]
    for number, variable in enumerate(variables):
        if variable.joins:
            primes = _joined(primes, number)
    return _chosen(primes, ways)


class _Index:
    """Cubes by the cells that they lie in, each cube a bit, so that another is held against all of them at once."""

    def __init__(self, cubes: Sequence[Cube]) -> None:
        self.count = len(cubes)
        self.all = (1 << self.count) - 1
        self._bound: dict[int, int] = {}
        self._by_cell: dict[int, dict[int, int]] = {}
        for place, cube in enumerate(cubes):
            for number, cells in cube.items():
                self._bound[number] = self._bound.get(number, 0) | 1 << place
                by_cell = self._by_cell.setdefault(number, {})
                for cell in cells:
                    by_cell[cell] = by_cell.get(cell, 0) | 1 << place
        self._meeting: Cache[tuple[int, Cells], int] = Cache(self._met)

    def meeting(self, number: int, cells: Cells) -> int:
        """The cubes in which this variable can be in one of these cells."""
        return self._meeting[number, cells]

    def _met(self, key: tuple[int, Cells]) -> int:
        number, cells = key
        by_cell = self._by_cell.get(number, {})
        free = self.all & ~self._bound.get(number, 0)
        return reduce(or_, (by_cell.get(cell, 0) for cell in cells), free)

    def held(self, cube: Cube) -> int:
        """The cubes of which every way lies in this one."""
        held = self.all
        for number, cells in cube.items():
            beyond = (met for cell, met in self._by_cell.get(number, {}).items() if cell not in cells)
            held &= self._bound.get(number, 0) & ~reduce(or_, beyond, 0)
        return held


def _chosen(primes: Sequence[Cube], ways: Sequence[Cube]) -> list[Cube]:
    """As few of the cubes as hold every way, those first that hold the most of what is left."""
    index = _Index(ways)
    held = list(map(index.held, primes))
    chosen: list[int] = []
    left, taken = index.all, 0
    while left:
        taken += len(primes) * left.bit_count()
        if taken > MAX_COMPARISONS:
            rest = {*range(len(primes))} - {*chosen}
            return [primes[place] for place in (*chosen, *sorted(rest))]
        best = max(range(len(primes)), key=lambda place: ((held[place] & left).bit_count(), -len(primes[place])))
        chosen.append(best)
        left &= ~held[best]
    return [primes[place] for place in chosen]


def _widened(cube: Cube, others: _Index, variables: Sequence[Variable]) -> tuple[Cube, int]:
    """The cube without what it can do without: whole variables first, those that stand last before the others.

    And how many comparisons that took, at the most.
    """
    taken = len(cube) * others.count
    met = [others.meeting(number, cells) for number, cells in cube.items()]
    before = [*accumulate(met, and_, initial=others.all)]
    needed, after = dict(cube), others.all
    for place, number in reversed([*enumerate(cube)]):
        if before[place] & after:
            after &= met[place]
        else:
            del needed[number]
    widened = dict(needed)
    for number, cells in needed.items():
        wider = [*variables[number].wider(cells)]
        taken += len(wider) * others.count
        rest = (others.meeting(each, within) for each, within in widened.items() if each != number)
        beside = reduce(and_, rest, others.all)
        widened[number] = next((each for each in wider if not beside & others.meeting(number, each)), cells)
    return widened, taken


def _joined(cubes: Sequence[Cube], number: int) -> list[Cube]:
    """The cubes, those that differ in the cells of this variable alone as one."""
    alike: dict[tuple[tuple[int, Cells], ...], list[Cube]] = {}
    for cube in cubes:
        rest = tuple(sorted((each, cells) for each, cells in cube.items() if each != number))
        alike.setdefault((*rest, (number, frozenset())) if number in cube else rest, []).append(cube)
    return [
        {**group[0], number: frozenset().union(*(cube[number] for cube in group))} if number in group[0] else group[0]
        for group in alike.values()
    ]

"""Minimal descriptions of the ways in which something can turn out: few and wide cubes that hold them all.

A *cube* says of some variables in which of their cells each has to be; of the others it says nothing. A cube that meets
no way of another outcome is widened until any further step would meet one (it is then prime), and of the prime ones as
few are kept as are needed to hold every way: two-level minimisation, greedy, over variables of many values.

After so many comparisons the cubes that are left stay as narrow as they are, which is right, too, and only longer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

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
    primes: list[Cube] = []
    left = MAX_COMPARISONS
    for way in ways:
        prime, taken = _widened(way, others, variables) if left > 0 else (way, 0)
        left -= taken
        if prime not in primes:
            primes.append(prime)
    for number, variable in enumerate(variables):
        if variable.joins:
            primes = _joined(primes, number)
    return _chosen(primes, ways)


def _chosen(primes: Sequence[Cube], ways: Sequence[Cube]) -> list[Cube]:
    """As few of the cubes as hold every way, those first that hold the most of what is left."""
    chosen: list[Cube] = []
    left = list(ways)
    taken = 0
    while left:
        taken += len(primes) * len(left)
        if taken > MAX_COMPARISONS:
            return [*chosen, *(prime for prime in primes if prime not in chosen)]
        best = max(primes, key=lambda prime: (sum(_holds(prime, way) for way in left), -len(prime)))
        chosen.append(best)
        left = [way for way in left if not _holds(best, way)]
    return chosen


def _widened(cube: Cube, others: Sequence[Cube], variables: Sequence[Variable]) -> tuple[Cube, int]:
    """The cube without what it can do without: whole variables first, those that stand last before the others.

    And how many comparisons that took, at the most.
    """
    taken = len(cube) * len(others)
    for number in reversed([*cube]):
        without = {each: cells for each, cells in cube.items() if each != number}
        if not any(_meet(without, other) for other in others):
            cube = without
    for number, cells in cube.items():
        wider = [*variables[number].wider(cells)]
        taken += len(wider) * len(others)
        trials = ({**cube, number: each} for each in wider)
        cube = next((trial for trial in trials if not any(_meet(trial, other) for other in others)), cube)
    return cube, taken


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


def _meet(one: Cube, other: Cube) -> bool:
    """Whether there is a way that lies in both."""
    return all(cells & other[number] for number, cells in one.items() if number in other)


def _holds(outer: Cube, inner: Cube) -> bool:
    """Whether every way in the inner cube lies in the outer one."""
    return all(number in inner and inner[number] <= cells for number, cells in outer.items())

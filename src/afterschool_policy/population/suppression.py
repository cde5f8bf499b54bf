"""Which counts of a table with its totals have to be withheld, so that none that is small can be told or computed.

The last row and the last column hold the totals. A count below the least is withheld, and then others with it, until
the totals leave open what it is: there has to be a table with the same totals, told counts and zeros, in which the
small count is not small and no withheld one is zero. Such a table lies one round away: along a way that leads from
line to line over withheld counts, which are raised and lowered in turn, so that every total still holds. The way is
taken that withholds least. There always is one: over the totals of the row, of the column and of all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from itertools import product
from typing import NamedTuple

Place = tuple[int, int]
"""A row and a column."""

Counts = Sequence[Sequence[int]]


class _Line(NamedTuple):
    """A row or a column."""

    is_row: bool
    number: int


def withheld(counts: Counts, least: int) -> frozenset[Place]:
    """The places of the counts to be withheld; zeros are none of them."""
    places = product(range(len(counts)), range(len(counts[0])))
    small = [(row, column) for row, column in places if 0 < counts[row][column] < least]
    found = _Withheld(counts, small)
    for row, column in small:
        found.add_way((row, column), least - counts[row][column])
    return frozenset(found.places)


class _Withheld:
    """What is withheld so far."""

    def __init__(self, counts: Counts, small: Sequence[Place]) -> None:
        self._counts, self.places = counts, set(small)
        self._last = len(counts) - 1, len(counts[0]) - 1
        self._whole = counts[-1][-1]

    def add_way(self, start: Place, much: int) -> None:
        """Withhold what lets a count be greater by so much: the cheapest way from its row to its column."""
        row, column = start
        rises = self._is_added(start)
        first, last = _Line(True, row), _Line(False, column)
        queue: list[tuple[int, _Line]] = [(0, first)]
        costs: dict[_Line, int] = {first: 0}
        came: dict[_Line, tuple[_Line, Place]] = {}
        while queue:
            cost, line = heappop(queue)
            if line == last:
                break
            if cost > costs[line]:
                continue
            for place, other in self._leading_on(line, start):
                # Seen from a row the way takes away what was added to it, seen from a column it adds again.
                raised = (self._is_added(place) == rises) is not line.is_row
                further = cost + self._cost(place)
                if (raised or self._counts[place[0]][place[1]] > much) and further < costs.get(other, further + 1):
                    costs[other], came[other] = further, (line, place)
                    heappush(queue, (further, other))
        line = last
        while line != first:
            line, place = came[line]
            self.places.add(place)

    def _is_added(self, place: Place) -> bool:
        """Whether a count is added to its row and its column, as a total is taken away, and the total of all added."""
        return (place[0] == self._last[0]) == (place[1] == self._last[1])

    def _leading_on(self, line: _Line, start: Place) -> Iterator[tuple[Place, _Line]]:
        for number in range(len(self._counts[0]) if line.is_row else len(self._counts)):
            place = (line.number, number) if line.is_row else (number, line.number)
            if place != start and self._counts[place[0]][place[1]]:
                yield place, _Line(not line.is_row, number)

    def _cost(self, place: Place) -> int:
        """What it costs to withhold a count: nothing more where it is already, and of totals much more."""
        if place in self.places:
            return 0
        totals = (place[0] == self._last[0]) + (place[1] == self._last[1])
        return self._counts[place[0]][place[1]] + totals * len(self._counts) * (self._whole + 1)

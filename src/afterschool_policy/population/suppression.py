"""Which counts of a table with its totals have to be withheld, so that none that is small can be told or computed.

The last row and the last column hold the totals. A count below the least is withheld, and then others with it, until
the totals leave open what it is: there has to be a table with the same totals, told counts and zeros, in which the
small count is not small and no withheld one is zero. Such a table is reached by ways that lead round, from line to line
over withheld counts, which are raised and lowered in turn, so that every total still holds. The ways are taken that
withhold least. There always is one: over the totals of the row, of the column and of all.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush
from itertools import product

Place = tuple[int, int]
"""A row and a column."""

Counts = Sequence[Sequence[int]]

_Step = tuple[int, Place, bool]
"""The line that a count leads to, its place, and whether it is added to its lines, or as a total taken away."""


def withheld(counts: Counts, least: int) -> frozenset[Place]:
    """The places of the counts to be withheld; zeros are none of them."""
    places = product(range(len(counts)), range(len(counts[0])))
    small = [(row, column) for row, column in places if 0 < counts[row][column] < least]
    found = _Withheld(counts, small)
    for place in small:
        found.open(place, least)
    return frozenset(found.places)


class _Withheld:
    """What is withheld so far."""

    def __init__(self, counts: Counts, small: Sequence[Place]) -> None:
        self._counts, self.places = counts, set(small)
        self._height, self._width = len(counts), len(counts[0])
        # Lines are numbered: the rows, and after them the columns. Zeros lead nowhere.
        self._steps: list[list[_Step]] = [[] for _ in range(self._height + self._width)]
        for row, column in product(range(self._height), range(self._width)):
            if counts[row][column]:
                added = self._totals((row, column)) != 1
                self._steps[row].append((self._height + column, (row, column), added))
                self._steps[self._height + column].append((row, (row, column), added))

    def open(self, start: Place, least: int) -> None:
        """Withhold what lets a count be the least that is not small."""
        other = [[*row] for row in self._counts]
        while (much := least - other[start[0]][start[1]]) > 0:
            way = self._way(start, other)
            much = min([much, *(other[row][column] - 1 for (row, column), raised in way if not raised)])
            for (row, column), raised in [(start, True), *way]:
                other[row][column] += much if raised else -much
            self.places.update(place for place, _ in way)

    def _way(self, start: Place, other: Counts) -> list[tuple[Place, bool]]:
        """The cheapest way from the row of a count to its column, and whether each count on it is raised or lowered."""
        rises, first, last = self._totals(start) != 1, start[0], self._height + start[1]
        queue: list[tuple[int, int]] = [(0, first)]
        costs: dict[int, int] = {first: 0}
        came: dict[int, tuple[int, Place, bool]] = {}
        while queue:
            cost, line = heappop(queue)
            if line == last:
                break
            if cost > costs[line]:
                continue
            of_row = line < self._height
            for reached, place, added in self._steps[line]:
                # Seen from a row the way takes away what was added to it, seen from a column it adds again.
                raised = (added == rises) is not of_row
                if place == start or not (raised or other[place[0]][place[1]] > 1):
                    continue
                further = cost + self._cost(place)
                if further < costs.get(reached, further + 1):
                    costs[reached], came[reached] = further, (line, place, raised)
                    heappush(queue, (further, reached))
        way, line = list[tuple[Place, bool]](), last
        while line != first:
            line, place, raised = came[line]
            way.append((place, raised))
        return way

    def _cost(self, place: Place) -> int:
        """What it costs to withhold a count: nothing more where it is already, and of totals much more."""
        if place in self.places:
            return 0
        row, column = place
        return self._counts[row][column] + self._totals(place) * self._height * (self._counts[-1][-1] + 1)

    def _totals(self, place: Place) -> int:
        """Of how many lines a count is the total: the total of all is that of two."""
        return (place[0] == self._height - 1) + (place[1] == self._width - 1)

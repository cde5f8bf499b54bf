"""The contested readings that the rows of a table rest on, counted, with what each other choice would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from afterschool_policy.diagnostics import InvalidRequest
from afterschool_policy.explain.results import ReadingUsed
from afterschool_policy.population.by_row import REJECTED, ByRow
from afterschool_policy.population.countable import Countable
from afterschool_policy.population.counts import AlternativeCount, ReadingCount
from afterschool_policy.population.decided import DecidedTable
from afterschool_policy.population.shift_tally import ShiftTally

T = TypeVar("T")


class ReadingTally:
    """Counts batch by batch; `choices` are the codes of each reading, by its id."""

    def __init__(self, choices: Mapping[str, Collection[str]], decision: str) -> None:
        self._choices, self._decision = choices, decision
        self._resting: Counter[ReadingUsed] = Counter()
        self._shifts: dict[tuple[ReadingUsed, str], ShiftTally | None] = {}

    def add(self, population: Countable) -> None:
        """Count the rows of one more batch: under each other choice the whole batch is decided again."""
        decided = population.decide(self._decision)
        resting = decided.readings.merged()
        for used in sorted({reading for each in resting.each for reading in each}):
            rests = np.array([*(used in each for each in resting.each), False], np.bool_)[resting.numbers]
            self._resting[used] += int(rests.sum())
            for code in self._others(used):
                self._try(used, code, decided, rests, population)

    def _others(self, used: ReadingUsed) -> list[str]:
        return [code for code in self._choices[used.id] if code != used.chosen]

    def _try(
        self, used: ReadingUsed, code: str, decided: DecidedTable, rests: NDArray[np.bool_], population: Countable
    ) -> None:
        try:
            other = population.under({used.id: code}).decide(self._decision)
            tally = self._shifts.setdefault((used, code), ShiftTally())
            if tally is not None:
                tally.add(_where(rests, decided.outcome), _where(rests, decided.amounts), other)
        except InvalidRequest:  # both change the same part of a rule
            self._shifts[used, code] = None

    @property
    def counts(self) -> tuple[ReadingCount, ...]:
        """What was counted, by id."""
        return tuple(
            ReadingCount(used.id, used.chosen, self._resting[used], tuple(self._counts(used)))
            for used in sorted(self._resting)
        )

    def _counts(self, used: ReadingUsed) -> Iterator[AlternativeCount]:
        for code in self._others(used):
            tally = self._shifts[used, code]
            if tally is None:
                yield AlternativeCount(code, 0, (), clash=True)
            else:
                yield AlternativeCount(code, tally.turned, tally.turns, tally.shifts)


def _where(rests: NDArray[np.bool_], told: ByRow[T]) -> ByRow[T]:
    """What is told of these rows; the others count as rejected."""
    return ByRow(np.where(rests, told.numbers, REJECTED), told.each)

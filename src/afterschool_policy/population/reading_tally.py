"""The contested readings that the rows of a table rest on, counted, with what each other choice would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

import numpy as np

from afterschool_policy.diagnostics import InvalidRequest
from afterschool_policy.explain.results import ReadingUsed
from afterschool_policy.population.by_row import REJECTED, ByRow, counts_together
from afterschool_policy.population.countable import Countable
from afterschool_policy.population.counts import AlternativeCount, ReadingCount, TurnCount
from afterschool_policy.values.outcomes import Outcome

_Turn = tuple[Outcome, Outcome]


class ReadingTally:
    """Counts batch by batch; `choices` are the codes of each reading, by its id."""

    def __init__(self, choices: Mapping[str, Collection[str]], decision: str) -> None:
        self._choices, self._decision = choices, decision
        self._resting: Counter[ReadingUsed] = Counter()
        self._turns: dict[tuple[ReadingUsed, str], Counter[_Turn] | None] = {}

    def add(self, population: Countable) -> None:
        """Count the rows of one more batch: under each other choice the whole batch is decided again."""
        decided = population.decide(self._decision)
        resting, now = decided.readings.merged(), decided.outcome
        for used in sorted({reading for each in resting.each for reading in each}):
            rests = np.array([*(used in each for each in resting.each), False], np.bool_)[resting.numbers]
            self._resting[used] += int(rests.sum())
            of_these = ByRow(np.where(rests, now.numbers, REJECTED), now.each)
            for code in self._choices[used.id]:
                if code != used.chosen:
                    self._try(used, code, of_these, population)

    def _try(self, used: ReadingUsed, code: str, now: ByRow[Outcome], population: Countable) -> None:
        key = used, code
        try:
            other = population.under({used.id: code}).decide(self._decision).outcome
        except InvalidRequest:  # both change the same part of a rule
            self._turns[key] = None
            return
        turns = self._turns.setdefault(key, Counter())
        for (before, after), count in counts_together(now, other):
            if turns is not None and before is not None and after is not None and before is not after:
                turns[before, after] += count

    @property
    def counts(self) -> tuple[ReadingCount, ...]:
        """What was counted, by id."""
        return tuple(
            ReadingCount(
                used.id,
                used.chosen,
                self._resting[used],
                tuple(
                    _alternative(code, self._turns[used, code])
                    for code in self._choices[used.id]
                    if code != used.chosen
                ),
            )
            for used in sorted(self._resting)
        )


def _alternative(code: str, turns: Counter[_Turn] | None) -> AlternativeCount:
    if turns is None:
        return AlternativeCount(code, 0, (), clash=True)
    return AlternativeCount(code, turns.total(), tuple(TurnCount(*turn, turns[turn]) for turn in sorted(turns)))

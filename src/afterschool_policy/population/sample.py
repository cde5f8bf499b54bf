"""Some rows of a table drawn by lot, and their pages: to look at what a count stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import heappush, heapreplace
from random import Random
from typing import NamedTuple

import numpy as np

from afterschool_policy.decision.contract import Decision
from afterschool_policy.population.run import Over, TableFile
from afterschool_policy.values.outcomes import Outcome


class Drawn(NamedTuple):
    """The numbers of the rows that were drawn, counted from 1, and of how many."""

    rows: tuple[int, ...]
    of: int


def drawn(file: TableFile, over: Over, decision: str, outcome: Outcome | None, *, size: int, seed: int) -> Drawn:
    """So many of the rows that came to an outcome, or of all that were decided, or as many as there are.

    Every row has the same chance, and the same seed draws the same rows, whatever batches they are read in.
    """
    source, kept, of = Random(seed), list[tuple[float, int]](), 0
    for _, population, first in file.populations(over):
        outcomes = population.decide(decision).outcome
        met = np.array([*(outcome in (None, each) for each in outcomes.each), False], np.bool_)[outcomes.numbers]
        for row in np.flatnonzero(met).tolist():
            of += 1
            lot = (-source.random(), first + row)  # the least of the heap is the row that goes first
            if len(kept) < size:
                heappush(kept, lot)
            elif lot > kept[0]:
                heapreplace(kept, lot)
    return Drawn(tuple(sorted(row for _, row in kept)), of)


def decisions_on(file: TableFile, over: Over, decision: str, rows: Sequence[int]) -> Iterator[tuple[int, Decision]]:
    """The decisions on some rows, with their numbers."""
    for table, population, first in file.populations(over):
        for row in rows:
            if first <= row < first + table.num_rows:
                yield row, population.decide(decision).decision(row - first)

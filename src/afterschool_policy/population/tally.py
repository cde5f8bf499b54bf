"""The count of what many rows came to, batch after batch: by outcome, by missing fact, and what was wrong."""

from __future__ import annotations

from collections import Counter

from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.population.decided import DecidedTable
from afterschool_policy.population.rejects import BadValues, Rejects
from afterschool_policy.values.outcomes import Outcome


class RowTally:
    """How many rows came to each outcome, and lack each fact; `settles` those that this fact alone settles."""

    def __init__(self) -> None:
        self.rows = self.rejected = 0
        self.outcomes: Counter[Outcome] = Counter()
        self.lacking: Counter[str] = Counter()
        self.settles: Counter[str] = Counter()
        self._wrong: dict[tuple[str, str], BadValues] = {}

    def add(self, decided: DecidedTable, rejects: Rejects) -> None:
        """Count the rows of one more table."""
        self.rows += len(decided)
        self.rejected += len(rejects)
        self.outcomes += decided.counts()
        for missing, count in decided.missing.counts().items():
            for name in missing:
                self.lacking[name] += count
        for facts, count in decided.settled_by.counts().items():
            for name in facts:
                self.settles[name] += count
        self.add_wrong(rejects)

    def add_wrong(self, rejects: Rejects) -> None:
        """Count what is wrong in the rows of one more table."""
        for bad in rejects.by_column():
            key = bad.column, bad.fault.code
            before = self._wrong.get(key)
            self._wrong[key] = bad if before is None else before.with_more(bad)

    def worth_collecting(self, most: int | None = None) -> list[str]:
        """The facts that would help most rows: those first that settle most, then those that are missing in most."""
        return sorted(self.lacking, key=lambda name: (-self.settles[name], -self.lacking[name], name))[:most]

    @property
    def wrong(self) -> list[Diagnostic]:
        """What was wrong, by column."""
        return [bad.told() for bad in self._wrong.values()]

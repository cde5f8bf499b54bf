"""How much a search may do: so many tries, and so much work in all of them.

A try of a large question is more work than one of a small question, so tries alone bound nothing. Work is counted in
nodes of the trees that a try goes through, whatever is kept of what was worked out before: so a search ends at the same
place on every machine and whatever was asked earlier, and what it has not come to is told as such.
"""

from __future__ import annotations

from math import inf

MAX_WORK = 10_000_000
"""The nodes of one search at most: a few seconds, and many times what the questions of a common policy need."""


class BudgetSpentError(Exception):
    """A search has done what it may do."""


class Budget:
    """What is left of the tries and of the work of one search; what a part of it spends is spent of the whole, too."""

    __slots__ = ("_tries", "_whole", "_work")

    def __init__(self, tries: float = inf, work: int | None = None, whole: Budget | None = None) -> None:
        self._tries = tries
        self._work = MAX_WORK if work is None else work
        self._whole = whole

    @property
    def is_spent(self) -> bool:
        """Whether nothing is left of it, tries or work."""
        return self._tries <= 0 or self.is_worked_off or (self._whole is not None and self._whole.is_spent)

    @property
    def is_worked_off(self) -> bool:
        """Whether no work is left of it, whatever tries are."""
        return self._work <= 0

    def check(self) -> None:
        """Raise BudgetSpentError where nothing is left: before a search goes on, never where it writes down."""
        if self.is_spent:
            raise BudgetSpentError

    def spend(self, work: int, *, tries: int = 1) -> None:
        """Count what is done now, which may be the last of it."""
        self._tries -= tries
        self._work -= work
        if self._whole is not None:
            self._whole.spend(work, tries=tries)

    def part(self, tries: float) -> Budget:
        """A budget of so many tries, within this one."""
        return Budget(tries, self._work, self)

"""How much a search may do: so many tries, and so much work in all of them.

A try of a large question is more work than one of a small question, so tries alone bound nothing. Work is counted in
nodes of the trees that a try goes through, whatever is kept of what was worked out before: so a search ends at the same
place on every machine and whatever was asked earlier, and what it has not come to is told as such.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from typing import TypeVar

from afterschool_policy.cache import Cache

Made = TypeVar("Made")

MAX_WORK = 5_000_000
"""The nodes of one search at most: a few seconds, and many times what the questions of a common policy need."""


class BudgetSpentError(Exception):
    """A search has done what it may do."""


class Budget:
    """What is left of the tries and of the work of one search; what a part of it spends is spent of the whole, too.

    `done` is the work that has been done of it. What a search comes back to is charged once (`charge`).
    """

    __slots__ = ("_charged", "_tries", "_whole", "_work", "done")

    def __init__(self, tries: float = inf, work: int | None = None, whole: Budget | None = None) -> None:
        self._tries = tries
        self._work = MAX_WORK if work is None else work
        self._whole = whole
        self._charged: set[object] = set()
        self.done = 0

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
        self.done += work
        if self._whole is not None:
            self._whole.spend(work, tries=tries)

    def charge(self, work: int, once: object = None) -> None:
        """Count what is done next: so a search goes past its bound by one step at the most.

        What is worked out `once` for all who ask is charged to a search when it first asks, whoever asked before it.

        Raises:
            BudgetSpentError: where no work is left.
        """
        if once is not None and once in self._charged:
            work = 1
        if self.is_worked_off:
            raise BudgetSpentError
        self.spend(work, tries=0)
        if once is not None:
            self._charged.add(once)

    def found(self, kept: Cache[object, tuple[Made, int]], key: object, find: Callable[[Budget], Made]) -> Made:
        """What is kept under a key with the work that it took, or else found now: a search is charged for it once.

        Raises:
            BudgetSpentError: where no work is left.
        """
        if key in kept:
            made, work = kept[key]
            self.charge(work, once=key)
            return made
        apart = self.apart()
        made = find(apart)
        kept.keep(key, (made, apart.done))
        self.charge(0, once=key)
        return made

    def part(self, tries: float) -> Budget:
        """A budget of so many tries, within this one."""
        part = self.apart()
        part._tries, part._charged = tries, self._charged  # one of its own
        return part

    def apart(self) -> Budget:
        """A budget within this one, to which all is charged anew: what it takes is the same for every search."""
        return Budget(work=self._work, whole=self)

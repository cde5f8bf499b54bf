"""A smallest hitting set: a selection with a member of every demand, and no forbidden set within it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from afterschool_policy.search.budget import Budget


def smallest(
    demands: Sequence[frozenset[str]], forbidden: Sequence[frozenset[str]], budget: Budget, least: int = 0
) -> set[str] | None:
    """A smallest set with a member of every demand and not all members of any forbidden one; None where there is none.

    `least` is a size below which none is known to be. The demands are tried in their order and their members by name,
    so the same demands give the same set. Raises BudgetSpentError where the budget is spent before one is found.
    """
    sought = _Sought(demands, forbidden, budget)
    most = len(frozenset().union(*demands))
    for size in range(least, most + 1):
        selection = sought.within(size, frozenset(), frozenset())
        if selection is not None:
            return set(selection)
    return None


@dataclass(frozen=True, slots=True)
class _Sought:
    """What a selection has to meet."""

    demands: Sequence[frozenset[str]]
    forbidden: Sequence[frozenset[str]]
    budget: Budget

    def within(self, size: int, chosen: frozenset[str], excluded: frozenset[str]) -> frozenset[str] | None:
        """The chosen names with at most so many more, none of them excluded."""
        self.budget.check()
        self.budget.spend(1 + len(self.demands) + len(self.forbidden), tries=0)
        unmet = [demand - excluded for demand in self.demands if not demand & chosen]
        if not unmet:
            return chosen
        fewest: frozenset[str] = min(unmet, key=len)
        if size == 0 or not fewest or _disjoint(unmet) > size:
            return None
        for name in sorted(fewest):
            more = chosen | {name}
            if not any(forbidden_set <= more for forbidden_set in self.forbidden):
                selection = self.within(size - 1, more, excluded)
                if selection is not None:
                    return selection
            excluded |= {name}
        return None


def _disjoint(demands: Sequence[frozenset[str]]) -> int:
    """How many demands, taken smallest first, share no member: a lower bound for the size of a selection."""
    seen: frozenset[str] = frozenset()
    count = 0
    for demand in sorted(demands, key=len):
        if not demand & seen:
            seen |= demand
            count += 1
    return count

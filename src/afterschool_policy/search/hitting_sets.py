"""Takes sets of which each must be met; gives a smallest selection that meets them all, and holds no forbidden one."""

from __future__ import annotations

from collections.abc import Sequence


def smallest(demands: Sequence[frozenset[str]], forbidden: Sequence[frozenset[str]], least: int = 0) -> set[str] | None:
    """A smallest set with a member of every demand and not all members of any forbidden one; None where there is none.

    `least` is a size below which none is known to be. The demands are tried in their order and their members by name,
    so the same demands give the same set.
    """
    most = len(frozenset().union(*demands))
    for size in range(least, most + 1):
        found = _within(size, demands, forbidden, frozenset(), frozenset())
        if found is not None:
            return set(found)
    return None


def _within(
    size: int,
    demands: Sequence[frozenset[str]],
    forbidden: Sequence[frozenset[str]],
    chosen: frozenset[str],
    excluded: frozenset[str],
) -> frozenset[str] | None:
    unmet = [each - excluded for each in demands if not each & chosen]
    if not unmet:
        return chosen
    fewest: frozenset[str] = min(unmet, key=len)
    if size == 0 or not fewest or _apart(unmet) > size:
        return None
    for name in sorted(fewest):
        more = chosen | {name}
        if not any(each <= more for each in forbidden):
            found = _within(size - 1, demands, forbidden, more, excluded)
            if found is not None:
                return found
        excluded |= {name}
    return None


def _apart(demands: Sequence[frozenset[str]]) -> int:
    """How many of the demands have no member in common: as many members at least are needed."""
    seen: frozenset[str] = frozenset()
    count = 0
    for each in sorted(demands, key=len):
        if not each & seen:
            seen |= each
            count += 1
    return count

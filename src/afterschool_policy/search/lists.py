"""Lists that can be told apart: by how many members they have of each sort that the tests distinguish."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from math import prod

from afterschool_policy.language.tree import Value

MAX_LISTS = 128
"""Of more combinations than these, only none, one or all of a sort are taken, and no more lists than these."""


def lists_of(sorts: Sequence[Sequence[Value]], now: Sequence[Value] = ()) -> tuple[list[tuple[Value, ...]], bool]:
    """Lists with so many members of each sort, in all combinations, and whether they are all.

    The members of a sort stand for each other; those of the list `now` are kept first, and in their order.
    """
    counts = [list(range(len(sort) + 1)) for sort in sorts]
    complete = prod(map(len, counts)) <= MAX_LISTS
    if not complete:
        counts = [sorted({0, 1, len(sort)}) for sort in sorts]
    order = [*now, *(member for sort in sorts for member in sort if member not in now)]
    lists: list[tuple[Value, ...]] = []
    for chosen in product(*counts):
        if len(lists) == MAX_LISTS:
            break
        held = [member for sort, count in zip(sorts, chosen, strict=True) for member in sort[:count]]
        lists.append(tuple(member for member in order if member in held))
    return lists, complete


def sorted_by(codes: Sequence[Value], stated: Iterable[Value], now: Sequence[Value]) -> list[list[Value]]:
    """The codes in sorts: those that are stated alike, alone or in lists; in each those of the list `now` first."""
    among = [set(value) if isinstance(value, tuple) else {value} for value in stated if not isinstance(value, dict)]
    by_sort: dict[tuple[bool, ...], list[Value]] = {}
    for code in sorted(codes, key=lambda each: each not in now):
        by_sort.setdefault(tuple(code in each for each in among), []).append(code)
    return list(by_sort.values())

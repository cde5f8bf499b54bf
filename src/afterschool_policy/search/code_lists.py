"""Lists of codes that can be told apart: by how many codes they hold of each sort that the tests distinguish."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from math import prod

from afterschool_policy.language.tree import Value

MAX_LISTS = 128
"""Of more combinations than these, only none, one or all of a sort of codes are tried, and no more than these."""


def code_lists(codes: Sequence[str], stated: Iterable[Value], now: Sequence[Value]) -> tuple[list[Value], bool]:
    """Lists of these codes, one for each way in which tests on what is `stated` can turn out, and whether they are all.

    Codes that are stated alike, alone or in lists, stand for each other; those of the list `now` come first.
    """
    sorts = _sorts(codes, stated, now)
    counts = [list(range(len(sort) + 1)) for sort in sorts]
    complete = prod(map(len, counts)) <= MAX_LISTS
    if not complete:
        counts = [sorted({0, 1, len(sort)}) for sort in sorts]
    lists: list[Value] = []
    for chosen in product(*counts):
        if len(lists) == MAX_LISTS:
            break
        held = {code for sort, count in zip(sorts, chosen, strict=True) for code in sort[:count]}
        kept = tuple(code for code in now if code in held)
        lists.append((*kept, *(code for code in codes if code in held and code not in now)))
    return lists, complete


def _sorts(codes: Sequence[str], stated: Iterable[Value], now: Sequence[Value]) -> list[list[str]]:
    """The codes by sort, those of the list `now` first."""
    among = [set(value) if isinstance(value, tuple) else {value} for value in stated if not isinstance(value, dict)]
    by_sort: dict[tuple[bool, ...], list[str]] = {}
    for code in sorted(codes, key=lambda each: each not in now):
        by_sort.setdefault(tuple(code in each for each in among), []).append(code)
    return list(by_sort.values())

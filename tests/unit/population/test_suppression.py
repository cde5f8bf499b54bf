"""What is withheld cannot be computed: of every small count there is another table, in which it is not small."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from afterschool_policy.population.suppression import withheld

tables = st.integers(1, 3).flatmap(
    lambda width: st.lists(
        st.lists(st.sampled_from((0, 1, 2, 3, 4, 5, 8, 30)), min_size=width, max_size=width), min_size=1, max_size=3
    )
).filter(lambda cells: any(map(any, cells)))  # fmt: skip


def with_totals(cells: list[list[int]]) -> list[list[int]]:
    rows = [[*row, sum(row)] for row in cells]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def tables_alike(counts: list[list[int]], hidden: frozenset[tuple[int, int]], most: int) -> Iterator[list[list[int]]]:
    """Every table that has the told counts, and whose withheld ones are at least one and not above a bound."""
    height, width = len(counts) - 1, len(counts[0]) - 1

    def told(place: tuple[int, int], value: int) -> bool:
        return value == counts[place[0]][place[1]] if place not in hidden else value >= 1

    def filled(row: int, above: list[list[int]]) -> Iterator[list[list[int]]]:
        if row == height:
            made = with_totals(above)
            if all(told((height, column), made[-1][column]) for column in range(width + 1)):
                yield made
            return
        values = [range(1, most + 1) if (row, column) in hidden else (counts[row][column],) for column in range(width)]
        for line in product(*values):
            if told((row, width), sum(line)):
                yield from filled(row + 1, [*above, [*line]])

    yield from filled(0, [])


@given(tables, st.sampled_from((2, 3, 5)))
def test_no_small_count_is_told_or_can_be_computed(cells: list[list[int]], least: int) -> None:
    counts = with_totals(cells)
    hidden = withheld(counts, least)
    for row, column in product(range(len(counts)), range(len(counts[0]))):
        assert (row, column) in hidden or not 0 < counts[row][column] < least
        assert counts[row][column] or (row, column) not in hidden
    inner = [place for place in hidden if place[0] < len(cells) and place[1] < len(cells[0])]
    event(f"{len(hidden)} withheld")
    if len(inner) > 4:  # more would be too many tables to go through
        return
    could_be: dict[tuple[int, int], set[int]] = {place: set() for place in hidden}
    bound = max(counts[row][column] for row, column in inner) + least if inner else 0
    for other in tables_alike(counts, hidden, bound):
        for row, column in hidden:
            could_be[row, column].add(other[row][column])
    for row, column in hidden:
        assert len(could_be[row, column]) > 1, (row, column)
        if counts[row][column] < least:
            assert max(could_be[row, column]) >= least


def test_nothing_is_withheld_where_nothing_is_small():
    assert not withheld(with_totals([[5, 0], [7, 12]]), 5)


def test_of_a_small_count_as_little_is_withheld_as_will_do():
    assert withheld(with_totals([[3, 20, 40], [30, 25, 60], [50, 70, 80]]), 5) == {(0, 0), (0, 1), (1, 0), (1, 1)}


@pytest.mark.parametrize("least", [2, 5, 100])
def test_a_single_row_is_told_of_nobody(least: int):
    assert withheld([[1, 1], [1, 1]], least) == {(0, 0), (0, 1), (1, 0), (1, 1)}

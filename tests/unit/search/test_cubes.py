"""Few, wide cubes: they hold every way given, meet none of the others, and join cells where these are told together."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterschool_policy.search import cubes
from afterschool_policy.search.cubes import Cells, Cube, minimal_cover


@dataclass
class Any:
    """A variable of so many cells, any of which can be told together, or each only alone."""

    count: int
    joins: bool

    def wider(self, cells: Cells) -> Iterable[Cells]:
        return ()


def way(*cells: int) -> Cube:
    return {number: frozenset({cell}) for number, cell in enumerate(cells)}


def holds(cube: Cube, cells: tuple[int, ...]) -> bool:
    return all(cells[number] in within for number, within in cube.items())


def test_what_does_not_matter_is_left_out():
    both = [Any(2, joins=False)] * 2
    assert minimal_cover([way(0, 0), way(0, 1)], [way(1, 0), way(1, 1)], both) == [{0: frozenset({0})}]


def test_cells_are_joined_where_they_can_be_told_together():
    assert minimal_cover([way(0), way(2)], [way(1)], [Any(3, joins=True)]) == [{0: frozenset({0, 2})}]
    assert len(minimal_cover([way(0), way(2)], [way(1)], [Any(3, joins=False)])) == 2


def test_where_every_way_is_of_one_outcome_nothing_is_asked():
    assert minimal_cover([way(0), way(1)], [], [Any(2, joins=False)]) == [{}]


SIZES = (2, 3, 2)


@pytest.mark.parametrize("most", [cubes.MAX_COMPARISONS, 40, 1])
@given(outcomes=st.lists(st.booleans(), min_size=12, max_size=12), joins=st.booleans())
def test_a_cover_holds_every_way_and_none_of_the_others_however_early_it_ends(most, outcomes, joins):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cubes, "MAX_COMPARISONS", most)
        assert_covers(outcomes, joins)


def assert_covers(outcomes, joins):
    every = [*product(*map(range, SIZES))]
    ways = [cells for cells, outcome in zip(every, outcomes, strict=True) if outcome]
    others = [cells for cells, outcome in zip(every, outcomes, strict=True) if not outcome]
    variables = [Any(size, joins) for size in SIZES]
    cover = minimal_cover([way(*cells) for cells in ways], [way(*cells) for cells in others], variables)
    assert all(any(holds(cube, cells) for cube in cover) for cells in ways)
    assert not any(holds(cube, cells) for cube in cover for cells in others)

"""A range holds every number that its operands can make, and of ranges with two ends its ends are such numbers."""

from fractions import Fraction
from itertools import product
from math import ceil, floor
from operator import add, mul, neg, sub, truediv

import pytest

from afterschool_policy.language import computation, ranges, rounding
from afterschool_policy.language.ranges import Range

ENDS = (None, *map(Fraction, (-3, 0, 2, 5)))
RANGES = [Range(low, high) for low, high in product(ENDS, ENDS) if low is None or high is None or low <= high]


def holds(of, number):
    return (of.low is None or of.low <= number) and (of.high is None or number <= of.high)


def numbers(of):
    """Some of the numbers in a range, its ends among them."""
    tried = [Fraction(halves, 2) for halves in range(-20, 21)]
    return [each for each in tried if holds(of, each)]


@pytest.mark.parametrize(
    ("joined", "of_numbers"),
    [
        (ranges.added, add),
        (ranges.subtracted, sub),
        (ranges.multiplied, mul),
        (ranges.least, min),
        (ranges.greatest, max),
        (ranges.divided, truediv),
    ],
)
def test_what_two_numbers_make_lies_in_the_range(joined, of_numbers):
    for one, other in product(RANGES, RANGES):
        found = joined(one, other)
        pairs = [pair for pair in product(numbers(one), numbers(other)) if of_numbers is not truediv or pair[1] != 0]
        made = [of_numbers(*pair) for pair in pairs]
        assert all(holds(found, each) for each in made), (one, other, found)
        if None not in (*one, *other, *found):
            assert {*found} <= {*made}, (one, other, found)


@pytest.mark.parametrize(
    ("joined", "of_number"),
    [(ranges.negated, neg), (ranges.rising(ceil), ceil), (ranges.rising(floor), floor)],
)
def test_what_one_number_makes_lies_in_the_range(joined, of_number):
    for one in RANGES:
        found = joined(one)
        assert all(holds(found, of_number(each)) for each in numbers(one))
        assert (found.low is None, found.high is None) in {
            (one.low is None, one.high is None),
            (one.high is None, one.low is None),
        }


@pytest.mark.parametrize("mode", rounding.MODES.values(), ids=rounding.MODES)
@pytest.mark.parametrize("step", [Fraction(1), Fraction(3, 2)])
def test_what_is_rounded_lies_in_the_range(mode, step):
    for one in RANGES:
        found = ranges.rounded(one, Range(step, step), mode=mode)
        assert all(holds(found, rounding.rounded(each, step, mode=mode)) for each in numbers(one))
        assert [end is None for end in found] == [end is None for end in one]


def test_a_portion_lies_in_the_range():
    for one, low, high in product(RANGES, RANGES[:8], RANGES[::3]):
        found = ranges.portion(one, low, high)
        for each in product(numbers(one)[::4], numbers(low)[::4], numbers(high)[::4]):
            assert holds(found, computation.portion(*each)), (one, low, high)


def test_a_hull_holds_each():
    for one, other in product(RANGES, RANGES):
        found = ranges.hull(one, other)
        assert all(holds(found, each) for each in (*numbers(one), *numbers(other)))


def test_nought_times_anything_is_nought_and_a_count_is_never_below_it():
    assert ranges.multiplied(Range(Fraction(0), Fraction(0)), ranges.ANYTHING).only == 0
    assert ranges.counted(ranges.ANYTHING) == (0, None)

"""Every way to round, on halves, on both sides of them, and below zero."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterschool_policy.language.rounding import MODES, rounded
from afterschool_policy.values import numbers

STEPS = tuple(map(Decimal, ("1", "0.1", "0.10", "0.01", "0.001", "0.05", "0.25", "2", "10", "100", "-0.1")))

#          1.24   1.25   1.26   1.35  -1.25  -1.26
TENTHS = {
    "half_up": ("1.2", "1.3", "1.3", "1.4", "-1.3", "-1.3"),
    "half_down": ("1.2", "1.2", "1.3", "1.3", "-1.2", "-1.3"),
    "half_even": ("1.2", "1.2", "1.3", "1.4", "-1.2", "-1.3"),
    "up": ("1.3", "1.3", "1.3", "1.4", "-1.3", "-1.3"),
    "down": ("1.2", "1.2", "1.2", "1.3", "-1.2", "-1.2"),
}


@pytest.mark.parametrize("mode", MODES)
def test_a_number_is_rounded_to_tenths(mode):
    numbers = map(Decimal, ("1.24", "1.25", "1.26", "1.35", "-1.25", "-1.26"))
    assert [rounded(each, Decimal("0.1"), mode=MODES[mode]) for each in numbers] == [*map(Decimal, TENTHS[mode])]


@pytest.mark.parametrize("mode", MODES)
def test_a_multiple_of_the_step_stays_as_it_is(mode):
    assert rounded(15, 5, mode=MODES[mode]) == 15
    assert rounded(Decimal("-0.75"), Decimal("0.25"), mode=MODES[mode]) == Decimal("-0.75")


@pytest.mark.parametrize("mode", MODES)
@given(value=st.one_of(st.integers(), st.decimals(-(10**6), 10**6, places=4)), step=st.sampled_from((1, 50, *STEPS)))
def test_to_a_place_it_comes_to_what_the_quotient_comes_to(mode, value, step):
    quotient = Fraction(value) / Fraction(step)
    whole = MODES[mode].whole(abs(quotient.numerator), quotient.denominator)
    multiple = numbers.settle((whole if quotient >= 0 else -whole) * Fraction(step))
    made = rounded(value, step, mode=MODES[mode])
    assert (type(made), str(made)) == (type(multiple), str(multiple))


def test_of_more_digits_than_decimals_have_here_none_is_lost():
    many = Decimal(f"1E{5 * numbers.MAX_DIGITS}")
    assert rounded(many, Decimal("0.1"), mode=MODES["up"]) == many

"""Every way to round, on halves, on both sides of them, and below zero."""

from decimal import Decimal

import pytest

from afterschool_policy.language.rounding import MODES, rounded

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

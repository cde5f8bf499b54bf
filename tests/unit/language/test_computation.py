"""Numbers are computed as decimals while these suffice, and come to what quotients come to, in their plainest form."""

import operator
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterschool_policy.language import computation
from afterschool_policy.values import numbers

DECIMALS = st.decimals(-(10**9), 10**9, places=4)
EXACT = st.one_of(st.integers(-(10**20), 10**20), DECIMALS, st.fractions(max_denominator=99))
OPERATIONS = {
    computation.add: operator.add,
    computation.subtract: operator.sub,
    computation.multiply: operator.mul,
    computation.divide: operator.truediv,
}


@pytest.mark.parametrize(("compute", "of_fractions"), OPERATIONS.items())
@given(left=EXACT, right=EXACT.filter(bool))
def test_an_operation_makes_what_it_makes_of_quotients(compute, of_fractions, left, right):
    made = compute(left, right)
    plainest = numbers.settle(of_fractions(Fraction(left), Fraction(right)))
    assert (type(made), str(made)) == (type(plainest), str(plainest))


@given(parts=st.lists(EXACT, min_size=2, max_size=6))
def test_a_total_is_that_of_adding_one_after_the_other(parts):
    total = computation.total(parts)
    plainest = numbers.settle(sum(map(Fraction, parts), Fraction(0)))
    assert (type(total), str(total)) == (type(plainest), str(plainest))


def test_more_digits_than_decimals_have_here_are_no_reason_to_round():
    small = Decimal(f"1E-{5 * numbers.MAX_DIGITS}")
    assert Fraction(computation.add(1, small)) == 1 + Fraction(small)
    assert Fraction(computation.total([1, small, 1])) == 2 + Fraction(small)

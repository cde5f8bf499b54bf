"""Numbers are exact: decimals and quotients, never binary floats."""

from decimal import Decimal, Inexact, Rounded, localcontext
from fractions import Fraction

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from afterschool_policy.language.computation import add, divide, multiply, subtract
from afterschool_policy.language.operators import OPERATORS
from afterschool_policy.values import numbers

decimals = st.decimals(-1_000_000, 1_000_000, places=4)
exacts = st.one_of(st.integers(-(10**9), 10**9), decimals, st.fractions(-1000, 1000, max_denominator=1000))


@pytest.mark.parametrize(
    ("given", "taken"),
    [(3, 3), (0.1, Decimal("0.1")), (30.0, 30), (Decimal("1.50"), Decimal("1.5")), (Decimal("2.0"), 2), (1e22, 10**22)],
)
def test_a_number_is_taken_as_its_author_wrote_it(given, taken):
    assert numbers.exact(given) == taken


def test_a_whole_decimal_is_taken_as_a_whole_number():
    assert type(numbers.exact(Decimal("30.00"))) is int
    assert type(numbers.exact(30.0)) is int


@pytest.mark.parametrize(
    "given", [True, False, None, "3", float("nan"), float("inf"), Decimal("NaN"), Decimal("Infinity"), [3], 3j]
)
def test_what_is_no_number_is_refused(given):
    assert numbers.exact(given) is None


@given(exacts, exacts)
def test_arithmetic_is_that_of_fractions(left, right):
    one, other = Fraction(left), Fraction(right)
    assert add(left, right) == one + other
    assert subtract(left, right) == one - other
    assert multiply(left, right) == one * other
    if other:
        assert divide(left, right) == one / other


@given(exacts)
def test_the_plainest_form_has_the_same_value(value):
    plain = numbers.settle(value)
    assert plain == value
    assert not isinstance(plain, float)
    if Fraction(value).denominator == 1:
        assert isinstance(plain, int)


@given(decimals)
def test_a_decimal_quotient_becomes_a_decimal(value):
    assert not isinstance(numbers.settle(Fraction(value)), Fraction)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Fraction(1, 3), "0.33"),
        (Fraction(2, 3), "0.67"),
        (Fraction(-2, 3), "-0.67"),
        (Fraction(1, 8), "0.125"),
        (Fraction(5), "5"),
        (7, "7"),
        (Decimal("0.10"), "0.10"),
    ],
)
def test_only_an_endless_decimal_is_rounded_to_cents(value, expected):
    assert numbers.decimal(value) == Decimal(expected)


@pytest.mark.parametrize(
    ("value", "up", "down"),
    [(Fraction(61, 30), 3, 2), (Decimal("2.0"), 2, 2), (3, 3, 3), (Fraction(-1, 2), 0, -1), (Decimal("-0.1"), 0, -1)],
)
def test_rounding_up_and_down_is_exact(value, up, down):
    assert OPERATORS["ceil"].compute(value) == up
    assert OPERATORS["floor"].compute(value) == down


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1234567, "1,234,567"),
        (Decimal("12345.60"), "12,345.6"),
        (2021, "2021"),
        (Decimal("100"), "100"),
        (Decimal("0.10"), "0.1"),
        (Fraction(1, 3), "1/3"),
        (Fraction(6, 3), "2"),
        (Fraction(1, 4), "0.25"),
        (-5, "-5"),
        (0, "0"),
    ],
)
def test_a_number_is_written_in_one_way(value, expected):
    assert numbers.written(value) == expected


@given(st.one_of(st.integers(), st.decimals(allow_nan=False, allow_infinity=False)))
def test_a_number_fits_by_the_digits_that_writing_it_out_takes(value):
    event("fits" if numbers.fits(value) else "does not fit")
    assert numbers.fits(value) is (value == 0 or (abs(Decimal(value).adjusted()) < 500 and _digits(value) <= 38))


def _digits(value):
    whole, _, rest = f"{Decimal(value):f}".lstrip("-").partition(".")
    return len(whole.lstrip("0")) + len(rest.rstrip("0"))


@pytest.mark.parametrize("text", ["1E+1000000", "1E-999999", "1E+99999999999", "9" * 10**6, "0." + "3" * 10**6])
def test_a_number_is_found_too_long_without_being_written_out(text):
    assert not numbers.fits(Decimal(text))


@pytest.mark.parametrize("value", [Decimal("11145.113456789012345678901234567890"), 10**37 + 1, Decimal("-0.125")])
def test_the_decimal_context_of_the_caller_touches_nothing(value):
    before = numbers.written(value), numbers.negated(value), numbers.decimal(Fraction(value))
    with localcontext() as context:
        context.prec = 4
        context.traps[Inexact] = context.traps[Rounded] = True
        assert (numbers.written(value), numbers.negated(value), numbers.decimal(Fraction(value))) == before
    assert Fraction(numbers.written(value).replace(",", "")) == value
    assert Fraction(numbers.negated(value)) == -Fraction(value)


def test_a_number_longer_than_python_writes_is_written():
    assert numbers.written(-(10**5000)).count("0") == 5000
    assert numbers.written(Fraction(1, 3) + 10**5000).endswith("1/3")
    assert numbers.decimal(Fraction(10**5000) + Fraction(1, 3)).adjusted() == 5000


@given(st.integers(0, 3_000), st.integers(0, 3_000), st.sampled_from((1, 3, 7, 11)))
def test_a_quotient_is_a_decimal_where_its_divisor_has_no_other_primes_than_two_and_five(twos, fives, other):
    quotient = Fraction(13, 2**twos * 5**fives * other)
    assert isinstance(numbers.settle(quotient), Fraction) is (other != 1)
    assert Fraction(numbers.settle(quotient)) == quotient


@pytest.mark.parametrize(("over", "under", "made"), [(6, 3, 2), (-6, 4, Decimal("-1.5")), (1, 3, Fraction(1, 3))])
def test_a_quotient_of_whole_numbers_is_in_its_plainest_form(over, under, made):
    assert (divide(over, under), type(divide(over, under))) == (made, type(made))

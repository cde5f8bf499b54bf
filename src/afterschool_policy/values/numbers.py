"""Exact numbers: from what callers and files write, and as people read them.

Inside, a number is an `int`, a `Decimal`, or a `Fraction` where a division left the decimals.
A binary float is taken as the shortest decimal that its author can have written (0.1 is one tenth). Nothing here asks
the decimal context of the caller, which rounds.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation
from fractions import Fraction

Exact = int | Decimal | Fraction


class Percent(Decimal):
    """A decimal that was written in per cent, and is shown so: it counts as the decimal that it is."""

    @classmethod
    def of(cls, number: str) -> Percent:
        """So many per cent."""
        return cls(_shifted(Decimal(number), -2))


def _shifted(value: Decimal, places: int) -> Decimal:
    """A decimal with its point moved, to the last digit."""
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int), value
    return Decimal((sign, digits, exponent + places))


MAX_DIGITS = 38
"""So many digits a number may have that comes from outside, before and after the point together: as many as the widest
decimal column holds (DECIMAL(38) of DuckDB, Spark, Arrow)."""

BEYOND: int = 10**MAX_DIGITS
"""The first whole number that has more."""

_CENTS = 2
_GROUPED_FROM = 10_000
_BITS_OF_FIVE = math.log2(5)


CONTEXT = Context(prec=4 * MAX_DIGITS, traps=[Inexact, DivisionByZero, InvalidOperation])
"""Decimals are computed in this context of our own, which rounds nothing: it raises where the digits do not suffice."""


def exactly(
    of_decimals: Callable[[Decimal | int, Decimal | int], Decimal],
    of_fractions: Callable[[Fraction, Fraction], Fraction],
    left: Exact,
    right: Exact,
) -> Exact:
    """What an operation makes of two numbers, in its plainest form: of decimals while they suffice, else of quotients.

    Decimals are many times as quick, and all that most policies need.
    """
    if type(left) is not Fraction and type(right) is not Fraction:
        try:
            return settle(of_decimals(left, right))  # type: ignore[arg-type]  # neither is a quotient
        except Inexact:
            pass
    return settle(of_fractions(Fraction(left), Fraction(right)))


def fits(value: float | Decimal) -> bool:
    """Whether a number, written out in full, has no more digits than one may have."""
    if isinstance(value, int):
        return abs(value) < BEYOND
    number = Decimal(float.__repr__(value)) if isinstance(value, float) else value
    if not number or not number.is_finite():
        return True
    if not -MAX_DIGITS <= number.adjusted() < MAX_DIGITS:
        return False
    _, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int), number
    ending = len(digits) - next(place for place, digit in enumerate(reversed(digits)) if digit)
    places = len(digits) - ending + exponent  # the power of ten of the last digit that counts
    return max(number.adjusted() + 1, 0) + max(-places, 0) <= MAX_DIGITS


def exact(value: object) -> int | Decimal | None:
    """The exact number that `value` is, or None where it is none (a boolean is no number)."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        value = Decimal(float.__repr__(value))
    if isinstance(value, Decimal) and value.is_finite():
        return int(value) if value == value.to_integral_value() else value
    return None


def settle(value: Exact) -> Exact:
    """The plainest form of an exact number: whole, else decimal, else a quotient."""
    if isinstance(value, int):
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else CONTEXT.normalize(value)
    if value.denominator == 1:
        return value.numerator
    return value if _places(value) is None else decimal(value)


def _places(value: Fraction) -> int | None:
    """How many decimal places the quotient has; None where they do not end."""
    rest = value.denominator
    twos = (rest & -rest).bit_length() - 1
    rest >>= twos
    fives = math.ceil((rest.bit_length() - 1) / _BITS_OF_FIVE)
    return max(twos, fives) if rest == 5**fives else None


def decimal(value: Exact) -> Decimal:
    """The number as a decimal; a quotient without a finite decimal is rounded half up to cents."""
    if type(value) is Decimal:  # to ask first whether it is a fraction would take longer than all else here
        return value
    if type(value) is int:
        return Decimal(value)
    if isinstance(value, Fraction):
        if value.denominator == 1:
            return Decimal(value.numerator)
        ending = _places(value)
        places = _CENTS if ending is None else ending
        half_up = math.floor(abs(value) * 10**places + Fraction(1, 2))
        return Decimal((int(value < 0 < half_up), Decimal(half_up).as_tuple().digits, -places))
    return Decimal(value)


def negated(value: Exact) -> Exact:
    """The number of the opposite sign."""
    return value.copy_negate() if isinstance(value, Decimal) else -value


def ceiling_of_quotient(over: Exact, under: Exact) -> int:
    """The quotient rounded up: without making the quotient where both are whole."""
    if type(over) is int and type(under) is int:
        return -(-over // under)
    whole, parts = ratio(over, under)
    return -(-whole // parts)


def floor_of_quotient(over: Exact, under: Exact) -> int:
    """The quotient rounded down: without making the quotient where both are whole."""
    if type(over) is int and type(under) is int:
        return over // under
    whole, parts = ratio(over, under)
    return whole // parts


def ratio(over: Exact, under: Exact) -> tuple[int, int]:
    """The quotient as two whole numbers, not reduced; the second may be below zero."""
    (one, parts_of_one), (other, parts_of_other) = over.as_integer_ratio(), under.as_integer_ratio()
    return one * parts_of_other, parts_of_one * other


def written(value: Exact) -> str:
    """The number as people write it: no needless zeros, thousands apart from five digits on, `1/3` as a quotient."""
    if isinstance(value, Percent):
        return f"{written(_shifted(value, 2))}%"
    plain = settle(value)
    if isinstance(plain, Fraction):
        return f"{written(plain.numerator)}/{written(plain.denominator)}"
    number = f"{Decimal(plain):,f}" if not -_GROUPED_FROM < plain < _GROUPED_FROM else f"{Decimal(plain):f}"
    return number.rstrip("0") if isinstance(plain, Decimal) else number

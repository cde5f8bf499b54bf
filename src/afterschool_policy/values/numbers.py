"""Exact numbers: from what callers and files write, and as people read them.

Inside, a number is an `int`, a `Decimal`, or a `Fraction` where a division left the decimals.
No arithmetic of `Decimal` is used, which rounds and raises as the caller of the library has set it for himself.
A binary float is taken as the shortest decimal that its author can have written (0.1 is one tenth).
"""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

Exact = int | Decimal | Fraction

_CENTS = 2
_GROUPED_FROM = 10_000


def exact(value: object) -> int | Decimal | None:
    """The exact number that `value` is, or None where it is none (a boolean is no number)."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, Decimal) and value.is_finite():
        return int(value) if value == value.to_integral_value() else value
    return None


def settle(value: Exact) -> Exact:
    """The plainest form of an exact number: whole, else decimal, else a quotient."""
    if isinstance(value, int):
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value
    if value.denominator == 1:
        return value.numerator
    return value if _places(value) is None else decimal(value)


def _places(value: Fraction) -> int | None:
    """How many decimal places the quotient has; None where they do not end."""
    rest, places = value.denominator, [0, 0]
    for place, prime in enumerate((2, 5)):
        while rest % prime == 0:
            rest, places[place] = rest // prime, places[place] + 1
    return max(places) if rest == 1 else None


def decimal(value: Exact) -> Decimal:
    """The number as a decimal; a quotient without a finite decimal is rounded half up to cents."""
    if isinstance(value, Fraction):
        ending = _places(value)
        places = _CENTS if ending is None else ending
        half_up = math.floor(abs(value) * 10**places + Fraction(1, 2))
        whole = half_up if value >= 0 else -half_up
        return Decimal((int(whole < 0), tuple(map(int, str(abs(whole)))), -places))
    return Decimal(value)


def ceiling_of_quotient(over: Exact, under: Exact) -> int:
    """The quotient rounded up: without making the quotient where both are whole."""
    if type(over) is int and type(under) is int:
        return -(-over // under)
    return math.ceil(Fraction(over) / Fraction(under))


def floor_of_quotient(over: Exact, under: Exact) -> int:
    """The quotient rounded down: without making the quotient where both are whole."""
    if type(over) is int and type(under) is int:
        return over // under
    return math.floor(Fraction(over) / Fraction(under))


def written(value: Exact) -> str:
    """The number as people write it: no needless zeros, thousands apart from five digits on, `1/3` as a quotient."""
    plain = settle(value)
    if isinstance(plain, Fraction):
        return f"{written(plain.numerator)}/{written(plain.denominator)}"
    number = Decimal(plain)
    text = f"{number:f}" if -_GROUPED_FROM < number < _GROUPED_FROM else f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

"""The values that operators compute of known operands, exactly."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from decimal import Inexact, getcontext, setcontext
from fractions import Fraction
from functools import reduce

from afterschool_policy.values import numbers


def add(left: numbers.Exact, right: numbers.Exact) -> numbers.Exact:
    """The exact sum."""
    if type(left) is int and type(right) is int:
        return left + right
    return numbers.exactly(numbers.CONTEXT.add, operator.add, left, right)


def total(parts: Sequence[numbers.Exact]) -> numbers.Exact:
    """The exact sum of several, of which there is one at least; it is made plain once, at the end."""
    kinds = set(map(type, parts))
    if kinds == {int}:
        return sum(parts)
    if len(parts) > 1 and Fraction not in kinds:
        before = getcontext()
        setcontext(numbers.CONTEXT)
        try:
            return numbers.settle(sum(parts))
        except Inexact:
            pass
        finally:
            setcontext(before)
    return reduce(add, parts)


def subtract(left: numbers.Exact, right: numbers.Exact) -> numbers.Exact:
    """The exact difference."""
    if type(left) is int and type(right) is int:
        return left - right
    return numbers.exactly(numbers.CONTEXT.subtract, operator.sub, left, right)


def multiply(left: numbers.Exact, right: numbers.Exact) -> numbers.Exact:
    """The exact product."""
    if type(left) is int and type(right) is int:
        return left * right
    return numbers.exactly(numbers.CONTEXT.multiply, operator.mul, left, right)


def divide(left: numbers.Exact, right: numbers.Exact) -> numbers.Exact:
    """The exact quotient; the checker lets no divisor in that can be zero."""
    if type(left) is int and type(right) is int:
        return left // right if not left % right else numbers.settle(Fraction(left, right))
    return numbers.exactly(numbers.CONTEXT.divide, operator.truediv, left, right)


def portion(value: numbers.Exact, low: numbers.Exact, high: numbers.Exact) -> numbers.Exact:
    """What of a number lies above one limit and up to another."""
    reached = value if value < high else high
    return subtract(reached, low) if reached > low else 0


def member(value: object, among: Sequence[object]) -> bool:
    """Whether a list holds a value."""
    return value in among


def not_member(value: object, among: Sequence[object]) -> bool:
    """Whether a list does not hold a value."""
    return value not in among


def smallest(*values: object) -> object:
    """The least of several values, or of one list (unknown where that list is empty)."""
    among = values[0] if len(values) == 1 else values
    return min(among, default=None)  # type: ignore[call-overload]  # the checker lets only ordered values in


def largest(*values: object) -> object:
    """The greatest of several values, or of one list (unknown where that list is empty)."""
    among = values[0] if len(values) == 1 else values
    return max(among, default=None)  # type: ignore[call-overload]  # the checker lets only ordered values in


def differing(stated: dict[str, object], actual: dict[str, object]) -> tuple[str, ...] | None:
    """The keys that both hold with different values, in the order of the first.

    Where none differs and the second leaves one out, that one is unknown, and so is the answer.
    """
    keys = tuple(key for key in stated if key in actual and stated[key] != actual[key])
    return keys if keys or stated.keys() <= actual.keys() else None


year_of = operator.attrgetter("year")

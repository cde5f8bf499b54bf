"""The least and the greatest that a number can be while some of its facts are unknown.

Ranges are joined as if the facts were independent: a bound may lie too far out, and never too far in.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from afterschool_policy.language.computation import add, divide, multiply
from afterschool_policy.language.rounding import Mode
from afterschool_policy.language.rounding import rounded as round_to
from afterschool_policy.values.numbers import Exact, settle
from afterschool_policy.values.numbers import negated as negative

_NOUGHT = 0


class Range(NamedTuple):
    """The numbers from the least to the greatest, both inclusive; None where a side has no bound."""

    low: Exact | None
    high: Exact | None

    @property
    def holds_nought(self) -> bool:
        """Whether nought lies in it."""
        return (self.low is None or self.low <= 0) and (self.high is None or self.high >= 0)

    @property
    def only(self) -> Exact | None:
        """The number, where there is only one."""
        return self.low if self.low == self.high else None


ANYTHING = Range(None, None)


def range_of_value(value: object) -> Range:
    """The range of a value: of a number that number, of anything else none."""
    if type(value) is bool or not isinstance(value, (int, Decimal, Fraction)):
        return ANYTHING
    only = settle(value)
    return Range(only, only)


def sides(left: Range, right: Range) -> tuple[int, ...]:
    """How two numbers can compare that lie in two ranges: -1 where the first can be less, 0 as much, 1 more."""
    less = left.low is None or right.high is None or left.low < right.high
    more = left.high is None or right.low is None or left.high > right.low
    apart = _is_below(left, right) or _is_below(right, left)
    return tuple(side for side, can_be in ((-1, less), (0, not apart), (1, more)) if can_be)


def _is_below(one: Range, other: Range) -> bool:
    return one.high is not None and other.low is not None and one.high < other.low


def added(left: Range, right: Range) -> Range:
    """The range of a sum."""
    return Range(_sum(left.low, right.low), _sum(left.high, right.high))


def subtracted(left: Range, right: Range) -> Range:
    """The range of a difference."""
    return added(left, negated(right))


def negated(of: Range) -> Range:
    """The range of a number of the opposite sign."""
    return Range(None if of.high is None else negative(of.high), None if of.low is None else negative(of.low))


def multiplied(left: Range, right: Range) -> Range:
    """The range of a product. Where a side is open, that of factors below nought is not looked for."""
    if _NOUGHT in (left.only, right.only):
        return Range(_NOUGHT, _NOUGHT)
    if left.low is None or right.low is None:
        return ANYTHING
    if left.low >= 0 and right.low >= 0:
        high = None if left.high is None or right.high is None else multiply(left.high, right.high)
        return Range(multiply(left.low, right.low), high)
    if left.high is None or right.high is None:
        return ANYTHING
    products = [multiply(one, other) for one in (left.low, left.high) for other in (right.low, right.high)]
    return Range(min(products), max(products))


def divided(left: Range, right: Range) -> Range:
    """The range of a quotient, whose divisor is not nought."""
    if right.high is not None and right.high < 0:
        return divided(negated(left), negated(right))
    if right.low is None or right.low <= 0:
        return ANYTHING
    return multiplied(left, Range(_NOUGHT if right.high is None else divide(1, right.high), divide(1, right.low)))


def rising(function: Callable[[Exact], int]) -> Callable[[Range], Range]:
    """The range of what never falls while its operand rises, as rounding does."""

    def of(operand: Range) -> Range:
        low, high = (None if end is None else function(end) for end in operand)
        return Range(low, high)

    return of


def hull(*each: Range) -> Range:
    """The range of what is one of several numbers."""
    lows = [one.low for one in each if one.low is not None]
    highs = [one.high for one in each if one.high is not None]
    low = min(lows, default=None) if len(lows) == len(each) else None
    return Range(low, max(highs, default=None) if len(highs) == len(each) else None)


def rounded(value: Range, step: Range, *, mode: Mode) -> Range:
    """The range of a number that is rounded to a step."""
    if step.only is None or step.only == 0:
        return ANYTHING
    low, high = (None if end is None else round_to(end, step.only, mode=mode) for end in value)
    return Range(low, high)


def least(*each: Range) -> Range:
    """The range of the least of several numbers."""
    lows = [one.low for one in each if one.low is not None]
    highs = [one.high for one in each if one.high is not None]
    return Range(min(lows) if len(lows) == len(each) else None, min(highs, default=None))


def greatest(*each: Range) -> Range:
    """The range of the greatest of several numbers."""
    return negated(least(*map(negated, each)))


def portion(value: Range, low: Range, high: Range) -> Range:
    """The range of what of a number lies between two limits."""
    return greatest(subtracted(least(value, high), low), Range(_NOUGHT, _NOUGHT))


def counted(_: Range) -> Range:
    """The range of a number of items that nobody has counted."""
    return Range(_NOUGHT, None)


def _sum(one: Exact | None, other: Exact | None) -> Exact | None:
    return None if one is None or other is None else add(one, other)

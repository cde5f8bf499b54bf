"""The one table of ways to round: to which multiple of a step, and how it is said.

Halves and directions go by the size of a number, whatever its sign: up is away from zero.
"""

from __future__ import annotations

import decimal
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Context, Decimal, InvalidOperation

from afterschool_policy.language import computation
from afterschool_policy.text import Text
from afterschool_policy.values import numbers


@dataclass(frozen=True, slots=True, eq=False)
class Mode:
    """One row: `whole` makes a whole number of a quotient of two that are not below zero.

    `of_decimals` is what the decimals of Python call it, which round to a place at once. In the wording {0} is the
    number, {1} the step.
    """

    whole: Callable[[int, int], int]
    of_decimals: str
    wording: Text


def _half_even(over: int, under: int) -> int:
    whole, rest = divmod(over, under)
    return whole + (2 * rest > under or (2 * rest == under and whole % 2))


MODES: dict[str, Mode] = {
    "half_up": Mode(
        lambda over, under: (2 * over + under) // (2 * under),
        decimal.ROUND_HALF_UP,
        Text("{0}，四舍五入到{1}", "{0}, rounded half up to {1}"),
    ),
    "half_down": Mode(
        lambda over, under: -((under - 2 * over) // (2 * under)),
        decimal.ROUND_HALF_DOWN,
        Text("{0}，五舍六入到{1}", "{0}, rounded half down to {1}"),
    ),
    "half_even": Mode(
        _half_even,
        decimal.ROUND_HALF_EVEN,
        Text("{0}，按四舍六入五成双取到{1}", "{0}, rounded half to even to {1}"),
    ),
    "up": Mode(
        lambda over, under: -(-over // under),
        decimal.ROUND_UP,
        Text("{0}，不足{1}的按{1}计", "{0}, rounded up to {1}"),
    ),
    "down": Mode(
        lambda over, under: over // under,
        decimal.ROUND_DOWN,
        Text("{0}，不足{1}的舍去", "{0}, rounded down to {1}"),
    ),
}


_PLACES: dict[numbers.Exact, Decimal] = {
    place: place for place in (Decimal((0, (1,), -places)) for places in range(numbers.MAX_DIGITS))
}
"""The steps that are a decimal place, by their value: one, a tenth, and so on."""

_ROUNDING = Context(prec=numbers.CONTEXT.prec, traps=[InvalidOperation])
"""Where a decimal is rounded to a place, which says so where the digits do not suffice."""


def rounded(value: numbers.Exact, step: numbers.Exact, *, mode: Mode) -> numbers.Exact:
    """The multiple of a step, which is not zero, that a number is rounded to."""
    place = _PLACES.get(step)
    if place is not None and isinstance(value, int):
        return value
    if place is not None and isinstance(value, Decimal):
        try:
            return numbers.settle(value.quantize(place, mode.of_decimals, _ROUNDING))
        except InvalidOperation:
            pass
    over, under = numbers.ratio(value, step)
    whole = mode.whole(abs(over), abs(under))
    return computation.multiply(step, whole if (over >= 0) is (under > 0) else -whole)

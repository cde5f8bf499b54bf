"""The one table of ways to round: to which multiple of a step, and how it is said.

Halves and directions go by the size of a number, whatever its sign: up is away from zero.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from afterschool_policy.language import computation
from afterschool_policy.text import Text
from afterschool_policy.values import numbers


@dataclass(frozen=True, slots=True, eq=False)
class Mode:
    """One row: `whole` makes a whole number of a quotient of two that are not below zero.

    In the wording {0} is the number, {1} the step.
    """

    whole: Callable[[int, int], int]
    wording: Text


def _half_even(over: int, under: int) -> int:
    whole, rest = divmod(over, under)
    return whole + (2 * rest > under or (2 * rest == under and whole % 2))


MODES: dict[str, Mode] = {
    "half_up": Mode(
        lambda over, under: (2 * over + under) // (2 * under),
        Text("{0}，四舍五入到{1}", "{0}, rounded half up to {1}"),
    ),
    "half_down": Mode(
        lambda over, under: -((under - 2 * over) // (2 * under)),
        Text("{0}，五舍六入到{1}", "{0}, rounded half down to {1}"),
    ),
    "half_even": Mode(_half_even, Text("{0}，按四舍六入五成双取到{1}", "{0}, rounded half to even to {1}")),
    "up": Mode(lambda over, under: -(-over // under), Text("{0}，不足{1}的按{1}计", "{0}, rounded up to {1}")),
    "down": Mode(lambda over, under: over // under, Text("{0}，不足{1}的舍去", "{0}, rounded down to {1}")),
}


def rounded(value: numbers.Exact, step: numbers.Exact, *, mode: Mode) -> numbers.Exact:
    """The multiple of a step, which is not zero, that a number is rounded to."""
    over, under = numbers.ratio(value, step)
    whole = mode.whole(abs(over), abs(under))
    return computation.multiply(step, whole if (over >= 0) is (under > 0) else -whole)

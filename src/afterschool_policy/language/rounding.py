"""The one table of ways to round: to which multiple of a step, and how it is said.

Halves and directions go by the size of a number, whatever its sign: up is away from zero.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from afterschool_policy.text import Text
from afterschool_policy.values import numbers

_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True, eq=False)
class Mode:
    """One row: `whole` makes a whole number of one that is not below zero; {0} is the number, {1} the step."""

    whole: Callable[[Fraction], int]
    wording: Text


MODES: dict[str, Mode] = {
    "half_up": Mode(lambda size: math.floor(size + _HALF), Text("{0}，四舍五入到{1}", "{0}, rounded half up to {1}")),
    "half_down": Mode(
        lambda size: math.ceil(size - _HALF), Text("{0}，五舍六入到{1}", "{0}, rounded half down to {1}")
    ),
    "half_even": Mode(round, Text("{0}，按四舍六入五成双取到{1}", "{0}, rounded half to even to {1}")),
    "up": Mode(math.ceil, Text("{0}，不足{1}的按{1}计", "{0}, rounded up to {1}")),
    "down": Mode(math.floor, Text("{0}，不足{1}的舍去", "{0}, rounded down to {1}")),
}


def rounded(value: numbers.Exact, step: numbers.Exact, *, mode: Mode) -> numbers.Exact:
    """The multiple of a step, which is not zero, that a number is rounded to."""
    steps = Fraction(value) / Fraction(step)
    whole = mode.whole(abs(steps))
    return numbers.settle(Fraction(step) * (whole if steps >= 0 else -whole))

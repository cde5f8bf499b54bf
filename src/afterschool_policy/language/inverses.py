"""Where an operand has to lie for an operator's value to pass a target: the way back from a value to an operand.

Each takes the operands as exact numbers, None for the one that is sought, and the target. What it gives are the places
at which the value reaches, leaves or jumps over the target; where it is steps that are made, both edges of the step.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction

Operands = Sequence[Fraction | int | None]


def of_sum(operands: Operands, target: Fraction) -> Iterator[Fraction]:
    """`a + b` passes the target where the one operand makes up for the other."""
    yield target - sum(each for each in operands if each is not None)


def of_difference(operands: Operands, target: Fraction) -> Iterator[Fraction]:
    """`a - b`."""
    left, right = operands
    if left is None and right is not None:
        yield target + right
    elif left is not None:
        yield left - target


def of_product(operands: Operands, target: Fraction) -> Iterator[Fraction]:
    """`a * b`; with a factor of zero it passes nothing."""
    for factor in operands:
        if factor:
            yield target / Fraction(factor)


def of_quotient(operands: Operands, target: Fraction) -> Iterator[Fraction]:
    """`a / b`; it jumps where the divisor changes its sign."""
    over, under = operands
    if over is None and under is not None:
        yield target * under
    elif over is not None:
        yield Fraction(0)
        if target:
            yield over / target


def of_contrary(_: Operands, target: Fraction) -> Iterator[Fraction]:
    """`-a`."""
    yield -target


def of_ceiling(_: Operands, target: Fraction) -> Iterator[Fraction]:
    """`ceil(a)`: the step on which the target lies, and the one before where it lies between two."""
    yield from (Fraction(math.ceil(target) - 1), Fraction(math.ceil(target)))


def of_floor(_: Operands, target: Fraction) -> Iterator[Fraction]:
    """`floor(a)`."""
    yield from (Fraction(math.floor(target)), Fraction(math.floor(target) + 1))


def of_portion(operands: Operands, target: Fraction) -> Iterator[Fraction]:
    """`portion(a, low, high)`: it leaves nought at the lower limit, and stays as it is from the upper one on."""
    value, low, high = operands
    if value is None:
        yield from (Fraction(each) for each in (low, high) if each is not None)
        yield from () if low is None else (low + target,)
    else:
        yield Fraction(value)
        yield value - target
        yield from () if low is None else (low + target,)
        yield from () if high is None else (high - target,)


def of_extreme(operands: Operands, target: Fraction) -> Iterator[Fraction]:
    """`min` and `max`: the target itself, and where another operand takes over."""
    yield target
    yield from (Fraction(each) for each in operands if each is not None)

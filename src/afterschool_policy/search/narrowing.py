"""Where what is seen changes as one value runs along its line: narrowed down between places that differ.

What is seen at a place is how the things lie that are compared there, of numbers how far apart they are: so the place
where two of them meet is mostly guessed at once. All places are exact fractions.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise

from afterschool_policy.language.computation import subtract
from afterschool_policy.search.line import NumberLine, Place
from afterschool_policy.values.numbers import BEYOND
from afterschool_policy.values.types import Kind

MAX_STEPS = 600
"""So often at most a place is narrowed down; no test whose operators are `monotone` needs as many."""

HAIR = Fraction(1, 10**12)
"""So close together no two places are told apart."""

_STEPS = tuple(Fraction(halves, 2) for halves in range(-24, 25))
_DOUBLINGS = 41
_DOUBLINGS_OF_DAYS = 16
_NUMBER = (int, Decimal, Fraction)

Seen = tuple[object, ...]


def compared(one: object, other: object) -> object:
    """How two values lie to each other; of numbers how far apart, of lists each member."""
    if isinstance(one, tuple):
        return tuple(compared(member, other) for member in one)
    if isinstance(other, tuple):
        return tuple(compared(one, member) for member in other)
    if one is None or other is None:
        return None
    if isinstance(one, str | dict | bool):
        return str(one == other)
    if isinstance(one, time | date):
        return (one > other) - (one < other)  # type: ignore[operator]  # the checker lets only values of one sort in
    return subtract(one, other)  # type: ignore[arg-type]  # what is left are numbers


def _order(seen: object) -> object:
    """Of what is compared, only which comes first."""
    if isinstance(seen, tuple):
        return tuple(map(_order, seen))
    return seen if isinstance(seen, bool | str | None) else (seen > 0) - (seen < 0)  # type: ignore[operator]  # a number


def wide(line: NumberLine) -> Iterator[Place]:
    """A few places from one end of the line to the other."""
    yield line.middle
    yield from (end for end in (line.low, line.high) if end is not None)
    yield from (line.first, line.last) if line.kind is Kind.DATE else ()
    yield from (line.middle + sign * 2**power for power in range(0, _farthest(line), 5) for sign in (-1, 1))


def close(line: NumberLine, stated: Iterable[Place]) -> Iterator[Place]:
    """Places close together where something is stated, and from there farther and farther apart."""
    for base in dict.fromkeys((*stated, line.middle)):
        yield from (base + step for step in _STEPS if not line.whole or step.denominator == 1)
        yield from (base + sign * 2**power for power in range(4, _farthest(line)) for sign in (-1, 1))


def _farthest(line: NumberLine) -> int:
    return _DOUBLINGS if line.kind is Kind.NUMBER else _DOUBLINGS_OF_DAYS


def turns(seen: Callable[[Place], Seen], places: Iterable[Place], line: NumberLine) -> Iterator[Place]:
    """The places at which an order changes between any two neighbours, the closest looked between first."""
    orders = cache(lambda place: _order(seen(place)))
    open_ = [(left, right, 0) for left, right in sorted(pairwise(places), key=lambda ends: ends[0] - ends[1])]
    for _ in range(MAX_STEPS):
        if not open_:
            return
        left, right, turn = open_.pop()
        if orders(left) == orders(right):
            continue
        if line.whole and right - left <= 1:
            yield from (left, right)
        elif not line.whole and orders(right - HAIR) == orders(left):
            yield right
        elif not line.whole and orders(left + HAIR) == orders(right):
            yield left
        elif right - left > HAIR:
            guess = (_crossing, _half, _plainest)[turn % 3](left, right, seen)
            place = math.floor(guess) if line.whole else guess
            middle = place if left < place < right else _half(left, right, seen)
            middle = math.floor(middle) if line.whole else middle
            open_ += ((left, middle, turn + 1), (middle, right, turn + 1))
        else:
            yield _simplest(Fraction(left), Fraction(right))


def _half(left: Place, right: Place, _: object) -> Place:
    return Fraction(left + right) / 2


def _plainest(left: Place, right: Place, _: object) -> Place:
    """The plainest fraction between, which near the end is often the very place that is sought."""
    return _simplest(Fraction(left), Fraction(right)) if right - left < 1 else left


def _crossing(left: Place, right: Place, seen: Callable[[Place], Seen]) -> Place:
    """Where two things that are compared would meet if they went on straight, which mostly they do.

    A place that takes more digits than a number may have is none to look at: of powers each would be many times longer
    than the one before.
    """
    for one, other in zip(seen(left), seen(right), strict=True):
        if isinstance(one, _NUMBER) and isinstance(other, _NUMBER) and (one > 0) != (other > 0) and one != other:
            place = left + (right - left) * Fraction(one) / (Fraction(one) - Fraction(other))
            return place if place.denominator < BEYOND else left
    return left


def _simplest(left: Fraction, right: Fraction) -> Fraction:
    """The fraction of the least denominator between two: the one meant where decimals only come close to it."""
    floor = math.floor(left)
    if floor == left:
        return left
    if floor + 1 <= right:
        return Fraction(floor + 1)
    return floor + 1 / _simplest(1 / (right - floor), 1 / (left - floor))

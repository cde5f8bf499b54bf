"""Values that lie in an order, as places on a line: a number as it is, a time by its minute, a date by its day."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from afterschool_policy.language.tree import Value
from afterschool_policy.values.numbers import BEYOND, settle
from afterschool_policy.values.types import Kind, Type
from afterschool_policy.vocabulary.model import FactSpec

Place = int | Fraction

_LAST_MINUTE = 24 * 60 - 1
_NOON = 12 * 60
_SOME_DAY = date(2021, 9, 1).toordinal()
_HUNDREDTHS = 100
_HAIR = Fraction(1, 10**30)


@dataclass(frozen=True, slots=True)
class NumberLine:
    """The places that a fact, or a member of its list, can take: between `low` and `high`, or `whole` ones alone.

    `middle` is where to look where nothing else is known. Beyond `first` and `last` there are no values (the calendar
    ends, and so do the digits of a number); they tell nothing, unlike `low` and `high`.
    """

    kind: Kind
    whole: bool
    low: Place | None
    high: Place | None
    middle: int
    first: int
    last: int

    def place(self, value: object) -> Place | None:
        """Where a value lies; None for one of another kind."""
        match self.kind, value:
            case (Kind.TIME, time()):
                return value.hour * 60 + value.minute
            case (Kind.DATE, date()):
                return value.toordinal()
            case (Kind.NUMBER, int() | Decimal() | Fraction()) if not isinstance(value, bool):
                return value if isinstance(value, int) else Fraction(value)
        return None

    def value(self, place: Place) -> Value:
        """The value at a place."""
        match self.kind:
            case Kind.TIME:
                return time(*divmod(int(place), 60))
            case Kind.DATE:
                return date.fromordinal(int(place))
        return settle(place)

    def holds(self, place: Place) -> bool:
        """Whether a fact can have this place: no quotient can be given that decimals do not end."""
        least, most = self._ends
        if not least <= place <= most:
            return False
        if isinstance(place, int):
            return True
        return place.denominator == 1 if self.whole else not isinstance(settle(place), Fraction)

    def is_alone(self, value: Value, told: object, tell: Callable[[Value], object]) -> bool:
        """Whether a value is the only one of which the same is told, there being a piece on no side of it."""
        place = self.place(value)
        step = 1 if self.whole else _HAIR
        beside = [] if place is None else [place - step, place + step]
        least, most = self._ends
        return all(tell(self.value(each)) != told for each in beside if least <= each <= most)

    def within(self, places: Iterable[Place]) -> list[Place]:
        """The places between the ends of the line, in their order, each once; of whole ones those to either side."""
        if self.whole:
            places = (side for place in places for side in (math.floor(place), math.ceil(place)))
        least, most = self._ends
        return sorted({each for each in places if least <= each <= most})

    def representatives(self, turning: Iterable[Place]) -> list[Place]:
        """The turning points themselves, and places in every piece between: close to either end, and a whole one."""
        ends = self.within([*turning, *(end for end in (self.low, self.high) if end is not None)])
        if not ends:
            ends = [self.middle]
        found = {place for place in ends if self.holds(place)}
        if self.low is None:
            found.update((_below(ends[0], 1), _below(ends[0], self._parts)))
        if self.high is None:
            found.update((_above(ends[-1], 1), _above(ends[-1], self._parts)))
        for left, right in pairwise(ends):
            found.update(place for place in self._between(left, right))
        least, most = self._ends
        return sorted(place for place in found if least <= place <= most)

    @property
    def _ends(self) -> tuple[Place, Place]:
        low, high = self.low, self.high
        return self.first if low is None else max(low, self.first), self.last if high is None else min(high, self.last)

    @property
    def _parts(self) -> int:
        return 1 if self.whole else _HUNDREDTHS

    def _between(self, left: Place, right: Place) -> Iterator[Place]:
        near = (step(end, parts) for step, end in ((_above, left), (_below, right)) for parts in (1, self._parts))
        inside = [place for place in near if left < place < right]
        yield from inside
        parts = _HUNDREDTHS
        while not self.whole and not inside:  # a piece that holds no hundredth
            parts *= 10
            inside = [place for place in (_above(left, parts),) if place < right]
            yield from inside


def _above(place: Place, parts: int) -> Place:
    """The next place above that a whole number of parts makes."""
    return _plain(Fraction(math.floor(place * parts) + 1, parts))


def _below(place: Place, parts: int) -> Place:
    return _plain(Fraction(math.ceil(place * parts) - 1, parts))


def _plain(place: Fraction) -> Place:
    return place.numerator if place.denominator == 1 else place


def line_of(spec: FactSpec, type_: Type) -> NumberLine | None:
    """The line of a fact's values, or of its list's members; None where they have no order."""
    match type_.kind:
        case Kind.TIME:
            return NumberLine(type_.kind, True, 0, _LAST_MINUTE, _NOON, 0, _LAST_MINUTE)
        case Kind.DATE:
            return NumberLine(type_.kind, True, None, None, _SOME_DAY, date.min.toordinal(), date.max.toordinal())
        case Kind.NUMBER:
            low, high = (None if end is None else _plain(Fraction(end)) for end in (spec.minimum, spec.maximum))
            return NumberLine(type_.kind, spec.whole, low, high, 0, 1 - BEYOND, BEYOND - 1)
    return None

"""Values that lie in an order, as places on a line: a number as it is, a time by its minute, a date by its day."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from afterschool_policy.language.tree import Value
from afterschool_policy.values.numbers import settle
from afterschool_policy.values.types import Kind, Type
from afterschool_policy.vocabulary.model import FactSpec

Place = int | Fraction

_LAST_MINUTE = 24 * 60 - 1
_NOON = 12 * 60
_FIRST_DAY, _LAST_DAY = date.min.toordinal(), date.max.toordinal()
_SOME_DAY = date(2021, 9, 1).toordinal()
_HUNDREDTHS = 100


@dataclass(frozen=True, slots=True)
class NumberLine:
    """The places that a fact, or a member of its list, can take: between `low` and `high`, or `whole` ones alone.

    `middle` is where to look where nothing else is known.
    """

    kind: Kind
    whole: bool
    low: Place | None
    high: Place | None
    middle: int

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
        if (self.low is not None and place < self.low) or (self.high is not None and place > self.high):
            return False
        if self.kind is Kind.DATE and not _FIRST_DAY <= place <= _LAST_DAY:
            return False
        if isinstance(place, int):
            return True
        return place.denominator == 1 if self.whole else not isinstance(settle(place), Fraction)

    def within(self, places: Iterable[Place]) -> list[Place]:
        """The places between the ends of the line, in their order, each once; of whole ones those to either side."""
        if self.whole:
            places = (side for place in places for side in (math.floor(place), math.ceil(place)))
        low, high = self.low, self.high
        return sorted({each for each in places if (low is None or each >= low) and (high is None or each <= high)})

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
        return sorted(place for place in found if self.kind is not Kind.DATE or _FIRST_DAY <= place <= _LAST_DAY)

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
            return NumberLine(type_.kind, True, 0, _LAST_MINUTE, _NOON)
        case Kind.DATE:
            return NumberLine(type_.kind, True, None, None, _SOME_DAY)
        case Kind.NUMBER:
            low, high = (None if end is None else _plain(Fraction(end)) for end in (spec.minimum, spec.maximum))
            return NumberLine(type_.kind, spec.whole, low, high, 0)
    return None

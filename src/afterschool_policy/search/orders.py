"""The orders that the truth of a test rests on, and where each of them turns as one fact runs along its line.

What two things come to may depend on other orders below them: which row of a table holds, which of several is the
least. Where those turn is found first. Between two such places a term mostly runs straight (`Operator.straight`): then
only the ends of each piece are looked at. Anything else is looked at in many places.

Where an order turns is found once for all that the parts beside the fact can come to, of whatever facts they do.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from afterschool_policy.cache import Cache
from afterschool_policy.language.evaluate import Values
from afterschool_policy.language.tree import Apply, Derived, Node, Value, children
from afterschool_policy.search.budget import Budget
from afterschool_policy.search.line import NumberLine, Place
from afterschool_policy.search.narrowing import HAIR, Seen, compared, turns, wide
from afterschool_policy.search.read_fact import Pair, ReadFact

_NEAR = tuple(Fraction(halves, 2) for halves in range(-4, 5))


class Along:
    """A fact that runs along its line, as tests read it; as `member` it is a list, and the line that of its member."""

    def __init__(self, fact: ReadFact, line: NumberLine, *, member: bool) -> None:
        self.fact, self.line, self.member = fact, line, member

    def at(self, place: Place, others: Values) -> Values:
        """What nodes come to where it is at a place."""
        name, value = self.fact.name, self.line.value(place)
        return others.after({**others.facts, name: (value,) if self.member else value}, (name,))

    def beside(self, *nodes: Node) -> list[Node]:
        """The largest parts of nodes that do not read it, each once."""
        beside = [node for node in nodes if not self.fact.is_read(node)]
        beside += (
            child for part in self.fact.readers(*nodes) for child in children(part) if not self.fact.is_read(child)
        )
        return [*{id(node): node for node in beside}.values()]

    def stated(self, others: Values, beside: Iterable[Node]) -> Iterator[Place]:
        """The values of its line that these parts state, and those that they compute of other facts."""
        for node in beside:
            value = others.of(node)
            for each in value if isinstance(value, tuple) else (value,):
                if (place := self.line.place(each)) is not None:
                    yield place


class Order:
    """How two things lie to each other that a test compares, as a fact runs along its line."""

    def __init__(self, pair: Pair, along: Along) -> None:
        self._pair, self._along = pair, along
        self._once = along.fact.times(*pair) == 1
        self._rounded = None if self._once else _rounded(pair, along.fact)
        straight = pair if self._rounded is None else self._rounded[:2]
        self._straight = not self._once and all(map(along.fact.is_straight, straight))
        below = [] if self._once else [*along.fact.pairs(*pair), *along.fact.bends(*pair)]
        self._below = [Order(each, along) for each in below if each != pair]
        self._beside = along.beside(*pair)
        self._on_calendar = any(
            isinstance(node, Apply) and node.operator.on_calendar
            for each in pair
            for node in along.fact.reads.nodes(each)
        )
        self._size = 1 + len({id(node) for node in along.fact.readers(*pair)})
        self._found: Cache[object, tuple[list[Place], int]] = Cache()

    def turns(self, others: Values, budget: Budget) -> list[Place]:
        """Where it turns, the other facts being as given; of whole places those on both sides of a turn."""
        key = id(self), *(repr(others.possible(node)) for node in self._beside)
        found = self._found.get(key)
        if found is None:
            part = budget.apart()
            found = self._found.keep(key, (self._find(others, part), part.done))
            budget.charge(0, once=key)
        else:
            budget.charge(found[1], once=key)
        return found[0]

    def _find(self, others: Values, budget: Budget) -> list[Place]:
        @cache
        def at(place: Place) -> Values:
            budget.charge(self._size)
            return self._along.at(place, others)

        @cache
        def seen(place: Place) -> Seen:
            return (compared(*map(at(place).of, self._pair)),)

        line = self._along.line
        below = {place for each in self._below for place in each.turns(others, budget)}
        places = line.within(self._ends_of_pieces(below) if self._straight else self._places(others, below))
        if self._straight and self._rounded is not None:
            places = line.within((*places, *_steps(self._rounded, at, places)))
        return line.within(turns(seen, places, line))

    def _ends_of_pieces(self, below: Iterable[Place]) -> Iterator[Place]:
        """The places where something turns below, and those beside them; and both ends of the line."""
        line, step = self._along.line, 1 if self._along.line.whole else HAIR
        every = line.within(wide(line))
        yield from (every[0], every[-1])
        yield from (place + side for place in below for side in (-step, 0, step))

    def _places(self, others: Values, below: Iterable[Place]) -> Iterator[Place]:
        """The places to begin with where it does not run straight."""
        line = self._along.line
        yield from wide(line)
        stated = [*self._along.stated(others, self._beside)]
        if not self._once:  # what grows with it and what shrinks with it may turn back, mostly near what is stated
            yield from (place + step for place in (*stated, *below, line.middle) for step in _NEAR)
        elif self._on_calendar:  # which has values only where the calendar goes, and turns there, too
            yield from (place + step for place in stated for step in (-1, 0, 1))


class _Rounded(NamedTuple):
    """What is rounded, what it is then held against, and the step that it is rounded to, None for a whole number."""

    running: Node
    steady: Node
    step: Node | None


def _rounded(pair: Pair, fact: ReadFact) -> _Rounded | None:
    """The pair, where one is rounded and the other steady: what is rounded turns back no more than without that."""
    running, steady = pair if fact.is_read(pair[0]) else pair[::-1]
    while isinstance(running, Derived) and running.body is not None:
        running = running.body
    if not isinstance(running, Apply) or not running.operator.rounds:
        return None
    of, *step = running.operands
    return None if any(map(fact.is_read, (steady, *step))) else _Rounded(of, steady, step[0] if step else None)


def _steps(rounded: _Rounded, at: Callable[[Place], Values], places: Sequence[Place]) -> Iterator[Place]:
    """Where what runs straight from place to place comes to a step, or halfway to one, near what it is held against."""
    beside = at(places[0])
    steady = _number(beside.of(rounded.steady))
    step = Fraction(1) if rounded.step is None else _number(beside.of(rounded.step))
    if steady is None or not step:
        return
    halves = math.floor(2 * steady / step)
    for left, right in pairwise(places):
        low, high = (_number(at(end).of(rounded.running)) for end in (left, right))
        if low is not None and high is not None and low != high:
            for near in range(halves - 2, halves + 4):
                place = left + (right - left) * (near * step / 2 - low) / (high - low)
                if left < place < right:
                    yield place


def _number(value: Value | None) -> Fraction | None:
    return Fraction(value) if isinstance(value, int | Decimal | Fraction) and not isinstance(value, bool) else None

"""The orders that the truth of a test rests on, and where each of them turns as one fact runs along its line.

What two things come to may depend on other orders below them: which row of a table holds, which of several is the
least. Where those turn is found first. Between two such places a term mostly runs straight (`Operator.straight`): then
only the ends of each piece are looked at. Anything else is looked at in many places.

Where an order turns is found once for all that the parts beside the fact can come to, of whatever facts they do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache

from afterschool_policy.cache import Cache
from afterschool_policy.language.evaluate import Values
from afterschool_policy.language.tree import Apply, Derived, Node, children
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
        self._straight = not self._once and _is_straight(pair, along.fact)
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
        def seen(place: Place) -> Seen:
            budget.charge(self._size)
            one, other = map(self._along.at(place, others).of, self._pair)
            return (compared(one, other),)

        line = self._along.line
        return line.within(turns(seen, line.within(self._places(others, budget)), line))

    def _places(self, others: Values, budget: Budget) -> Iterator[Place]:
        """The places to begin with."""
        line, every = self._along.line, [*wide(self._along.line)]
        below = {place for each in self._below for place in each.turns(others, budget)}
        if self._straight:
            step = 1 if line.whole else HAIR
            yield from (min(every), max(every))
            yield from (place + side for place in below for side in (-step, 0, step))
            return
        yield from every
        stated = [*self._along.stated(others, self._beside)]
        if not self._once:  # what grows with it and what shrinks with it may turn back, mostly near what is stated
            yield from (place + step for place in (*stated, *below, line.middle) for step in _NEAR)
        elif self._on_calendar:  # which has values only where the calendar goes, and turns there, too
            yield from (place + step for place in stated for step in (-1, 0, 1))


def _is_straight(pair: Pair, fact: ReadFact) -> bool:
    """Whether the two lie to each other as if both ran straight: beside a steady one, also where it is rounded."""
    one, other = pair
    if fact.is_read(one) and fact.is_read(other):
        return fact.is_straight(one) and fact.is_straight(other)
    running = one if fact.is_read(one) else other
    while isinstance(running, Derived) and running.body is not None:
        running = running.body
    if isinstance(running, Apply) and running.operator.rounds and not any(map(fact.is_read, running.operands[1:])):
        running = running.operands[0]
    return fact.is_straight(running)

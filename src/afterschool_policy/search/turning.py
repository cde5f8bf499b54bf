"""Where a single test turns while one value runs along its line and all others stay.

A test turns where the order of two things that it compares changes: there its truth can change, and nowhere else. Where
the value itself is compared, that is at what it is compared with. Where something computed of it is, what that is
compared with is led back through the operators, by the `inverse` of each. Where one has none, or the fact stands in
several places, the order is tried at places spread over the line (`search.orders`), and between two that differ the
place is narrowed down. So every operator of the table is served, by what it computes; of those that are `by_order` and
`monotone` no turning is missed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from afterschool_policy.language.evaluate import Values
from afterschool_policy.language.inverses import Operands
from afterschool_policy.language.tree import Apply, Derived, Given, Known, Node, Value
from afterschool_policy.search.budget import Budget
from afterschool_policy.search.line import NumberLine, Place
from afterschool_policy.search.narrowing import Seen, close, compared, turns, wide
from afterschool_policy.search.orders import Along, Order
from afterschool_policy.search.read_fact import ReadFact


class Turning:
    """Where one test turns as one fact runs along its line; asked again for other values of the facts beside it."""

    def __init__(self, atom: Node, along: Along) -> None:
        fact = along.fact
        self._atom, self._along = atom, along
        self._idle = isinstance(atom, Known | Given)
        self._plain = fact.is_plain(atom)
        self._road = None if along.member or self._idle or self._plain else _road(atom, fact)
        self._pairs = fact.pairs(atom)
        self._beside = along.beside(atom)
        self._orderly = fact.is_orderly(atom)
        self._orders = [Order(pair, along) for pair in self._pairs] if self._orderly and not self._plain else []
        self._size = sum(1 for _ in fact.reads.nodes(atom))

    def points(self, others: Mapping[str, Value], budget: Budget) -> list[Place]:
        """Where it turns, the other facts being as given; of whole places those on both sides of a turn."""
        if self._idle:
            return []
        budget.charge(self._size)
        line, values = self._along.line, Values(others, self._along.fact.reads)
        if self._road is not None:
            return line.within(self._road.places(line, values))
        if self._plain:
            return line.within(self._along.stated(values, self._beside))
        if self._orderly:
            return line.within(place for order in self._orders for place in order.turns(values, budget))
        places = line.within((*wide(line), *close(line, self._along.stated(values, self._beside))))
        return line.within(turns(self._seen_in_all(values, budget), places, line))

    def _seen_in_all(self, others: Values, budget: Budget) -> Callable[[Place], Seen]:
        """What is seen of a test whose truth no order tells: that truth, and how the things lie that it compares."""

        @cache
        def seen(place: Place) -> Seen:
            budget.charge(self._size)
            values = self._along.at(place, others)
            return values.of(self._atom), *(compared(values.of(one), values.of(other)) for one, other in self._pairs)

        return seen


@dataclass(frozen=True, slots=True)
class _Step:
    """An operator on the way from a test to a fact, with its operands, None for the one that leads on."""

    inverse: Callable[[Operands, Fraction], Iterable[Fraction]]
    operands: tuple[Node | None, ...]


@dataclass(frozen=True, slots=True)
class _Road:
    """The way from what a test compares a computed value with, back to the fact of which it is computed."""

    against: Node
    steps: tuple[_Step, ...]

    def places(self, line: NumberLine, others: Values) -> list[Place]:
        """Where the test turns; nowhere while something on the way is not known."""
        found = others.of(self.against)
        stated = (line.place(each) for each in (found if isinstance(found, tuple) else (found,)))
        targets: Iterable[Fraction] = [Fraction(each) for each in stated if each is not None]
        for step in self.steps:
            operands = [None if node is None else line.place(others.of(node)) for node in step.operands]
            if operands.count(None) > 1:
                return []
            targets = dict.fromkeys(place for target in targets for place in step.inverse(operands, target))
        return list(targets)


def _road(atom: Node, fact: ReadFact) -> _Road | None:
    """The way back, where the fact stands in one place and every operator above it shows one."""
    if not isinstance(atom, Apply) or not atom.operator.by_order:
        return None
    node = atom.operands[not fact.is_read(atom.operands[0])]
    against = atom.operands[node is atom.operands[0]]
    steps: list[_Step] = []
    while not fact.is_it(node):
        if isinstance(node, Derived) and node.body is not None:
            node = node.body
        elif isinstance(node, Apply) and node.operator.inverse is not None:
            operands = tuple(None if fact.is_read(operand) else operand for operand in node.operands)
            if operands.count(None) > 1:
                return None
            steps.append(_Step(node.operator.inverse, operands))
            node = node.operands[operands.index(None)]
        else:
            return None
    return None if fact.is_read(against) else _Road(against, tuple(steps))

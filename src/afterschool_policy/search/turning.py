"""Where a single test turns while one value runs along its line and all others stay.

A test turns where the order of two things that it compares changes: there its truth can change, and nowhere else. Where
the value itself is compared, that is at what it is compared with. Where something computed of it is, what that is
compared with is led back through the operators, by the `inverse` of each. Where one has none, or the fact stands in
several places, the order is tried at places spread over the line, and between two that differ the place is narrowed
down, on exact fractions. So every operator of the table is served, by what it computes; of those that are `by_order`
and `monotone` no turning is missed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from functools import cache, partial
from itertools import combinations, pairwise, product

from afterschool_policy.language.computation import subtract
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.inverses import Operands
from afterschool_policy.language.operators import OPERATORS, Role
from afterschool_policy.language.tree import (
    Apply,
    Derived,
    Fact,
    Given,
    Known,
    ListOf,
    Node,
    Quantified,
    Table,
    Value,
    children,
    facts_of,
    walk,
)
from afterschool_policy.search.line import NumberLine, Place
from afterschool_policy.values.numbers import BEYOND
from afterschool_policy.values.types import Kind

MAX_STEPS = 600
"""So often at most a place is narrowed down; no test whose operators are `monotone` needs as many."""

_NEAR = tuple(Fraction(halves, 2) for halves in range(-4, 5))
_STEPS = tuple(Fraction(halves, 2) for halves in range(-24, 25))
_DOUBLINGS = 41
_DOUBLINGS_OF_DAYS = 16
_NUMBER = (int, Decimal, Fraction)
_HAIR = Fraction(1, 10**12)

_Seen = tuple[object, ...]
_Compared = tuple[Node, Node]


class Turning:
    """Where one test turns as one fact runs along its line; asked again for other values of the facts beside it.

    `member`: the fact is a list, and the line that of its members, of which it has one.
    """

    def __init__(self, atom: Node, name: str, line: NumberLine, *, member: bool) -> None:
        self._atom = atom
        self._name = name
        self._line = line
        self._member = member
        self._idle = isinstance(atom, Known | Given)
        self._beside = [] if self._idle else list(_without(atom, name))
        self._plain = is_plain(atom, name)
        self._road = None if member or self._idle or self._plain else _road(atom, name)
        self._pairs = [pair for pair in _pairs(atom) if any(_reads(name, each) for each in pair)]
        self._orderly = _is_orderly(atom, name)
        self._once = _stands_once(atom, name)
        self._ends = any(isinstance(node, Apply) and node.operator.on_calendar for node in walk(atom))

    def points(self, others: Mapping[str, Value]) -> list[Place]:
        """Where it turns, the other facts being as given; of whole places those on both sides of a turn."""
        if self._idle:
            return []
        if self._road is not None:
            return self._line.within(self._road.places(self._line, others))
        stated = list(self._stated(others))
        if self._plain:
            return self._line.within(stated)
        places = [*_wide(self._line)]
        if not self._orderly:
            places += _close(self._line, stated)
        elif not self._once:  # what grows with it and what shrinks with it may turn back, mostly near what is stated
            places += (place + step for place in (*stated, self._line.middle) for step in _NEAR)
        elif self._ends:  # what counts on a calendar has values only where that goes, and turns there, too
            places += (place + step for place in stated for step in (-1, 0, 1))
        return self._line.within(_turns(cache(partial(self._seen, others)), self._line.within(places), self._line))

    def _stated(self, others: Mapping[str, Value]) -> Iterator[Place]:
        """The values of this line that the test states, and those that it computes of the other facts."""
        for node in self._beside:
            value = value_of(node, others)
            for each in value if isinstance(value, tuple) else (value,):
                if (place := self._line.place(each)) is not None:
                    yield place

    def _seen(self, others: Mapping[str, Value], place: Place) -> _Seen:
        """What the test sees at a place: how the things lie that it compares, and its truth."""
        value = self._line.value(place)
        facts = {**others, self._name: (value,) if self._member else value}
        lying = (_compared(value_of(one, facts), value_of(other, facts)) for one, other in self._pairs)
        return None if self._orderly else value_of(self._atom, facts), *lying


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

    def places(self, line: NumberLine, others: Mapping[str, Value]) -> list[Place]:
        """Where the test turns; nowhere while something on the way is not known."""
        found = value_of(self.against, others)
        stated = (line.place(each) for each in (found if isinstance(found, tuple) else (found,)))
        targets: Iterable[Fraction] = [Fraction(each) for each in stated if each is not None]
        for step in self.steps:
            operands = [None if node is None else line.place(value_of(node, others)) for node in step.operands]
            if operands.count(None) > 1:
                return []
            targets = dict.fromkeys(place for target in targets for place in step.inverse(operands, target))
        return list(targets)


def _road(atom: Node, name: str) -> _Road | None:
    """The way back, where the fact stands in one place and every operator above it shows one."""
    if not isinstance(atom, Apply) or not atom.operator.by_order:
        return None
    node = atom.operands[not _reads(name, atom.operands[0])]
    against = atom.operands[node is atom.operands[0]]
    steps: list[_Step] = []
    while not _is(name, node):
        if isinstance(node, Derived) and node.body is not None:
            node = node.body
        elif isinstance(node, Apply) and node.operator.inverse is not None:
            operands = tuple(None if _reads(name, operand) else operand for operand in node.operands)
            if operands.count(None) > 1:
                return None
            steps.append(_Step(node.operator.inverse, operands))
            node = node.operands[operands.index(None)]
        else:
            return None
    return None if _reads(name, against) else _Road(against, tuple(steps))


def is_plain(atom: Node, name: str) -> bool:
    """Whether the fact itself is compared, and nothing computed of it."""
    compared = [child for node in walk(atom) if _compares(node) for child in children(node) if _reads(name, child)]
    readers = (node for node in walk(atom) if any(_is(name, child) for child in children(node)))
    return all(_is(name, child) for child in compared) and all(
        _compares(node) or isinstance(node, Derived | ListOf) for node in readers
    )


def is_exact(atom: Node, name: str) -> bool:
    """Whether no turning of a test is missed, whatever the other facts are: no operator turns it back on its way."""
    return _is_orderly(atom, name) and (is_plain(atom, name) or _stands_once(atom, name))


def _stands_once(atom: Node, name: str) -> bool:
    """Whether the fact stands once in all that is compared with each other; of a table each row is, by itself."""
    if any(isinstance(node, Table) for node in walk(atom)):
        return all(_times(name, one) + _times(name, other) <= 1 for one, other in _pairs(atom))
    return _times(name, atom) == 1


def _times(name: str, node: Node) -> int:
    return sum(isinstance(part, Fact) and part.name == name for part in walk(node))


def _is_orderly(atom: Node, name: str) -> bool:
    for node in walk(atom):
        # Between two turns of the conditions of its rows, a table that makes no list runs with the values of its rows.
        if isinstance(node, Table) and node.hit.lists and _reads(name, node):
            return False
        if _reads(name, node):
            symbols = [node.test] if isinstance(node, Quantified) else [node.symbol] if isinstance(node, Apply) else []
            for row in (OPERATORS[symbol] for symbol in symbols):
                if not (row.by_order or row.monotone or row.role is Role.CONNECTIVE):
                    return False
    return True


def _is(name: str, node: Node) -> bool:
    """Whether a node is this fact, by itself, defined as it, or one of those written in a list."""
    if isinstance(node, Derived) and node.body is not None:
        return _is(name, node.body)
    if isinstance(node, ListOf):
        return all(_is(name, item) or not _reads(name, item) for item in node.items)
    return isinstance(node, Fact) and node.name == name


def _reads(name: str, node: Node) -> bool:
    return name in facts_of(node)


def _compares(node: Node) -> bool:
    if isinstance(node, Quantified):
        return OPERATORS[node.test].by_order
    return isinstance(node, Apply) and node.operator.by_order


def _without(node: Node, name: str) -> Iterator[Node]:
    """The largest parts of a test that do not read the fact."""
    if not _reads(name, node):
        yield node
        return
    for child in children(node):
        yield from _without(child, name)


def _pairs(atom: Node) -> list[_Compared]:
    """What is compared with each other."""
    pairs: list[_Compared] = []
    for node in walk(atom):
        match node:
            case Quantified(over=over, against=against):
                pairs.append((over, against))
            case Apply(operands=operands) if node.operator.role is Role.TEST or node.operator.gathers:
                pairs += (
                    pair for one, other in combinations(operands, 2) for pair in product(_each(one), _each(other))
                )
    return pairs


def _each(node: Node) -> Iterator[Node]:
    """What a node can be: itself, or the value of one row of the table that it is."""
    table = _table(node)
    if table is None:
        yield node
    else:
        yield from (each for row in table.every_row for each in _each(row.value))


def _table(node: Node) -> Table | None:
    """The table that a node is, by itself or as it is defined, where one row gives its value."""
    while isinstance(node, Derived) and node.body is not None:
        node = node.body
    return node if isinstance(node, Table) and node.hit.combine is None else None


def _compared(one: object, other: object) -> object:
    """How two values lie to each other; of numbers how far apart, of lists each member."""
    if isinstance(one, tuple):
        return tuple(_compared(member, other) for member in one)
    if isinstance(other, tuple):
        return tuple(_compared(one, member) for member in other)
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


def _wide(line: NumberLine) -> Iterator[Place]:
    """A few places from one end of the line to the other."""
    yield line.middle
    yield from (end for end in (line.low, line.high) if end is not None)
    yield from (line.first, line.last) if line.kind is Kind.DATE else ()
    yield from (line.middle + sign * 2**power for power in range(0, _farthest(line), 5) for sign in (-1, 1))


def _close(line: NumberLine, stated: Iterable[Place]) -> Iterator[Place]:
    """Places close together where something is stated, and from there farther and farther apart."""
    for base in dict.fromkeys((*stated, line.middle)):
        yield from (base + step for step in _STEPS if not line.whole or step.denominator == 1)
        yield from (base + sign * 2**power for power in range(4, _farthest(line)) for sign in (-1, 1))


def _farthest(line: NumberLine) -> int:
    return _DOUBLINGS if line.kind is Kind.NUMBER else _DOUBLINGS_OF_DAYS


def _turns(seen: Callable[[Place], _Seen], places: Iterable[Place], line: NumberLine) -> Iterator[Place]:
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
        elif not line.whole and orders(right - _HAIR) == orders(left):
            yield right
        elif not line.whole and orders(left + _HAIR) == orders(right):
            yield left
        elif right - left > _HAIR:
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


def _crossing(left: Place, right: Place, seen: Callable[[Place], _Seen]) -> Place:
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

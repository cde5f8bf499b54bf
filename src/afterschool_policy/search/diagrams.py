"""Decision diagrams over tests of three truths: what something comes to, for every way in which the tests turn out.

A diagram asks one test after the other, in the order of their places, and ends at a value. Equal diagrams are one, and
a test whose truth makes no difference is not asked: so what a question comes to takes little room, though its tests can
turn out in more ways than anybody could go through.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

from afterschool_policy.search.budget import BudgetSpentError
from afterschool_policy.values.truth import Truth

MAX_NODES = 400_000
"""With more of them diagrams are no longer made: a few seconds, and many times what the questions of a policy need."""

MAX_CUBES = 300
"""What takes more cubes than this to say is not said so."""

Diagram = int
"""A diagram, by its number among those of its store."""

Cube = Mapping[int, frozenset[Truth]]
"""The truths that each of some tests has to have, by its place; any other test may have any."""

_Children = tuple[Diagram, Diagram, Diagram]
_EVERY = tuple(Truth)
_PAIRS = ((Truth.TRUE, Truth.UNKNOWN), (Truth.FALSE, Truth.UNKNOWN), (Truth.FALSE, Truth.TRUE))


class Diagrams:
    """A store of diagrams, in which each stands once."""

    def __init__(self, most: int = MAX_NODES) -> None:
        self._most = most
        self._numbers: dict[object, Diagram] = {}
        self._tests: list[tuple[int, _Children] | None] = []
        self._values: list[Hashable] = []
        self._no, self._yes = self.leaf(False), self.leaf(True)
        self._joined: dict[Callable[..., Hashable], dict[tuple[Diagram, ...], Diagram]] = {}

    def leaf(self, value: Hashable) -> Diagram:
        """One that asks nothing."""
        return self._kept((type(value), value), None, value)

    def test(self, place: int, of: Sequence[Hashable] = _EVERY) -> Diagram:
        """One that asks one test: what it comes to where that is false, true, unknown."""
        false, true, unknown = map(self.leaf, of)
        return self._node(place, (false, true, unknown))

    def value(self, diagram: Diagram, truths: Callable[[int], Truth]) -> Hashable:
        """What it comes to where the tests have these truths, each by its place."""
        while (node := self._tests[diagram]) is not None:
            diagram = node[1][truths(node[0])]
        return self._values[diagram]

    def combined(self, make: Callable[..., Hashable], *diagrams: Diagram) -> Diagram:
        """What is made of the values of several."""
        return self._combined(make, diagrams, {})

    def leaves(self, diagram: Diagram) -> frozenset[Hashable]:
        """The values that it can come to."""
        return frozenset(self._values[each] for each in self._below(diagram) if self._tests[each] is None)

    def places(self, diagram: Diagram) -> tuple[int, ...]:
        """The tests that it asks."""
        nodes = (self._tests[each] for each in self._below(diagram))
        return tuple(sorted({node[0] for node in nodes if node is not None}))

    def given(self, diagram: Diagram, truths: Mapping[int, Truth]) -> Diagram:
        """The same where some tests have these truths."""

        def asked(place: int, below: _Children) -> Diagram:
            return below[truths[place]] if place in truths else self._node(place, below)

        return self._rebuilt(diagram, asked)

    def found_out(self, diagram: Diagram, ways: Callable[[int], Sequence[Truth]]) -> Diagram:
        """All that it can come to once what is unknown is found out: each test then has one of its `ways`."""

        joined: dict[tuple[Diagram, ...], Diagram] = {}

        def asked(place: int, below: _Children) -> Diagram:
            reached, *others = (below[truth] for truth in ways(place))
            for each in others:
                reached = self._combined(_both, (reached, each), joined)
            return self._node(place, (below[Truth.FALSE], below[Truth.TRUE], reached))

        each_alone = self.combined(lambda value: frozenset([value]), diagram)
        return self._rebuilt(each_alone, asked)

    def cover(self, least: Diagram, most: Diagram) -> list[Cube]:
        """Few and wide cubes that hold every way in which `least` is true, and none in which `most` is false.

        None of them can be done without, and none be widened by a test: so what they say is said in short.

        Raises:
            BudgetSpentError: where it takes too many of them.
        """
        return [*self._cover(least, most, {})[0]]

    def _cover(
        self, least: Diagram, most: Diagram, found: dict[tuple[Diagram, Diagram], tuple[list[Cube], Diagram]]
    ) -> tuple[list[Cube], Diagram]:
        if least == self._no:
            return [], self._no
        if most == self._yes:
            return [{}], self._yes
        key = (least, most)
        if key not in found:
            found[key] = self._parts_of_cover(least, most, found)
        return found[key]

    def _parts_of_cover(
        self, least: Diagram, most: Diagram, found: dict[tuple[Diagram, Diagram], tuple[list[Cube], Diagram]]
    ) -> tuple[list[Cube], Diagram]:
        """The cubes of one truth first, of what none of two or three could hold; then those of two, then the rest."""
        place = min(node[0] for node in (self._tests[least], self._tests[most]) if node is not None)
        low, high = self._asked(least, place), self._asked(most, place)
        cubes: list[Cube] = []
        held = [self._no] * len(_EVERY)

        def take(among: Sequence[Truth], wanted: Diagram, allowed: Diagram) -> None:
            made, holds = self._cover(wanted, allowed, found)
            whole = len(among) == len(_EVERY)
            cubes.extend(each if whole else {place: frozenset(among), **each} for each in made)
            if len(cubes) > MAX_CUBES:
                raise BudgetSpentError
            for truth in among:
                held[truth] = self._either(held[truth], holds)

        for truth in _EVERY:
            others = (high[each] for each in _EVERY if each is not truth)
            take((truth,), self._without(low[truth], self._either(*others)), high[truth])
        for one, other in _PAIRS:
            (third,) = (high[each] for each in _EVERY if each not in (one, other))
            both = self._and(high[one], high[other])
            left = self._either(self._without(low[one], held[one]), self._without(low[other], held[other]))
            take((one, other), self._without(self._and(left, both), third), both)
        rest = [self._without(low[truth], held[truth]) for truth in _EVERY]
        every = self._and(self._and(high[0], high[1]), high[2])
        take(_EVERY, self._and(self._either(self._either(rest[0], rest[1]), rest[2]), every), every)
        for truth in _EVERY:  # what a pair could have held, but did not where another had to
            take((truth,), self._without(low[truth], held[truth]), high[truth])
        return cubes, self._node(place, (held[0], held[1], held[2]))

    def _either(self, one: Diagram, other: Diagram) -> Diagram:
        return self._combined(_or, (one, other), self._joined.setdefault(_or, {}))

    def _and(self, one: Diagram, other: Diagram) -> Diagram:
        return self._combined(_and, (one, other), self._joined.setdefault(_and, {}))

    def _without(self, one: Diagram, other: Diagram) -> Diagram:
        return self._combined(_but_not, (one, other), self._joined.setdefault(_but_not, {}))

    def _combined(
        self, make: Callable[..., Hashable], diagrams: tuple[Diagram, ...], found: dict[tuple[Diagram, ...], Diagram]
    ) -> Diagram:
        made = found.get(diagrams)
        if made is None:
            nodes = [node for each in diagrams if (node := self._tests[each]) is not None]
            if nodes:
                place = min(node[0] for node in nodes)
                below = [self._asked(each, place) for each in diagrams]
                false, true, unknown = (self._combined(make, each, found) for each in zip(*below, strict=True))
                made = self._node(place, (false, true, unknown))
            else:
                made = self.leaf(make(*(self._values[each] for each in diagrams)))
            found[diagrams] = made
        return made

    def _rebuilt(self, diagram: Diagram, asked: Callable[[int, _Children], Diagram]) -> Diagram:
        """The diagram with every test in it made anew of what stands below it."""
        found: dict[Diagram, Diagram] = {}

        def made(each: Diagram) -> Diagram:
            if each not in found:
                node = self._tests[each]
                if node is None:
                    found[each] = each
                else:
                    false, true, unknown = map(made, node[1])
                    found[each] = asked(node[0], (false, true, unknown))
            return found[each]

        return made(diagram)

    def _asked(self, diagram: Diagram, place: int) -> _Children:
        """What stands below a test; the diagram itself for each truth where it does not ask it next."""
        node = self._tests[diagram]
        return node[1] if node is not None and node[0] == place else (diagram, diagram, diagram)

    def _below(self, diagram: Diagram) -> Iterator[Diagram]:
        met, waiting = {diagram}, [diagram]
        while waiting:
            each = waiting.pop()
            yield each
            node = self._tests[each]
            new = set() if node is None else {*node[1]} - met
            met |= new
            waiting += new

    def _node(self, place: int, below: _Children) -> Diagram:
        return below[0] if below[0] == below[1] == below[2] else self._kept((place, below), (place, below), None)

    def _kept(self, key: object, node: tuple[int, _Children] | None, value: Hashable) -> Diagram:
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._tests)
            if number >= self._most:
                raise BudgetSpentError
            self._tests.append(node)
            self._values.append(value)
        return number


def _both(one: frozenset[Hashable], other: frozenset[Hashable]) -> frozenset[Hashable]:
    return one | other


def _or(one: bool, other: bool) -> bool:  # leaves, not options
    return one or other


def _and(one: bool, other: bool) -> bool:  # as above
    return one and other


def _but_not(one: bool, other: bool) -> bool:  # as above
    return one and not other

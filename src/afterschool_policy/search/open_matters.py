"""The matters that an open decision waits for: each can turn out in a few ways that its tests tell apart.

A matter is a fact, where tests read it alone; how two values compare, where tests hold them against each other; or else
a test by itself. It turns out in one *cell* for each way in which its tests can come out. Matters are taken as
independent of each other: where they share a fact, a way may be told that cannot occur, and none is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, reduce
from itertools import accumulate, combinations, islice, pairwise
from operator import and_
from typing import NamedTuple

from afterschool_policy.cache import Cache
from afterschool_policy.language.operators import Role
from afterschool_policy.language.tree import Apply, Constant, Fact, Given, Node, Parameter, Value
from afterschool_policy.search.cubes import Cells
from afterschool_policy.search.domains import UNLISTED
from afterschool_policy.values import truth as truths
from afterschool_policy.values.truth import Truth
from afterschool_policy.values.types import BOOLEAN, ORDERED, Kind, Type

MAX_SELECTIONS = 5_000
"""Of so many selections of tests the smallest is sought that tells some cells; past it, one that none can leave."""

MAX_JOINED = 60
"""So many tests of a matter, with their contraries, are tried two by two."""

Tests = Mapping[int, Node]
"""Tests by their place among those of the question."""


class SignedTest(NamedTuple):
    """A test that has to hold, or not to hold."""

    test: Node
    holds: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One way in which a matter turns out: what its tests then come to, by place, and the values that do it."""

    truths: Mapping[int, Truth]
    values: tuple[Value, ...] = ()


@dataclass(frozen=True)
class Matter:
    """What can turn out in several ways; `fact` where it is one, `tests` are those that tell its cells apart."""

    fact: Fact | None
    tests: Tests
    cells: tuple[Cell, ...]

    @property
    def joins(self) -> bool:
        """Whether any set of its cells can be told as easily as a single one: so it is with codes."""
        return self.fact is not None and self.fact.type.kind is Kind.CODE

    def wider(self, cells: Cells) -> Iterator[Cells]:
        """The sets of cells in which one test holds, or two together, that hold these and more, the widest first."""
        if self.joins:
            return
        yield from (each for each in self._selections if cells < each)

    @cached_property
    def _selections(self) -> list[Cells]:
        """The sets of cells in which one test holds, or two together, the widest first."""
        single = [*self._literals]
        both = (one & other for one, other in combinations(single[:MAX_JOINED], 2))
        return sorted({*single, *both}, key=lambda each: (-len(each), sorted(each)))

    def told(self, cells: Cells) -> tuple[SignedTest, ...]:
        """The fewest tests that hold in exactly these cells."""
        return self._tellings[cells]

    @cached_property
    def _tellings(self) -> Cache[Cells, tuple[SignedTest, ...]]:
        return Cache(self._told)

    def _told(self, cells: Cells) -> tuple[SignedTest, ...]:
        if self.joins:
            return (self._told_by_code(cells),)
        wanted, every = _bits(cells), (1 << len(self.cells)) - 1
        able = [(where, literal) for where, literal in self._literals_by_bits if wanted & where == wanted]
        selections = (each for count in range(1, len(able)) for each in combinations(able, count))
        for chosen in islice(selections, MAX_SELECTIONS):
            if reduce(and_, (where for where, _ in chosen)) == wanted:
                return tuple(literal for _, literal in chosen)
        needed: list[tuple[int, SignedTest]] = []
        after = [*accumulate((where for where, _ in reversed(able)), and_, initial=every)][-2::-1]
        kept = every
        for (where, literal), rest in zip(able, after, strict=True):
            # None of what is left can be done without, though fewer others might have done.
            if (not needed and rest == every) or kept & rest != wanted:
                kept &= where
                needed.append((where, literal))
        return tuple(literal for _, literal in needed)

    @cached_property
    def _literals_by_bits(self) -> list[tuple[int, SignedTest]]:
        return [(_bits(where), literal) for where, literal in self._literals.items()]

    @cached_property
    def _literals(self) -> dict[Cells, SignedTest]:
        """The tests and their contraries by the cells in which they hold, each set of cells told once."""
        found: dict[Cells, SignedTest] = {}
        for holds in (True, False):
            for place, test in self.tests.items():
                truth = Truth.TRUE if holds else _contrary(test)
                where = (number for number, cell in enumerate(self.cells) if cell.truths[place] is truth)
                found.setdefault(frozenset(where), SignedTest(test, holds))
        return found

    def _told_by_code(self, cells: Cells) -> SignedTest:
        """Which codes it is; or which it is not, where these are fewer or any code may be given."""
        assert self.fact is not None
        within = _codes(cell for place, cell in enumerate(self.cells) if place in cells)
        beyond = _codes(cell for place, cell in enumerate(self.cells) if place not in cells)
        holds = UNLISTED not in within and (UNLISTED in beyond or len(within) <= len(beyond))
        return SignedTest(_is_among(self.fact, within if holds else beyond), holds)


def _bits(cells: Cells) -> int:
    """A set of cells as a number, each of them a bit."""
    return sum(1 << cell for cell in cells)


def matter_of_fact(
    fact: Fact, tests: Tests, entailed: Sequence[int], tried: Iterable[tuple[Value, Sequence[Truth]]]
) -> Matter:
    """A fact as a matter, from the values to try with what all tests of the question come to.

    Values that are alike in its own tests share a cell; of the tests `entailed`, the cell tells what they agree on.
    """
    alike: dict[tuple[Truth, ...], list[tuple[Value, Sequence[Truth]]]] = {}
    for value, came_to in tried:
        alike.setdefault(tuple(came_to[place] for place in tests), []).append((value, came_to))
    cells = (
        Cell(
            {place: _agreed(place, group) for place in tests}
            | {place: truth for place in entailed if (truth := _agreed(place, group)) is not Truth.UNKNOWN},
            tuple(value for value, _ in group),
        )
        for group in alike.values()
    )
    return Matter(fact, tests, tuple(cells))


def _agreed(place: int, group: Sequence[tuple[Value, Sequence[Truth]]]) -> Truth:
    """What a test comes to with all these values; unknown where they do not agree."""
    first, *others = {came_to[place] for _, came_to in group}
    return Truth.UNKNOWN if others else first


def matter_of_test(place: int, test: Node) -> Matter:
    """A test as a matter of its own."""
    return Matter(None, {place: test}, (Cell({place: Truth.TRUE}), Cell({place: _contrary(test)})))


Compared = tuple[Node, Node | None]
"""Two values that tests hold against each other; None for what they state."""


def matter_of_comparison(compared: Compared, tests: Tests) -> Matter:
    """How a value stands to what tests state, or two values to each other, as a matter (`compared_in`)."""
    cells: dict[tuple[Truth, ...], Cell] = {}
    for value in _stands(compared, [_bound(test) for test in tests.values()]):
        came_to = {place: truths.of(_compares(test, value)) for place, test in tests.items()}
        cells.setdefault(tuple(came_to.values()), Cell(came_to))
    return Matter(None, tests, tuple(cells.values()))


def compared_in(test: Node) -> Compared | None:
    """What a test compares: a number with one that it states, or two values in order; None where it does neither."""
    match test:
        case Apply(operator=row, operands=(term, bound)) if row.role is Role.TEST and not row.over_members:
            stated = isinstance(bound, Constant | Parameter) and bound.value is not None
            if stated:
                return (term, None) if bound.type.kind is Kind.NUMBER else None
            return (term, bound) if term.type.kind in ORDERED else None
    return None


def _bound(test: Node) -> Fraction:
    """The number that a test states; for one that compares two values, none between them."""
    assert isinstance(test, Apply)
    bound = test.operands[1]
    stated = bound.value if isinstance(bound, Constant | Parameter) else None
    return Fraction(stated) if isinstance(stated, int | Decimal | Fraction) else Fraction(0)


def _compares(test: Node, value: Fraction) -> object:
    assert isinstance(test, Apply)
    return test.operator.compute(value, _bound(test))


def _stands(compared: Compared, bounds: Iterable[Fraction]) -> Iterator[Fraction]:
    """Each bound, a number between two of them, and one to either side; of what is counted, only what can be."""
    term, other = compared
    counted = isinstance(term, Apply) and term.symbol == "count" and other is None
    stated = sorted({*bounds})
    between = ((low + high) / 2 for low, high in pairwise(stated))
    for value in sorted({stated[0] - 1, *stated, *between, stated[-1] + 1}):
        if not counted or value >= 0:
            yield value


def _contrary(test: Node) -> Truth:
    """What a test is where it does not hold: what may be on record is unknown where it is not."""
    return Truth.UNKNOWN if isinstance(test, Given) else Truth.FALSE


def _codes(cells: Iterable[Cell]) -> list[Value]:
    return [value for cell in cells for value in cell.values]


def _is_among(fact: Fact, codes: Sequence[Value]) -> Node:
    if len(codes) == 1:
        return Apply("==", (fact, Constant(codes[0], fact.type)), BOOLEAN)
    return Apply("in", (fact, Constant(tuple(codes), Type(Kind.LIST, item=fact.type))), BOOLEAN)

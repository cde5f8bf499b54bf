"""The matters that an open decision waits for: each can turn out in a few ways that its tests tell apart.

A matter is a fact, where tests read it alone; a computed number, where they hold it against fixed ones; or else a test
by itself. It turns out in one *cell* for each way in which its tests can come out. Matters are taken as independent of
each other: where they share a fact, a way may be told that cannot occur, and none is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise
from typing import NamedTuple

from afterschool_policy.language.operators import Role
from afterschool_policy.language.tree import Apply, Constant, Fact, Given, Node, Parameter, Value
from afterschool_policy.search.cubes import Cells
from afterschool_policy.search.domains import UNLISTED
from afterschool_policy.values import truth as truths
from afterschool_policy.values.truth import Truth
from afterschool_policy.values.types import BOOLEAN, Kind, Type

Tests = Mapping[int, Node]
"""Tests by their place among those of the question."""


class Literal(NamedTuple):
    """A test that has to hold, or not to hold."""

    test: Node
    holds: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One way in which a matter turns out: what its tests then come to, by place, and the values that do it."""

    truths: Mapping[int, Truth]
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
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
        single = [*self._literals()]
        both = (one & other for one, other in combinations(single, 2))
        yield from sorted(
            {each for each in (*single, *both) if cells < each}, key=lambda each: (-len(each), sorted(each))
        )

    def told(self, cells: Cells) -> tuple[Literal, ...]:
        """The fewest tests that hold in exactly these cells."""
        if self.joins:
            return (self._told_by_code(cells),)
        able = {literal: where for where, literal in self._literals().items() if cells <= where}
        for count in range(1, len(able)):
            for chosen in combinations(able, count):
                if frozenset.intersection(*(able[literal] for literal in chosen)) == cells:
                    return chosen
        return tuple(able)

    def _literals(self) -> dict[Cells, Literal]:
        """The tests and their contraries by the cells in which they hold, each set of cells told once."""
        found: dict[Cells, Literal] = {}
        for holds in (True, False):
            for place, test in self.tests.items():
                truth = Truth.TRUE if holds else _contrary(test)
                where = (number for number, cell in enumerate(self.cells) if cell.truths[place] is truth)
                found.setdefault(frozenset(where), Literal(test, holds))
        return found

    def _told_by_code(self, cells: Cells) -> Literal:
        """Which codes it is; or which it is not, where these are fewer or any code may be given."""
        assert self.fact is not None
        within = _codes(cell for place, cell in enumerate(self.cells) if place in cells)
        beyond = _codes(cell for place, cell in enumerate(self.cells) if place not in cells)
        holds = UNLISTED not in within and (UNLISTED in beyond or len(within) <= len(beyond))
        return Literal(_is_among(self.fact, within if holds else beyond), holds)


def matter_of_fact(fact: Fact, tests: Tests, tried: Iterable[tuple[Value, Sequence[Truth]]]) -> Matter:
    """A fact as a matter, from the values to try with what all tests of the question come to.

    Values that are alike in their tests share a cell.
    """
    values: dict[tuple[Truth, ...], list[Value]] = {}
    for value, of_all in tried:
        values.setdefault(tuple(of_all[place] for place in tests), []).append(value)
    cells = (Cell(dict(zip(tests, truths, strict=True)), tuple(alike)) for truths, alike in values.items())
    return Matter(fact, tests, tuple(cells))


def matter_of_test(place: int, test: Node) -> Matter:
    """A test as a matter of its own."""
    return Matter(None, {place: test}, (Cell({place: Truth.TRUE}), Cell({place: _contrary(test)})))


def matter_of_number(term: Node, tests: Tests) -> Matter:
    """A computed number as a matter, which all these tests hold against fixed ones (`term_of`)."""
    bounds = {place: test.operands[1] for place, test in tests.items() if isinstance(test, Apply)}
    cells: dict[tuple[Truth, ...], Cell] = {}
    for value in _around(term, {node.value for node in bounds.values() if isinstance(node, Constant | Parameter)}):
        came_to = {
            place: truths.of(test.operator.compute(value, bounds[place].value))  # type: ignore[union-attr]
            for place, test in tests.items()
            if isinstance(test, Apply)
        }
        cells.setdefault(tuple(came_to.values()), Cell(came_to))
    return Matter(None, tests, tuple(cells.values()))


def term_of(test: Node) -> Node | None:
    """The number that a test holds against a fixed one; None where it does something else."""
    match test:
        case Apply(operator=row, operands=(term, Constant() | Parameter() as bound)):
            compares = row.role is Role.TEST and term.type.kind is bound.type.kind is Kind.NUMBER
            return term if compares and bound.value is not None else None
    return None


def _around(term: Node, bounds: Iterable[Value | None]) -> Iterator[Fraction]:
    """Each bound, a number between two of them, and one to either side; of what is counted, only what can be."""
    counted = isinstance(term, Apply) and term.symbol == "count"
    stated = sorted(Fraction(bound) for bound in bounds if isinstance(bound, int | Decimal | Fraction))
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

"""What terms come to while some of their facts are unknown: range, value, and the facts that they wait for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from typing import TypeVar

from afterschool_policy.language.evaluate import Values
from afterschool_policy.language.ranges import ANYTHING, Range, added, hull
from afterschool_policy.language.term_ranges import NOUGHT
from afterschool_policy.language.tree import (
    Apply,
    Constant,
    Derived,
    Fact,
    ListOf,
    Node,
    Parameter,
    Row,
    Table,
    Value,
    children,
    is_connective,
)
from afterschool_policy.law.number_ranges import range_of_fact
from afterschool_policy.semantics.grounds import rows_in_effect
from afterschool_policy.semantics.pending import open_in_row
from afterschool_policy.values.numbers import settle
from afterschool_policy.values.truth import Truth
from afterschool_policy.values.types import Kind
from afterschool_policy.vocabulary.model import Vocabulary

Made = TypeVar("Made")


def range_of(node: Node, known: Mapping[str, Value], vocabulary: Vocabulary) -> Range:
    """The least and the greatest that a term can be, by what is known and what the vocabulary allows."""
    return OpenTerms(known, vocabulary).range(node)


def range_of_value(value: Value) -> Range:
    """The range of a value: of a number that number, of anything else none."""
    if type(value) is bool or not isinstance(value, (int, Decimal, Fraction)):
        return ANYTHING
    only = settle(value)
    return Range(only, only)


class OpenTerms:
    """What terms come to by what is known and what the vocabulary allows; each value and range is worked out once."""

    def __init__(self, known: Mapping[str, Value], vocabulary: Vocabulary) -> None:
        self._values, self._vocabulary = Values(known), vocabulary
        self._ranges: dict[int, Range] = {}  # by the identity of the node, which its tree keeps taken
        self._by_rows: dict[int, bool] = {}
        self._open_facts: dict[int, tuple[str, ...]] = {}

    @staticmethod
    def _once(kept: dict[int, Made], node: Node, make: Callable[[], Made]) -> Made:
        """What is made of a node; definitions are shared by the rules, so that several ask."""
        if id(node) not in kept:
            kept[id(node)] = make()
        return kept[id(node)]

    def value(self, node: Node) -> Value | None:
        """The value of a term, None where that is open."""
        return self._values.of(node)

    def by_rows(self, node: Node) -> bool:
        """Whether a table, or what else takes the whole definition, makes the value: it can be one of several, or none.

        Where it is not, a term is open as soon as one of its facts is.
        """
        match node:
            case Fact() | Constant() | Parameter():
                return False
            case Derived(body=body) if body is not None:
                return self.by_rows(body)
            case Apply(operands=operands) if not is_connective(node):
                return self._once(self._by_rows, node, lambda: any(map(self.by_rows, operands)))
        return True

    def range(self, node: Node) -> Range:
        """The least and the greatest that a term can be."""
        found = self._ranges.get(id(node))
        if found is None:
            found = self._ranges[id(node)] = self._range(node)
        return found

    def told(self, node: Node) -> Value | None:
        """The value, also where no more is known of a number than that it can be no other."""
        value = self.value(node)
        return self.range(node).only if value is None else value

    def certain(self, node: Node) -> tuple[Value, ...]:
        """The members that a list has in any case, whatever else: of a list that is known all, of other terms none."""
        value = self.value(node)
        if value is not None:
            return value if isinstance(value, tuple) else ()
        match node:
            case ListOf(items=items):
                return self._known_of(items)
            case Derived(body=body) if body is not None:
                return self.certain(body)
            case Table() if node.hit.lists:
                return self._certain_of_rows(node)
            case Table() if node.hit.combine is None:
                rows, none_can_hold = self._values.standing(node)
                return () if none_can_hold else _in_all([self.certain(row.value) for row in rows])
        return ()

    def _certain_of_rows(self, node: Table) -> tuple[Value, ...]:
        """What the rows that hold list; where none does yet, what every row gives that still can."""
        truths_of_rows = [(row, self._values.row_truth(row)) for row in node.rows]
        held = [row.value for row, holds in truths_of_rows if holds is Truth.TRUE]
        if held or node.otherwise is None:
            return self._known_of(held)
        open_ = [self._known_of([row.value]) for row, holds in truths_of_rows if holds is Truth.UNKNOWN]
        return _in_all([*open_, self.certain(node.otherwise.value)])

    def _known_of(self, members: Iterable[Node]) -> tuple[Value, ...]:
        values = map(self.value, members)
        return tuple(value for value in values if value is not None)

    def has_no_value(self, node: Node) -> bool:
        """Whether a table below says nothing, see `evaluate.has_no_value`."""
        if not self.by_rows(node):
            return False
        if isinstance(node, Derived) and node.body is not None:
            return self.has_no_value(node.body)
        return self._values.has_no_value(node)

    def presumed(self, rows: Iterable[Row]) -> Iterator[str]:
        """The unknown facts on which it is only presumed whether one of these rows holds."""
        for row in rows:
            if self._values.row_truth(row) is not Truth.UNKNOWN is self._values.row_truth(row, presuming=False):
                yield from open_in_row(row, self._values)

    def open_facts(self, node: Node) -> tuple[str, ...]:
        """The unknown facts below a term, but not those below a part that comes to one number whatever they are."""
        return self._once(self._open_facts, node, lambda: tuple(self._open_below(node)))

    def _open_below(self, node: Node) -> Iterator[str]:
        if self.told(node) is not None:
            return
        if isinstance(node, Fact):
            yield node.name
        below = children(node)
        if isinstance(node, Table):
            rows = rows_in_effect(node, self._values)
            yield from (name for row in rows for name in open_in_row(row, self._values))
            below = tuple(row.value for row in rows)
        for child in below:
            yield from self.open_facts(child)

    def _range(self, node: Node) -> Range:
        value = self.value(node)
        if value is not None:
            return range_of_value(value)
        match node:
            case Fact(name=name) if node.type.kind is Kind.NUMBER:
                return range_of_fact(self._vocabulary.facts[name])
            case Derived(body=body) if body is not None:
                return self.range(body)
            case Apply(operator=row, operands=operands) if row.range_ is not None and row.is_total(len(operands)):
                return row.range_(*map(self.range, operands))
            case Table() if node.type.kind is Kind.NUMBER:
                return self._range_of_rows(node)
        return ANYTHING

    def _range_of_rows(self, node: Table) -> Range:
        """The range of a table: of the rows that can give its value, or of what those that can hold make together."""
        if node.hit.completes:
            return self._range_of_complete(node)
        if node.hit.combine is None:
            return hull(*(self.range(row.value) for row in self._values.standing(node)[0]))
        truths_of_rows = [(row, self._values.row_truth(row)) for row in node.rows]
        held = [self.range(row.value) for row, holds in truths_of_rows if holds is Truth.TRUE]
        open_ = [self.range(row.value) for row, holds in truths_of_rows if holds is Truth.UNKNOWN]
        rest = () if held or node.otherwise is None else (self.range(node.otherwise.value),)
        if not node.hit.adds:
            return hull(*held, *open_, *rest)
        return hull(reduce(added, [*held, *(hull(NOUGHT, each) for each in open_)], NOUGHT), *rest)

    def _range_of_complete(self, node: Table) -> Range:
        """The range of what may leave something out: more of what is not below nought makes a sum greater, and more of
        anything an extreme more extreme, and a place a later one.
        """
        (row,) = node.rows
        low, high = self.range(row.value)
        if self._values.row_truth(row) is Truth.TRUE or not isinstance(row.value, Table):
            return Range(low, high)
        if row.value.hit.adds:
            each = [range_of(of_one.value, {}, self._vocabulary) for of_one in row.value.rows]
            return Range(low if each and all(one.low is not None and one.low >= 0 for one in each) else None, None)
        return Range(None, high) if row.value.policy == "least" else Range(low, None)


def _in_all(lists: Sequence[tuple[Value, ...]]) -> tuple[Value, ...]:
    """What is in every one of some lists, of which there is one at least."""
    first, *others = lists
    return tuple(member for member in first if all(member in other for other in others))

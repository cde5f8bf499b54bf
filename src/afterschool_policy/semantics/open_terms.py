"""What terms come to while some of their facts are unknown: range, value, and the facts that they wait for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from afterschool_policy.language.evaluate import Values
from afterschool_policy.language.ranges import Range
from afterschool_policy.language.tree import (
    Derived,
    Fact,
    ListOf,
    Node,
    Row,
    Table,
    Value,
    children,
)
from afterschool_policy.semantics.grounds import rows_in_effect
from afterschool_policy.semantics.pending import open_in_row
from afterschool_policy.values.truth import Truth

Made = TypeVar("Made")


class OpenTerms:
    """What terms come to by what is known; each value and range is worked out once."""

    def __init__(self, known: Mapping[str, Value]) -> None:
        self._values = Values(known)
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

    def range(self, node: Node) -> Range:
        """The least and the greatest that a term can be."""
        return self._values.range(node)

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
        """Whether a table below says nothing, see `Values.has_no_value`."""
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


def _in_all(lists: Sequence[tuple[Value, ...]]) -> tuple[Value, ...]:
    """What is in every one of some lists, of which there is one at least."""
    first, *others = lists
    return tuple(member for member in first if all(member in other for other in others))

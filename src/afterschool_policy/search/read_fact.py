"""A fact as the tests that read it do: where it stands, what is compared there, and how what is made of it runs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from afterschool_policy.language.operators import OPERATORS, Role
from afterschool_policy.language.reads import Reads
from afterschool_policy.language.tree import Apply, Derived, Fact, ListOf, Node, Quantified, Table, children

Pair = tuple[Node, Node]
"""Two things that are compared."""


class ReadFact:
    """One fact, of which any node can be asked how it reads it."""

    def __init__(self, name: str, reads: Reads) -> None:
        self.name, self.reads = name, reads

    def is_read(self, node: Node) -> bool:
        """Whether it is read in a node."""
        return self.name in self.reads.of(node)

    def readers(self, *nodes: Node) -> Iterator[Node]:
        """The parts of nodes in which it is read."""
        return (part for node in nodes for part in self.reads.nodes(node, self.name))

    def times(self, *nodes: Node) -> int:
        """How often it stands in nodes: never, once, or more often."""
        times = 0
        for node in nodes:
            if self.is_read(node):
                times += 1 if isinstance(node, Fact) else self.times(*children(node))
            if times > 1:
                break
        return times

    def pairs(self, *nodes: Node) -> list[Pair]:
        """What is compared with each other in nodes where it is read, each pair once."""
        found = {(id(one), id(other)): (one, other) for part in self.readers(*nodes) for one, other in _pairs(part)}
        return [pair for pair in found.values() if any(map(self.is_read, pair))]

    def bends(self, *nodes: Node) -> list[Pair]:
        """What bends a term where one of the two passes the other, and is no comparison."""
        parts = (part for part in self.readers(*nodes) if isinstance(part, Apply) and part.operator.bends)
        return [(part.operands[0], limit) for part in parts for limit in part.operands[1:]]

    def is_straight(self, node: Node) -> bool:
        """Whether a term runs straight while no order turns below it."""
        match node:
            case Fact():
                return True
            case _ if not self.is_read(node):
                return True
            case Derived(body=body) if body is not None:
                return self.is_straight(body)
            case Apply(operator=row, operands=operands) if row.straight is not None:
                return row.straight(*map(self.is_read, operands)) and all(map(self.is_straight, operands))
            case Table(every_row=rows) if node.hit.combine is None or node.hit.adds:
                return all(self.is_straight(row.value) for row in rows)
        return False

    def is_plain(self, atom: Node) -> bool:
        """Whether the fact itself is compared, and nothing computed of it."""
        readers = [*self.readers(atom)]
        compared = (child for part in readers if _compares(part) for child in children(part) if self.is_read(child))
        above = (part for part in readers if any(map(self.is_it, children(part))))
        return all(map(self.is_it, compared)) and all(
            _compares(part) or isinstance(part, Derived | ListOf) for part in above
        )

    def is_exact(self, atom: Node) -> bool:
        """Whether no turning of a test is missed, whatever the others are: no operator turns it back on its way."""
        return self.is_orderly(atom) and (self.is_plain(atom) or self._stands_once(atom))

    def is_orderly(self, atom: Node) -> bool:
        """Whether the truth of a test turns nowhere but where the order of two things turns that it compares."""
        for part in self.readers(atom):
            # Between two turns of the conditions of its rows, a table that makes no list runs with their values.
            if isinstance(part, Table) and part.hit.lists:
                return False
            symbols = [part.test] if isinstance(part, Quantified) else [part.symbol] if isinstance(part, Apply) else []
            for row in (OPERATORS[symbol] for symbol in symbols):
                if not (row.by_order or row.monotone or row.role is Role.CONNECTIVE):
                    return False
        return True

    def _stands_once(self, atom: Node) -> bool:
        """Whether it stands once in all that is compared with each other; of a table each row is, by itself."""
        if any(isinstance(node, Table) for node in self.reads.nodes(atom)):
            return all(self.times(*pair) <= 1 for pair in self.pairs(atom))
        return self.times(atom) == 1

    def is_it(self, node: Node) -> bool:
        """Whether a node is this fact, by itself, defined as it, or one of those written in a list."""
        if isinstance(node, Derived) and node.body is not None:
            return self.is_it(node.body)
        if isinstance(node, ListOf):
            return all(self.is_it(item) or not self.is_read(item) for item in node.items)
        return isinstance(node, Fact) and node.name == self.name


def _compares(node: Node) -> bool:
    if isinstance(node, Quantified):
        return OPERATORS[node.test].by_order
    return isinstance(node, Apply) and node.operator.by_order


def _pairs(node: Node) -> Iterator[Pair]:
    """What a node compares with each other."""
    match node:
        case Quantified(over=over, against=against):
            yield over, against
        case Apply(operands=operands) if node.operator.role is Role.TEST or node.operator.gathers:
            for one, other in combinations(operands, 2):
                yield from product(_each(one), _each(other))


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

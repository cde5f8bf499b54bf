"""What has a value once all its facts are known, so that generated code computes it: asked of trees, not of facts."""

from __future__ import annotations

from collections.abc import Iterable

from afterschool_policy.language.tree import (
    Apply,
    Constant,
    Derived,
    Fact,
    ListOf,
    Node,
    Parameter,
    Presuming,
    Quantified,
    Row,
    Table,
    is_connective,
    walk,
)
from afterschool_policy.values.types import Kind


def is_strict(node: Node) -> bool:
    """Whether the node is unknown exactly where one of its facts is unknown, so that one guard serves it."""
    return is_settled(node) and not any(isinstance(part, Table) for part in walk(node))


def is_settled(node: Node) -> bool:
    """Whether the node has a value once all its facts are known, or else says that it is unsettled.

    That is a table without a row for all else, of which no row holds, and what may leave out a record of a list.
    """
    match node:
        case Fact() | Constant():
            return True
        case Parameter(value=value):
            return value is not None
        case Derived(body=body, type=type_):
            return body is not None and type_.kind is not Kind.BOOLEAN and is_settled(body)
        case ListOf(items=items):
            return all(is_settled(item) for item in items)
        case Quantified(over=over, against=against):
            return is_settled(over) and is_settled(against)
        case Table(every_row=rows):
            tells_rest = node.otherwise is not None or node.hit.empty is not None or node.hit.combine is None
            return tells_rest and _has_settled_rows(rows)
        case Apply(operands=operands):
            total = not is_connective(node) and node.operator.is_total(len(operands))
            return total and all(is_settled(operand) for operand in operands)
    return False


def _has_settled_rows(rows: Iterable[Row]) -> bool:
    return all(is_plain(row.when, confirming=True) and is_settled(row.value) for row in rows)


def is_computable(node: Node) -> bool:
    """Whether known facts alone make the node's value, be it that no row of a table holds, which then gives None."""
    match node:
        case Derived(body=body) if body is not None:
            return is_computable(body)
        case Table(every_row=rows):
            return _has_settled_rows(rows)
    return is_settled(node)


def is_definition(node: Node) -> bool:
    """Whether the node is a definition whose value is worth a name of its own."""
    return isinstance(node, Derived) and is_settled(node)


def is_plain(tree: Node, *, confirming: bool = False) -> bool:
    """Whether the tree is simply true or false once all its facts are known.

    With `confirming` also where something below has to be `confirmed`, which says that it is unsettled if it is denied.
    """
    match tree:
        case Derived(body=body, type=type_) if type_.kind is Kind.BOOLEAN:
            return body is not None and is_plain(body, confirming=confirming)
        case Apply(operands=operands) if is_connective(tree):
            row = tree.operator
            written = row.source is not None or (confirming and row.asks_again)
            return written and all(is_plain(operand, confirming=confirming) for operand in operands)
        case Presuming(known=known):
            return is_plain(known, confirming=confirming)
    return is_settled(tree)

"""The range of a term, by the ranges of the facts, parameters and definitions in it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from afterschool_policy.language.ranges import ANYTHING, Range, added, hull
from afterschool_policy.language.tree import Apply, Constant, Derived, Fact, Node, Parameter, Table
from afterschool_policy.values.numbers import settle

Leaf = Fact | Parameter | Derived
NOUGHT = Range(0, 0)


def term_range(node: Node, of_leaf: Callable[[Leaf], Range]) -> Range:
    """The least and the greatest that a term can be, whatever is known."""
    match node:
        case Constant(value=int() | Decimal() | Fraction() as value):
            only = settle(value)
            return Range(only, only)
        case Fact() | Parameter() | Derived():
            return of_leaf(node)
        case Apply(operator=row, operands=operands) if row.range_ is not None and row.is_total(len(operands)):
            return row.range_(*(term_range(operand, of_leaf) for operand in operands))
        case Table():
            each = [term_range(row.value, of_leaf) for row in node.every_row]
            if node.hit.adds:
                rest = NOUGHT if node.otherwise is None else each.pop()
                total = NOUGHT
                for one in each:
                    total = added(total, hull(NOUGHT, one))
                return hull(total, rest)
            return ANYTHING if node.hit.lists else hull(*each)
    return ANYTHING

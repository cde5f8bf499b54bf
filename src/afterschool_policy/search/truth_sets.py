"""The truths that a tree could have, given those that each of its single tests could have.

A set of truths is a number with one bit for each. The tables of `values.truth` say what a connective makes of single
truths; here it is said of sets, the members of a tree being taken as independent: an over-approximation, which never
omits a possible truth.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, reduce
from itertools import product

from afterschool_policy.language.operators import Operator
from afterschool_policy.language.tree import Constant, Derived, Node, Presuming, is_connective
from afterschool_policy.values import truth as truths
from afterschool_policy.values.truth import Truth
from afterschool_policy.values.types import Kind

TruthSet = int
"""A set of truths: bit 0 for false, bit 1 for true, bit 2 for unknown."""

EITHER: TruthSet = 3
ANY: TruthSet = 7


def only(truth: Truth) -> TruthSet:
    """The set of one truth."""
    return 1 << truth


def members(open_: TruthSet) -> list[Truth]:
    """The truths in a set."""
    return [truth for truth in Truth if open_ >> truth & 1]


@cache
def _joined(row: Operator, sets: Sequence[TruthSet], *, presuming: bool) -> TruthSet:
    made = (only(row.join(below, presuming=presuming)) for below in product(*map(members, sets)))
    return reduce(int.__or__, made, 0)


@cache
def _pairs(row: Operator) -> tuple[tuple[TruthSet, ...], ...]:
    sets = range(ANY + 1)
    return tuple(tuple(_joined(row, (left, right), presuming=True) for right in sets) for left in sets)


def possible_truths(node: Node, of_atom: Callable[[Node], TruthSet], *, presuming: bool) -> TruthSet:
    """The truths that a boolean tree could have (see `language.evaluate.truth_of`)."""
    if isinstance(node, Constant):
        return only(truths.of(node.value))
    if isinstance(node, Derived) and node.type.kind is Kind.BOOLEAN:
        return only(Truth.UNKNOWN) if node.body is None else possible_truths(node.body, of_atom, presuming=presuming)
    if is_connective(node):
        row, below = node.operator, [possible_truths(each, of_atom, presuming=presuming) for each in node.operands]
        if row.is_junction:
            table = _pairs(row)
            return reduce(lambda left, right: table[left][right], below)
        return _joined(row, tuple(below), presuming=presuming)
    if isinstance(node, Presuming):
        return of_atom(node.test if presuming else node.known)
    return of_atom(node)

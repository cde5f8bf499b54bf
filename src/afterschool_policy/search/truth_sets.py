"""The truths that a tree could have, given those that each of its single tests could have.

A set of truths is a number with one bit for each. The tables of `values.truth` say what a connective makes of single
truths; here it is said of sets, the members of a tree being taken as independent: an over-approximation, which never
omits a possible truth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce

from afterschool_policy.language.tree import Constant, Derived, Node, is_connective
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


def _unary(of: Callable[[Truth], Truth]) -> tuple[TruthSet, ...]:
    return tuple(_joined(only(of(truth)) for truth in members(open_)) for open_ in range(ANY + 1))


def _binary(of: Callable[[Iterable[Truth]], Truth]) -> tuple[tuple[TruthSet, ...], ...]:
    return tuple(
        tuple(_joined(only(of((one, two))) for one in members(left) for two in members(right)) for right in range(8))
        for left in range(ANY + 1)
    )


def _joined(sets: Iterable[TruthSet]) -> TruthSet:
    return reduce(int.__or__, sets, 0)


_AND, _OR = _binary(truths.all_of), _binary(truths.any_of)
_UNARY = {"not": _unary(truths.negate), "confirmed": _unary(truths.confirm), "shown": _unary(truths.show)}


def possible_truths(node: Node, of_atom: Callable[[Node], TruthSet], *, presuming: bool) -> TruthSet:
    """The truths that a boolean tree could have (see `language.evaluate.truth_of`)."""
    if isinstance(node, Constant):
        return only(truths.of(node.value))
    if isinstance(node, Derived) and node.type.kind is Kind.BOOLEAN:
        return only(Truth.UNKNOWN) if node.body is None else possible_truths(node.body, of_atom, presuming=presuming)
    if not is_connective(node):
        return of_atom(node)
    below = [possible_truths(each, of_atom, presuming=presuming) for each in node.operands]  # type: ignore[union-attr]
    symbol = node.symbol  # type: ignore[union-attr]
    if symbol in ("and", "or"):
        table = _AND if symbol == "and" else _OR
        return reduce(lambda left, right: table[left][right], below)
    return below[0] if symbol == "shown" and not presuming else _UNARY[symbol][below[0]]

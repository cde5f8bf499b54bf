"""What of a computation is shown: not what changes nothing, and brackets only where they are needed."""

from __future__ import annotations

from collections.abc import Mapping

from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.operators import Operator
from afterschool_policy.language.tree import Apply, Constant, Node, Parameter, Value, walk
from afterschool_policy.values.types import Kind

_TWO = 2


def bounds_one(node: Apply) -> bool:
    """Whether an operator that words a bound has one other operand beside it."""
    return node.operator.bounded is not None and len(node.operands) == _TWO


def changing(node: Node, facts: Mapping[str, Value] | None) -> Node:
    """A computation without what changes nothing: a conversion of units, and with facts, whose values are then shown, a
    rounding or a bound that leaves its operand as it is.
    """
    while isinstance(node, Apply):
        kept = converted(node) or (None if facts is None else _left_as_it_is(node, facts))
        if kept is None:
            return node
        node = kept
    return node


def converted(node: Apply) -> Node | None:
    """What is only put in another unit, one for one."""
    first, *others = node.operands
    alone = len(others) == 1 and isinstance(others[0], Constant | Parameter) and others[0].value == 1
    return first if node.operator.converts and alone else None


def _left_as_it_is(node: Apply, facts: Mapping[str, Value]) -> Node | None:
    """The operand of a rounding or of a bound that it leaves as it is."""
    computed = [operand for operand in node.operands if not isinstance(operand, Constant)]
    if not (node.operator.rounds or bounds_one(node)):
        return None
    value = value_of(node, facts)
    return computed[0] if len(computed) == 1 and value_of(computed[0], facts) == value is not None else None


def is_apart(operand: Node, around: Operator, *, first: bool) -> bool:
    """Whether an operand stands in brackets: it is made of operands that the operator around would take from it."""
    if not isinstance(operand, Apply) or not around.binding:
        return False
    binding = operand.operator.binding
    return binding < around.binding or (binding == around.binding and not first)


def calculates(node: Node) -> bool:
    """Whether a term holds arithmetic of numbers, which is shown with them; any other is shown with its names."""
    applied = (part for part in walk(node) if isinstance(part, Apply) and part.type.kind is Kind.NUMBER)
    return any(part.operator.chains and part.operator.binding for part in applied)

"""Conditions made of others, without what makes no difference: what a pass that writes conditions builds them with."""

from __future__ import annotations

from afterschool_policy.language.tree import Apply, Constant, Node
from afterschool_policy.values.types import BOOLEAN

TRUE, FALSE = Constant(True, BOOLEAN), Constant(False, BOOLEAN)


def all_of(*nodes: Node) -> Node:
    """That all of these hold, without what always does."""
    kept = tuple(dict.fromkeys(node for node in nodes if node != TRUE))
    if FALSE in kept:
        return FALSE
    return TRUE if not kept else kept[0] if len(kept) == 1 else Apply("and", kept, BOOLEAN)


def any_of(*nodes: Node) -> Node:
    """That one of these holds, without what never does."""
    kept = tuple(dict.fromkeys(node for node in nodes if node != FALSE))
    if TRUE in kept:
        return TRUE
    return FALSE if not kept else kept[0] if len(kept) == 1 else Apply("or", kept, BOOLEAN)


def not_(node: Node) -> Node:
    """That this does not hold."""
    if isinstance(node, Constant):
        return FALSE if node == TRUE else TRUE
    if isinstance(node, Apply) and node.symbol == "not":
        return node.operands[0]
    return Apply("not", (node,), BOOLEAN)

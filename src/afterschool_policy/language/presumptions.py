"""Tests that rest on a presumption below themselves, as one on a table of which a row speaks of what is shown.

What a connective presumes is seen beside what is known (`evaluate.truth_of`); a single test has one truth, in which a
presumption below it can no longer be seen. So such a test is written as two: itself, and the same without what is
presumed.
"""

from __future__ import annotations

from dataclasses import replace

from afterschool_policy.language.tree import Apply, Derived, Known, Node, Presuming, children, is_connective, rebuilt
from afterschool_policy.values.types import Kind


class Presumptions:
    """What trees are without what they presume; each node is looked at once, and kept, as its identity tells it."""

    def __init__(self) -> None:
        self._without: dict[int, tuple[Node, Node]] = {}

    def told_apart(self, node: Node) -> Node:
        """The node, or where it is a single test that rests on a presumption, that test with what it is without it."""
        if node.type.kind is not Kind.BOOLEAN or is_connective(node) or isinstance(node, Derived | Presuming):
            return node
        without = self.without(node)
        return node if without is node else Presuming(node, without)

    def without(self, node: Node) -> Node:
        """The node without what is presumed below it; itself where nothing is."""
        found = self._without.get(id(node))
        if found is None:
            found = self._without[id(node)] = node, self._stripped(node)
        return found[1]

    def _stripped(self, node: Node) -> Node:
        match node:
            case Apply(operands=(inner,)) if is_connective(node) and node.operator.presumes:
                return self.without(inner)
            case Presuming(known=known):
                return known
            case Derived(body=body) if body is not None:
                below = self.without(body)
                return node if below is body else replace(node, body=below)
            case Known(of=of):
                below = self.without(of)
                return node if below is of else Known(below)
        changed = any(self.without(child) is not child for child in children(node))
        return rebuilt(node, self.without) if changed else node

"""The facts that nodes read, each worked out once: where a fact changes, all that does not read it stays as it is."""

from __future__ import annotations

from collections.abc import Iterator

from afterschool_policy.language.tree import Fact, Node, children


class Reads:
    """The facts that each node reads; a node is known by its identity, and kept, so that this stays taken."""

    __slots__ = ("_by_identity",)

    def __init__(self) -> None:
        self._by_identity: dict[int, tuple[frozenset[str], Node]] = {}

    def of(self, node: Node) -> frozenset[str]:
        """The facts that a node reads."""
        found = self._by_identity.get(id(node))
        if found is None:
            names = {node.name} if isinstance(node, Fact) else set()
            read = frozenset(names.union(*map(self.of, children(node))))
            found = self._by_identity[id(node)] = read, node
        return found[0]

    def nodes(self, node: Node, name: str | None = None) -> Iterator[Node]:
        """The node and all below it, or what of that reads a fact; each once, in however many places it stands."""
        met: set[int] = set()
        waiting = [node]
        while waiting:
            each = waiting.pop()
            if id(each) not in met and (name is None or name in self.of(each)):
                met.add(id(each))
                yield each
                waiting += reversed(children(each))

"""How large the trees of a law are once their definitions are written out.

A definition that names another twice, which names a third twice, is short to write and vast to evaluate, so every rule
has a bound. Nothing is written out to find out: each definition is counted once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter

from afterschool_policy.language.tree import Derived, Node, children, walk
from afterschool_policy.law.model import Law, Rule

MOST_PARTS, MOST_LEVELS = 10_000, 150
"""Of one rule, under one choice of readings: the parts of all its trees, and the levels of the deepest."""


@dataclass(frozen=True, slots=True)
class _Extent:
    parts: int
    levels: int


def rules_beyond_bounds(law: Law) -> Iterator[Rule]:
    """The rules that are too large under some choice of readings, in the order of the law.

    Not those that are so only by a definition that is too large itself.

    Raises:
        graphlib.CycleError: where a definition needs itself.
    """
    definitions = _definitions(law)
    known: dict[str, _Extent] = {}
    for name in TopologicalSorter(names_in_definitions(law)).static_order():
        each = [_extent(value, known) for value in definitions.get(name, ())]
        parts = max((extent.parts for extent in each), default=0)
        levels = max((extent.levels for extent in each), default=0)
        known[name] = _Extent(parts, levels) if _is_within_bounds(parts, levels) else _Extent(0, 0)
    for rule in (*law.limits, *law.rules):
        for body in rule.bodies:
            each = [_extent(tree, known) for tree in body.trees]
            parts = sum(extent.parts for extent in each)
            if not _is_within_bounds(parts, max((extent.levels for extent in each), default=0)):
                yield rule
                break


def names_in_definitions(law: Law) -> dict[str, set[str]]:
    """The derived facts that each one is defined by, in whatever version and under whatever reading."""
    return {
        name: {node.name for value in values for node in walk(value) if isinstance(node, Derived)}
        for name, values in _definitions(law).items()
    }


def _definitions(law: Law) -> dict[str, list[Node]]:
    definitions: dict[str, list[Node]] = {}
    for rule in law.rules:
        if rule.define is not None:
            definitions.setdefault(rule.define, []).extend(body.value for body in rule.bodies if body.value is not None)
    return definitions


def _is_within_bounds(parts: int, levels: int) -> bool:
    return parts <= MOST_PARTS and levels <= MOST_LEVELS


def _extent(node: Node, known: Mapping[str, _Extent]) -> _Extent:
    """That of a tree, by those of the definitions that it names."""
    if isinstance(node, Derived):
        below = [known.get(node.name, _Extent(0, 0))]
    else:
        below = [_extent(child, known) for child in children(node)]
    return _Extent(1 + sum(each.parts for each in below), 1 + max((each.levels for each in below), default=0))

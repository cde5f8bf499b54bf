"""How large the trees of a law are once their definitions are written out.

A definition that names another twice, which names a third twice, is short to write and vast to evaluate, so every rule
has a bound. Nothing is written out to find out: each definition is counted once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from graphlib import TopologicalSorter
from typing import NamedTuple

from afterschool_policy.language.checker import PARAMETER_PREFIX
from afterschool_policy.language.tree import AmountOf, Answered, Derived, Node, OverTime, Parameter, children, walk
from afterschool_policy.law.model import Law, Rule
from afterschool_policy.values.periods import PeriodKind

MOST_PARTS, MOST_LEVELS = 10_000, 150
"""Of one rule, under one choice of readings: the parts of all its trees, and the levels of the deepest."""


_WAYS = 4


class _Extent(NamedTuple):
    parts: int
    levels: int


_NOTHING = _Extent(0, 0)


def rules_beyond_bounds(law: Law) -> Iterator[Rule]:
    """The rules that are too large under some choice of readings, in the order of the law.

    Not those that are so only by a definition that is too large itself.

    Raises:
        graphlib.CycleError: where a definition needs itself.
    """
    definitions = _definitions(law)
    questions = {_question(name): _trees_of_question(law, name) for name in law.decisions}
    extents = _Extents(law.vocabulary.periods)
    for name in TopologicalSorter(names_in_definitions(law)).static_order():
        each = [extents.of(value) for value in definitions.get(name, questions.get(name, ()))]
        parts = max((extent.parts for extent in each), default=0)
        if name in questions:  # a rule stands in an answer once for each way in which it turns out
            parts = _WAYS * sum(extent.parts for extent in each)
        levels = max((extent.levels for extent in each), default=0)
        extents.defined[name] = _Extent(parts, levels) if _is_within_bounds(parts, levels) else _NOTHING
    for rule in (*law.limits, *law.rules):
        for body in rule.bodies:
            each = [extents.of(tree) for tree in body.trees]
            parts = sum(extent.parts for extent in each)
            if not _is_within_bounds(parts, max((extent.levels for extent in each), default=0)):
                yield rule
                break


def names_in_definitions(law: Law) -> dict[str, set[str]]:
    """The derived facts and the questions that each one names, in whatever version and under whatever reading.

    Questions stand among them by a name that no fact has, as `outcome(a_question)`.
    """
    named = {name: set(_names(values)) for name, values in _definitions(law).items()}
    asked = {_question(name): set(_names(_trees_of_question(law, name))) for name in law.decisions}
    needed = {name for names in (*named.values(), *asked.values()) for name in names}
    return {**named, **{name: names for name, names in asked.items() if name in needed}}


def _names(trees: Iterable[Node]) -> Iterator[str]:
    """The definitions and questions that trees name."""
    for node in (node for tree in trees for node in walk(tree)):
        if isinstance(node, Derived | Parameter):
            yield _name(node)
        elif isinstance(node, Answered | AmountOf):
            yield _question(node.question)


def _name(node: Derived | Parameter) -> str:
    """What a definition is called, or a parameter, which can be a table over definitions."""
    return node.name if isinstance(node, Derived) else f"{PARAMETER_PREFIX}{node.name}"


def _question(name: str) -> str:
    return f"outcome({name})"


def _trees_of_question(law: Law, name: str) -> list[Node]:
    rules = [rule for rule in (*law.limits, *law.rules) if name in rule.decisions]
    return [tree for rule in rules for body in rule.bodies for tree in body.trees]


def _definitions(law: Law) -> dict[str, list[Node]]:
    definitions: dict[str, list[Node]] = {}
    for rule in law.rules:
        values = [body.value for body in rule.bodies if body.value is not None]
        if rule.define is not None:
            definitions.setdefault(rule.define, []).extend(values)
        if rule.parameter is not None:
            definitions.setdefault(f"{PARAMETER_PREFIX}{rule.parameter}", []).extend(values)
    return definitions


def _is_within_bounds(parts: int, levels: int) -> bool:
    return parts <= MOST_PARTS and levels <= MOST_LEVELS


class _Extents:
    """The extents of trees, by those of the definitions that they name; parts that trees share are counted once."""

    def __init__(self, periods: Mapping[str, PeriodKind]) -> None:
        self._periods = periods
        self.defined: dict[str, _Extent] = {}
        self._known: dict[int, _Extent] = {}

    def of(self, node: Node) -> _Extent:
        """That of a tree of the law, all definitions under it being known."""
        known = self._known.get(id(node))
        if known is None:
            if isinstance(node, Derived | Parameter | Answered | AmountOf):
                name = _name(node) if isinstance(node, Derived | Parameter) else _question(node.question)
                below = [self.defined.get(name, _NOTHING)]
            else:
                below = [self.of(child) for child in children(node)]
            parts, levels = 1, 0
            for extent in below:
                parts += extent.parts
                levels = max(levels, extent.levels)
            if isinstance(node, OverTime):  # its term stands once for each period
                parts *= node.window.most(self._periods[node.window.period], self._periods[node.each])
            known = self._known[id(node)] = _Extent(parts, 1 + levels)
        return known

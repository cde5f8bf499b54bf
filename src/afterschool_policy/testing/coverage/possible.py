"""How a test can come out at all, by its form and the limits of its facts: only what can be reached is counted.

The tests below a connective are taken as independent, so that one may count that never comes out; none is left out.
"""

from __future__ import annotations

from datetime import time
from fractions import Fraction
from itertools import product
from typing import TypeGuard

from afterschool_policy.language.ranges import ANYTHING, Range, sides
from afterschool_policy.language.tree import (
    AmountOf,
    Answered,
    Apply,
    Constant,
    Derived,
    Fact,
    Gathered,
    Node,
    is_connective,
    walk,
)
from afterschool_policy.law.model import Law
from afterschool_policy.law.number_ranges import NumberRanges
from afterschool_policy.law.over_time import with_few_periods
from afterschool_policy.law.records import with_one_record
from afterschool_policy.values import truth as truths
from afterschool_policy.values.truth import Truth
from afterschool_policy.values.types import Kind

_ALL = frozenset(Truth)
_NONE: frozenset[Truth] = frozenset()


class Possible:
    """Those of the tests of one law; those of a definition are worked out when it is first asked for."""

    def __init__(self, law: Law) -> None:
        self._ranges = NumberRanges(with_one_record(with_few_periods(law)))
        self._defined: dict[str, list[Node]] = {}
        for rule in law.rules:
            if rule.define is not None:
                self._defined.setdefault(rule.define, []).extend(b.value for b in rule.bodies if b.value is not None)
        self._known: dict[str, frozenset[Truth]] = {}

    def counted(self, node: Node) -> frozenset[Truth]:
        """The truths of a test, or of several joined; none of what only turns the truth of one test round."""
        if node.type.kind is not Kind.BOOLEAN or isinstance(node, Constant):
            return _NONE
        if is_connective(node) and not node.operator.is_junction:
            return _NONE
        return self._of(node)

    def _of(self, node: Node) -> frozenset[Truth]:
        if isinstance(node, Constant):
            return frozenset({truths.of(node.value)})
        if isinstance(node, Derived):
            return self._of_definition(node.name)
        if is_connective(node):
            below = [self._of(operand) for operand in node.operands]
            if not node.operator.is_junction:
                return frozenset(node.operator.join(way) for way in product(*below))
            joined, *others = below
            for other in others:
                joined = frozenset(node.operator.join(pair) for pair in product(joined, other))
            return joined
        known = frozenset({Truth.TRUE, Truth.FALSE})
        if is_boundary(node):
            known = frozenset(truths.of(node.operator.compute(side, 0)) for side in self.sides(node))
        return known | {Truth.UNKNOWN} if _reads(node) else known

    def sides(self, comparison: Apply) -> tuple[int, ...]:
        """How a comparison can come out: -1 where its left side can be less than its right, 0 as much, 1 more."""
        left, right = (self._range(operand) for operand in comparison.operands[:2])
        return sides(left, right)

    def _range(self, node: Node) -> Range:
        if node.type.kind is Kind.TIME:
            only = node.value if isinstance(node, Constant) else None
            return Range(*map(_minutes, (only, only) if isinstance(only, time) else (time.min, time.max)))
        return self._ranges.of(node) if node.type.kind is Kind.NUMBER else ANYTHING

    def _of_definition(self, name: str) -> frozenset[Truth]:
        if name not in self._known:
            self._known[name] = _ALL  # which stays where a definition needs itself
            values = self._defined.get(name, [])
            self._known[name] = frozenset().union(*map(self._of, values)) if values else _ALL
        return self._known[name]


def is_boundary(node: Node) -> TypeGuard[Apply]:
    """Whether it compares two values by their order."""
    return isinstance(node, Apply) and node.operator.by_order and not node.operator.identifies


def _minutes(of: time) -> Fraction:
    return Fraction(of.hour * 60 + of.minute)


def _reads(node: Node) -> bool:
    """Whether it reads anything that can be unknown."""
    return any(isinstance(part, Fact | Derived | Gathered | Answered | AmountOf) for part in walk(node))

"""What the numbers of a law can be: facts by their limits, parameters and definitions in every version and reading."""

from __future__ import annotations

from collections.abc import Mapping

from afterschool_policy.language.ranges import ANYTHING, Range, hull
from afterschool_policy.language.term_ranges import Leaf, term_range
from afterschool_policy.language.tree import Derived, Fact, Node, Parameter
from afterschool_policy.law.model import Law
from afterschool_policy.values.numbers import settle
from afterschool_policy.vocabulary.model import FactSpec


class NumberRanges:
    """The ranges of one law; that of a definition is worked out when it is first asked for."""

    def __init__(self, law: Law) -> None:
        self._facts: Mapping[str, FactSpec] = law.vocabulary.facts
        self._stated: dict[tuple[type[Node], str], list[Node]] = {}
        for rule in law.rules:
            values = [body.value for body in rule.bodies if body.value is not None]
            if rule.define is not None:
                self._stated.setdefault((Derived, rule.define), []).extend(values)
            if rule.parameter is not None:
                self._stated.setdefault((Parameter, rule.parameter), []).extend(values)
        self._known: dict[tuple[type[Node], str], Range] = {}

    def of(self, node: Node) -> Range:
        """The least and the greatest that a term can be."""
        return term_range(node, self._of_leaf)

    def _of_leaf(self, leaf: Leaf) -> Range:
        if isinstance(leaf, Fact):
            spec = self._facts.get(leaf.name)  # none for the place of a record in its list
            return ANYTHING if spec is None else range_of_fact(spec)
        key = (type(leaf), leaf.name)
        if key not in self._known:
            self._known[key] = ANYTHING  # which stays where a definition needs itself
            each = [self.of(value) for value in self._stated.get(key, ())]
            self._known[key] = hull(*each) if each else ANYTHING
        return self._known[key]


def range_of_fact(spec: FactSpec) -> Range:
    """What a fact can be by its limits."""
    low, high = (None if end is None else settle(end) for end in (spec.minimum, spec.maximum))
    return Range(low, high)

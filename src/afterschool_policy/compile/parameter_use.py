"""Which parameters the rules, questions and readings of a policy rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from afterschool_policy.language.tree import Constant, Derived, Node, Parameter, walk
from afterschool_policy.law.model import Law, Rule


@dataclass(frozen=True, slots=True)
class ParameterUse:
    """Names of parameters by what rests on them: a version of a rule with its questions, a question, a reading.

    `values` are all that a parameter has, in any version and reading.
    """

    by_rule: Mapping[str, set[str]]
    by_decision: Mapping[str, set[str]]
    by_reading: Mapping[str, set[str]]
    values: Mapping[str, list[Constant]]


def parameter_use(law: Law) -> ParameterUse:
    """The use of parameters in a law whose definitions make no circle."""
    by_itself = {rule.name: {*_used(law, rule)} for rule in law.rules}
    by_decision: dict[str, set[str]] = {name: set() for name in law.decisions}
    by_reading: dict[str, set[str]] = {name: set() for name in law.readings}
    values: dict[str, list[Constant]] = {rule.parameter: [] for rule in law.rules if rule.parameter is not None}
    for rule in law.rules:
        for decision in rule.decisions:
            by_decision[decision] |= by_itself[rule.name]
        if rule.parameter is not None:
            values[rule.parameter] += (body.value for body in rule.bodies if isinstance(body.value, Constant))
    by_rule = {
        rule.name: by_itself[rule.name].union(*(by_decision[decision] for decision in rule.decisions))
        for rule in law.rules
    }
    for rule in law.rules:
        for reading in rule.readings:
            by_reading[reading] |= by_rule[rule.name]
    return ParameterUse(by_rule, by_decision, by_reading, values)


def _used(law: Law, rule: Rule) -> Iterator[str]:
    """The parameters that a rule states or reads, by itself or through definitions."""
    if rule.parameter is not None:
        yield rule.parameter
    to_see, seen = [rule], {rule.name}
    while to_see:
        for node in _nodes(to_see.pop()):
            if isinstance(node, Parameter):
                yield node.name
            if isinstance(node, Derived | Parameter):
                # Two readings may define each in terms of the other.
                stating = [each for each in law.rules if node.name in (each.define, each.parameter)]
                further = [each for each in stating if each.name not in seen]
                seen.update(each.name for each in further)
                to_see += further


def _nodes(rule: Rule) -> Iterator[Node]:
    return (node for body in rule.bodies for tree in body.trees for node in walk(tree))

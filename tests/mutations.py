"""Faults put into the rules of a law, as tests of other things use them."""

from __future__ import annotations

from dataclasses import replace

from afterschool_policy.language.tree import Apply, Constant
from afterschool_policy.law.model import Law, Rule
from afterschool_policy.values.types import BOOLEAN, Kind


def delete(law: Law, rule: Rule) -> Law:
    """The law without one version of one rule."""
    return replace(law, rules=tuple(other for other in law.rules if other.name != rule.name))


def negate(law: Law, rule: Rule) -> Law | None:
    """The law with the contrary of the rule: of its condition, else its value, else its scope; None without any."""
    for part in ("condition", "value", "applies"):
        tree = getattr(rule.body, part)
        if tree is not None and tree.type.kind is Kind.BOOLEAN and not isinstance(tree, Constant):
            body = replace(rule.body, **{part: Apply("not", (tree,), BOOLEAN)})
            negated = replace(rule, body=body)
            return replace(law, rules=tuple(negated if other.name == rule.name else other for other in law.rules))
    return None

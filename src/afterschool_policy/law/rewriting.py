"""A rule with each of its trees changed: what a pass over the whole law does to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from afterschool_policy.language.tree import Node
from afterschool_policy.law.model import Body, Rule

Change = Callable[[Node], Node]


def rewritten(rule: Rule, change: Change) -> Rule:
    """The rule with every tree of it changed, in all readings."""
    others = (replace(each, body=_body(each.body, change)) for each in rule.alternatives)
    return replace(rule, body=_body(rule.body, change), alternatives=tuple(others))


def _body(body: Body, change: Change) -> Body:
    def optional(node: Node | None) -> Node | None:
        return None if node is None else change(node)

    return replace(
        body,
        applies=optional(body.applies),
        condition=optional(body.condition),
        unless=tuple(replace(each, when=change(each.when)) for each in body.unless),
        refer=tuple(replace(each, when=change(each.when)) for each in body.refer),
        amounts=tuple((name, change(node)) for name, node in body.amounts),
        values=tuple((name, change(node)) for name, node in body.values),
        value=optional(body.value),
    )

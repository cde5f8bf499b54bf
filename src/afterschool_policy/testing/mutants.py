"""Takes a law and cases; gives the rules that no case would miss: a fixture must be able to fail.

Two mutants of each rule: the rule deleted, and its condition (or its scope, where it has no condition) negated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard

from afterschool_policy.language.tree import Apply, Constant, Derived, Node, Parameter, walk
from afterschool_policy.law.model import Body, Law, Rule
from afterschool_policy.policy import Policy
from afterschool_policy.semantics.edition import all_trees, link
from afterschool_policy.testing.cases import LoadedCase, passes
from afterschool_policy.values.types import BOOLEAN, Kind


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mutant that no case notices."""

    rule: str
    mutation: str


def survivors(law: Law, cases: Sequence[LoadedCase]) -> Iterator[Survivor]:
    """Every mutant under which all cases still pass."""
    decisions = _decisions_by_rule(law)
    for rule in law.rules:
        concerned = [case for case in cases if case.decision in decisions[rule.name]]
        for mutation, mutate in (("deleted", delete), ("negated", negate)):
            mutant = mutate(law, rule)
            if mutant is None:
                continue
            policy = Policy(mutant)
            if all(passes(policy, case) for case in concerned):
                yield Survivor(rule.name, mutation)


def _decisions_by_rule(law: Law) -> dict[str, set[str]]:
    """The questions that each version bears on, by itself or as a definition or parameter of other rules."""
    found: dict[str, set[str]] = {rule.name: set(rule.decisions) for rule in law.rules}
    readings: list[dict[str, str]] = [
        {},
        *({each.reading: each.code} for rule in law.rules for each in rule.alternatives),
    ]
    for chosen in readings:
        for linked in link(law, None, None, chosen).rules:
            for tree in all_trees(linked.body):
                for node in walk(tree):
                    if isinstance(node, Derived | Parameter) and node.rule is not None:
                        found[node.rule] |= set(linked.rule.decisions)
    by_id: dict[str, set[str]] = {}
    for rule in law.rules:  # a version that is no longer in force bears on what its successors bear on
        by_id.setdefault(rule.id, set()).update(found[rule.name])
    return {rule.name: by_id[rule.id] for rule in law.rules}


def delete(law: Law, rule: Rule) -> Law:
    """The law without one version of one rule."""
    return replace(law, rules=tuple(each for each in law.rules if each is not rule))


def negate(law: Law, rule: Rule) -> Law | None:
    """The law with the rule turned to its contrary; None where it has nothing to turn (a number, an act due)."""
    body = _negated(rule.body)
    if body is None:
        return None
    turned = replace(rule, body=body)
    return replace(law, rules=tuple(turned if each is rule else each for each in law.rules))


def _negated(body: Body) -> Body | None:
    if _can_turn(body.condition):
        return replace(body, condition=_turned(body.condition))
    if _can_turn(body.value):
        return replace(body, value=_turned(body.value))
    return replace(body, applies=_turned(body.applies)) if _can_turn(body.applies) else None


def _can_turn(node: Node | None) -> TypeGuard[Node]:
    return node is not None and node.type.kind is Kind.BOOLEAN and not isinstance(node, Constant)


def _turned(node: Node) -> Node:
    return Apply("not", (node,), BOOLEAN)

"""The rules that no case would miss: a fixture must be able to fail.

Two mutants of each rule: the rule deleted, and its condition (or its scope, where it has no condition) negated.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard

from afterschool_policy.language.tree import Apply, Constant, Node
from afterschool_policy.law.model import Body, Law, Rule
from afterschool_policy.policy import Policy
from afterschool_policy.testing.bearing import decisions_by_rule
from afterschool_policy.testing.cases import LoadedCase, passes
from afterschool_policy.values.types import BOOLEAN, Kind


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mutant that no case notices."""

    rule: str
    mutation: str


def survivors(law: Law, cases: Sequence[LoadedCase], *, rules: Collection[str] | None = None) -> Iterator[Survivor]:
    """Every mutant under which all cases still pass, or those of some rules alone, by id@version."""
    decisions = decisions_by_rule(law)
    for rule in law.rules:
        if rules is not None and rule.name not in rules:
            continue
        concerned = [case for case in cases if case.decision in decisions[rule.name]]
        for mutation, mutate in (("deleted", delete), ("negated", negate)):
            mutant = mutate(law, rule)
            if mutant is None:
                continue
            policy = Policy(mutant)
            # Most are noticed by an outcome, which is there in a hundredth of the time that what is missing takes.
            noticed = (not passes(policy, case, outcome_alone=alone) for alone in (True, False) for case in concerned)
            if not any(noticed):
                yield Survivor(rule.name, mutation)


def delete(law: Law, rule: Rule) -> Law:
    """The law without one version of one rule."""
    return replace(law, rules=tuple(other for other in law.rules if other.name != rule.name))


def negate(law: Law, rule: Rule) -> Law | None:
    """The law with the contrary of the rule; None where there is nothing to negate (a number, an act due)."""
    body = _negated(rule.body)
    if body is None:
        return None
    negated = replace(rule, body=body)
    return replace(law, rules=tuple(negated if other.name == rule.name else other for other in law.rules))


def _negated(body: Body) -> Body | None:
    if _is_test(body.condition):
        return replace(body, condition=_not(body.condition))
    if _is_test(body.value):
        return replace(body, value=_not(body.value))
    return replace(body, applies=_not(body.applies)) if _is_test(body.applies) else None


def _is_test(node: Node | None) -> TypeGuard[Node]:
    return node is not None and node.type.kind is Kind.BOOLEAN and not isinstance(node, Constant)


def _not(node: Node) -> Node:
    return Apply("not", (node,), BOOLEAN)

"""The rules that no case would miss: a fixture must be able to fail.

Two mutants of each rule: the rule deleted, and its condition (or its scope, where it has no condition) negated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard

from afterschool_policy.language.tree import Apply, Constant, Derived, Node, Parameter, walk
from afterschool_policy.law.model import Body, Law, Rule
from afterschool_policy.law.over_time import with_few_periods
from afterschool_policy.law.records import with_one_record
from afterschool_policy.policy import Policy
from afterschool_policy.semantics.edition import link
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
            # Most are noticed by an outcome, which is there in a hundredth of the time that what is missing takes.
            noticed = (not passes(policy, case, outcome_alone=alone) for alone in (True, False) for case in concerned)
            if not any(noticed):
                yield Survivor(rule.name, mutation)


def _decisions_by_rule(law: Law) -> dict[str, set[str]]:
    """The questions that each version bears on, by itself or as a definition or parameter of other rules."""
    decisions: dict[str, set[str]] = {rule.name: set(rule.decisions) for rule in law.rules}
    alternatives = dict.fromkeys((each.reading, each.code) for rule in law.rules for each in rule.alternatives)
    for chosen in ({}, *(dict([alternative]) for alternative in alternatives)):
        for linked in link(with_one_record(with_few_periods(law)), None, None, chosen).rules:
            for tree in linked.body.trees:
                for node in walk(tree):
                    if isinstance(node, Derived | Parameter) and node.rule is not None:
                        decisions[node.rule] |= set(linked.rule.decisions)
    by_id: dict[str, set[str]] = {}
    for rule in law.rules:  # a version that is no longer in force bears on what its successors bear on
        by_id.setdefault(rule.id, set()).update(decisions[rule.name])
    return {rule.name: by_id[rule.id] for rule in law.rules}


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

"""Rules decided by Cedar (cedarpy): each rule a policy, the answer names all that hold."""

from __future__ import annotations

from typing import Any

from benchmarks.contender import Ready, Row
from benchmarks.workload.infix import Dialect, expression
from benchmarks.workload.records import Fresh
from benchmarks.workload.rules import UNKNOWN, Pairs, Rule

DIALECT = Dialect(
    conjunction=" && ",
    disjunction=" || ",
    negation="!({0})",
    member="{1}.contains({0})",
    shares="{0}.containsAny({1})",
    prefix="context.",
)
REQUEST = {"principal": 'U::"a"', "action": 'A::"decide"', "resource": 'R::"r"'}


def write(rules: tuple[Rule, ...]) -> tuple[tuple[Rule, ...], str]:
    """The rules, and a policy for each that permits where its condition holds; an attribute that is null is absent."""
    policies: list[str] = []
    for rule in rules:
        condition = expression(rule.condition, DIALECT)
        if rule.open is not None:
            policies.append(_policy(f"{rule.id}?", f"!(context has {rule.open})"))
            condition = f"context has {rule.open} && {condition}"
        policies.append(_policy(rule.id, condition))
    return rules, "\n".join(policies)


def _policy(name: str, condition: str) -> str:
    return f'@id("{name}")\npermit(principal, action, resource) when {{ {condition} }};'


def load(written: tuple[tuple[Rule, ...], str]) -> Ready:
    """The parsed policies; the ids of the policies that hold come with every answer."""
    import cedarpy

    rules, text = written
    policies = cedarpy.PolicySet.from_str(text)
    entities = cedarpy.Entities.from_json_str("[]")

    def outcome(rule: Rule, holding: set[str]) -> str:
        if rule.open is not None and f"{rule.id}?" in holding:
            return UNKNOWN
        return rule.held if rule.id in holding else rule.failed

    def decide(record: Fresh) -> Pairs:
        context: dict[str, Any] = {name: value for name, value in record.items() if value is not None}
        answer = cedarpy.is_authorized({**REQUEST, "context": context}, policies, entities)
        holding = set(answer.diagnostics.id_annotations_by_reason.values())
        return [(rule.id, outcome(rule, holding)) for rule in rules]

    return Ready(decide)


ROWS = (Row("outcomes", write, load),)

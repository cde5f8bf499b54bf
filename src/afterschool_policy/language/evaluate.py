"""The readable definition of a tree's meaning: its value for known facts, None where a missing one leaves it unknown.

The generated engine is held to it by property tests.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import compress

from afterschool_policy.language.operators import OPERATORS
from afterschool_policy.language.tree import (
    Apply,
    Constant,
    Derived,
    Fact,
    Given,
    Known,
    ListOf,
    Node,
    Parameter,
    Quantified,
    Value,
    is_connective,
)
from afterschool_policy.values import truth as truths
from afterschool_policy.values.truth import Truth
from afterschool_policy.values.types import Kind


def value_of(node: Node, facts: Mapping[str, Value]) -> Value | None:
    """The value of a node; None is unknown. A boolean node with connectives goes by Kleene logic."""
    match node:
        case Constant(value=value):
            return value
        case Fact(name=name):
            return facts.get(name)
        case Parameter(value=stated):
            return stated
        case Derived(body=body):
            return None if body is None else value_of(body, facts)
        case Quantified():
            return _quantified(node, facts)
        case ListOf(items=items):
            members = [value_of(item, facts) for item in items]
            return None if any(member is None for member in members) else tuple(members)  # type: ignore[arg-type]
        case Known(of=of):
            return None if value_of(of, facts) is None else True
        case Given(facts=known):
            return True if any(fact.name in facts for fact in known) else None
        case Apply():
            return _applied(node, facts)


def _applied(node: Apply, facts: Mapping[str, Value]) -> Value | None:
    if is_connective(node):
        truth = truth_of(node, lambda atom: truths.of(value_of(atom, facts)))
        return None if truth is Truth.UNKNOWN else truth is Truth.TRUE
    operands = [value_of(operand, facts) for operand in node.operands]
    if any(operand is None for operand in operands):
        return None
    return node.operator.compute(*operands)  # type: ignore[return-value]  # the table's functions return values


def _quantified(node: Quantified, facts: Mapping[str, Value]) -> Value | None:
    over, against = value_of(node.over, facts), value_of(node.against, facts)
    if not isinstance(over, tuple) or against is None:
        return None
    test, quantifier = OPERATORS[node.test], OPERATORS[node.quantifier]
    passed = [bool(test.compute(member, against)) for member in over]
    carried = compress(over, passed) if quantifier.selects else passed
    return quantifier.compute(carried)  # type: ignore[return-value]  # the table's functions return values


def truth_of(node: Node, of_atom: Callable[[Node], Truth], *, presuming: bool = True) -> Truth:
    """The truth of a boolean tree, given the truth of its single tests.

    Without `presuming`, what is only presumed (`shown`) stays unknown: so one sees what could still turn out.
    """
    match node:
        case Constant(value=value):
            return truths.of(value)
        case Derived(body=body, type=type_) if type_.kind is Kind.BOOLEAN:
            return Truth.UNKNOWN if body is None else truth_of(body, of_atom, presuming=presuming)
        case Apply(operator=row, operands=operands) if is_connective(node):
            below = [truth_of(operand, of_atom, presuming=presuming) for operand in operands]
            return row.join(below, presuming=presuming)
    return of_atom(node)

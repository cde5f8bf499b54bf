"""Amounts that are quotients whose decimals may not end, where nothing says how they are rounded."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from afterschool_policy.authoring.loader import AuthoredPolicy
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.tree import Apply, Node, Table, children
from afterschool_policy.law.model import Law
from afterschool_policy.semantics.edition import link
from afterschool_policy.values import numbers

_EXAMPLE = "{to: 0.01, mode: half_up}"


def endless_amounts(law: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A warning for each amount of the latest edition that may not end."""
    documents = {document.model.name: document for document in authored.rules}
    edition = link(law, None, None, {})
    for rule in edition.current:
        for name, node in edition.linked(rule).body.amounts:
            specs = [law.decisions[decision].amounts[name] for decision in rule.decisions]
            if _may_not_end(node) and any(spec.rounding is None for spec in specs):
                span = documents[rule.name].key_span("amounts", name)
                yield Diagnostic.of("rounding-missing", span, name=name, example=_EXAMPLE)


def _may_not_end(node: Node) -> bool:
    """Whether a term can be a quotient that no decimal is."""
    if isinstance(node, Apply) and node.operator.rounds:
        return False
    if isinstance(node, Table):
        return any(_may_not_end(row.value) for row in node.every_row)
    if isinstance(node, Apply) and node.symbol == "/":
        divisor = value_of(node.operands[1], {})
        if not isinstance(divisor, int | Decimal) or isinstance(numbers.settle(1 / Fraction(divisor)), Fraction):
            return True
    return any(map(_may_not_end, children(node)))

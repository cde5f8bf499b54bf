"""Tests and terms whose two sides are the same."""

from __future__ import annotations

from collections.abc import Iterator

from afterschool_policy.authoring.keys import forms_of, places
from afterschool_policy.authoring.loader import AuthoredPolicy
from afterschool_policy.authoring.models import EXPRESSION, RuleEntry
from afterschool_policy.authoring.yaml_reader import ScalarNode
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.language.lexer import ExpressionError
from afterschool_policy.language.operators import OPERATORS, Role
from afterschool_policy.language.parser import parse
from afterschool_policy.language.spacing import spaced
from afterschool_policy.language.syntax import Expression, ListDisplay, Operation
from afterschool_policy.law.model import Law

_TELLING_NOTHING = ("-", "/")
"""Terms that are always the same where their sides are; two of the others, as `a + a`, can be meant."""


def compared_with_itself(_: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """Advice on each test, connective, difference and quotient of something and itself."""
    for document in authored.rules:
        for node, forms in places(document.node, forms_of(RuleEntry)):
            if EXPRESSION in forms and isinstance(node, ScalarNode) and node.value is not None:
                yield from _in_expression(node, node.value)


def _in_expression(node: ScalarNode, text: str) -> Iterator[Diagnostic]:
    try:
        tree = parse(text)
    except ExpressionError:  # a bare value of a parameter, which is no expression
        return
    for operation in _operations(tree):
        row = OPERATORS.get(operation.symbol)
        tells_nothing = row is not None and (row.role is not Role.TERM or operation.symbol in _TELLING_NOTHING)
        sides = {spaced(text[each.at.start : each.at.end]) for each in operation.operands}
        if tells_nothing and len(operation.operands) == 2 and len(sides) == 1:
            place = node.within(operation.at.start, operation.at.end)
            sign = text[operation.symbol_at.start : operation.symbol_at.end]
            yield Diagnostic.of("compared-with-itself", place, sign=sign, term=sides.pop())


def _operations(tree: Expression) -> Iterator[Operation]:
    if isinstance(tree, Operation):
        yield tree
        for operand in tree.operands:
            yield from _operations(operand)
    elif isinstance(tree, ListDisplay):
        for item in tree.items:
            yield from _operations(item)

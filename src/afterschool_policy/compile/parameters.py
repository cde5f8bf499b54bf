"""The value of a parameter with its type: a list of codes, a number with its unit, a time, date or text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal

from afterschool_policy.authoring.document import AuthoredDocument
from afterschool_policy.authoring.models import RuleEntry
from afterschool_policy.authoring.yaml_reader import KeyPath
from afterschool_policy.diagnostics import Diagnostic, suggestion
from afterschool_policy.language.lexer import ExpressionError
from afterschool_policy.language.parser import parse
from afterschool_policy.language.syntax import Literal, Name
from afterschool_policy.language.tree import Constant, Value
from afterschool_policy.values.types import BOOLEAN, NUMBER, Kind, Type
from afterschool_policy.values.units import Unit

Stated = tuple[Constant | None, list[Diagnostic]]
"""A constant, or None with what is wrong with it."""


def parameter_value(
    document: AuthoredDocument[RuleEntry], value: object, path: KeyPath, codes: Mapping[str, Sequence[str]]
) -> Stated:
    """The value that stands at a path of a parameter's rule: its own, or that of another reading."""
    rule = document.model
    if isinstance(value, list):
        return _code_list(document, value, path, codes)
    if value is None:
        return None, [Diagnostic.of("part-missing", document.span(), modality=rule.modality, part="value")]
    text = str(value)
    try:
        tree = parse(text)
    except ExpressionError as error:
        span = document.span_within(path, error.at.start, error.at.end)
        return None, [Diagnostic(error.code, span, error.fields)]
    if isinstance(tree, Name) and rule.codes is not None:
        return Constant(tree.name, Type(Kind.CODE, codes=rule.codes)), []
    if not isinstance(tree, Literal):
        return None, [Diagnostic.of("wrong-type", document.span(*path), wanted=NUMBER.describe(), given=text)]
    return _constant(document, tree.value)


def _constant(document: AuthoredDocument[RuleEntry], value: Value) -> Stated:
    rule = document.model
    if isinstance(value, bool):
        return Constant(value, BOOLEAN), []
    if isinstance(value, int | Decimal):
        if rule.unit is None:
            return None, [Diagnostic.of("missing-unit", document.span(), name=rule.parameter or "")]
        unit = Unit.parse(rule.unit)
        if unit is None:
            return None, [Diagnostic.of("bad-unit", document.span("unit"), unit=rule.unit)]
        if value == 0:
            return None, [Diagnostic.of("zero-divisor", document.span(), name=rule.parameter or "")]
        return Constant(value, Type(Kind.NUMBER, unit=unit)), []
    kind = Kind.TIME if isinstance(value, time) else Kind.DATE if isinstance(value, date) else Kind.TEXT
    return Constant(value, Type(kind)), []


def _code_list(
    document: AuthoredDocument[RuleEntry], value: list[str], path: KeyPath, codes: Mapping[str, Sequence[str]]
) -> Stated:
    name = document.model.codes
    if name is None:
        return None, [Diagnostic.of("missing-key", document.span(), key="codes")]
    if name not in codes:
        hint = suggestion(name, codes)
        return None, [Diagnostic.of("unknown-enumeration", document.span("codes"), name=name, suggestion=hint)]
    known = codes[name]
    faults: list[Diagnostic] = []
    for place, code in enumerate(value):
        if code not in known:
            span, allowed = document.span(*path, place), ", ".join(known)
            hint = suggestion(code, known)
            faults.append(Diagnostic.of("unknown-code", span, name=code, codes=name, allowed=allowed, suggestion=hint))
    return Constant(tuple(map(str, value)), Type(Kind.LIST, item=Type(Kind.CODE, codes=name))), faults

"""The scope of a policy's expressions: facts, derived facts and parameters with their types and values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from decimal import Decimal

from afterschool_policy.authoring.document import AuthoredDocument
from afterschool_policy.authoring.models import RuleEntry
from afterschool_policy.authoring.yaml_reader import KeyPath
from afterschool_policy.diagnostics import Diagnostic, suggestion
from afterschool_policy.language.checker import Scope
from afterschool_policy.language.lexer import ExpressionError
from afterschool_policy.language.parser import parse
from afterschool_policy.language.syntax import Literal, Name
from afterschool_policy.language.tree import Constant, Value
from afterschool_policy.values.types import BOOLEAN, NUMBER, Kind, Type
from afterschool_policy.values.units import Unit
from afterschool_policy.vocabulary.model import Vocabulary

Stated = tuple[Constant | None, list[Diagnostic]]
"""A constant, or None with what is wrong with it."""


def scope_of(vocabulary: Vocabulary, rules: Iterable[AuthoredDocument[RuleEntry]]) -> tuple[Scope, list[Diagnostic]]:
    """The names that rules may use, and a diagnostic for each parameter whose value has no type."""
    faults: list[Diagnostic] = []
    derived: dict[str, Type] = {}
    parameters: dict[str, Type] = {}
    codes = {name: tuple(enumeration.codes) for name, enumeration in vocabulary.enumerations.items()}
    for document in rules:
        rule = document.model
        if rule.parameter is not None:
            constant, more = parameter_value(document, rule.value, ("value",), codes)
            faults += more
            if constant is not None:
                parameters[rule.parameter] = constant.type
        if rule.define is not None:
            derived[rule.define] = _derived_type(rule)
    facts = vocabulary.facts.values()
    positive = frozenset(spec.name for spec in facts if spec.minimum is not None and spec.minimum > 0)
    return Scope({spec.name: spec.type for spec in facts}, derived, parameters, codes, positive), faults


def _derived_type(rule: RuleEntry) -> Type:
    """A derived fact is a boolean, or with a unit a number, or with codes a code."""
    if rule.unit is not None:
        return Type(Kind.NUMBER, unit=Unit.parse(rule.unit))
    return Type(Kind.CODE, codes=rule.codes) if rule.codes is not None else BOOLEAN


def parameter_value(
    document: AuthoredDocument[RuleEntry], value: object, path: KeyPath, codes: Mapping[str, Sequence[str]]
) -> Stated:
    """The value at a path of a parameter's rule: its own, or that of another reading."""
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
            span, allowed = document.span(*path, place), tuple(known)
            hint = suggestion(code, known)
            faults.append(Diagnostic.of("unknown-code", span, name=code, codes=name, allowed=allowed, suggestion=hint))
    return Constant(tuple(map(str, value)), Type(Kind.LIST, item=Type(Kind.CODE, codes=name))), faults

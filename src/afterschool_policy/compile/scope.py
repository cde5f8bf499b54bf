"""Takes the authored vocabulary and rules; gives the vocabulary, and the scope that expressions are checked in."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date, time
from decimal import Decimal

from afterschool_policy.authoring.loader import AuthoredDocument
from afterschool_policy.authoring.models import FactEntry, RuleEntry, VocabularyFile
from afterschool_policy.authoring.yaml_reader import ScalarNode, find
from afterschool_policy.diagnostics import Diagnostic, suggestion
from afterschool_policy.language.checker import Scope
from afterschool_policy.language.lexer import ExpressionError
from afterschool_policy.language.parser import parse
from afterschool_policy.language.syntax import Literal, Name
from afterschool_policy.language.tree import Constant, Value
from afterschool_policy.values.types import BOOLEAN, NUMBER, Kind, Type
from afterschool_policy.values.units import Unit
from afterschool_policy.vocabulary.model import Enumeration, FactSpec, Vocabulary


def vocabulary_of(document: AuthoredDocument[VocabularyFile]) -> tuple[Vocabulary, list[Diagnostic]]:
    """The vocabulary, and a diagnostic for each fact whose unit or enumeration is not there."""
    faults: list[Diagnostic] = []
    model = document.model
    enumerations = {
        name: Enumeration(name, entry.label.text(), entry.open, {c: label.text() for c, label in entry.codes.items()})
        for name, entry in model.enumerations.items()
    }
    facts: dict[str, FactSpec] = {}
    for group, body in model.groups.items():
        for short, entry in body.facts.items():
            path = ("groups", group, "facts", short)
            name = f"{group}.{short}"
            faults += _fact_faults(document, path, name, entry, enumerations)
            facts[name] = _spec(name, entry, enumerations)
    groups = {name: body.label.text() for name, body in model.groups.items()}
    return Vocabulary(facts, enumerations, groups), faults


def _spec(name: str, entry: FactEntry, known: Container[str]) -> FactSpec:
    return FactSpec(
        name=name,
        type=_type(entry, known),
        label=entry.label.text(),
        question=entry.question.text(),
        whole=entry.type == "integer",
        minimum=entry.minimum,
        maximum=entry.maximum,
        judgement=entry.judgement,
        sensitive=entry.sensitive,
        changeable=entry.changeable,
        negation=entry.negation.text() if entry.negation else None,
    )


def _type(entry: FactEntry, known: Container[str]) -> Type:
    if entry.codes is not None and entry.codes not in known:
        return Type(Kind.TEXT)  # the missing enumeration is told; its codes cannot be
    match entry.type:
        case "integer" | "number":
            return Type(Kind.NUMBER, unit=Unit.parse(entry.unit or "1"))
        case "code":
            return Type(Kind.CODE, codes=entry.codes)
        case "list":
            inner = Kind(entry.of or "text")
            return Type(Kind.LIST, item=Type(inner, codes=entry.codes if inner is Kind.CODE else None))
    return Type(Kind(entry.type))


def _fact_faults(
    document: AuthoredDocument[VocabularyFile],
    path: tuple[str, ...],
    name: str,
    entry: FactEntry,
    enumerations: dict[str, Enumeration],
) -> Iterable[Diagnostic]:
    node = find(document.node, path)
    if entry.type in ("integer", "number") and entry.unit is None:
        yield Diagnostic("missing-unit", node.span, {"name": name})
    elif entry.unit is not None and Unit.parse(entry.unit) is None:
        yield Diagnostic("bad-unit", find(node, ("unit",)).span, {"unit": entry.unit})
    if entry.type == "code" or entry.of == "code":
        if entry.codes is None:
            yield Diagnostic("missing-key", node.span, {"key": "codes"})
        elif entry.codes not in enumerations:
            hint = suggestion(entry.codes, enumerations)
            span = find(node, ("codes",)).span
            yield Diagnostic("unknown-enumeration", span, {"name": entry.codes, "suggestion": hint})
    if entry.type == "list" and entry.of is None:
        yield Diagnostic("missing-key", node.span, {"key": "of"})


def scope_of(vocabulary: Vocabulary, rules: list[AuthoredDocument[RuleEntry]]) -> tuple[Scope, list[Diagnostic]]:
    """The names that rules may use: facts, derived facts and parameters with their types."""
    faults: list[Diagnostic] = []
    derived: dict[str, Type] = {}
    parameters: dict[str, Type] = {}
    codes = {name: tuple(entry.codes) for name, entry in vocabulary.enumerations.items()}
    for document in rules:
        rule = document.model
        if rule.parameter is not None:
            stated, found = stated_value(document, codes)
            faults += found
            if stated is not None:
                parameters[rule.parameter] = stated.type
        if rule.define is not None:
            derived[rule.define] = _derived_type(rule)
    facts = {name: spec.type for name, spec in vocabulary.facts.items()}
    positive = frozenset(
        name for name, spec in vocabulary.facts.items() if spec.minimum is not None and spec.minimum > 0
    )
    return Scope(facts, derived, parameters, codes, positive), faults


def _derived_type(rule: RuleEntry) -> Type:
    """A derived fact is a boolean, or with a unit a number, or with codes a code."""
    if rule.unit is not None:
        return Type(Kind.NUMBER, unit=Unit.parse(rule.unit))
    return Type(Kind.CODE, codes=rule.codes) if rule.codes is not None else BOOLEAN


def stated_value(
    document: AuthoredDocument[RuleEntry],
    codes: dict[str, tuple[str, ...]],
    value: object = None,
    path: tuple[str, ...] = ("value",),
) -> tuple[Constant | None, list[Diagnostic]]:
    """A parameter's value with its type: a list of codes, a number with its unit, a time, date or text."""
    rule = document.model
    value = rule.value if value is None else value
    node = find(document.node, path)
    if isinstance(value, list):
        return _stated_list(document, value, codes, path)
    if value is None:
        return None, [Diagnostic("part-missing", document.node.span, {"modality": rule.modality, "part": "value"})]
    written = str(value)
    try:
        tree = parse(written)
    except ExpressionError as error:
        span = node.within(error.at.start, error.at.end) if isinstance(node, ScalarNode) else node.span
        return None, [Diagnostic(error.code, span, error.fields)]
    if isinstance(tree, Name) and rule.codes is not None:
        return Constant(tree.name, Type(Kind.CODE, codes=rule.codes)), []
    if not isinstance(tree, Literal):
        wanted = NUMBER.describe()
        return None, [Diagnostic("wrong-type", node.span, {"wanted": wanted, "given": written})]
    return _stated_literal(document, tree.value)


def _stated_literal(document: AuthoredDocument[RuleEntry], value: Value) -> tuple[Constant | None, list[Diagnostic]]:
    rule = document.model
    if isinstance(value, bool):
        return Constant(value, BOOLEAN), []
    if isinstance(value, int | Decimal):
        if rule.unit is None:
            return None, [Diagnostic("missing-unit", document.node.span, {"name": rule.parameter or ""})]
        unit = Unit.parse(rule.unit)
        if unit is None:
            return None, [Diagnostic("bad-unit", find(document.node, ("unit",)).span, {"unit": rule.unit})]
        if value == 0:
            return None, [Diagnostic("zero-divisor", document.node.span, {"name": rule.parameter or ""})]
        return Constant(value, Type(Kind.NUMBER, unit=unit)), []
    kind = Kind.TIME if isinstance(value, time) else Kind.DATE if isinstance(value, date) else Kind.TEXT
    return Constant(value, Type(kind)), []


def _stated_list(
    document: AuthoredDocument[RuleEntry], value: list[str], codes: dict[str, tuple[str, ...]], path: tuple[str, ...]
) -> tuple[Constant | None, list[Diagnostic]]:
    rule = document.model
    if rule.codes is None:
        return None, [Diagnostic("missing-key", document.node.span, {"key": "codes"})]
    if rule.codes not in codes:
        span = find(document.node, ("codes",)).span
        hint = suggestion(rule.codes, codes)
        return None, [Diagnostic.of("unknown-enumeration", span, name=rule.codes, suggestion=hint)]
    known = codes[rule.codes]
    faults = [
        Diagnostic(
            "unknown-code",
            find(document.node, (*path, place)).span,
            {"name": code, "codes": rule.codes, "allowed": ", ".join(known), "suggestion": suggestion(code, known)},
        )
        for place, code in enumerate(value)
        if code not in known
    ]
    inner = Type(Kind.CODE, codes=rule.codes)
    return Constant(tuple(map(str, value)), Type(Kind.LIST, item=inner)), faults

"""The scope of a policy's expressions: facts, derived facts and parameters with their types and values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from decimal import Decimal

from afterschool_policy.authoring.document import AuthoredDocument
from afterschool_policy.authoring.models import Authored, BandsTable, CasesTable, CodesTable, RowValue, RuleEntry
from afterschool_policy.authoring.yaml_reader import KeyPath
from afterschool_policy.compile.expressions import typed
from afterschool_policy.diagnostics import Diagnostic, suggestion
from afterschool_policy.language.checker import PARAMETER_PREFIX, Records, Scope, Series
from afterschool_policy.language.hits import HITS
from afterschool_policy.language.lexer import ExpressionError
from afterschool_policy.language.parser import parse
from afterschool_policy.language.ranges import ANYTHING, Range, hull
from afterschool_policy.language.syntax import Expression, Literal, Name, Operation
from afterschool_policy.language.term_ranges import Leaf, term_range
from afterschool_policy.language.tree import Constant, Derived, Parameter, Value
from afterschool_policy.law.number_ranges import range_of_fact
from afterschool_policy.law.parts import KINDS, STATES
from afterschool_policy.text import Text
from afterschool_policy.values import numbers
from afterschool_policy.values.types import BOOLEAN, NUMBER, Kind, Type
from afterschool_policy.values.units import Unit
from afterschool_policy.vocabulary.model import Vocabulary

_NO_BANDS = Text(
    "参数的表格写成 cases（每行一个 when 或者一个代码）；按分段计算的写成定义（define）。",
    "Write a parameter by `cases`, a row for each `when` or code; what bands compute is a definition (`define`).",
)

Stated = tuple[Constant | None, list[Diagnostic]]
"""A constant, or None with what is wrong with it."""


def scope_of(
    vocabulary: Vocabulary,
    rules: Sequence[AuthoredDocument[RuleEntry]],
    *,
    month_end: str,
    calendar: tuple[Constant, ...],
    as_of: str,
) -> tuple[Scope, list[Diagnostic]]:
    """The names that rules may use, and a diagnostic for each parameter whose value has no type."""
    faults: list[Diagnostic] = []
    derived: dict[str, Type] = {}
    parameters: dict[str, Type] = {}
    codes = {name: tuple(enumeration.codes) for name, enumeration in vocabulary.enumerations.items()}
    for document in rules:
        rule = document.model
        if rule.parameter is not None:
            constants, more = parameter_values(document, rule.value, ("value",), codes)
            faults += more
            if constants:
                parameters[rule.parameter] = constants[0].type
        if rule.define is not None:
            derived[rule.define] = _derived_type(rule)
    types = {spec.name: spec.type for spec in vocabulary.facts.values() if spec.by is None}
    ranges = {spec.name: range_of_fact(spec) for spec in vocabulary.facts.values() if spec.type.kind is Kind.NUMBER}
    ranges |= _ranges_of_parameters(rules, codes)
    types = {name: type_ for name, type_ in types.items() if name not in vocabulary.records}
    records = {
        name: Records(each.member, {field: spec.type for field, spec in each.fields.items()}, each.complete)
        for name, each in vocabulary.records.items()
    }
    ranges |= {
        field: range_of_fact(spec) for each in vocabulary.records.values() for field, spec in each.fields.items()
    }
    series = {spec.name: Series(spec.by, spec.type) for spec in vocabulary.series if spec.by is not None}
    scope = Scope(
        types, derived, parameters, codes, records, ranges=ranges, month_end=month_end, calendar=calendar,
        series=series, periods=vocabulary.periods, as_of=as_of, called=_called(vocabulary, rules),
    )  # fmt: skip
    return replace(scope, ranges={**ranges, **_ranges_of_definitions(rules, scope)}), faults


def _called(vocabulary: Vocabulary, rules: Iterable[AuthoredDocument[RuleEntry]]) -> dict[str, str]:
    """The names of codes, facts and definitions by their labels; of several with one label, that of the last."""
    codes = {label: code for each in vocabulary.enumerations.values() for code, label in each.codes.items()}
    facts = {spec.label: spec.name for spec in vocabulary.facts.values()}
    models = [document.model for document in rules]
    defined = {each.label.text(): each.define for each in models if each.label is not None and each.define is not None}
    every = {**codes, **defined, **facts}
    return {words: name for label, name in every.items() for words in (label.zh, label.en)}


def _ranges_of_parameters(
    rules: Iterable[AuthoredDocument[RuleEntry]], codes: Mapping[str, Sequence[str]]
) -> dict[str, Range]:
    """What each parameter that is a number is, in any version and reading."""
    stated: dict[str, list[Range]] = {}
    for document in rules:
        if document.model.parameter is not None:
            values = _values(document.model)
            constants = (each for value in values for each in parameter_values(document, value, ("value",), codes)[0])
            of_rule = [term_range(constant, lambda _: ANYTHING) for constant in constants]
            stated.setdefault(f"{PARAMETER_PREFIX}{document.model.parameter}", []).extend(of_rule)
    return {name: hull(*each) for name, each in stated.items() if each}


def _ranges_of_definitions(rules: Iterable[AuthoredDocument[RuleEntry]], scope: Scope) -> dict[str, Range]:
    """What each definition that is written as an expression of numbers can be, in any version and reading."""
    written: dict[str, list[object]] = {}
    for document in rules:
        name = document.model.define
        if name is not None and scope.derived[name].kind is Kind.NUMBER:
            written.setdefault(name, []).extend(_values(document.model))
    known: dict[str, Range] = {}

    def range_of(leaf: Leaf) -> Range:
        if not isinstance(leaf, Derived):
            prefix = PARAMETER_PREFIX if isinstance(leaf, Parameter) else ""
            return scope.ranges.get(f"{prefix}{leaf.name}", ANYTHING)
        if leaf.name not in known:
            known[leaf.name] = ANYTHING  # which stays where a definition needs itself
            known[leaf.name] = hull(*(of_text(value, leaf.type) for value in written.get(leaf.name, [None])))
        return known[leaf.name]

    def of_text(value: object, type_: Type) -> Range:
        node = typed(value, scope, type_)[0] if isinstance(value, str) else None
        return ANYTHING if node is None else term_range(node, range_of)

    return {name: range_of(Derived(name, scope.derived[name])) for name in written}


def _values(rule: RuleEntry) -> list[object]:
    """The value of a rule and those of its readings."""
    others = [part for each in rule.readings.values() for part in (each or {}).values()]
    return [part.value for part in (rule, *others) if part.value is not None]


def _derived_type(rule: RuleEntry) -> Type:
    """A derived fact is a boolean, a number with a unit, a code with codes, of the type named, or a list of these."""
    if rule.type is not None:
        type_ = Type(Kind(rule.type))
    elif rule.unit is not None:
        type_ = Type(Kind.NUMBER, unit=Unit.parse(rule.unit))
    elif rule.codes is not None:
        type_ = Type(Kind.CODE, codes=rule.codes)
    else:
        return BOOLEAN
    hit = HITS.get(rule.value.hit) if isinstance(rule.value, CasesTable) else None
    return Type(Kind.LIST, item=type_) if hit is not None and hit.lists else type_


def parameter_values(
    document: AuthoredDocument[RuleEntry], value: object, path: KeyPath, codes: Mapping[str, Sequence[str]]
) -> tuple[list[Constant], list[Diagnostic]]:
    """Every value that a parameter's rule states at a path: one, or where it is a table those of its rows."""
    if isinstance(value, BandsTable):
        span = document.key_span(*path, "bands")
        return [], [Diagnostic.of("part-not-allowed", span, part="bands", where=KINDS[STATES], instead=_NO_BANDS)]
    constants: list[Constant] = []
    faults: list[Diagnostic] = []
    for at, below in _rows(value, path):
        more, found = parameter_values(document, below, at, codes)
        constants += more
        faults += found
    if not isinstance(value, Authored):
        constant, faults = parameter_value(document, value, path, codes)
        constants += [] if constant is None else [constant]
    return constants, faults


def _rows(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, object]]:
    """What the rows of a table give, each with its place."""
    match value:
        case CasesTable():
            yield from (((*path, "cases", place, "is"), row.is_) for place, row in enumerate(value.cases))
        case CodesTable():
            yield from (((*path, "cases", code), given) for code, given in value.cases.items())
        case RowValue():
            yield (*path, "is"), value.is_
    if isinstance(value, CasesTable | CodesTable) and value.otherwise is not None:
        yield (*path, "otherwise"), value.otherwise


def parameter_value(
    document: AuthoredDocument[RuleEntry], value: object, path: KeyPath, codes: Mapping[str, Sequence[str]]
) -> Stated:
    """The value at a path of a parameter's rule: its own, that of another reading, or that of a row of its table."""
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
    value, unit = _literal(tree)
    if value is None:
        return None, [Diagnostic.of("wrong-type", document.span(*path), wanted=NUMBER.describe(), given=text)]
    return _constant(document, value, unit, path)


def _literal(tree: Expression) -> tuple[Value | None, Unit | None]:
    """The value that is written out, which may be a number with its sign; of a span of time with its unit."""
    match tree:
        case Literal(value=value, unit=unit):
            return value, unit
        case Operation(symbol="negative", operands=(Literal(value=int() | Decimal() as number, unit=unit),)):
            return numbers.negated(number), unit
    return None, None


def _constant(document: AuthoredDocument[RuleEntry], value: Value, written: Unit | None, path: KeyPath) -> Stated:
    rule = document.model
    if isinstance(value, bool):
        return Constant(value, BOOLEAN), []
    if isinstance(value, int | Decimal):
        unit = written if rule.unit is None else Unit.parse(rule.unit)
        if unit is None and rule.unit is None:
            return None, [Diagnostic.of("missing-unit", document.span(), name=rule.parameter or "")]
        if unit is None:
            return None, [Diagnostic.of("bad-unit", document.span("unit"), unit=rule.unit or "")]
        if written not in (None, unit):
            wanted, given = (Type(Kind.NUMBER, unit=each).describe() for each in (unit, written))
            return None, [Diagnostic.of("wrong-type", document.span(*path), wanted=wanted, given=given)]
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

"""The vocabulary built from facts.yaml."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from decimal import Decimal

from afterschool_policy.authoring.amended import last_day
from afterschool_policy.authoring.document import AuthoredDocument
from afterschool_policy.authoring.models import FactEntry, FactGroup, VocabularyFile
from afterschool_policy.diagnostics import Diagnostic, suggestion
from afterschool_policy.text import Text
from afterschool_policy.values.periods import EVERYWHERE, PeriodKind
from afterschool_policy.values.types import Kind, Type
from afterschool_policy.values.units import Unit
from afterschool_policy.vocabulary.model import Changeable, Enumeration, FactSpec, RecordList, Vocabulary

_NUMBERS = ("integer", "number")
_ITEMS = ("code", "time", "text")
_ORDERED = (*_NUMBERS, "time", "date")
_ONE_WAY = (Changeable.UP, Changeable.DOWN)
_TYPES_OF_KEY = {
    "unit": _NUMBERS,
    "minimum": _NUMBERS,
    "maximum": _NUMBERS,
    "codes": ("code", "list"),
    "of": ("list", "records"),
    "complete": ("records",),
    "negation": ("boolean",),
    "by": ("boolean", *_ORDERED, "text", "code"),
}
"""The types of fact in which a key means something; those that are not here mean something in every one."""


def vocabulary_of(
    document: AuthoredDocument[VocabularyFile], declared: Mapping[str, PeriodKind]
) -> tuple[Vocabulary, list[Diagnostic]]:
    """The vocabulary, and a diagnostic for each fact whose unit, enumeration or period is not there."""
    model, periods = document.model, {**EVERYWHERE, **declared}
    enumerations = {
        name: Enumeration(name, entry.label.text(), entry.open, {c: label.text() for c, label in entry.codes.items()})
        for name, entry in model.enumerations.items()
    }
    faults: list[Diagnostic] = []
    facts: dict[str, FactSpec] = {}
    records: dict[str, RecordList] = {}
    for group, body in model.groups.items():
        for short, entry in body.facts.items():
            name = f"{group}.{short}"
            faults += _fact_faults(document, ("groups", group, "facts", short), entry, enumerations)
            if entry.by is not None and entry.by not in periods:
                span, hint = document.span("groups", group, "facts", short, "by"), suggestion(entry.by, periods)
                faults.append(
                    Diagnostic.of("unknown-period", span, name=entry.by, allowed=tuple(periods), suggestion=hint)
                )
            facts[name] = _spec(name, entry, body, enumerations, periods)
    for name, entry in _entries(model):
        if entry.type == "records":
            faults += _records_faults(document, name, entry, facts)
            fields = {each: spec for each, spec in facts.items() if spec.group == entry.of}
            label, question = entry.label.text(), entry.question.text()
            records[name] = RecordList(name, entry.of or "", entry.complete or "", label, question, fields)
    members = {each.member for each in records.values()}
    facts = {name: spec for name, spec in facts.items() if spec.group not in members}
    groups = {name: body.label.text() for name, body in model.groups.items() if name not in members}
    return Vocabulary(facts, enumerations, groups, records, declared), faults


def _entries(model: VocabularyFile) -> Iterator[tuple[str, FactEntry]]:
    for group, body in model.groups.items():
        yield from ((f"{group}.{short}", entry) for short, entry in body.facts.items())


def _records_faults(
    document: AuthoredDocument[VocabularyFile], name: str, entry: FactEntry, facts: Mapping[str, FactSpec]
) -> Iterator[Diagnostic]:
    """What a list of records needs: a group of facts that is its members' alone, and a fact that tells of the rest."""
    group, short = name.split(".")
    path, groups = ("groups", group, "facts", short), document.model.groups
    for key in ("of", "complete"):
        if getattr(entry, key) is None:
            yield Diagnostic.of("missing-key", document.span(*path), key=key)
    if entry.of is not None and (entry.of not in groups or entry.of == group):
        span, hint = document.span(*path, "of"), suggestion(entry.of, groups)
        yield Diagnostic.of("unknown-group", span, name=entry.of, suggestion=hint)
    elif entry.of is not None:
        others = [each for each, other in _entries(document.model) if other.type == "records" and other.of == entry.of]
        of_records = [each for each, other in _entries(document.model) if other.type == "records"]
        inside = [each for each in of_records if each.startswith(f"{entry.of}.")]
        if others[0] != name or inside:
            yield Diagnostic.of("records-group", document.span(*path, "of"), name=entry.of, other=(others + inside)[0])
    truths = [each for each, spec in facts.items() if spec.type.kind is Kind.BOOLEAN and spec.by is None]
    if entry.complete is not None and entry.complete not in truths:
        span, hint = document.span(*path, "complete"), suggestion(entry.complete, truths)
        yield Diagnostic.of("unknown-fact", span, name=entry.complete, suggestion=hint)


def _spec(
    name: str, entry: FactEntry, group: FactGroup, enumerations: Container[str], periods: Container[str]
) -> FactSpec:
    return FactSpec(
        name=name,
        type=_type(entry, enumerations),
        label=entry.label.text(),
        question=entry.question.text(),
        whole=entry.type in ("integer", "records"),
        minimum=Decimal(0) if entry.type == "records" else entry.minimum,
        maximum=entry.maximum,
        judgement=entry.judgement,
        sensitive=entry.sensitive,
        changeable=entry.changeable,
        negation=entry.negation.text() if entry.negation else None,
        no_effect=entry.no_effect.text() if entry.no_effect else None,
        supplied_by=tuple(group.supplied_by if entry.supplied_by is None else entry.supplied_by),
        last=last_day(entry),
        by=entry.by if entry.by in periods and entry.type in _TYPES_OF_KEY["by"] else None,
    )


def _type(entry: FactEntry, enumerations: Container[str]) -> Type:
    if entry.codes is not None and entry.codes not in enumerations:
        return Type(Kind.TEXT)  # the missing enumeration is reported; its codes cannot be checked
    match entry.type:
        case "integer" | "number":
            return Type(Kind.NUMBER, unit=Unit.parse(entry.unit or "1"))
        case "code":
            return Type(Kind.CODE, codes=entry.codes)
        case "records":
            return Type(Kind.NUMBER, unit=Unit.parse("1"))
        case "list":
            inner = Kind(entry.of) if entry.of in _ITEMS else Kind.TEXT
            return Type(Kind.LIST, item=Type(inner, codes=entry.codes if inner is Kind.CODE else None))
    return Type(Kind(entry.type))


def _fact_faults(
    document: AuthoredDocument[VocabularyFile],
    path: tuple[str, ...],
    entry: FactEntry,
    enumerations: Mapping[str, Enumeration],
) -> Iterator[Diagnostic]:
    if entry.type in ("integer", "number") and entry.unit is None:
        yield Diagnostic.of("missing-unit", document.span(*path), name=f"{path[1]}.{path[3]}")
    elif entry.unit is not None and Unit.parse(entry.unit) is None:
        yield Diagnostic.of("bad-unit", document.span(*path, "unit"), unit=entry.unit)
    if entry.type == "code" or entry.of == "code":
        if entry.codes is None:
            yield Diagnostic.of("missing-key", document.span(*path), key="codes")
        elif entry.codes not in enumerations:
            hint = suggestion(entry.codes, enumerations)
            yield Diagnostic.of("unknown-enumeration", document.span(*path, "codes"), name=entry.codes, suggestion=hint)
    if entry.type == "list" and entry.of is None:
        yield Diagnostic.of("missing-key", document.span(*path), key="of")
    elif entry.type == "list" and entry.of not in _ITEMS:
        problem = Text(f"of 只能是 {'、'.join(_ITEMS)}", f"`of` can only be {', '.join(_ITEMS)}")
        hint = suggestion(entry.of or "", _ITEMS)
        yield Diagnostic.of("wrong-shape", document.span(*path, "of"), problem=problem, suggestion=hint)
    for key, types in _TYPES_OF_KEY.items():
        if getattr(entry, key) is not None and entry.type not in types:
            where = Text(f"“{entry.type}”类事实", f"a fact of type `{entry.type}`")
            having = ", ".join(types)
            instead = Text(
                f"删去它，或者改用合适的 type：{having}。", f"Remove it, or choose the type that fits: {having}."
            )
            yield Diagnostic.of(
                "part-not-allowed", document.key_span(*path, key), part=key, where=where, instead=instead
            )
    if entry.changeable in _ONE_WAY and entry.type not in _ORDERED:
        where = Text(f"“{entry.type}”类事实", f"a fact of type `{entry.type}`")
        instead = Text(
            f"写 true 或者 false；有大小、先后的类型（{'、'.join(_ORDERED)}）才分方向。",
            f"Write true or false; only the types with an order have a direction: {', '.join(_ORDERED)}.",
        )
        yield Diagnostic.of(
            "part-not-allowed", document.span(*path, "changeable"), part=entry.changeable, where=where, instead=instead
        )
    if entry.codes is not None and entry.type == "list" and entry.of not in (None, "code"):
        where = Text(f"of: {entry.of} 的列表", f"a list `of: {entry.of}`")
        instead = Text("删去它，或者写 of: code。", "Remove it, or write `of: code`.")
        yield Diagnostic.of(
            "part-not-allowed", document.key_span(*path, "codes"), part="codes", where=where, instead=instead
        )

"""The vocabulary built from facts.yaml."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from afterschool_policy.authoring.document import AuthoredDocument
from afterschool_policy.authoring.models import FactEntry, FactGroup, VocabularyFile
from afterschool_policy.diagnostics import Diagnostic, suggestion
from afterschool_policy.text import Text
from afterschool_policy.values.types import Kind, Type
from afterschool_policy.values.units import Unit
from afterschool_policy.vocabulary.model import Changeable, Enumeration, FactSpec, Vocabulary

_NUMBERS = ("integer", "number")
_ORDERED = (*_NUMBERS, "time", "date")
_ONE_WAY = (Changeable.UP, Changeable.DOWN)
_TYPES_OF_KEY = {
    "unit": _NUMBERS,
    "minimum": _NUMBERS,
    "maximum": _NUMBERS,
    "codes": ("code", "list"),
    "of": ("list",),
    "negation": ("boolean",),
}
"""The types of fact in which a key means something; those that are not here mean something in every one."""


def vocabulary_of(document: AuthoredDocument[VocabularyFile]) -> tuple[Vocabulary, list[Diagnostic]]:
    """The vocabulary, and a diagnostic for each fact whose unit or enumeration is not there."""
    model = document.model
    enumerations = {
        name: Enumeration(name, entry.label.text(), entry.open, {c: label.text() for c, label in entry.codes.items()})
        for name, entry in model.enumerations.items()
    }
    faults: list[Diagnostic] = []
    facts: dict[str, FactSpec] = {}
    for group, body in model.groups.items():
        for short, entry in body.facts.items():
            name = f"{group}.{short}"
            faults += _fact_faults(document, ("groups", group, "facts", short), entry, enumerations)
            facts[name] = _spec(name, entry, body, enumerations)
    groups = {name: body.label.text() for name, body in model.groups.items()}
    return Vocabulary(facts, enumerations, groups), faults


def _spec(name: str, entry: FactEntry, group: FactGroup, enumerations: Container[str]) -> FactSpec:
    return FactSpec(
        name=name,
        type=_type(entry, enumerations),
        label=entry.label.text(),
        question=entry.question.text(),
        whole=entry.type == "integer",
        minimum=entry.minimum,
        maximum=entry.maximum,
        judgement=entry.judgement,
        sensitive=entry.sensitive,
        changeable=entry.changeable,
        negation=entry.negation.text() if entry.negation else None,
        no_effect=entry.no_effect.text() if entry.no_effect else None,
        supplied_by=tuple(group.supplied_by if entry.supplied_by is None else entry.supplied_by),
    )


def _type(entry: FactEntry, enumerations: Container[str]) -> Type:
    if entry.codes is not None and entry.codes not in enumerations:
        return Type(Kind.TEXT)  # the missing enumeration is reported; its codes cannot be checked
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

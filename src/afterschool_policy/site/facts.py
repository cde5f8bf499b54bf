"""Takes the book of a policy; gives a page for every group of facts, and the list of groups."""

from __future__ import annotations

from collections.abc import Iterator

from afterschool_policy.site import phrases as say
from afterschool_policy.site.book import ROOT, Book
from afterschool_policy.site.markup import anchor_of, code, document, link, safe, table
from afterschool_policy.text import Text
from afterschool_policy.values.types import KIND_NAMES, Kind, Type
from afterschool_policy.vocabulary.model import FactSpec

LIST = f"{ROOT}/facts/index.md"


def fact_pages(book: Book) -> Iterator[tuple[str, str]]:
    """A page for every group, and the list of them."""
    yield LIST, document([f"# {say.FACTS[book.lang]}", "", *groups(book, LIST)])
    for group in book.law.vocabulary.groups:
        yield book.group_page(group), document(_group(book, group))


def groups(book: Book, page: str) -> Iterator[str]:
    """The groups as a table, each with its facts."""
    lang = book.lang
    rows = [
        [
            link(f"{safe(label[lang])} {code(group)}", book.group_page(group), page=page),
            " ".join(code(spec.short) for spec in _in_group(book, group)),
        ]
        for group, label in book.law.vocabulary.groups.items()
    ]
    yield from table([say.GROUP[lang], say.FACTS[lang]], rows)


def _in_group(book: Book, group: str) -> list[FactSpec]:
    return [spec for spec in book.law.vocabulary.facts.values() if spec.group == group]


def _group(book: Book, group: str) -> Iterator[str]:
    lang, page = book.lang, book.group_page(group)
    yield f"# {safe(book.law.vocabulary.groups[group][lang])} {code(group)}"
    yield ""
    for spec in _in_group(book, group):
        yield f"## {safe(spec.label[lang])} {{ #{anchor_of(spec.name)} }}"
        yield ""
        yield f"{code(spec.name)} · {' · '.join(_traits(spec, book))}"
        yield ""
        yield f"> {safe(spec.question[lang])}"
        yield ""
        yield from _codes(book, spec)
        used = book.decisions_of_fact.get(spec.name, [])
        told = "；".join(book.to_decision(each, page) for each in used) or say.UNUSED[lang]
        yield f"**{say.USED_IN[lang]}**{say.COLON[lang]}{told}"
        yield ""


def _traits(spec: FactSpec, book: Book) -> Iterator[str]:
    lang = book.lang
    yield type_in_words(spec.type, book)[lang]
    if spec.minimum is not None:
        yield say.AT_LEAST.format(bound=str(spec.minimum))[lang]
    if spec.maximum is not None:
        yield say.AT_MOST.format(bound=str(spec.maximum))[lang]
    if spec.judgement:
        yield f"**{say.IS_JUDGEMENT[lang]}**"
    if spec.sensitive:
        yield say.IS_SENSITIVE[lang]
    if not spec.changeable:
        yield say.IS_FIXED[lang]


def type_in_words(type_: Type, book: Book) -> Text:
    """The type with its unit or what its codes are about."""
    if type_.kind is Kind.LIST and type_.item is not None:
        inner = type_in_words(type_.item, book)
        return Text(f"{inner.zh}的列表", f"list of {inner.en}")
    name = KIND_NAMES[type_.kind]
    if type_.kind is Kind.NUMBER and type_.unit is not None and type_.unit.powers:
        label = book.law.units.get(str(type_.unit)) or Text(str(type_.unit), str(type_.unit))
        return Text(f"{name.zh}（{label.zh}）", f"{name.en} ({label.en})")
    return name


def _codes(book: Book, spec: FactSpec) -> Iterator[str]:
    inner = spec.type.item or spec.type
    enumeration = book.law.vocabulary.enumerations.get(inner.codes or "")
    if enumeration is None:
        return
    lang = book.lang
    kind = say.OPEN_LIST if enumeration.open else say.CLOSED_LIST
    yield f"{safe(enumeration.label[lang])} {code(enumeration.name)}（{kind[lang]}）"
    yield ""
    yield from (f"- {code(each)} {safe(label[lang])}" for each, label in enumeration.codes.items())
    yield ""

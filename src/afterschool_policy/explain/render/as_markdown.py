"""The writer of Markdown, for a report, a page or an issue."""

from __future__ import annotations

from collections.abc import Iterator

from afterschool_policy.explain import phrases
from afterschool_policy.explain.document import (
    Card,
    Clauses,
    Document,
    Head,
    Item,
    Label,
    Line,
    Name,
    Quote,
    Section,
    Span,
    Strong,
    Table,
)
from afterschool_policy.explain.render.markdown_escape import safe
from afterschool_policy.text import Lang, Text


def as_markdown(document: Document, lang: Lang) -> str:
    """The document as Markdown."""
    return "\n".join(_lines(document, lang)).lstrip("\n") + "\n"


def _lines(document: Document, lang: Lang) -> Iterator[str]:
    head = document.head
    # A section of another document ends where the next begins, so it names its revision at its head.
    if head is not None:
        yield from _head(head, lang)
        yield from [_revision(head, lang)] * (head.level > 1)
    for section in document.sections:
        yield from _section(section, lang, "")
    if head is not None and head.level == 1:
        yield from ("", _revision(head, lang))


def _head(head: Head, lang: Lang) -> Iterator[str]:
    yield from (f"{'#' * head.level} {safe(head.question[lang])}", "", _answer(head.label, head.answer, lang), "")
    yield from (safe(head.reason[lang]), "")
    yield from (f"{safe(sentence[lang])}  " for sentence in head.basis)


def _revision(head: Head, lang: Lang) -> str:
    return _line((phrases.REVISION.format(revision=""), Name(head.revision, bracketed=False)), lang)


def _answer(label: Text, answer: Text, lang: Lang) -> str:
    return f"**{safe(label[lang])}** — {safe(answer[lang])}"


def _section(section: Section, lang: Lang, number: str) -> Iterator[str]:
    if section.heading is not None:
        yield from ("", f"{'#' * section.level} {number}{safe(section.heading[lang])}")
    if section.answer is not None:
        yield from ("", _answer(*section.answer, lang))
    for sentence in section.sentences:
        yield from ("", _line(sentence, lang))
    if section.table is not None:
        yield ""
        yield from _table(section.table, lang)
    if section.items:
        yield ""
    for place, item in enumerate(section.items, 1):
        yield from _item(item, lang, "", f"{place}." if section.numbered else "-")
    for card in section.cards:
        yield from _card(card, lang)
    if section.numbered and section.parts:
        yield ""
    for place, part in enumerate(section.parts, 1):
        yield from _section(part, lang, f"{place}. " if section.numbered else "")


def _card(card: Card, lang: Lang) -> Iterator[str]:
    title = safe(card.title[lang])
    yield from ("", f"**{title}**" if card.level is None else f"{'#' * card.level} {title} (`{card.name}`)")
    for sentence in card.sentences:
        yield from ("", _line(sentence, lang))
    for clause in card.quotes:
        gist = f" {safe(clause.gist[lang])}" if lang != "zh" and clause.gist is not None else ""
        yield from ("", f"> {safe(clause.quote)} — {clause.id}{gist}")
    yield ""
    for item in card.items:
        yield from _item(item, lang, "", "-")


def _table(table: Table, lang: Lang) -> Iterator[str]:
    yield _row([safe(name[lang]) for name in table.head])
    yield f"|---|{('---:|' if table.numbers else '---|') * (len(table.head) - 1)}"
    yield from (_row([_line(cell, lang) for cell in row]) for row in table.rows)


def _row(cells: list[str]) -> str:
    return "".join(f"| {cell} " if cell else "| " for cell in cells) + "|"


def _item(item: Item, lang: Lang, indent: str, mark: str) -> Iterator[str]:
    yield f"{indent}{mark} {_line(item.line, lang)}"
    for each in item.below:
        yield from _item(each, lang, f"{indent}    ", "-")


def _line(line: Line, lang: Lang) -> str:
    return "".join(_span(span, lang) for span in line)


def _span(span: Span, lang: Lang) -> str:
    match span:
        case Text():
            return safe(span[lang])
        case Strong(text):
            return f"**{safe(text[lang])}**"
        case Name(name, bracketed):
            return f" `{name}`" if bracketed else f"`{name}`"
        case Quote(quote):
            return f" “{safe(quote)}”"
        case Label(text):
            return f"**{safe(text[lang])}** "
        case Clauses(ids):
            return f" ({ids[lang]})"

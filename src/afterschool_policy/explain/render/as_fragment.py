"""The writer of HTML to set into the body of a page, without a style of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from afterschool_policy.explain import phrases
from afterschool_policy.explain.document import (
    Card,
    ClauseQuoted,
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
from afterschool_policy.text import Lang, Text


def as_fragment(document: Document, lang: Lang) -> str:
    """The document as elements that stand in a body: headings, paragraphs, lists, tables."""
    head = _head(document.head, lang) if document.head is not None else ()
    return "\n".join([*head, *(line for section in document.sections for line in _section(section, lang))]) + "\n"


def _head(head: Head, lang: Lang) -> Iterator[str]:
    revision = phrases.REVISION.format(revision=head.revision)
    yield _heading(head.level, escape(head.question[lang]))
    yield _answer(head.label, head.answer, lang)
    yield from (f"<p>{escape(sentence[lang])}</p>" for sentence in (head.reason, *head.basis, revision))


def _heading(level: int, content: str) -> str:
    return f"<h{level}>{content}</h{level}>"


def _answer(label: Text, answer: Text, lang: Lang) -> str:
    return f"<p><b>{escape(label[lang])}</b> {escape(answer[lang])}</p>"


def _section(section: Section, lang: Lang) -> Iterator[str]:
    if section.heading is not None:
        yield _heading(section.level, escape(section.heading[lang]))
    if section.answer is not None:
        yield _answer(*section.answer, lang)
    yield from (f"<p>{_line(sentence, lang)}</p>" for sentence in section.sentences)
    if section.table is not None:
        yield from _table(section.table, lang)
    yield from _list(section.items, lang, "ol" if section.numbered else "ul")
    for card in section.cards:
        yield from _card(card, lang)
    for part in section.parts:
        yield from _section(part, lang)


def _card(card: Card, lang: Lang) -> Iterator[str]:
    name = f" <code>{escape(card.name)}</code>" if card.name else ""
    yield _heading(card.level or 4, f"{escape(card.title[lang])}{name}")
    yield from (f"<p>{_line(sentence, lang)}</p>" for sentence in card.sentences)
    yield from (_quoted(clause, lang) for clause in card.quotes)
    yield from _list(card.items, lang, "ul")


def _quoted(clause: ClauseQuoted, lang: Lang) -> str:
    gist = f" {escape(clause.gist[lang])}" if lang != "zh" and clause.gist is not None else ""
    return f'<blockquote><p>{clause.id} <q lang="zh-Hans">{escape(clause.quote)}</q>{gist}</p></blockquote>'


def _table(table: Table, lang: Lang) -> Iterator[str]:
    yield f"<table><tr>{''.join(f'<th>{escape(name[lang])}</th>' for name in table.head)}</tr>"
    for row in table.rows:
        yield f"<tr>{''.join(f'<td>{_line(cell, lang)}</td>' for cell in row)}</tr>"
    yield "</table>"


def _list(items: Sequence[Item], lang: Lang, tag: str) -> Iterator[str]:
    if items:
        yield f"<{tag}>"
        for item in items:
            yield f"<li>{_line(item.line, lang)}"
            yield from _list(item.below, lang, "ul")
            yield "</li>"
        yield f"</{tag}>"


def _line(line: Line, lang: Lang) -> str:
    return "".join(_span(span, lang) for span in line)


def _span(span: Span, lang: Lang) -> str:
    match span:
        case Text():
            return escape(span[lang])
        case Strong(text):
            return f"<b>{escape(text[lang])}</b>"
        case Name(name, bracketed):
            return f"{' ' * bracketed}<code>{escape(name)}</code>"
        case Quote(quote):
            return f' <q lang="zh-Hans">{escape(quote)}</q>'
        case Label(text):
            return f"<b>{escape(text[lang])}</b> "
        case Clauses(ids):
            return f" ({escape(ids[lang])})"

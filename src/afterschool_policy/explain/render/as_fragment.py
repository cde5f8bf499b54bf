"""The writer of HTML to set into the body of a page, without a style of its own."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from afterschool_policy.explain import phrases
from afterschool_policy.explain.document import Document, Head, Item, Line, Section
from afterschool_policy.text import Lang, Text, visible

_RUNS = {
    "strong": "<b>{}</b>", "label": "<b>{}</b> ", "clauses": " ({})", "quote": ' <q lang="zh-Hans">{}</q>',
    "name": " <code>{}</code>", "code": "<code>{}</code>",
}  # fmt: skip


def as_fragment(document: Document, lang: Lang) -> str:
    """The document as elements that stand in a body: headings, paragraphs, lists."""
    head = _head(document.head, lang) if document.head is not None else ()
    return "\n".join([*head, *(line for section in document.sections for line in _section(section, lang))]) + "\n"


def _head(head: Head, lang: Lang) -> Iterator[str]:
    yield f"<h{head.level}>{escape(head.question[lang])}</h{head.level}>"
    yield _answer(head.label, head.answer, lang)
    yield "<dl>"
    for detail in head.details:
        yield f"<dt>{escape(detail.name[lang])}</dt>"
        yield from (f"<dd>{_line(line, lang)}</dd>" for line in detail.lines)
    yield "</dl>"
    if head.revision is not None:
        yield f"<p>{escape(phrases.REVISION.format(revision=head.revision)[lang])}</p>"


def _answer(label: Text, answer: Text, lang: Lang) -> str:
    return f"<p><b>{escape(label[lang])}</b> {escape(answer[lang])}</p>"


def _section(section: Section, lang: Lang) -> Iterator[str]:
    if section.heading is not None:
        tag = f"h{section.level or 4}"
        name = f" <code>{escape(section.name)}</code>" if section.name else ""
        yield f"<{tag}>{escape(section.heading[lang])}{name}</{tag}>"
    if section.answer is not None:
        yield _answer(*section.answer, lang)
    yield from (f"<p>{_line(sentence, lang)}</p>" for sentence in section.sentences)
    for clause in section.quotes:
        gist = f" {escape(clause.gist[lang])}" if lang != "zh" and clause.gist is not None else ""
        quote = f'<q lang="zh-Hans">{escape(clause.quote)}</q>'
        yield f"<blockquote><p>{escape(clause.name[lang])} {quote}{gist}</p></blockquote>"
    if section.table is not None:
        yield from (f"<p>{escape(line[lang])}</p>" for line in section.table.lines)
    yield from _list(section.items, lang, "ol" if section.numbered else "ul")
    for part in section.parts:
        yield from _section(part, lang)


def _list(items: Sequence[Item], lang: Lang, tag: str) -> Iterator[str]:
    if items:
        yield f"<{tag}>"
        for item in items:
            yield f"<li>{_line(item.line, lang)}"
            yield from _list(item.below, lang, "ul")
            yield "</li>"
        yield f"</{tag}>"


def _line(line: Line, lang: Lang) -> str:
    return "".join(
        escape(run[lang]) if isinstance(run, Text) else _RUNS[run.kind].format(escape(run.text[lang])) for run in line
    )


def escape(text: str) -> str:
    """The text with nothing in it that HTML could take for its own, and nothing that nobody sees."""
    return html.escape(visible(text))

"""The writer of Markdown, for a report, a page or an issue."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterschool_policy.explain import phrases
from afterschool_policy.explain.document import Document, Grid, Head, Item, Line, Run, Section
from afterschool_policy.text import Lang, Text, visible

_SPECIAL = re.compile(r"([\\`*_{}\[\]#|])")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "~": "&#126;"})
"""What not every reader of Markdown takes a backslash before."""
_RUNS = {
    "strong": "**{}**", "label": "**{}** ", "clauses": " ({})", "quote": " “{}”", "name": " `{}`", "code": "`{}`",
}  # fmt: skip


def as_markdown(document: Document, lang: Lang) -> str:
    """The document as Markdown."""
    return "\n".join(map(visible, _lines(document, lang))).lstrip("\n") + "\n"


def safe(text: str) -> str:
    """The text with every character escaped that Markdown, or HTML inside it, could take for its own."""
    return _SPECIAL.sub(r"\\\1", text).translate(_ENTITIES)


def _lines(document: Document, lang: Lang) -> Iterator[str]:
    head = document.head
    if head is not None:
        yield from _head(head, lang)
    for section in document.sections:
        yield from _section(section, lang, "")
    if head is not None and head.revision is not None and head.level == 1:
        yield from ("", _revision(head.revision, lang))


def _head(head: Head, lang: Lang) -> Iterator[str]:
    yield from (f"{'#' * head.level} {safe(head.question[lang])}", "", _answer(head.label, head.answer, lang), "")
    for detail in head.details:
        name = f"**{safe(detail.name[lang])}**"
        if len(detail.lines) == 1:
            yield f"- {name}{phrases.COLON[lang]}{_line(detail.lines[0], lang)}"
            continue
        yield f"- {name}"
        yield from (f"    - {_line(line, lang)}" for line in detail.lines)
    yield ""
    if head.revision is not None and head.level > 1:  # a section of another document ends where the next begins
        yield _revision(head.revision, lang)


def _revision(revision: str, lang: Lang) -> str:
    return phrases.REVISION.format(revision=f"`{revision}`")[lang]


def _answer(label: Text, answer: Text, lang: Lang) -> str:
    return f"**{safe(label[lang])}** — {safe(answer[lang])}"


def _section(section: Section, lang: Lang, number: str) -> Iterator[str]:
    if section.heading is not None:
        heading = safe(section.heading[lang])
        name = f" (`{section.name}`)" if section.name else ""
        yield from ("", f"{'#' * section.level} {number}{heading}{name}" if section.level else f"**{heading}**")
    if section.answer is not None:
        yield from ("", _answer(*section.answer, lang))
    for sentence in section.sentences:
        yield from ("", _line(sentence, lang))
    for clause in section.quotes:
        gist = f" {safe(clause.gist[lang])}" if lang != "zh" and clause.gist is not None else ""
        yield from ("", f"> {safe(clause.quote)} — {clause.name[lang]}{gist}")
    if section.table is not None:
        yield ""
        yield from _table(section.table, lang)
    if section.items or section.quotes or (section.numbered and section.parts):
        yield ""
    for place, item in enumerate(section.items, 1):
        yield from _items(item, lang, "", f"{place}." if section.numbered else "-")
    for place, part in enumerate(section.parts, 1):
        yield from _section(part, lang, f"{place}. " if section.numbered else "")


def _table(table: Grid, lang: Lang) -> Iterator[str]:
    yield _row([safe(name[lang]) for name in table.head])
    yield f"|---|{('---:|' if table.numbers else '---|') * (len(table.head) - 1)}"
    yield from (_row([_line(cell, lang) for cell in row]) for row in table.rows)


def _row(cells: list[str]) -> str:
    return "".join(f"| {cell} " if cell else "| " for cell in cells) + "|"


def _items(item: Item, lang: Lang, indent: str, mark: str) -> Iterator[str]:
    yield f"{indent}{mark} {_line(item.line, lang)}"
    for below in item.below:
        yield from _items(below, lang, f"{indent}    ", "-")


def _line(line: Line, lang: Lang) -> str:
    return "".join(safe(run[lang]) if isinstance(run, Text) else _run(run, lang) for run in line)


def _run(run: Run, lang: Lang) -> str:
    text = run.text[lang]
    return _RUNS[run.kind].format(text if run.kind in {"name", "code"} else safe(text))

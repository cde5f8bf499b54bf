"""The writer of plain text, for a terminal or a log."""

from __future__ import annotations

from collections.abc import Iterator

from afterschool_policy.explain import phrases
from afterschool_policy.explain.document import Document, Head, Item, Line, Section
from afterschool_policy.text import Lang, Text

_SHORT = 19  # of a revision, “sha256:” and the beginning are enough to tell it from others
_SPANS = {
    "strong": "{}", "label": "{} — ", "clauses": "  {}", "quote": " “{}”", "name": "  [{}]", "code": "{}",
}  # fmt: skip


def as_text(document: Document, lang: Lang) -> str:
    """The document in lines of plain text."""
    return "\n".join(_lines(document, lang)) + "\n"


def _lines(document: Document, lang: Lang) -> Iterator[str]:
    head, sections = document.head, document.sections
    # Records hold the digest of this text: what has a head keeps the space after its colons.
    colon = phrases.COLON[lang] if head is not None else phrases.COLON[lang].rstrip()
    if head is not None:
        yield from _head(head, lang)
    elif sections[0].heading is not None:
        yield sections[0].heading[lang]
        yield from _content(sections[0], lang, colon)
        sections = sections[1:]
    for section in sections:
        if section.heading is not None or section.sentences:
            yield ""
        if section.heading is not None:
            yield f"== {section.heading[lang]} ==" if section.level == 2 else _with_colon(section.heading[lang], colon)
        yield from _content(section, lang, colon)
    if head is not None:
        yield phrases.REVISION.format(revision=head.revision[:_SHORT])[lang]


def _head(head: Head, lang: Lang) -> Iterator[str]:
    colon = phrases.COLON[lang]
    yield f"{phrases.QUESTION[lang]}{colon}{head.question[lang]}"
    yield f"{phrases.ANSWER[lang]}{colon}{phrases.labelled(head.label, head.answer)[lang]}"
    yield f"{phrases.REASON[lang]}{colon}{head.reason[lang]}"
    yield from (f"    {sentence[lang]}" for sentence in head.basis)


def _content(section: Section, lang: Lang, colon: str) -> Iterator[str]:
    inner = " " * section.inner
    yield from [inner + _line(sentence, lang) for sentence in section.sentences]
    for clause in section.quotes:
        yield f"{inner}{phrases.CLAUSE[lang]} {clause.id} “{clause.quote}”"
        if lang != "zh" and clause.gist is not None:
            yield f"{inner}  {clause.gist[lang]}"
    yield from (inner + line[lang] for line in (section.table.lines if section.table is not None else ()))
    for number, item in enumerate(section.items, 1):
        if not item.aside:
            yield from _items(item, lang, section.inner, f"{number}." if section.numbered else item.mark)
    for number, part in enumerate(section.parts, 1):
        if part.heading is not None:
            place = f"{number}. " if section.numbered else ""
            yield f"{' ' * part.column}{place}{_heading(part, part.heading[lang], lang, colon)}"
        yield from _content(part, lang, colon)


def _heading(section: Section, heading: str, lang: Lang, colon: str) -> str:
    if section.answer is not None:
        return f"{heading} {phrases.labelled(*section.answer)[lang]}"
    if not section.mark:
        return _with_colon(heading, colon)
    asides = [phrases.aside(phrases.plain(_line(item.line, lang)))[lang] for item in section.items if item.aside]
    name = _SPANS["name"].format(section.name) if section.name else ""
    return f"{section.mark} {heading}{''.join(asides)}{name}"


def _with_colon(heading: str, colon: str) -> str:
    return heading if heading.endswith(("？", "?", ":")) else heading + colon


def _items(item: Item, lang: Lang, column: int, mark: str) -> list[str]:
    if item.group:
        column, lines = column - 2, []
    else:
        lines = [f"{' ' * column}{mark}{' ' if mark else ''}{_line(item.line, lang)}"]
    for below in item.below:
        lines += _items(below, lang, column + 2, below.mark)
    return lines


def _line(line: Line, lang: Lang) -> str:
    return "".join(
        [span[lang] if isinstance(span, Text) else _SPANS[span.kind].format(span.text[lang]) for span in line]
    )

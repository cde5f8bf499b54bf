"""The writer of plain text, for a terminal or a log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from afterschool_policy.explain import phrases
from afterschool_policy.explain.document import Document, Head, Item, Line, Section
from afterschool_policy.text import Lang, Text, visible

_SHORT = 19  # of a revision, “sha256:” and the beginning are enough to tell it from others
_RUNS = {
    "strong": "{}", "label": "{} — ", "clauses": "  {}", "quote": " “{}”", "name": "  [{}]", "code": "{}",
}  # fmt: skip


def as_text(document: Document, lang: Lang) -> str:
    """The document in lines of plain text."""
    head, sections = document.head, document.sections
    lines: list[str] = []
    # Records hold the digest of this text: what has a head keeps the space after its colons.
    colon = phrases.COLON[lang] if head is not None else phrases.COLON[lang].rstrip()
    if head is not None:
        lines += _head(head, lang)
    elif sections[0].heading is not None:
        lines.append(sections[0].heading[lang])
        _content(lines, sections[0], lang, colon)
        sections = sections[1:]
    for section in sections:
        heading = section.heading[lang] if section.heading is not None else None
        if heading is not None:
            lines += ("", f"== {heading} ==" if section.level == 2 else _with_colon(heading, colon))
        elif section.sentences:
            lines.append("")
        _content(lines, section, lang, colon)
    if head is not None and head.revision is not None:
        lines += [""] if sections else []
        lines.append(phrases.REVISION.format(revision=shown_revision(head.revision))[lang])
    lines.append("")
    return "\n".join(map(visible, lines))


def shown_revision(revision: str) -> str:
    """As much of a revision as text shows."""
    return revision[:_SHORT]


def _head(head: Head, lang: Lang) -> Iterator[str]:
    colon = phrases.COLON[lang]
    yield f"{phrases.QUESTION[lang]}{colon}{head.question[lang]}"
    yield f"{phrases.ANSWER[lang]}{colon}{phrases.labelled(head.label, head.answer)[lang]}"
    for detail in head.details:
        first, *others = detail.lines
        yield f"{detail.name[lang]}{colon}{_line(first, lang)}"
        yield from (f"    {_line(line, lang)}" for line in others)


def _content(lines: list[str], section: Section, lang: Lang, colon: str) -> None:
    inner = " " * section.inner
    for sentence in section.sentences:
        lines.append(inner + _line(sentence, lang))
    for clause in section.quotes:
        lines.append(f"{inner}{phrases.CLAUSE[lang]} {clause.name[lang]} “{clause.quote}”")
        if lang != "zh" and clause.gist is not None:
            lines.append(f"{inner}  {clause.gist[lang]}")
    if section.table is not None:
        lines += [inner + line[lang] for line in section.table.lines]
    if section.items:
        _items(lines, section.items, lang, inner, numbered=section.numbered)
    for number, part in enumerate(section.parts, 1):
        if part.heading is not None:
            place = f"{number}. " if section.numbered else ""
            lines.append(f"{' ' * part.column}{place}{_heading(part, part.heading[lang], lang, colon)}")
        _content(lines, part, lang, colon)


def _heading(section: Section, heading: str, lang: Lang, colon: str) -> str:
    if section.answer is not None:
        return f"{heading} {phrases.labelled(*section.answer)[lang]}"
    if not section.mark:
        return _with_colon(heading, colon)
    asides = [phrases.aside(phrases.plain(_line(item.line, lang)))[lang] for item in section.items if item.aside]
    name = _RUNS["name"].format(section.name) if section.name else ""
    return f"{section.mark} {heading}{''.join(asides)}{name}"


def _with_colon(heading: str, colon: str) -> str:
    return heading if heading.endswith(("？", "?", ":")) else heading + colon


def _items(lines: list[str], items: Sequence[Item], lang: Lang, indent: str, *, numbered: bool = False) -> None:
    for number, item in enumerate(items, 1):
        line, below, mark, group, aside = item
        if aside:
            continue
        if group:
            _items(lines, below, lang, indent)
            continue
        mark = f"{number}." if numbered else mark
        lines.append(f"{indent}{mark} {_line(line, lang)}" if mark else indent + _line(line, lang))
        if below:
            _items(lines, below, lang, f"{indent}  ")


def _line(line: Line, lang: Lang) -> str:
    return "".join(
        [part[lang] if isinstance(part, Text) else _RUNS[part.kind].format(part.text[lang]) for part in line]
    )

"""What the page of a clause shows, and the whole text in its paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from afterschool_policy.law.modalities import MODALITIES
from afterschool_policy.law.model import Clause
from afterschool_policy.site.book import Book
from afterschool_policy.site.rule import RuleSection, days_of
from afterschool_policy.text import Text


def clause_content(book: Book, clause: Clause) -> dict[str, object]:
    """The clause among its neighbours of the same paragraph, and all that refers to it."""
    paragraph = [other for other in book.law.clauses.values() if _paragraph(other) == _paragraph(clause)]
    place = paragraph.index(clause)
    return {
        "clause": clause,
        "paragraph": paragraph,
        "beside": paragraph[max(0, place - 2) : place + 3],
        "days": days_of(clause.first, clause.last) if clause.instrument or clause.first or clause.last else None,
        "modality": _modality_label(clause.modality),
        "sections": [RuleSection(book, rule) for rule in book.rules_of_clause.get(clause.id, ())],
        "results": book.results_of_clause.get(clause.id, ()),
        "decisions": book.decisions_of_clause.get(clause.id, ()),
        "readings": book.readings_of(clause),
    }


def _paragraph(clause: Clause) -> tuple[str | None, int]:
    """The text and the line that a clause begins on."""
    return clause.instrument, clause.line


def _modality_label(name: str | None) -> Text | str | None:
    row = MODALITIES.get(name or "")
    return Text(f"{row.label.zh}（{name}）", f"{row.label.en} ({name})") if row is not None else name


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the whole text; `clause` is the segment that it is, where it is one."""

    level: int
    text: str
    clause: Clause | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The sentences of a paragraph, after the headings that open there."""

    headings: tuple[Heading, ...]
    clauses: tuple[Clause, ...]


def _place(clause: Clause) -> tuple[str | None, tuple[str, ...], int]:
    """What parts the paragraphs: the text, the headings, the line."""
    return clause.instrument, clause.heading, clause.line


def paragraphs(book: Book) -> list[Paragraph]:
    """The whole text."""
    written: list[Paragraph] = []
    above: tuple[str, ...] = ()
    within: str | None = None
    for (text, heading, _), group in groupby(book.law.clauses.values(), key=_place):
        clauses = [*group]
        headings = []
        if text != within and text is not None:
            headings.append(Heading(2, book.law.instruments[text].name[book.lang], None))
            above, within = (), text
        for depth, words in enumerate(heading, 1):
            if above[:depth] != heading[:depth]:
                itself = clauses.pop(0) if clauses and clauses[0].quote.strip() == words else None
                headings.append(Heading(depth + (1 if within is None else 2), words, itself))
        above = heading
        written.append(Paragraph(tuple(headings), tuple(clauses)))
    return written

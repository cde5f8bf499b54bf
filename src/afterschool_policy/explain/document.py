"""The document model: an answer as headings, lines, items, quotes and tables, before it is written in a format.

Both languages are in it; each format has one writer (`explain.render`). Plain text has no headings or emphasis of its
own, so marks and columns are given for it; the other formats pass over these. Every record has its decision written as
text, so the small parts, as many as there are lines, are named tuples, which are made fastest.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from afterschool_policy.text import Text


class Run(NamedTuple):
    """Words of a line that formats set apart.

    `strong`: what matters most. `label`: an outcome before what it is the outcome of. `clauses`: their numbers.
    `quote`: the words of a clause, left in their own language. `name`: what a rule or fact is called, after a sentence
    about it; `code`: such a name as a part of the sentence.
    """

    kind: Literal["strong", "label", "clauses", "quote", "name", "code"]
    text: Text


Line = tuple[Text | Run, ...]


class Item(NamedTuple):
    """One line of a list with what belongs to it.

    `mark` stands before it in plain text, which opens a `group` (a line that says no more than that all below it hold)
    and sets an `aside` beside the heading above it.
    """

    line: Line
    below: tuple[Item, ...] = ()
    mark: str = ""
    group: bool = False
    aside: bool = False


class ClauseQuoted(NamedTuple):
    """A clause in its own words, with its gist for those who read another language."""

    name: Text
    quote: str
    gist: Text | None = None


class Grid(NamedTuple):
    """Rows under headings; `lines` say the same where a format has no tables."""

    head: tuple[Text, ...]
    rows: tuple[tuple[Line, ...], ...]
    lines: tuple[Text, ...]
    numbers: bool = False


class Section(NamedTuple):
    """A part of a document, down to a single rule or finding, which has a `name` and the clauses behind it.

    `answer` is an outcome and its sentence; `numbered` counts items and parts. Without a `level` the heading is a line.
    In plain text, `mark` stands before the heading, `column` is where the heading stands, `inner` where the content.
    """

    heading: Text | None
    sentences: tuple[Line, ...] = ()
    items: tuple[Item, ...] = ()
    parts: tuple[Section, ...] = ()
    answer: tuple[Text, Text] | None = None
    quotes: tuple[ClauseQuoted, ...] = ()
    table: Grid | None = None
    name: str = ""
    numbered: bool = False
    level: Literal[1, 2, 3, 4] | None = 3
    mark: str = ""
    column: int = 0
    inner: int = 2


class Detail(NamedTuple):
    """Something that is told in a few lines under its name: the reason, the clauses, what to do next."""

    name: Text
    lines: tuple[Line, ...]


class Head(NamedTuple):
    """What an answer begins with: the question, the outcome with its sentence, and what is told of it in short.

    Without a revision none is named. At level 1 it heads a document of its own, else a section of another.
    """

    question: Text
    label: Text
    answer: Text
    details: tuple[Detail, ...]
    revision: str | None
    level: Literal[1, 2]


class Document(NamedTuple):
    """An answer as it is written: its head, where it has one, and its sections."""

    sections: tuple[Section, ...]
    head: Head | None = None

"""The document model: an answer as headings, lines, items, quotes and tables, before it is written in a format.

Both languages are in it; each format has one writer (`explain.render`). Plain text has no headings or emphasis of its
own, so marks and columns are given for it; the other formats pass over these. Every record has its decision written as
text, so the small parts, as many as there are lines, are named tuples, which are made fastest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from afterschool_policy.text import Text


class Quote(NamedTuple):
    """The words of a clause inside a line, left in their own language."""

    quote: str


class Name(NamedTuple):
    """What a rule, a fact or a revision is called; `bracketed` where it follows a sentence, not part of it."""

    name: str
    bracketed: bool = True


class Strong(NamedTuple):
    """The words of a line that matter most."""

    text: Text


class Label(NamedTuple):
    """An outcome in a word, before what it is the outcome of."""

    text: Text


class Clauses(NamedTuple):
    """The numbers of the clauses that a line rests on."""

    ids: Text


Span = Text | Quote | Name | Strong | Label | Clauses
Line = tuple[Span, ...]


class Item(NamedTuple):
    """One line of a list with what belongs to it.

    `mark` stands before it in plain text, which opens a `group` (a line that says no more than that all below it hold)
    and sets an `aside` beside the title of its card.
    """

    line: Line
    below: tuple[Item, ...] = ()
    mark: str = ""
    group: bool = False
    aside: bool = False


class ClauseQuoted(NamedTuple):
    """A clause in its own words, with its gist for those who read another language."""

    id: str
    quote: str
    gist: Text | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A rule or a finding: its title (a heading, where it has a level), the clauses behind it, and its parts."""

    title: Text
    name: str = ""
    level: int | None = None
    sentences: tuple[Line, ...] = ()
    quotes: tuple[ClauseQuoted, ...] = ()
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; `lines` say the same where a format has no tables."""

    head: tuple[Text, ...]
    rows: tuple[tuple[Line, ...], ...]
    lines: tuple[Text, ...]
    numbers: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document. `answer` is an outcome and its sentence; `numbered` counts the items and the parts.

    `column` is where its heading stands in plain text, `inner` where its content does. Parts follow without a gap.
    """

    heading: Text | None
    sentences: tuple[Line, ...] = ()
    items: tuple[Item, ...] = ()
    numbered: bool = False
    level: Literal[1, 2, 3, 4] = 3
    answer: tuple[Text, Text] | None = None
    cards: tuple[Card, ...] = ()
    table: Table | None = None
    parts: tuple[Section, ...] = ()
    column: int = 0
    inner: int = 2


Sections = tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """What an answer begins with: the question, the outcome with its sentence, why, and under which text and day.

    At level 1 it heads a document of its own, else a section of another.
    """

    question: Text
    label: Text
    answer: Text
    reason: Text
    basis: tuple[Text, ...]
    revision: str
    level: Literal[1, 2]


@dataclass(frozen=True, slots=True)
class Document:
    """An answer as it is written: its head, where it has one, and its sections."""

    sections: Sections
    head: Head | None = None

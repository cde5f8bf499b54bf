"""Places in files: a file, a span from line and column to line and column, and what is to stand there instead."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

LINE_END = re.compile("[\n\x85\u2028\u2029]")
"""What ends a line of YAML, of whose files the lines are told."""


@lru_cache(maxsize=128)
def _lines(text: str) -> tuple[str, ...]:
    return (*LINE_END.split(text),)


@lru_cache(maxsize=128)
def line_starts(text: str) -> tuple[int, ...]:
    """Where each line of a text begins in it."""
    return (0, *(end.end() for end in LINE_END.finditer(text)))


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that somebody wrote, under the path by which its author knows it."""

    path: str
    text: str

    @property
    def lines(self) -> tuple[str, ...]:
        """Its lines without their ends; the last is empty where the text ends with the end of a line."""
        return _lines(self.text)

    def line(self, number: int) -> str:
        """The text of line `number` (from 1), without its end; empty where there is none."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a file: lines and columns count from 1, the end column is exclusive."""

    file: SourceFile
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.file.path}:{self.line}:{self.column}"

    @classmethod
    def whole(cls, file: SourceFile) -> Span:
        """The beginning of a file, for a fault that belongs to the file itself."""
        return cls(file, 1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Edit:
    """A piece of a file to be written otherwise: where it stands, and the text that takes its place."""

    span: Span
    text: str


def text_at(span: Span) -> str:
    """What stands at a place, of one line; empty where it is longer."""
    return span.file.line(span.line)[span.column - 1 : span.end_column - 1] if span.line == span.end_line else ""


def stretch_at(span: Span) -> str:
    """What stands at a place, over all its lines, with their ends as they are."""
    begin, end = _extent(span, span.file.text)
    return span.file.text[begin:end]


def edited(text: str, edits: Iterable[Edit]) -> str:
    """A text with its pieces written otherwise; of edits that overlap, the first in the text is taken."""
    pieces, done = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.span.line, edit.span.column)):
        begin, end = _extent(edit.span, text)
        if begin >= done:
            pieces += [text[done:begin], edit.text]
            done = end
    return "".join(pieces) + text[done:]


def _extent(span: Span, text: str) -> tuple[int, int]:
    """Where a place begins and ends in a text; the line after its last is where it ends."""
    starts = line_starts(text)

    def offset(line: int, column: int) -> int:
        return (starts[line - 1] if line <= len(starts) else len(text)) + column - 1

    return offset(span.line, span.column), offset(span.end_line, span.end_column)

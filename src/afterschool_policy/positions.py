"""Places in files: a file, a span from line and column to line and column, and what is to stand there instead."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

LINE_END = re.compile("[\n\x85\u2028\u2029]")
"""What ends a line of YAML, of whose files the lines are told."""


@lru_cache(maxsize=128)
def _lines(text: str) -> list[str]:
    return LINE_END.split(text)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that somebody wrote, under the path by which its author knows it."""

    path: str
    text: str

    def line(self, number: int) -> str:
        """The text of line `number` (from 1), without its end; empty where there is none."""
        lines = _lines(self.text)
        return lines[number - 1] if 0 < number <= len(lines) else ""


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
    starts = [*line_starts(span.file.text), len(span.file.text)]
    return span.file.text[starts[span.line - 1] + span.column - 1 : starts[span.end_line - 1] + span.end_column - 1]


def line_starts(text: str) -> list[int]:
    """Where each line of a text begins in it."""
    return [0, *(end.end() for end in LINE_END.finditer(text))]


def edited(text: str, edits: Iterable[Edit]) -> str:
    """A text with its pieces written otherwise; of edits that overlap, the first in the text is taken."""
    starts = [*line_starts(text), len(text)]
    pieces, done = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.span.line, edit.span.column)):
        first = starts[edit.span.line - 1] + edit.span.column - 1
        if first >= done:
            pieces += [text[done:first], edit.text]
            done = starts[edit.span.end_line - 1] + edit.span.end_column - 1
    return "".join(pieces) + text[done:]

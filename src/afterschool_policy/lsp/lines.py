"""Places as an editor counts them, in lines from 0 and units of an encoding, and as files are read, all from 1.

An editor ends a line at a line feed alone; YAML also at three signs that copied text can hold.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

from afterschool_policy.positions import Span, line_starts

Width = Callable[[str], int]
"""So many units a text has in the encoding of the editor's places."""


class TextPoint(NamedTuple):
    """A place in an editor: a line from 0, and so many units in it."""

    line: int
    unit: int


class Lines:
    """The lines of a text, both ways of counting them."""

    def __init__(self, text: str, width: Width) -> None:
        self._text = text
        self._width = width
        self._read = line_starts(text)
        self._shown = [0, *(found.end() for found in re.finditer("\n", text))]

    def point(self, line: int, column: int) -> TextPoint:
        """The place of a line and column; what lies beyond the text is its end."""
        start = self._read[line - 1] if line <= len(self._read) else len(self._text)
        offset = min(start + column - 1, len(self._text))
        shown = self._text.count("\n", 0, offset)
        return TextPoint(shown, self._width(self._text[self._shown[shown] : offset]))

    def extent(self, span: Span) -> tuple[TextPoint, TextPoint]:
        """Where a span begins and ends; one of no length has one sign, so that it can be seen."""
        begins, ends = self.point(span.line, span.column), self.point(span.end_line, span.end_column)
        return (begins, ends) if ends > begins else (begins, TextPoint(begins.line, begins.unit + 1))

    def before(self, point: TextPoint) -> str:
        """The text before a place."""
        if point.line >= len(self._shown):
            return self._text
        start = self._shown[point.line]
        end = self._shown[point.line + 1] - 1 if point.line + 1 < len(self._shown) else len(self._text)
        units = 0
        for offset in range(start, end):
            if units >= point.unit:
                return self._text[:offset]
            units += self._width(self._text[offset])
        return self._text[:end]

    def place(self, point: TextPoint) -> tuple[int, int]:
        """The line and column of a place."""
        before = self.before(point)
        line = bisect_right(self._read, len(before))
        return line, len(before) - self._read[line - 1] + 1

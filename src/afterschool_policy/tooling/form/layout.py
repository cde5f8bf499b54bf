"""Indentation and the spaces between what is written: two columns a level, list items below their key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from afterschool_policy.authoring.yaml_reader import MappingNode, ScalarNode, SequenceNode, YamlNode
from afterschool_policy.positions import Edit, SourceFile, Span
from afterschool_policy.tooling.form.extent import (
    BLOCK_SCALARS,
    children,
    is_flow,
    is_written,
    last_line,
    token_of,
)

_STEP = 2


def laid_out(file: SourceFile, documents: list[YamlNode]) -> Iterator[Edit]:
    """The edits that indent the lines of a file and leave one space where one belongs."""
    layout = _Layout(file)
    for document in documents:
        layout.visit(document, 1)
    yield from layout.gaps
    yield from layout.indentation()


class _Layout:
    """The column that each line is to begin in, `_columns`, and the `gaps` within lines; both fill as it is walked.

    A line on which nothing begins, as one of a folded text, moves as far as the line that it goes on from.
    """

    def __init__(self, file: SourceFile) -> None:
        self._file = file
        self._columns: dict[int, tuple[int, int]] = {}
        self._texts: set[int] = set()
        self.gaps: list[Edit] = []

    def visit(self, node: YamlNode, column: int) -> None:
        """Lay out a node whose lines begin in a column."""
        if isinstance(node, ScalarNode):
            self._text(node, column)
        elif is_flow(node):
            self._between_brackets(node)
        elif isinstance(node, SequenceNode):
            for item in node.items:
                dash = self._dash(item)
                self._begins(dash, column)
                self._gap((dash.end_line, dash.end_column), item, "")
                self.visit(item, column + _STEP)
        else:
            for key, value in node.entries:
                self._begins(key.token, column)
                self._gap((key.token.end_line, key.token.end_column), value, ":")
                self.visit(value, column + _STEP)

    def _begins(self, at: Span, column: int) -> None:
        """What begins in a column of its line, where it is the first on it."""
        if not self._file.line(at.line)[: at.column - 1].strip():
            self._columns[at.line] = (at.column, column)

    def _text(self, node: ScalarNode, column: int) -> None:
        """The lines of a text after the first; of one after `|` or `>` the least indentation is the column."""
        numbers = range(node.span.line + 1, last_line(node) + 1)
        self._texts.update(numbers)
        header = self._file.line(node.span.line)[node.span.column - 1 :].partition("#")[0]
        indents = [_indent(line) for number in numbers if (line := self._file.line(number)).strip()]
        if node.style in BLOCK_SCALARS and indents and not any(sign.isdigit() for sign in header):
            self._columns[numbers[0]] = (min(indents) + 1, column)

    def _between_brackets(self, node: MappingNode | SequenceNode) -> None:
        inside = [each for each in children(node) if is_written(each)]
        for each in inside:
            self.visit(each, 0)
        if inside:
            self._gap((node.span.line, node.span.column + 1), inside[0], "", space="")
            last = token_of(inside[-1])
            end = Span(self._file, last.end_line, last.end_column, node.span.end_line, node.span.end_column - 1)
            self._replace(end, "", "")
        for one, other in pairwise(inside):
            self._gap((token_of(one).end_line, token_of(one).end_column), other, "[,:]")

    def _gap(self, start: tuple[int, int], after: YamlNode, sign: str, space: str = " ") -> None:
        """What lies before a node: a sign, if any, and a space."""
        if is_written(after):
            end = token_of(after)
            self._replace(Span(self._file, *start, end.line, end.column), sign, space)

    def _replace(self, gap: Span, sign: str, space: str) -> None:
        written = self._file.line(gap.line)[gap.column - 1 : gap.end_column - 1]
        if gap.line == gap.end_line and (match := re.fullmatch(f" *({sign}) *", written)):
            wanted = match[1] + space
            if written != wanted:
                self.gaps.append(Edit(gap, wanted))

    def indentation(self) -> Iterator[Edit]:
        """The edits of the beginnings of lines."""
        was = is_now = 1
        for number in range(1, len(self._file.lines) + 1):
            line = self._file.line(number)
            if number in self._columns:
                was, is_now = self._columns[number]
            elif number in self._texts or not line.strip():
                pass
            elif line.startswith(("---", "...")):
                was = is_now = 1
            elif line.lstrip(" ").startswith("#"):
                was, is_now = self._of_comment(number) or (was, is_now)
            if line.strip() and was != is_now:
                yield Edit(Span(self._file, number, 1, number, _indent(line) + 1), " " * (_indent(line) + is_now - was))

    def _of_comment(self, number: int) -> tuple[int, int] | None:
        """A comment moves with what it stands above in the same column, if it does."""
        column, after = _indent(self._file.line(number)) + 1, number
        while self._file.line(after).lstrip(" ").startswith("#"):
            after += 1
        found = self._columns.get(after)
        return found if found is not None and found[0] == column else None

    def _dash(self, item: YamlNode) -> Span:
        """The place of the dash before an item of a list."""
        at = token_of(item)
        line, text = at.line, self._file.line(at.line)[: at.column - 1]
        while not text.rstrip().endswith("-"):
            line -= 1
            text = self._file.line(line).partition(" #")[0]
        column = len(text.rstrip())
        return Span(self._file, line, column, line, column + 1)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))

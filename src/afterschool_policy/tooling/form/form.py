"""A file brought into form, step by step: each takes the text that the one before it gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from afterschool_policy.authoring.yaml_reader import YamlNode, read, scalars
from afterschool_policy.diagnostics import InvalidPolicy
from afterschool_policy.positions import Edit, SourceFile, Span, edited, line_starts
from afterschool_policy.tooling.form.extent import last_line
from afterschool_policy.tooling.form.layout import laid_out
from afterschool_policy.tooling.form.order import reordered
from afterschool_policy.tooling.form.scalars import rewritten

_Step = Callable[[SourceFile, list[YamlNode]], Iterator[Edit]]


def formed(file: SourceFile) -> str:
    """The text of a file of a policy or of cases in form: what it says and its comments are the same.

    Raises:
        InvalidPolicy: with the faults of what cannot be read.
    """
    for step in (reordered, laid_out, rewritten, _without_trailing_spaces):
        file = _stepped(file, step)
    return file.text


def _stepped(file: SourceFile, step: _Step) -> SourceFile:
    """The file after a step, made again as long as it changes something: what is inside, then what is around."""
    while True:
        documents, faults = read(file)
        if faults:
            raise InvalidPolicy(faults)
        text = edited(file.text, step(file, documents))
        if text == file.text:
            return file
        file = SourceFile(file.path, text)


def _without_trailing_spaces(file: SourceFile, documents: list[YamlNode]) -> Iterator[Edit]:
    """No spaces at the ends of lines, save in texts of several lines, and one end of line at the end of the file."""
    texts = {
        line
        for document in documents
        for node in scalars(document)
        for line in range(node.span.line, last_line(node) + 1)
        if last_line(node) > node.span.line
    }
    lines = file.lines
    for number, line in enumerate(lines, 1):
        kept = line.rstrip(" \t")
        if kept != line and number not in texts:
            yield Edit(Span(file, number, len(kept) + 1, number, len(line) + 1), "")
    if file.text and not file.text.endswith("\n"):
        last = len(lines)
        yield Edit(Span(file, last, len(lines[-1]) + 1, last, len(lines[-1]) + 1), "\n")
    elif (ends := re.search(r"\n{2,}\Z", file.text)) and documents and last_line(documents[-1]) not in texts:
        first = len(line_starts(file.text[: ends.start()]))
        yield Edit(Span(file, first, len(lines[first - 1]) + 1, len(lines), 1), "\n")

"""Quotes where YAML needs them and nowhere else, and the spaces of expressions."""

from __future__ import annotations

from collections.abc import Iterator

from afterschool_policy.authoring.keys import forms_of, places
from afterschool_policy.authoring.kinds import kind_of
from afterschool_policy.authoring.models import EXPRESSION
from afterschool_policy.authoring.yaml_reader import ScalarNode, YamlNode, scalars, stands_plain
from afterschool_policy.language.spacing import spaced
from afterschool_policy.positions import Edit, SourceFile, Span
from afterschool_policy.tooling.form.extent import last_line


def rewritten(file: SourceFile, documents: list[YamlNode]) -> Iterator[Edit]:
    """The edits of single values: their quotes, and the spaces of those that are expressions."""
    for document in documents:
        model = kind_of(file.path, document)
        found = [] if model is None else places(document, forms_of(model))
        expressions = {id(node) for node, forms in found if EXPRESSION in forms}
        for node in scalars(document):
            if node.exact:
                yield from _one_line(node, is_expression=id(node) in expressions)
            elif id(node) in expressions and node.style in (">", "|"):
                yield from _lines(node)


def _one_line(node: ScalarNode, *, is_expression: bool) -> Iterator[Edit]:
    if node.value is None:
        return
    value = spaced(node.value) if is_expression else str(node.value)
    quote = "" if node.style and stands_plain(value) else '"' if node.style == "'" and _holds(value) else node.style
    if quote != node.style or value != node.value:
        yield Edit(node.token, f"{quote}{value}{quote}")


def _holds(value: str) -> bool:
    """Whether double quotes hold a text as it is."""
    return not set(value) & {'"', "\\"}


def _lines(node: ScalarNode) -> Iterator[Edit]:
    """The lines of a long expression, each by itself; where it is broken stays its author's choice."""
    file = node.span.file
    for number in range(node.span.line + 1, last_line(node) + 1):
        line = file.line(number)
        indent = len(line) - len(line.lstrip(" "))
        written = line[indent:].rstrip(" ")
        if spaced(written) != written:
            yield Edit(Span(file, number, indent + 1, number, len(line) + 1), spaced(written))

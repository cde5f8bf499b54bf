"""The files of rules with what no case reaches, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from afterschool_policy.authoring.yaml_reader import MappingNode, find, find_key, read, scalars
from afterschool_policy.law.model import Rule
from afterschool_policy.policy import Policy
from afterschool_policy.positions import SourceFile
from afterschool_policy.testing.coverage.coverage import Coverage
from afterschool_policy.testing.coverage.points import OTHERWISE, Point


@dataclass(frozen=True, slots=True)
class AnnotatedLine:
    """A line of a rule: its number, its text, the points that stand on it and those of them that no case reaches."""

    number: int
    text: str
    points: tuple[Point, ...]
    left: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class AnnotatedRule:
    """A rule as it is written; `coverage` is its own, `path` its file."""

    rule: Rule
    coverage: Coverage
    path: str
    lines: tuple[AnnotatedLine, ...]


def annotated(policy: Policy, coverage: Coverage) -> Iterator[AnnotatedRule]:
    """Every rule of which something is not reached; none of a policy that no longer knows its files, as a bundle."""
    documents: dict[SourceFile, list[MappingNode]] = {}
    for rule in (*policy.limits, *policy.rules):
        own = coverage.of_rule(rule.name)
        if not own.left or rule.span is None:
            continue
        file = rule.span.file
        if file not in documents:
            documents[file] = [node for node in read(file)[0] if isinstance(node, MappingNode)]
        node = _document(documents[file], rule)
        yield AnnotatedRule(rule, own, file.path, tuple(_lines(file, node, own)) if node is not None else ())


def _document(nodes: list[MappingNode], rule: Rule) -> MappingNode | None:
    """The document of a file that a rule is written in; a limit of the policy is no document of its own."""
    found = (node for node in nodes if node.span.line <= _line_of(rule) <= node.span.end_line)
    return next((node for node in found if node.get("rule") is not None), None)


def _line_of(rule: Rule) -> int:
    return 0 if rule.span is None else rule.span.line


def _lines(file: SourceFile, node: MappingNode, coverage: Coverage) -> Iterator[AnnotatedLine]:
    by_line: dict[int, list[Point]] = {}
    for point in coverage.points:
        by_line.setdefault(_line(node, point), []).append(point)
    for number in range(node.span.line, node.span.end_line + 1):
        points = tuple(by_line.get(number, ()))
        left = tuple(point for point in points if point not in coverage.reached)
        if points or file.line(number).strip(" -"):  # not the line that ends the document
            yield AnnotatedLine(number, file.line(number), points, left)


def _line(node: MappingNode, point: Point) -> int:
    """The line of a point: of the expression that holds its test, else of its part."""
    if not point.part:
        return node.span.line
    part = find(node, point.part)
    if point.test == OTHERWISE:
        return find_key(part, (OTHERWISE,)).line
    holding = (each for each in scalars(part) if each.value is not None and point.test in " ".join(each.value.split()))
    scalar = next(holding, None)
    return find_key(node, point.part).line if scalar is None else scalar.span.line

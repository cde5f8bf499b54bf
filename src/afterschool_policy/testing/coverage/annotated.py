"""The files of rules with what no case reaches, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from afterschool_policy.authoring.yaml_reader import MappingNode
from afterschool_policy.law.model import Rule
from afterschool_policy.policy import Policy
from afterschool_policy.positions import SourceFile
from afterschool_policy.testing.coverage.coverage import Coverage
from afterschool_policy.testing.coverage.points import Point
from afterschool_policy.testing.rule_files import RuleFiles, line_of


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
    files = RuleFiles()
    for rule in (*policy.limits, *policy.rules):
        own = coverage.of_rule(rule.name)
        if not own.left or rule.span is None:
            continue
        file, node = rule.span.file, files.document(rule)
        yield AnnotatedRule(rule, own, file.path, tuple(_lines(file, node, own)) if node is not None else ())


def _lines(file: SourceFile, node: MappingNode, coverage: Coverage) -> Iterator[AnnotatedLine]:
    by_line: dict[int, list[Point]] = {}
    for point in coverage.points:
        by_line.setdefault(line_of(node, point.part, point.test), []).append(point)
    for number in range(node.span.line, node.span.end_line + 1):
        points = tuple(by_line.get(number, ()))
        left = tuple(point for point in points if point not in coverage.reached)
        if points or file.line(number).strip(" -"):  # not the line that ends the document
            yield AnnotatedLine(number, file.line(number), points, left)

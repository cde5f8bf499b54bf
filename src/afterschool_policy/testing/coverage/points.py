"""The points of a law that its cases can reach, and the one table of their kinds."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from afterschool_policy.language.printer import print_expression
from afterschool_policy.language.tree import Constant, Table
from afterschool_policy.law.model import Law, Rule
from afterschool_policy.semantics.edition import turning_days
from afterschool_policy.testing.authored_parts import (
    AuthoredPart,
    Path,
    alternatives_of,
    parts_of,
    place_of,
    written_nodes,
)
from afterschool_policy.testing.coverage.possible import Possible, is_boundary
from afterschool_policy.testing.rule_files import OTHERWISE
from afterschool_policy.text import Text
from afterschool_policy.values.truth import Truth

CLAUSE, RULE, CONDITION, EXCEPTION = "clause", "rule", "condition", "exception"
ROW, BOUNDARY, READING, EDITION = "row", "boundary", "reading", "edition"


class PointKind(NamedTuple):
    """What one is called, and what is counted of all of them."""

    one: Text
    counted: Text


KINDS = {
    CLAUSE: PointKind(Text("条款", "clause"), Text("条款", "clauses")),
    RULE: PointKind(Text("规则", "rule"), Text("规则（各版本）", "rules, each version")),
    CONDITION: PointKind(
        Text("条件", "condition"), Text("条件：成立、不成立、未知", "conditions: true, false, unknown")
    ),
    EXCEPTION: PointKind(Text("例外", "exception"), Text("例外：适用、不适用", "exceptions: taken, not taken")),
    ROW: PointKind(Text("表的一行", "row"), Text("表的各行、各档", "rows and bands of tables")),
    BOUNDARY: PointKind(Text("界限", "boundary"), Text("界限：不到、正好、超过", "boundaries: under, at, over")),
    READING: PointKind(Text("读法", "reading"), Text("读法：默认的、其他的", "readings: the default, the others")),
    EDITION: PointKind(Text("施行时期，自", "period from"), Text("施行时期", "periods of the law")),
}
"""What is reached or not."""

TRUE, FALSE, UNKNOWN, TAKEN, NOT_TAKEN = "true", "false", "unknown", "taken", "not taken"
UNDER, AT, OVER = "under", "at", "over"
SIDES = {
    TRUE: Text("成立", "true"),
    FALSE: Text("不成立", "false"),
    UNKNOWN: Text("未知", "unknown"),
    TAKEN: Text("适用", "taken"),
    NOT_TAKEN: Text("不适用", "not taken"),
    UNDER: Text("左小于右", "left under right"),
    AT: Text("左右相等", "left equal to right"),
    OVER: Text("左大于右", "left over right"),
}
"""The ways in which one of them can come out."""

TRUTHS = (Truth.TRUE, Truth.FALSE, Truth.UNKNOWN)
SIDE_OF = {Truth.TRUE: TRUE, Truth.FALSE: FALSE, Truth.UNKNOWN: UNKNOWN}
BOUNDARY_SIDES = {-1: UNDER, 0: AT, 1: OVER}
"""How a comparison comes out whose left side is less, as much or more."""


@dataclass(frozen=True, slots=True)
class Point:
    """One of them: a row of `KINDS`, of a clause, a rule (`id@version`) or the first day of a period.

    Inside a rule `part` is the path of keys to the part of its file, `test` the expression there as it is written, and
    `side` the way in which it comes out.
    """

    kind: str
    of: str
    part: Path = ()
    test: str = ""
    side: str = ""

    @property
    def place(self) -> str:
        """Its part of the rule's file, as in `unless[0].when`."""
        return place_of(self.part)


def points_of(law: Law) -> Iterator[Point]:
    """Every point of a law, in the order of the document."""
    yield from (Point(CLAUSE, name) for name, clause in law.clauses.items() if clause.operative)
    points = _Points(law)
    for rule in (*law.limits, *law.rules):
        yield from dict.fromkeys(points.of_rule(rule))
    periods = turning_days(law, law.instrument.in_force)
    if len(periods) > 1:
        yield from (Point(EDITION, period_name(day)) for day in periods)


def period_name(first: object | None) -> str:
    """The name of the period that begins on a day; the first one begins on none."""
    return "—" if first is None else str(first)


def rows_written(table: Table) -> list[str]:
    """The rows of a table, each by its condition."""
    rows = [print_expression(row.when) for row in table.rows]
    return rows if table.otherwise is None else [*rows, OTHERWISE]


class _Points:
    def __init__(self, law: Law) -> None:
        self._law = law
        self._possible = Possible(law)

    def of_rule(self, rule: Rule) -> Iterator[Point]:
        yield Point(RULE, rule.name)
        for reading in dict.fromkeys(each.reading for each in rule.alternatives):
            yield Point(READING, rule.name, ("readings", reading, self._law.readings[reading].default))
        parts = [*parts_of(rule.body)]
        for part in parts:
            yield from self._of_part(rule.name, part, frozenset())
        for path, body in alternatives_of(rule):
            yield Point(READING, rule.name, path)
            for part in parts_of(body, path):
                # What the default reading tests, too, is counted there.
                known = frozenset(
                    each.text for own in parts if own.role == part.role for each in written_nodes(own.tree)
                )
                yield from self._of_part(rule.name, part, known)

    def _of_part(self, rule: str, part: AuthoredPart, known: Collection[str]) -> Iterator[Point]:
        if part.role == "unless":
            ways = (TAKEN,) if isinstance(part.tree, Constant) else (TAKEN, NOT_TAKEN)
            yield from (Point(EXCEPTION, rule, part.path, print_expression(part.tree), way) for way in ways)
        for each in written_nodes(part.tree):
            node, written = each.node, each.text
            if written in known:
                continue
            possible = self._possible.counted(node)
            yield from (Point(CONDITION, rule, part.path, written, SIDE_OF[way]) for way in TRUTHS if way in possible)
            if is_boundary(node):
                sides = self._possible.sides(node)
                yield from (Point(BOUNDARY, rule, part.path, written, BOUNDARY_SIDES[side]) for side in sides)
            if isinstance(node, Table):
                yield from (Point(ROW, rule, part.path, row, TAKEN) for row in rows_written(node))

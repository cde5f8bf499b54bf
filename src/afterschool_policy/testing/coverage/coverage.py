"""How much of a policy its cases reach. A case that fails reaches nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from afterschool_policy.policy import Policy
from afterschool_policy.testing.cases import CaseResult
from afterschool_policy.testing.coverage.points import CLAUSE, EDITION, KINDS, Point, points_of
from afterschool_policy.testing.coverage.reached import Reached
from afterschool_policy.testing.coverage.ruled_out import RuledOut
from afterschool_policy.text import Text


@dataclass(frozen=True)
class Coverage:
    """The points of a policy in the order of the document, and those of them that its cases reach.

    `ruled_out` are those that no facts can reach, each with the reason: they are not counted.
    """

    points: tuple[Point, ...]
    reached: frozenset[Point]
    ruled_out: Mapping[Point, Text] = field(default_factory=dict)

    @cached_property
    def left(self) -> tuple[Point, ...]:
        """The points that no case reaches."""
        return tuple(point for point in self.points if point not in self.reached)

    @property
    def percent(self) -> float:
        """How many of a hundred points are reached; all where there are none."""
        return percent(len(self.reached), len(self.points))

    def counts(self) -> dict[str, tuple[int, int]]:
        """For each kind of which there are any, how many are reached and how many there are."""
        return {kind: count for kind in KINDS if (count := self.of_kind(kind))[1]}

    def of_kind(self, kind: str) -> tuple[int, int]:
        """How many points of a kind are reached, and how many there are."""
        points = [point for point in self.points if point.kind == kind]
        return sum(point in self.reached for point in points), len(points)

    def of_rule(self, name: str) -> Coverage:
        """The same of one rule alone."""
        points = tuple(point for point in self.points if point.kind not in (CLAUSE, EDITION) and point.of == name)
        ruled_out = {point: reason for point, reason in self.ruled_out.items() if point.of == name}
        return Coverage(points, self.reached.intersection(points), ruled_out)


def percent(reached: int, points: int) -> float:
    """How many of a hundred are reached; all where there are none."""
    return 100 * reached / points if points else 100.0


def coverage(policy: Policy, results: Iterable[CaseResult], *, rules: Collection[str] | None = None) -> Coverage:
    """The coverage of a policy by the results of its cases, or of some of its rules alone, by id@version."""
    reached = Reached(policy.law)
    for result in results:
        if result.passed and result.decision is not None:
            reached.add(result.decision)
    points = [point for point in points_of(policy.law) if rules is None or point.of in rules]
    proofs = RuledOut(policy.law)
    reasons = ((point, proofs.reason(point)) for point in points if point not in reached.points)
    ruled_out = {point: reason for point, reason in reasons if reason is not None}
    counted = tuple(point for point in points if point not in ruled_out)
    return Coverage(counted, frozenset(reached.points.intersection(counted)), ruled_out)


def clauses_cited(policy: Policy, results: Iterable[CaseResult]) -> tuple[int, int]:
    """How many operative clauses the outcomes of passing cases rest on, and how many there are."""
    decisions = (result.decision for result in results if result.passed and result.decision is not None)
    cited = {citation.clause for decision in decisions for citation in decision.citations}
    operative = [name for name, clause in policy.clauses.items() if clause.operative]
    return sum(name in cited for name in operative), len(operative)

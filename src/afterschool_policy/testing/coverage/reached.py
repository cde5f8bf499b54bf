"""What one decision reaches: of each rule that was tried, as far as it was tried, how every test in it came out.

A rule is tried as `semantics.conclusion` says: beyond its scope only where that holds, its exceptions where it bites,
what it computes where it speaks. A definition or a parameter is tried where a part that is tried uses it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from afterschool_policy.decision.contract import Decision
from afterschool_policy.decision.decision import SingleDecision
from afterschool_policy.language.evaluate import Values, value_of
from afterschool_policy.language.printer import print_expression
from afterschool_policy.language.tree import Apply, Derived, Node, Parameter, Presuming, Table, Value
from afterschool_policy.law.model import Law, Rule
from afterschool_policy.law.records import trees_written_out
from afterschool_policy.semantics.conclusion import Conclusion
from afterschool_policy.semantics.edition import Edition, turning_days
from afterschool_policy.testing.authored_parts import AuthoredPart, WrittenNode, chosen_parts, written_nodes
from afterschool_policy.testing.coverage.points import (
    BOUNDARY,
    BOUNDARY_SIDES,
    CLAUSE,
    CONDITION,
    EDITION,
    EXCEPTION,
    NOT_TAKEN,
    READING,
    ROW,
    RULE,
    SIDE_OF,
    TAKEN,
    Point,
    period_name,
    rows_written,
)
from afterschool_policy.testing.coverage.possible import is_boundary
from afterschool_policy.values import truth as truths
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.truth import Truth
from afterschool_policy.values.types import Kind
from afterschool_policy.vocabulary.facts import plain_values

_SCOPE = frozenset({"applies", "silent"})
_OUTPUTS = ("amounts", "values")


class Reached:
    """The points that decisions on a law reach, gathered one after the other in `points`."""

    def __init__(self, law: Law) -> None:
        self.points: set[Point] = set()
        self._law = law
        self._rules = {rule.name: rule for rule in (*law.limits, *law.rules)}
        self._periods = turning_days(law, law.instrument.in_force)
        self._views: dict[tuple[int, tuple[int | None, ...]], _View] = {}
        self._nodes = cache(lambda part: tuple(written_nodes(part.tree)))

    def add(self, decision: Decision) -> None:
        """Gather the points that a decision reaches, or each one of an audit."""
        for single in decision.parts.values():
            assert isinstance(single, SingleDecision)
            self._add_single(single)

    def _add_single(self, decision: SingleDecision) -> None:
        basis, facts = decision.basis, plain_values(decision.facts)
        self.points |= {Point(CLAUSE, citation.clause) for citation in decision.citations}
        if basis.as_of is not None:
            begun = [first for first in self._periods if first is None or first <= basis.as_of]
            self.points.add(Point(EDITION, period_name(begun[-1] if begun else self._periods[0])))
        edition = basis.question.edition
        for each in [period.edition for period in edition.periods] or [edition]:
            tried = _Tried(self, self._view(each, facts), facts)
            for settled in basis.verdict.rules:
                rule = settled.conclusion.rule
                if rule.name in each.named:
                    told = settled.outcome is not Outcome.NOT_APPLICABLE or settled.conclusion.linked.is_limit
                    if settled.conclusion.speaks is Truth.TRUE or (settled.decided and told):
                        self.points.add(Point(RULE, written_name(rule.name)))
                    tried.rule(self._rules[written_name(rule.name)], settled.conclusion)
            for rule in each.current:
                if decision.name in rule.decisions and each.bodies[rule.name].silent:
                    tried.reading_of_scope(rule)

    def _view(self, edition: Edition, facts: Mapping[str, Value]) -> _View:
        counts = {name: facts.get(name) for name in self._law.vocabulary.records}
        known = tuple(count if isinstance(count, int) else None for count in counts.values())
        view = self._views.get((id(edition), known))
        if view is None:
            numbers = {name: count or 0 for name, count in zip(counts, known, strict=True)}
            write = trees_written_out(self._law, numbers)
            view = self._views[id(edition), known] = _View(edition, self._rules, numbers, write, {}, self._nodes)
        return view


@dataclass(frozen=True, slots=True, eq=False)
class _View:
    """An edition with the authored rules, and how their nodes read in it; kept, and so is the identity of both."""

    edition: Edition
    rules: Mapping[str, Rule]
    counts: Mapping[str, int]
    write: Callable[[Node, int | None], Node]
    linked: dict[tuple[int, int | None], Node]
    nodes: Callable[[AuthoredPart], tuple[WrittenNode, ...]]

    def node(self, node: Node, place: int | None) -> Node:
        """The node as it is linked, of the record at a place where it is said of records."""
        key = (id(node), place)
        if key not in self.linked:
            self.linked[key] = self.edition.linker.node(self.write(node, place))
        return self.linked[key]


class _Tried:
    """The rules that are tried in one edition with some facts."""

    def __init__(self, reached: Reached, view: _View, facts: Mapping[str, Value]) -> None:
        self._points = reached.points
        self._view = view
        self._facts = facts
        self._defined: set[str] = set()

    def rule(self, rule: Rule, conclusion: Conclusion) -> None:
        """Gather what is reached of a rule that came to a conclusion."""
        parts = [*chosen_parts(rule, self._view.edition.readings)]
        self.reading_of_scope(rule)
        scope = [part for part in parts if part.role == "applies"]
        for part in scope:
            self._part(rule, part, None)
        if any(self._truth(part.tree, None) is not Truth.TRUE for part in scope):
            return
        self._readings(rule)
        self._exceptions(rule, conclusion, [part for part in parts if part.role == "unless"])
        for part in parts:
            if _is_tried(part, conclusion):
                self._part(rule, part, None)

    def reading_of_scope(self, rule: Rule) -> None:
        """A reading that changes where a rule applies, or silences it, is met wherever its question is asked."""
        written = self._view.rules[written_name(rule.name)]
        if any(
            {*_SCOPE, "silent"} & each.parts
            for each in written.alternatives
            if self._is_chosen(each.reading, each.code)
        ):
            self._readings(written)

    def _readings(self, rule: Rule) -> None:
        chosen, law = self._view.edition.readings, self._view.edition.law
        for reading in dict.fromkeys(each.reading for each in rule.alternatives):
            code = chosen.get(reading, law.readings[reading].default)
            self._points.add(Point(READING, rule.name, ("readings", reading, code)))

    def _is_chosen(self, reading: str, code: str) -> bool:
        return self._view.edition.readings.get(reading) == code

    def _exceptions(self, rule: Rule, conclusion: Conclusion, parts: list[AuthoredPart]) -> None:
        if not conclusion.may_bite:
            return
        for part, exemption in zip(parts, conclusion.body.unless, strict=True):
            written = print_expression(part.tree)
            if exemption is conclusion.exemption:
                self._points.add(Point(EXCEPTION, rule.name, part.path, written, TAKEN))
            elif self._truth(part.tree, None) is Truth.FALSE:
                self._points.add(Point(EXCEPTION, rule.name, part.path, written, NOT_TAKEN))

    def _part(self, rule: Rule, part: AuthoredPart, place: int | None) -> None:
        """Gather how each test of a part comes out, of the record at a place where the rule is of records."""
        for each in self._view.nodes(part):
            for at in [place] if each.records is None else range(self._view.counts[each.records]):
                self._node(rule, part, each.node, each.text, at)

    def _node(self, rule: Rule, part: AuthoredPart, node: Node, text: str, place: int | None) -> None:
        linked = self._view.node(node, place)
        linked = linked.test if isinstance(linked, Presuming) else linked
        if node.type.kind is Kind.BOOLEAN:
            side = SIDE_OF[truths.of(value_of(linked, self._facts))]
            self._points.add(Point(CONDITION, rule.name, part.path, text, side))
        if is_boundary(node):
            assert isinstance(linked, Apply)
            left, right = (value_of(operand, self._facts) for operand in linked.operands[:2])
            if left is not None and right is not None:
                order = (left > right) - (left < right)  # type: ignore[operator]  # of one order
                self._points.add(Point(BOUNDARY, rule.name, part.path, text, BOUNDARY_SIDES[order]))
        if isinstance(node, Table):
            assert isinstance(linked, Table)
            for row, written in zip(self._rows(linked), rows_written(node), strict=True):
                if row:
                    self._points.add(Point(ROW, rule.name, part.path, written, TAKEN))
        if isinstance(linked, Derived | Parameter) and linked.rule is not None and linked.rule not in self._defined:
            self._defined.add(linked.rule)
            self._definition(linked.rule)

    def _definition(self, name: str) -> None:
        rule, place = self._view.rules[written_name(name)], place_in(name)
        self._points.add(Point(RULE, rule.name))
        self._readings(rule)
        for part in chosen_parts(rule, self._view.edition.readings):
            if part.role == "value":
                self._part(rule, part, place)

    def _rows(self, table: Table) -> Iterator[bool]:
        """For each row of a table, the one for all else last, whether it gives or adds to the value."""
        values = Values(self._facts)
        if table.hit.combine is None:
            rows, nothing = values.standing(table)
            taken = rows[0] if len(rows) == 1 and not nothing else None
            yield from (row is taken for row in table.every_row)
            return
        held = [values.row_truth(row) for row in table.rows]
        yield from (truth is Truth.TRUE for truth in held)
        if table.otherwise is not None:
            yield all(truth is Truth.FALSE for truth in held)

    def _truth(self, tree: Node, place: int | None) -> Truth:
        return truths.of(value_of(self._view.node(tree, place), self._facts))


def _is_tried(part: AuthoredPart, conclusion: Conclusion) -> bool:
    """Whether a part of a rule in scope is tried; a definition's value is where it is used."""
    match part.role:
        case "applies" | "value":
            return False
        case "unless":
            return conclusion.may_bite
        case "refer":
            return conclusion.exemption is None
    return part.role not in _OUTPUTS or conclusion.speaks is not Truth.FALSE


def written_name(name: str) -> str:
    """The name of a rule as it is written, of one that is written out for a record."""
    written, version = name.rsplit("@", 1)
    return f"{written.partition('[')[0]}@{version}"


def place_in(name: str) -> int | None:
    """The place of the record that a rule is written out for; None for any other."""
    _, bracket, place = name.rsplit("@", 1)[0].partition("[")
    return int(place.removesuffix("]")) if bracket else None

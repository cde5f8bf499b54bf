"""A law written out for a day: what is said of each month of a window, said of every one that the window then holds.

What is told of one month is a fact like any other (`person.income[2026-03]`), what is made of all of them is an `and`,
an `or` or a table, and nothing after this pass knows of windows. Nothing need be said of completeness: the window says
which months count, and one of which nothing is told is unknown. While the day is unknown, so is what they make.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from afterschool_policy.language.connectives import TRUE, all_of, any_of
from afterschool_policy.language.gatherings import GATHERINGS
from afterschool_policy.language.tree import Constant, Fact, Known, Node, OverTime, Row, Table, rebuilt, walk
from afterschool_policy.law.model import Law
from afterschool_policy.law.rewriting import rewritten
from afterschool_policy.values.periods import PeriodKind
from afterschool_policy.values.types import NUMBER
from afterschool_policy.vocabulary.model import FactSpec, Vocabulary
from afterschool_policy.vocabulary.series import of_period, period_spec

_Numbers = Callable[[OverTime], Sequence[int] | None]
"""The numbers of the periods that a window holds, None while the day is unknown."""

_SOME_DAY = date(2000, 12, 31)


def on_day(law: Law, day: date | None, years: Collection[int]) -> Law:
    """The law for a day; `years` are those of whose periods something is told. It is the law itself without series."""
    if not law.vocabulary.series:
        return law
    periods = law.vocabulary.periods

    def numbers(node: OverTime) -> Sequence[int] | None:
        return None if day is None else node.window.numbers(day, periods[node.window.period], periods[node.each])

    told = {name: {*chain(*(_of_year(period, year) for year in years))} for name, period in periods.items()}
    for node in _windows(law):
        told[node.each].update(numbers(node) or ())
    return _written(law, numbers, told)


def with_few_periods(law: Law) -> Law:
    """The law as on some day, with one of all periods that the same windows hold: what a check of it all looks at."""
    if not law.vocabulary.series:
        return law
    periods = law.vocabulary.periods
    held = {
        (node.each, node.window): node.window.numbers(_SOME_DAY, periods[node.window.period], periods[node.each])
        for node in _windows(law)
    }
    kept: dict[str, dict[object, int]] = {name: {} for name in periods}
    for each in periods:
        of_each = [numbers for (of, _), numbers in held.items() if of == each]
        for number in sorted({*chain(*of_each)}):
            kept[each].setdefault(tuple(number in numbers for numbers in of_each), number)

    def numbers(node: OverTime) -> Sequence[int]:
        return [number for number in kept[node.each].values() if number in held[node.each, node.window]]

    return _written(law, numbers, {each: kept[each].values() for each in periods})


def wait_for_the_day(trees: Iterable[Node]) -> bool:
    """Whether these ask what a window makes, of which nothing can be told before the day is known."""
    return any(_is_undated(node) for tree in trees for node in walk(tree))


def _is_undated(node: Node) -> bool:
    return isinstance(node, Table) and node.hit.completes and isinstance(node.rows[0].when, Known)


def _of_year(period: PeriodKind, year: int) -> range:
    """The numbers of the periods that begin in a year."""
    return range(year * len(period.starts), (year + 1) * len(period.starts))


def _windows(law: Law) -> Iterator[OverTime]:
    """All that is made of windows, in every version and reading."""
    bodies = (body for rule in (*law.limits, *law.rules) for body in rule.bodies)
    return (node for body in bodies for tree in body.trees for node in walk(tree) if isinstance(node, OverTime))


def _written(law: Law, numbers: _Numbers, told: Mapping[str, Iterable[int]]) -> Law:
    writer = _PeriodWriter(law.vocabulary, numbers)
    return replace(
        law,
        vocabulary=_vocabulary(law.vocabulary, told),
        rules=tuple(rewritten(rule, writer.node) for rule in law.rules),
        limits=tuple(rewritten(rule, writer.node) for rule in law.limits),
        eras=tuple(replace(era, facts=_with_periods(law.vocabulary, era.facts, told)) for era in law.eras),
    )


def _vocabulary(vocabulary: Vocabulary, told: Mapping[str, Iterable[int]]) -> Vocabulary:
    """The vocabulary with the facts of the periods of which something is told."""
    records = {
        name: replace(each, fields=_with_periods(vocabulary, each.fields, told))
        for name, each in vocabulary.records.items()
    }
    return replace(vocabulary, facts=_with_periods(vocabulary, vocabulary.facts, told), records=records)


def _with_periods(
    vocabulary: Vocabulary, specs: Mapping[str, FactSpec], told: Mapping[str, Iterable[int]]
) -> dict[str, FactSpec]:
    """Facts with those of the periods of which something is told."""
    of_periods = [
        period_spec(spec, vocabulary.periods[spec.by], number)
        for spec in specs.values()
        if spec.by is not None
        for number in sorted(told[spec.by])
    ]
    return {**specs, **{spec.name: spec for spec in of_periods}}


class _PeriodWriter:
    """Writes trees out for the periods that their windows hold."""

    def __init__(self, vocabulary: Vocabulary, numbers: _Numbers) -> None:
        self._periods = vocabulary.periods
        self._series = frozenset(spec.name for spec in vocabulary.series)
        self._numbers = numbers

    def node(self, node: Node) -> Node:
        """A tree with every window in it written out."""
        if isinstance(node, OverTime):
            numbers = self._numbers(node)
            return _undated(node) if numbers is None else self._of(node, numbers)
        return rebuilt(node, self.node)

    def _of(self, node: OverTime, numbers: Sequence[int]) -> Node:
        row, period = GATHERINGS[node.function], self._periods[node.each]
        terms = [self._told(node.term, period, number) for number in numbers]
        if row.policy is None:
            return (any_of if row.joins == "or" else all_of)(*terms)
        one = Constant(1, NUMBER)
        rows = (Row(term, one) if row.counts else Row(TRUE, term) for term in terms)
        return Table(row.policy, tuple(rows), None, node.type)

    def _told(self, node: Node, period: PeriodKind, number: int) -> Node:
        """What is told of one period."""
        if isinstance(node, Fact) and node.name in self._series:
            return replace(node, name=of_period(node.name, period, number))
        return rebuilt(node, lambda child: self._told(child, period, number))


def _undated(node: OverTime) -> Node:
    """What nobody knows before the day is known, and which then is of another law."""
    nothing = Table("first", (), None, node.type, partial=True)
    return Table("complete", (Row(Known(node.day), nothing),), None, node.type, partial=True)

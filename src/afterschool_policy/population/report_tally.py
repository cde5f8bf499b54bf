"""The report on a table, gathered batch after batch: what is kept of a batch are counts alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from afterschool_policy.law.model import Law
from afterschool_policy.population.by_row import ByRow, counts_together
from afterschool_policy.population.countable import Countable
from afterschool_policy.population.counts import (
    AmountSum,
    ClauseCount,
    ComparedCount,
    FactCount,
    GroupCounts,
    GroupKey,
    TableCounts,
)
from afterschool_policy.population.decided import DecidedTable
from afterschool_policy.population.grouping import check_groups
from afterschool_policy.population.masked import masked
from afterschool_policy.population.reading_tally import ReadingTally
from afterschool_policy.population.report import TableReport
from afterschool_policy.population.shift_tally import ShiftTally
from afterschool_policy.population.suppressed import suppressed
from afterschool_policy.population.tally import RowTally
from afterschool_policy.values.numbers import decimal, settle
from afterschool_policy.values.outcomes import OUTCOMES, Outcome


class ReportTally:
    """Counts the rows of a table, batch by batch, under one question and by some columns of theirs."""

    def __init__(self, law: Law, decision: str, by: Sequence[str] = ()) -> None:
        self._law, self._decision, self._by = law, decision, tuple(by)
        self._rows = RowTally()
        self._readings = ReadingTally({name: entry.choices for name, entry in law.readings.items()}, decision)
        self._clauses: Counter[tuple[str, Outcome]] = Counter()
        self._outcomes: dict[GroupKey, Counter[Outcome | None]] = {}
        self._missing: dict[GroupKey, Counter[str]] = {}
        self._sums: dict[GroupKey, dict[str, Fraction]] = {}
        self._told: Counter[str] = Counter()
        self._open: Counter[str] = Counter()
        self._units: dict[str, str] = {}
        self._shifts = ShiftTally()
        self._other: str | None = None

    def add(self, population: Countable, other: Countable | None = None) -> None:
        """Count the rows of one more batch; `other` are the same rows under another policy, to be compared with.

        Raises:
            InvalidRequest: for a question or a column that there is not, and for more groups than can be told.
        """
        decided, groups = population.decide(self._decision), population.by(self._by)
        self._rows.add(decided, population.rejects)
        self._count_groups(decided, groups)
        self._count_clauses(decided)
        self._sum_amounts(decided, groups)
        self._readings.add(population)
        if other is not None:
            self._other = other.revision
            self._shifts.add(decided.outcome, decided.amounts, other.decide(self._decision))
        check_groups(len(self._outcomes), self._by)

    def _count_groups(self, decided: DecidedTable, groups: ByRow[GroupKey]) -> None:
        for (group, outcome), count in counts_together(groups, decided.outcome.merged()):
            self._outcomes.setdefault(_of(group), Counter())[outcome] += count
        for (group, missing), count in counts_together(groups, decided.missing.merged()):
            for name in missing or ():
                self._missing.setdefault(_of(group), Counter())[name] += count

    def _count_clauses(self, decided: DecidedTable) -> None:
        resting = decided.findings.map(
            lambda each: frozenset(clause for finding in each if finding.decided for clause in finding.clauses)
        )
        for (outcome, clauses), count in counts_together(decided.outcome.merged(), resting.merged()):
            if outcome is not None:
                self._clauses.update({(clause, outcome): count for clause in clauses or ()})

    def _sum_amounts(self, decided: DecidedTable, groups: ByRow[GroupKey]) -> None:
        for (group, amounts), count in counts_together(groups, decided.amounts):
            for name, amount in (amounts or {}).items():
                self._units[name] = amount.unit
                if amount.value is None:
                    self._open[name] += count
                else:
                    self._told[name] += count
                    sums = self._sums.setdefault(_of(group), {})
                    sums[name] = sums.get(name, Fraction(0)) + Fraction(amount.value) * count

    def report(self, suppress_below: int | None = None, mask: Collection[str] = ()) -> TableReport:
        """What was counted so far; without small counts and the values of columns, where that is asked for."""
        counts = self._counts()
        if suppress_below is not None:
            counts = suppressed(counts, suppress_below)
        return TableReport(masked(counts, mask) if mask else counts, self._law)

    def _counts(self) -> TableCounts:
        rows = self._rows
        groups = tuple(self._group(values) for values in sorted(self._outcomes, key=_in_order)) if self._by else ()
        lacking, settles = rows.lacking, rows.settles
        return TableCounts(
            decision=self._decision,
            by=self._by,
            whole=self._whole(),
            groups=groups,
            clauses=tuple(self._by_clause()),
            readings=self._readings.counts,
            facts=tuple(FactCount(name, lacking[name], settles[name]) for name in rows.worth_collecting()),
            amounts=tuple(self._by_amount()),
            wrong=tuple(rows.wrong),
            compared=self._comparison(),
        )

    def _comparison(self) -> ComparedCount | None:
        found = self._shifts
        if self._other is None:
            return None
        return ComparedCount(self._other, found.turned, found.turns, found.shifts, found.apart)

    def _whole(self) -> GroupCounts:
        rows, sums = self._rows, dict[str, Fraction]()
        for of_group in self._sums.values():
            for name, total in of_group.items():
                sums[name] = sums.get(name, Fraction(0)) + total
        counted: Counter[Outcome | None] = Counter({None: rows.rejected})
        counted.update(rows.outcomes)
        return _counts((), counted, rows.lacking, sums)

    def _group(self, values: GroupKey) -> GroupCounts:
        return _counts(values, self._outcomes[values], self._missing.get(values, {}), self._sums.get(values, {}))

    def _by_clause(self) -> Iterator[ClauseCount]:
        for clause in self._law.clauses:
            for outcome in OUTCOMES:
                if self._clauses[clause, outcome]:
                    yield ClauseCount(clause, outcome, self._clauses[clause, outcome])

    def _by_amount(self) -> Iterator[AmountSum]:
        sums = self._whole().amounts
        for name in sorted(self._units):
            yield AmountSum(name, self._units[name], sums.get(name, Decimal(0)), self._told[name], self._open[name])


def _counts(
    values: GroupKey,
    counted: Counter[Outcome | None],
    missing: Mapping[str, int],
    sums: Mapping[str, Fraction],
) -> GroupCounts:
    outcomes = {outcome: counted[outcome] for outcome in OUTCOMES if counted[outcome]}
    exact = {name: decimal(settle(total)) for name, total in sorted(sums.items())}
    return GroupCounts(values, counted.total(), counted[None], outcomes, dict(sorted(missing.items())), exact)


def _of(group: GroupKey | None) -> GroupKey:
    assert group is not None  # every row is of a group, rejected or not
    return group


def _in_order(values: GroupKey) -> list[tuple[bool, str]]:
    """What is empty comes last."""
    return [(value is None, value or "") for value in values]

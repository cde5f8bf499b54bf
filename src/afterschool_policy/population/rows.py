"""The rows of a table as facts: those that can be decided, and how a question is put to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from datetime import date
from functools import reduce
from typing import NamedTuple

import numpy as np

from afterschool_policy.decision.clauses import asked_clauses
from afterschool_policy.decision.contract import Decision
from afterschool_policy.decision.decider import Decider
from afterschool_policy.decision.setting import Setting
from afterschool_policy.diagnostics import Diagnostic, InvalidFacts
from afterschool_policy.engines.choice import DEFAULT
from afterschool_policy.engines.columnar.atoms import alike_in_facts
from afterschool_policy.engines.columnar.columns import Coded, FactRows
from afterschool_policy.engines.columnar.engine import ColumnarQuestion
from afterschool_policy.law.model import DecisionSpec, Law
from afterschool_policy.population.asking import Asking, ByPlanes, EditionRows, RowByRow
from afterschool_policy.population.closing import ClosingInParts
from afterschool_policy.population.rejects import NO_FAULT, Refused, Rejects
from afterschool_policy.population.relevance import all_reads
from afterschool_policy.population.taking import FactsOf, Taken
from afterschool_policy.values.read_only import read_only
from afterschool_policy.vocabulary.facts import Facts


class How(NamedTuple):
    """How every row is asked: day, readings and clauses, as `Policy.decide` takes them."""

    as_of: date | None
    readings: Mapping[str, str] | None
    clauses: Sequence[str]


class CaseRows:
    """The cases of a table. `kept` are the places of those that can be decided; the others are `rejects`."""

    def __init__(
        self, decider: Decider, law: Law, taken: Taken, how: How, facts_of: FactsOf, *, first: int = 1
    ) -> None:
        self._decider, self._law, self._how, self._facts_of = decider, law, how, facts_of
        self._every = taken.rows
        day, count = law.instrument.as_of_fact, taken.rows.count
        refused = [*taken.refused, *_of_another_day(taken.rows, day, how.as_of)]
        bad = reduce(np.logical_or, (column.codes != NO_FAULT for column in refused), np.zeros(count, np.bool_))
        self._bad = bad
        self.rejects = Rejects(refused, bad, first)
        self.told = read_only(taken.told)
        self.kept = np.flatnonzero(~bad)
        given = taken.rows.of(self.kept) if bad.any() else taken.rows
        dated = {} if how.as_of is None else {day: Coded.constant(how.as_of, given.count)}
        self._given = FactRows({**given.columns, **dated}, given.count)

    def __len__(self) -> int:
        return self._every.count

    @property
    def law(self) -> Law:
        """The policy by which they are decided."""
        return self._law

    def under(self, readings: Mapping[str, str]) -> CaseRows:
        """The same cases, to be asked with these readings beside those that were chosen."""
        other = copy(self)
        other._how = self._how._replace(readings={**(self._how.readings or {}), **readings})
        return other

    def check(self, decision: str) -> None:
        """Raise InvalidRequest for a question, reading or clause that there is not."""
        self._decider.decide(decision, Facts({}), *self._asked)

    def decide(self, decision: str, row: int) -> Decision:
        """The decision on a row, of all rows; raises InvalidFacts for one that was rejected."""
        if self._bad[row]:
            raise InvalidFacts(self.rejects.of(row))
        return self._decider.decide(decision, self._facts_of(self._every.facts(row)), *self._asked)

    def asking(self, decision: str) -> Asking:
        """A question put to the rows that are kept."""
        spec = self._law.decisions[decision]
        decide = self._decide_kept(decision)
        if spec.background is not None or self._decider.writes_out or self._law.eras:
            return RowByRow(self._given, decide)
        return ByPlanes(self._given, [*self._parts(spec)], decide)

    def _decide_kept(self, decision: str) -> Callable[[int], Decision]:
        """The decision on a row by its place among those that are kept."""
        return lambda row: self.decide(decision, int(self.kept[row]))

    @property
    def _asked(self) -> tuple[date | None, Mapping[str, str] | None, str, Sequence[str]]:
        return self._how.as_of, self._how.readings, DEFAULT, self._how.clauses

    def _parts(self, spec: DecisionSpec) -> Iterator[EditionRows]:
        """The rows by the edition that governs on their day."""
        clauses = asked_clauses(self._law, spec, self._how.clauses)
        chosen, engine = self._decider.chosen(self._how.readings), self._decider.engine(DEFAULT)
        instrument = self._law.instrument
        closing = ClosingInParts(self._law.entailments)
        starting = closing.close(self._given, (instrument.in_force_fact,))
        days = alike_in_facts(starting, (instrument.as_of_fact, instrument.in_force_fact))
        rows_of: dict[int, list[int]] = {}
        settings: dict[int, Setting] = {}
        for number, row in enumerate(days.first):
            known = starting.facts(int(row), (instrument.as_of_fact, instrument.in_force_fact))
            day, starts = known.get(instrument.as_of_fact), known.get(instrument.in_force_fact, instrument.in_force)
            setting = self._decider.settings.of(spec, _day(day), _day(starts), chosen, engine, clauses=clauses)
            settings[id(setting.question)] = setting
            rows_of.setdefault(id(setting.question), []).append(number)
        for key, numbers in rows_of.items():
            places = np.flatnonzero(np.isin(days.numbers, numbers))
            question, telling = settings[key].question, settings[key].telling
            rows = closing.close(self._given.of(places), all_reads(question))
            yield EditionRows(places, rows, question.once(ColumnarQuestion), telling)


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _of_another_day(rows: FactRows, name: str, as_of: date | None) -> Iterator[Refused]:
    """The rows that tell another day than the one asked about."""
    if as_of is None or name not in rows.columns:
        return
    column = rows.columns[name].coded
    other = [value != as_of for value in column.values]
    if any(other):
        given = as_of.isoformat()
        faults = (
            Diagnostic("fact-as-of", fields={"name": name, "given": given, "fact": str(value)})
            for value in column.values
        )
        codes = np.where(np.array([*other, False])[column.codes], column.codes, NO_FAULT)
        yield Refused(name, codes.astype(np.int32), tuple(faults))

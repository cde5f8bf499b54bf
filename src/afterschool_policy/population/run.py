"""A table in a file decided batch by batch: results to one file, the rows with a bad value to another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import repeat
from pathlib import Path
from typing import NamedTuple, Protocol

import pyarrow as pa

from afterschool_policy.diagnostics import Diagnostic, InvalidFacts, InvalidRequest
from afterschool_policy.law.model import DecisionSpec, Law
from afterschool_policy.population import arrow
from afterschool_policy.population.by_row import REJECTED
from afterschool_policy.population.cells import read_cell
from afterschool_policy.population.files import Written, batches, is_text
from afterschool_policy.population.given import RawColumn, RawValues
from afterschool_policy.population.masked import check_mask
from afterschool_policy.population.population import Population
from afterschool_policy.population.report import TableReport
from afterschool_policy.population.report_tally import ReportTally
from afterschool_policy.population.results import result_columns
from afterschool_policy.population.tally import RowTally
from afterschool_policy.text import Lang
from afterschool_policy.vocabulary.intake import spec_of
from afterschool_policy.vocabulary.model import Vocabulary

PROBLEM = "problem"
"""The column that says what is wrong in a row that was rejected."""


class Over(Protocol):
    """`Policy.over` with everything given but the table and the number of its first row."""

    def __call__(self, table: object, *, first: int) -> Population:
        """The cases of a table."""


class TableFile(NamedTuple):
    """A table in a file, as facts of a vocabulary; `names` are facts by the name of their column."""

    path: Path
    vocabulary: Vocabulary
    names: Mapping[str, str]
    encoding: str

    def populations(self, over: Over) -> Iterator[tuple[pa.Table, Population, int]]:
        """Batch by batch: the rows as they stand in the file, as cases, and the number of the first."""
        first = 1
        for table in batches(self.path, self.encoding):
            yield table, over(self._cells(table) if is_text(self.path) else table, first=first), first
            first += table.num_rows

    def _cells(self, table: pa.Table) -> dict[str, RawColumn]:
        """The columns of a table of texts, each cell as its fact has it."""
        return {name: self._read(name, raw) for name, raw in arrow.columns_of(table, ())}

    def _read(self, name: str, raw: RawColumn) -> RawColumn:
        spec = spec_of(self.vocabulary, self.names.get(name, name))
        if spec is None or not isinstance(raw, RawValues):
            return raw
        return arrow.without_nulls(RawValues(raw.codes, [read_cell(spec.type, str(text)) for text in raw.values]))


class Destination(NamedTuple):
    """Where the answers go, and the rows with a bad value; what is wrong with these is said in a language."""

    out: Path
    rejects: Path | None
    lang: Lang


def decide_file(file: TableFile, over: Over, decision: str, parts: Sequence[DecisionSpec], to: Destination) -> RowTally:
    """Decide every row, write the input with the answers beside it, and count what they came to.

    Raises:
        InvalidFacts: with all bad values of the file, where their rows have no place to go; then nothing is written.
        InvalidRequest: for a file that cannot be read or written.
    """
    tally = RowTally()
    with ExitStack() as open_:
        results = open_.enter_context(Written(to.out))
        apart = None if to.rejects is None else open_.enter_context(Written(to.rejects))
        for table, population, _ in file.populations(over):
            bad = population.rejects
            if apart is None and (len(bad) or tally.wrong):
                tally.add_wrong(bad)
                continue
            decided = population.decide(decision)
            tally.add(decided, bad)
            kept = pa.array(decided.outcome.numbers != REJECTED)
            results.write(_beside(table, result_columns(decided, parts)).filter(kept))
            if apart is not None and len(bad):
                apart.write(_rejected(table, population, to.lang))
        if apart is None and tally.wrong:
            raise InvalidFacts(tally.wrong)
    return tally


def report_on(
    file: TableFile,
    over: Over,
    law: Law,
    decision: str,
    *,
    by: Sequence[str] = (),
    compared_with: tuple[TableFile, Over] | None = None,
    suppress_below: int | None = None,
    mask: Sequence[str] = (),
) -> TableReport:
    """Count what every row of the file comes to; `over` puts the rows with a bad value apart.

    `compared_with` is the same file as the facts of another policy, and how it decides: both are read side by side.

    Raises:
        InvalidRequest: for a file that cannot be read, and as `Population.report` does.
    """
    check_mask(mask, by)
    tally = ReportTally(law, decision, by)
    others = repeat(None) if compared_with is None else _populations(*compared_with)
    for population, other in zip(_populations(file, over), others, strict=compared_with is not None):
        tally.add(population, other)
    return tally.report(suppress_below, mask)


def _populations(file: TableFile, over: Over) -> Iterator[Population]:
    return (population for _, population, _ in file.populations(over))


def row_of(file: TableFile, over: Over, row: int) -> tuple[Population, int]:
    """The batch that holds a row, counted from 1, and the place of the row in it.

    Raises:
        InvalidRequest: where the table has no such row.
    """
    count = 0
    for table, population, first in file.populations(over):
        if first <= row < first + table.num_rows:
            return population, row - first
        count += table.num_rows
    raise InvalidRequest([Diagnostic.of("table-no-row", row=str(row), count=str(count))])


def _beside(table: pa.Table, columns: Iterator[tuple[str, pa.Array]]) -> pa.Table:
    for name, column in columns:
        if name in table.column_names:
            raise InvalidRequest([Diagnostic.of("table-taken", name=name)])
        table = table.append_column(name, column)
    return table


def _rejected(table: pa.Table, population: Population, lang: Lang) -> pa.Table:
    rows = population.rejects.rows
    told = ["; ".join(fault.message(lang) for fault in population.rejects.of(row)) for row in rows]
    return _beside(table.take(pa.array(rows)), iter([(PROBLEM, pa.array(told, pa.string()))]))

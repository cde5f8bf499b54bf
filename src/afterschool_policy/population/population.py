"""A table of cases under a policy, as callers hold it: its rows decided question by question, bad ones apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.diagnostics.requests import whole_number
from afterschool_policy.population.by_row import ByRow
from afterschool_policy.population.counts import GroupKey
from afterschool_policy.population.decided import DecidedTable
from afterschool_policy.population.masked import check_mask
from afterschool_policy.population.rejects import Rejects
from afterschool_policy.population.report import TableReport
from afterschool_policy.values.outcomes import Outcome

if TYPE_CHECKING:
    from afterschool_policy.population.given import RawColumn
    from afterschool_policy.population.rows import CaseRows


class Population:
    """The cases of a table, a row each, made by `Policy.over`."""

    def __init__(self, rows: CaseRows, columns: Mapping[str, RawColumn]) -> None:
        self._rows, self._columns = rows, columns
        self._decided: dict[str, DecidedTable] = {}

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def revision(self) -> str:
        """The fingerprint of the policy by which they are decided."""
        return self._rows.law.fingerprint

    @property
    def rejects(self) -> Rejects:
        """The rows in which a value is bad, with what is wrong: nothing is decided of them."""
        return self._rows.rejects

    @property
    def told(self) -> Mapping[str, str]:
        """The facts that the table tells, by the name of the column; other columns are carried along."""
        return self._rows.told

    def decide(self, decision: str) -> DecidedTable:
        """The answers to a question for every row.

        Raises:
            InvalidRequest: as `Policy.decide` does.
        """
        found = self._decided.get(decision)
        if found is None:
            rows = self._rows
            rows.check(decision)
            found = DecidedTable(rows.asking(decision), rows.kept, len(rows), partial(rows.decide, decision))
            self._decided[decision] = found
        return found

    def under(self, readings: Mapping[str, str]) -> Population:
        """The same cases under these readings beside those that were chosen; what was decided stays as it is."""
        return Population(self._rows.under(readings), self._columns)

    def by(self, columns: Sequence[str]) -> ByRow[GroupKey]:
        """The values of some columns row by row, those of the caller or of facts, as they were given.

        Raises:
            InvalidRequest: for a column that there is not, or for more groups than can be told.
        """
        from afterschool_policy.population.grouping import grouped

        return grouped(self._columns, columns, len(self))

    def report(
        self,
        decision: str,
        *,
        by: Sequence[str] = (),
        compared_with: Population | None = None,
        suppress_below: int | None = None,
        mask: Sequence[str] = (),
    ) -> TableReport:
        """What the rows came to, in counts: by outcome, clause, reading, missing fact, and by some columns.

        Args:
            decision: Name of the question.
            by: Columns to count by, those of the caller or of facts.
            compared_with: The same rows under another policy (`other.over(table)`), or under other readings.
            suppress_below: Counts of rows below this are withheld, and whatever would tell them.
            mask: Columns, of those to count by, whose values are numbered and not named.

        Raises:
            InvalidRequest: as `Policy.decide` does, for a column that there is not, and for too many groups.
        """
        least = None if suppress_below is None else whole_number(suppress_below, "suppress_below", 2)
        from afterschool_policy.population.report_tally import ReportTally

        check_mask(mask, by)
        if compared_with is not None and len(compared_with) != len(self):
            lengths = f"{len(self):,}, {len(compared_with):,}"
            raise InvalidRequest([Diagnostic.of("table-compared", lengths=lengths)])
        tally = ReportTally(self._rows.law, decision, by)
        tally.add(self, compared_with)
        return tally.report(least, mask)

    def outcome(self, decision: str) -> ByRow[Outcome]:
        """The outcome of a question by row, as `decide` has it."""
        return self.decide(decision).outcome

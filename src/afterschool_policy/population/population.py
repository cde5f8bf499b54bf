"""A table of cases under a policy, as callers hold it: its rows decided question by question, bad ones apart."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from afterschool_policy.population.by_row import ByRow
from afterschool_policy.population.decided import DecidedTable
from afterschool_policy.population.rejects import Rejects
from afterschool_policy.values.outcomes import Outcome

if TYPE_CHECKING:
    from afterschool_policy.population.rows import CaseRows


class Population:
    """The cases of a table, a row each, made by `Policy.over`."""

    def __init__(self, rows: CaseRows) -> None:
        self._rows = rows
        self._decided: dict[str, DecidedTable] = {}

    def __len__(self) -> int:
        return len(self._rows)

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

    def outcome(self, decision: str) -> ByRow[Outcome]:
        """The outcome of a question by row, as `decide` has it."""
        return self.decide(decision).outcome

"""The rows of a table that cannot be decided, because a value in them is bad, and what is wrong with each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from afterschool_policy.diagnostics import Diagnostic, Field
from afterschool_policy.text import Text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from afterschool_policy.engines.columnar.columns import Codes

NO_FAULT = -1
"""The code of a row in which nothing is wrong."""

EXAMPLES = 3


class Refused(NamedTuple):
    """The bad values of one column, as its caller calls it: which fault each row has, -1 where it has none."""

    called: str
    codes: Codes
    faults: tuple[Diagnostic, ...]


class BadValues(NamedTuple):
    """One sort of mistake in a column: how many rows have it, the numbers of the first, and what is wrong in one."""

    column: str
    amount: int
    rows: tuple[int, ...]
    fault: Diagnostic

    def with_more(self, other: BadValues) -> BadValues:
        """The same in further rows."""
        return self._replace(amount=self.amount + other.amount, rows=(*self.rows, *other.rows)[:EXAMPLES])

    def told(self) -> Diagnostic:
        """What is wrong, with the count and the examples."""
        fields: dict[str, Field] = {
            "column": self.column,
            "count": str(self.amount),
            "rows": ", ".join(map(str, self.rows)),
            "problem": Text(self.fault.message("zh"), self.fault.message("en")),
            "help": Text(self.fault.help("zh"), self.fault.help("en")),
        }
        return Diagnostic("table-values", fields=fields, path=(self.column,))


class Rejects:
    """The rows with a bad value. `first` is the number by which messages call the first row of the table."""

    def __init__(self, refused: Sequence[Refused], bad: NDArray[np.bool_], first: int) -> None:
        self._refused, self._bad, self._first = refused, bad, first

    @property
    def rows(self) -> list[int]:
        """Their places in the table, from 0 on."""
        return [int(row) for row in self._bad.nonzero()[0]]

    def __len__(self) -> int:
        return int(self._bad.sum())

    def of(self, row: int) -> tuple[Diagnostic, ...]:
        """What is wrong with a row."""
        found = ((column, int(column.codes[row])) for column in self._refused)
        return tuple(replace(column.faults[code], index=row) for column, code in found if code != NO_FAULT)

    @property
    def summary(self) -> list[Diagnostic]:
        """What is wrong, column by column and each sort of mistake once, with how many rows have it, and examples."""
        return [bad.told() for bad in self.by_column()]

    def by_column(self) -> Iterator[BadValues]:
        """The same, to be counted on."""
        for column in self._refused:
            for code in dict.fromkeys(fault.code for fault in column.faults):
                of_code = {place for place, fault in enumerate(column.faults) if fault.code == code}
                rows = [row for row, place in enumerate(column.codes.tolist()) if place in of_code]
                example = column.faults[int(column.codes[rows[0]])]
                numbers = tuple(self._first + row for row in rows[:EXAMPLES])
                yield BadValues(column.called, len(rows), numbers, example)

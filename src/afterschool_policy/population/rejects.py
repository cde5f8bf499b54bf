"""The rows of a table that cannot be decided, because a value in them is bad, and what is wrong with each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from afterschool_policy.diagnostics import Diagnostic
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
        return [fault for column in self._refused for fault in self._of_column(column)]

    def _of_column(self, column: Refused) -> Iterator[Diagnostic]:
        for code in dict.fromkeys(fault.code for fault in column.faults):
            of_code = {place for place, fault in enumerate(column.faults) if fault.code == code}
            rows = [row for row, place in enumerate(column.codes.tolist()) if place in of_code]
            example = column.faults[int(column.codes[rows[0]])]
            fields: dict[str, Text | str] = {
                "column": column.called,
                "count": str(len(rows)),
                "rows": ", ".join(str(self._first + row) for row in rows[:EXAMPLES]),
                "problem": Text(example.message("zh"), example.message("en")),
                "help": Text(example.help("zh"), example.help("en")),
            }
            yield Diagnostic("table-values", fields=fields, path=(column.called,))

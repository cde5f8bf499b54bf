"""The rows of a table by some of its columns: those that agree in them are one group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.engines.columnar.columns import UNKNOWN
from afterschool_policy.engines.columnar.numbering import alike_in, part_of_codes
from afterschool_policy.population.by_row import ByRow
from afterschool_policy.population.counts import GroupKey
from afterschool_policy.population.given import RawColumn
from afterschool_policy.values.numbers import decimal, settle

MOST_GROUPS = 10_000
"""Of more groups nobody reads: a column that tells rows apart one by one is none to count by."""


def grouped(columns: Mapping[str, RawColumn], by: Sequence[str], count: int) -> ByRow[GroupKey]:
    """The values of these columns row by row, as texts.

    Raises:
        InvalidRequest: for a column that there is not, and for more groups than there may be.
    """
    wanted = [name for name in by if name not in columns]
    if wanted:
        raise InvalidRequest([Diagnostic.of("table-column", name=name, allowed=tuple(columns)) for name in wanted])
    coded = [columns[name].coded for name in by]
    alike = alike_in((part_of_codes(each.codes, len(each.values)) for each in coded), count)
    check_groups(alike.distinct, by)
    each = [tuple(_text(column.values, int(column.codes[row])) for column in coded) for row in alike.first.tolist()]
    return ByRow(alike.numbers, each)


def check_groups(count: int, by: Sequence[str], most: int | None = None) -> None:
    """Raise InvalidRequest for more groups than there may be."""
    most = MOST_GROUPS if most is None else most
    if count > most:
        raise InvalidRequest([Diagnostic.of("table-groups", columns=", ".join(by), most=f"{most:,}")])


def _text(values: Sequence[object], code: int) -> str | None:
    if code == UNKNOWN:
        return None
    match values[code]:
        case bool() as value:
            return str(value).lower()
        case int() | Decimal() | Fraction() as value:
            return f"{decimal(settle(value)):f}"
        case value:
            return str(value)

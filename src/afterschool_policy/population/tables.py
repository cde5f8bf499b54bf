"""The tables that are taken: a mapping of columns, or what is or hands over a table of Arrow."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

import numpy as np

from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.diagnostics.requests import columns_wanted, mistyped
from afterschool_policy.engines.columnar.columns import Scaled
from afterschool_policy.population.given import RawColumn, RawValues, of_array, of_values
from afterschool_policy.text import Text

_TABLE = Text(
    "一张表：列的对应表，或者 Arrow、Polars、pandas、DuckDB 的表",
    "a mapping of columns, or a table of Arrow, Polars, pandas or DuckDB",
)
_COLUMN = Text(
    "一列值（NumPy 或 Arrow 的数组，或者列表）", "a column of values (an array of NumPy or Arrow, or a list)"
)


def raw_columns(table: object, groups: Container[str]) -> tuple[dict[str, RawColumn], int]:
    """The columns of a table by name, those of a group of facts by their dotted names, and how many rows there are.

    Raises:
        InvalidRequest: for what is no table, or whose columns differ in length.
    """
    if isinstance(table, Mapping):
        columns = {name: _column(name, each) for name, each in _flat(table, groups)}
    else:
        columns = dict(_of_arrow(table, groups))
    lengths = {name: _length(column) for name, column in columns.items()}
    if len(set(lengths.values())) > 1:
        told = ", ".join(f"{name}: {length}" for name, length in lengths.items())
        raise InvalidRequest([Diagnostic.of("table-lengths", lengths=told)])
    return columns, next(iter(lengths.values()), 0)


def _flat(table: Mapping[object, object], groups: Container[str]) -> Iterator[tuple[str, object]]:
    for name, column in table.items():
        if not isinstance(name, str):
            raise mistyped("table", name, _TABLE, '{"reader.age": [12, 9]}')
        if name in groups and isinstance(column, Mapping):
            yield from ((f"{name}.{short}", each) for short, each in column.items())
        else:
            yield name, column


def _column(name: str, column: object) -> RawColumn:
    if isinstance(column, RawValues | Scaled):
        return column
    if isinstance(column, np.ndarray) and column.ndim == 1:
        return of_array(column)
    if hasattr(column, "__arrow_c_array__") or hasattr(column, "__arrow_c_stream__"):
        with columns_wanted():
            from afterschool_policy.population import arrow
        return arrow.raw(arrow.array_of(column))
    if isinstance(column, Iterable) and not isinstance(column, str | bytes | Mapping | np.ndarray):
        return of_values(column)
    raise mistyped(f"table.{name}", column, _COLUMN, "[12, 9]")


def _of_arrow(table: object, groups: Container[str]) -> Iterator[tuple[str, RawColumn]]:
    with columns_wanted():
        from afterschool_policy.population import arrow
    found = arrow.table_of(table)
    if found is None:
        raise mistyped("table", table, _TABLE, '{"reader.age": [12, 9]}')
    return arrow.columns_of(found, groups)


def _length(column: RawColumn) -> int:
    return len(column if isinstance(column, Scaled) else column.codes)

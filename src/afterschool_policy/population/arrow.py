"""Tables of Arrow, and whatever hands itself over as one: a frame of Polars or pandas, a relation of DuckDB."""

from __future__ import annotations

from collections.abc import Container, Iterator

import numpy as np
import pyarrow as pa

from afterschool_policy.engines.columnar.columns import UNKNOWN, Scaled
from afterschool_policy.population.given import RawColumn, RawValues, of_array, of_values

_WIDEST = 18
"""A decimal of so many digits fits into 64 bits."""


def table_of(given: object) -> pa.Table | None:
    """The table that something is or hands over; None where it does not."""
    if isinstance(given, pa.Table):
        return given
    if isinstance(given, pa.RecordBatch):
        return pa.Table.from_batches([given])
    if hasattr(given, "__arrow_c_stream__") or hasattr(given, "__arrow_c_array__"):
        return pa.table(given)
    return None


def array_of(given: object) -> pa.Array:
    """One column of Arrow, or that something hands over."""
    if isinstance(given, pa.Array):
        return given
    column = pa.array(given) if hasattr(given, "__arrow_c_array__") else pa.chunked_array(given)
    return _whole(column) if isinstance(column, pa.ChunkedArray) else column


def columns_of(table: pa.Table, groups: Container[str]) -> Iterator[tuple[str, RawColumn]]:
    """The columns with their names; one that holds a whole group of facts as one for each of them."""
    for name, column in zip(table.column_names, table.columns, strict=True):
        array = _whole(column)
        if name in groups and pa.types.is_struct(array.type):
            fields = (array.type.field(place).name for place in range(array.type.num_fields))
            yield from ((f"{name}.{field}", raw(child)) for field, child in zip(fields, array.flatten(), strict=True))
        else:
            yield name, raw(array)


def _whole(column: pa.ChunkedArray) -> pa.Array:
    array = column.combine_chunks()
    return array if isinstance(array, pa.Array) else pa.concat_arrays(array.chunks)


def raw(array: pa.Array) -> RawColumn:
    """One column as it is given."""
    type_ = array.type
    if pa.types.is_null(type_):
        return RawValues(np.full(len(array), UNKNOWN, np.int32), ())
    if pa.types.is_boolean(type_) or pa.types.is_integer(type_) or type_ == pa.float64():
        known = np.asarray(array.is_valid())
        filled = array.fill_null(pa.scalar(0).cast(type_))
        return of_array(np.ma.array(filled.to_numpy(zero_copy_only=False), mask=~known))
    if type_.id == pa.lib.Type_DECIMAL128 and type_.scale >= 0 and type_.precision <= _WIDEST:
        return _of_decimals(array)
    if _has_few_values(type_):
        coded = array if pa.types.is_dictionary(type_) else array.dictionary_encode()
        codes = coded.indices.cast(pa.int32()).fill_null(UNKNOWN).to_numpy(zero_copy_only=False)
        return without_nulls(RawValues(codes, coded.dictionary.to_pylist()))
    return of_values(array.to_pylist())


def _has_few_values(type_: pa.DataType) -> bool:
    types = pa.types
    is_text = types.is_string(type_) or types.is_large_string(type_)
    is_moment = types.is_date(type_) or types.is_time(type_)
    return bool(is_text or is_moment or types.is_dictionary(type_))


def without_nulls(column: RawValues) -> RawValues:
    """The same, with what the values hold as unknown under no number."""
    if None not in column.values:
        return column
    numbers = np.arange(len(column.values) + 1, dtype=np.int32)
    numbers[-1] = UNKNOWN
    numbers[[place for place, value in enumerate(column.values) if value is None]] = UNKNOWN
    return RawValues(numbers[column.codes], column.values)


def _of_decimals(array: pa.Array) -> RawColumn:
    """Decimals as the whole numbers that stand in their memory."""
    known = np.asarray(array.is_valid())
    words = np.frombuffer(array.buffers()[1], np.int64).reshape(-1, 2)[array.offset : array.offset + len(array)]
    return Scaled(np.where(known, words[:, 0], 0), known, 10**array.type.scale)

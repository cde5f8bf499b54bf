"""Tables in files, read and written batch by batch, so that they may be larger than memory: CSV, Parquet, Arrow.

Every cell of a CSV file is read as the text that it is.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.values.numbers import decimal, settle

BATCH = 1 << 17
"""Rows that are read, decided and written together."""

_BYTES_OF_A_BATCH = 1 << 24
_JOINED = ";"
_BOM = b"\xef\xbb\xbf"
"""By which spreadsheets know that the text is UTF-8."""


class _Sink(Protocol):
    def write_table(self, table: pa.Table) -> None: ...
    def close(self) -> None: ...


def is_text(path: Path) -> bool:
    """Whether the cells of a file are texts, to be read as their facts have it."""
    return path.suffix.lower() == ".csv"


def batches(path: Path, encoding: str = "utf-8") -> Iterator[pa.Table]:
    """The table in a file, so many rows at a time.

    Raises:
        InvalidRequest: where it is in none of these formats, or cannot be read.
    """
    read = _of(path)[0]
    with _faults(path):
        for batch in read(path, encoding):
            for start in range(0, max(batch.num_rows, 1), BATCH):
                yield pa.Table.from_batches([batch.slice(start, BATCH)])


class Written:
    """A file that a table is written to, batch by batch; it takes its place when all is written, else it is gone."""

    def __init__(self, path: Path) -> None:
        self._path, self._making = path, path.with_name(f"{path.name}.part")
        self._open = _of(path)[1]
        self._sink: _Sink | None = None

    def __enter__(self) -> Self:
        return self

    def write(self, table: pa.Table) -> None:
        """Write some more rows."""
        with _faults(self._path):
            if self._sink is None:
                self._sink = self._open(self._making, table.schema)
            self._sink.write_table(table)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._sink is None:
            return
        self._sink.close()
        if kind is None:
            self._making.replace(self._path)
        else:
            self._making.unlink(missing_ok=True)


@contextmanager
def _faults(path: Path) -> Iterator[None]:
    """What goes wrong with a file, as a fault that names it."""
    try:
        yield
    except (pa.ArrowException, OSError, UnicodeError, LookupError) as error:
        problem = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise InvalidRequest([Diagnostic.of("table-file", path=str(path), problem=problem)]) from error


def _csv_batches(path: Path, encoding: str) -> Iterator[pa.RecordBatch]:
    with path.open(encoding="utf-8-sig" if encoding == "utf-8" else encoding, newline="") as file:
        names = next(csv.reader(file), [])
    with pa.csv.open_csv(
        path,
        read_options=pa.csv.ReadOptions(block_size=_BYTES_OF_A_BATCH, encoding=encoding),
        parse_options=pa.csv.ParseOptions(newlines_in_values=True),
        convert_options=pa.csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()),
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
        ),
    ) as reader:
        yield pa.RecordBatch.from_pylist([], reader.schema)  # so that a table without rows has its columns
        yield from reader


def _parquet_batches(path: Path, _encoding: str) -> Iterator[pa.RecordBatch]:
    with pa.parquet.ParquetFile(path) as file:
        yield pa.RecordBatch.from_pylist([], file.schema_arrow)  # as above
        yield from file.iter_batches(BATCH)


def _arrow_batches(path: Path, _encoding: str) -> Iterator[pa.RecordBatch]:
    with pa.memory_map(str(path)) as source, pa.ipc.open_file(source) as file:
        yield pa.RecordBatch.from_pylist([], file.schema)  # as above
        for place in range(file.num_record_batches):
            yield file.get_batch(place)


class _CsvSink:
    """A CSV file: lists have their members apart by `;`, and numbers stand as people write them."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._file = path.open("wb")
        self._file.write(_BOM)
        self._written = pa.csv.CSVWriter(self._file, _as_text(schema.empty_table()).schema)

    def write_table(self, table: pa.Table) -> None:
        self._written.write_table(_as_text(table))

    def close(self) -> None:
        self._written.close()
        self._file.close()


def _as_text(table: pa.Table) -> pa.Table:
    """The same with cells that CSV has no form for as texts."""
    for place, field in enumerate(table.schema):
        write = (
            _written_list
            if pa.types.is_nested(field.type)
            else _written_number
            if pa.types.is_decimal(field.type)
            else None
        )
        if write is not None:
            values = [None if each is None else write(each) for each in table.column(place).to_pylist()]
            table = table.set_column(place, field.name, pa.array(values, pa.string()))
    return table


def _written_list(value: object) -> str:
    return (
        _JOINED.join(map(str, value)) or "[]"
        if isinstance(value, list)
        else json.dumps(value, ensure_ascii=False, default=str)
    )


def _written_number(value: Decimal) -> str:
    return f"{decimal(settle(value)):f}"


_Format = tuple[Callable[[Path, str], Iterator[pa.RecordBatch]], Callable[[Path, pa.Schema], _Sink]]
_FORMATS: Mapping[str, _Format] = {
    ".csv": (_csv_batches, _CsvSink),
    ".parquet": (_parquet_batches, pa.parquet.ParquetWriter),
    ".arrow": (_arrow_batches, pa.ipc.new_file),
    ".feather": (_arrow_batches, pa.ipc.new_file),
}


def _of(path: Path) -> _Format:
    """How a file is read and written, by its name."""
    found = _FORMATS.get(path.suffix.lower())
    if found is None:
        raise InvalidRequest([Diagnostic.of("table-format", path=str(path), allowed=tuple(_FORMATS))])
    return found

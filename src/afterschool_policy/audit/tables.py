"""Tables in files: CSV for a spreadsheet, Parquet with types.

A table has columns by name, each with the type of its cells: text, a number, a moment, a day, texts, or JSON as text.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING

from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.text import visible

if TYPE_CHECKING:
    from types import ModuleType

Row = Mapping[str, object]
_PORTION = 1000
# What a spreadsheet takes for a formula: at the beginning of a cell or, where it parts cells by semicolons, of a part.
_FORMULA = re.compile(r"(^|;)(?=\s*[=+\-@＝＋－＠])")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)


def write_csv(columns: Iterable[str], rows: Iterable[Row], out: IO[bytes]) -> None:
    """A table for a spreadsheet: UTF-8 with its mark, several values in a cell parted by `; `.

    An apostrophe stands before what a spreadsheet would take for a formula, and unseen signs are shown as escapes.
    """
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    names = [*columns]
    writer.writerow(names)
    for row in rows:
        writer.writerow(_cell(row[name]) for name in names)
    text.detach()


def write_parquet(columns: Mapping[str, str], rows: Iterable[Row], path: Path) -> None:
    """A table with types: moments in UTC, days, lists of texts.

    Raises:
        InvalidRequest: where pyarrow is not installed.
    """
    pyarrow, parquet = _arrow()
    types = {
        "number": pyarrow.int64(),
        "text": pyarrow.string(),
        "json": pyarrow.string(),
        "moment": pyarrow.timestamp("us", tz="UTC"),
        "day": pyarrow.date32(),
        "texts": pyarrow.list_(pyarrow.string()),
    }
    schema = pyarrow.schema([(name, types[kind]) for name, kind in columns.items()])
    remaining = iter(rows)
    with parquet.ParquetWriter(path, schema) as writer:
        while portion := [dict(row) for row in islice(remaining, _PORTION)]:
            writer.write_table(pyarrow.Table.from_pylist(portion, schema=schema))


def read_parquet(path: Path) -> Iterator[Row]:
    """The rows of a table, its values as Python has them; a column that is not filled in a row holds None.

    Raises:
        InvalidRequest: where pyarrow is not installed, or the file is no such table.
    """
    pyarrow, parquet = _arrow()
    try:
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(_PORTION):
                yield from batch.to_pylist()
    except (OSError, pyarrow.ArrowException) as error:
        raise InvalidRequest([Diagnostic.of("table-unreadable", path=path.as_posix(), problem=str(error))]) from error


def rows_in(text: str) -> Iterator[Sequence[str]]:
    """The rows of a text of CSV, the names of its columns first."""
    return csv.reader(io.StringIO(text))


def _arrow() -> tuple[ModuleType, ModuleType]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ModuleNotFoundError as error:
        raise InvalidRequest([Diagnostic.of("extra-missing", module=str(error.name), extra="audit")]) from error
    return pyarrow, parquet


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = visible("; ".join(map(str, value)) if isinstance(value, list) else str(value))
    return text if _NUMBER.fullmatch(text) else _FORMULA.sub(r"\1'", text)

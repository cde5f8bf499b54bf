"""Entries of a log outside it: as a table (CSV, Parquet) or whole (JSON lines), one after the other.

JSON lines hold each record as it was written, enough to verify and to replay; a table holds what is counted and sorted.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import IO, Literal

from afterschool_policy.audit.log.index import marks_of
from afterschool_policy.audit.log.model import Entry
from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.record.canonical import text_of
from afterschool_policy.text import visible, visible_json

ExportFormat = Literal["csv", "jsonl", "parquet"]
# A column with the type of its cells: text, a number, a moment, a day, or texts.
COLUMNS: Mapping[str, str] = {
    "sequence": "number",
    "decision_id": "text",
    "timestamp": "moment",
    "decision": "text",
    "outcome": "text",
    "as_of": "day",
    "policy": "text",
    "revision": "text",
    "engine": "text",
    "library": "text",
    "requested_by": "text",
    "labels": "json",
    "clauses": "texts",
    "rules": "texts",
    "readings": "texts",
    "vouchers": "texts",
    "missing": "texts",
    "amounts": "json",
    "values": "json",
    "erased": "texts",
    "digest": "text",
}
_PORTION = 1000
# What a spreadsheet takes for a formula: at the beginning of a cell or, where it parts cells by semicolons, of a part.
_FORMULA = re.compile(r"(^|;)(?=\s*[=+\-@＝＋－＠])")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)


def to_jsonl(entries: Iterable[Entry], out: IO[bytes]) -> None:
    """Each record in a line."""
    for entry in entries:
        line = visible_json(text_of(entry.record))
        out.write(line.encode() + b"\n")


def to_csv(entries: Iterable[Entry], out: IO[bytes]) -> None:
    """A table for a spreadsheet: UTF-8 with its mark, several values in a cell parted by `; `.

    An apostrophe stands before what a spreadsheet would take for a formula, and unseen signs are shown as escapes.
    """
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for entry in entries:
        writer.writerow(_cell(value) for value in _row(entry).values())
    text.detach()


def to_parquet(entries: Iterable[Entry], path: Path) -> None:
    """A table with types: moments in UTC, days, lists of texts.

    Raises:
        InvalidRequest: where pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ModuleNotFoundError as error:
        raise InvalidRequest([Diagnostic.of("extra-missing", module=str(error.name), extra="audit")]) from error
    types = {
        "number": pyarrow.int64(),
        "text": pyarrow.string(),
        "json": pyarrow.string(),
        "moment": pyarrow.timestamp("us", tz="UTC"),
        "day": pyarrow.date32(),
        "texts": pyarrow.list_(pyarrow.string()),
    }
    schema = pyarrow.schema([(name, types[kind]) for name, kind in COLUMNS.items()])
    remaining = iter(entries)
    with parquet.ParquetWriter(path, schema) as writer:
        while portion := [_row(entry) for entry in islice(remaining, _PORTION)]:
            writer.write_table(pyarrow.Table.from_pylist(portion, schema=schema))


def _row(entry: Entry) -> dict[str, object]:
    record = entry.record
    marks = sorted(marks_of(record))
    row: dict[str, object] = {
        "sequence": entry.sequence,
        "timestamp": entry.timestamp,
        "as_of": date.fromisoformat(record["as_of"]) if record["as_of"] is not None else None,
        "clauses": [name for kind, name, _ in marks if kind == "clause"],
        "rules": [f"{name}@{version}" for kind, name, version in marks if kind == "rule"],
        "readings": [f"{name}={choice}" for kind, name, choice in marks if kind == "reading"],
        "vouchers": [name for kind, name, _ in marks if kind == "voucher"],
        "missing": record.get("missing", []),
        "erased": record["erased"],
    }
    for name, kind in COLUMNS.items():
        if name not in row:
            value = record.get(name)
            row[name] = json.dumps(value, ensure_ascii=False) if kind == "json" and value is not None else value
    return {name: row[name] for name in COLUMNS}


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = visible("; ".join(map(str, value)) if isinstance(value, list) else str(value))
    return text if _NUMBER.fullmatch(text) else _FORMULA.sub(r"\1'", text)

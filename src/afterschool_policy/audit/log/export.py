"""Entries of a log outside it: as a table (CSV, Parquet) or whole (JSON lines), one after the other.

JSON lines hold each record as it was written, enough to verify and to replay; a table holds what is counted and sorted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import IO, Literal

from afterschool_policy.audit.log.index import marks_of
from afterschool_policy.audit.log.model import Entry
from afterschool_policy.audit.tables import write_csv, write_parquet
from afterschool_policy.record.canonical import text_of
from afterschool_policy.text import visible_json

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


def to_jsonl(entries: Iterable[Entry], out: IO[bytes]) -> None:
    """Each record in a line."""
    for entry in entries:
        line = visible_json(text_of(entry.record))
        out.write(line.encode() + b"\n")


def to_csv(entries: Iterable[Entry], out: IO[bytes]) -> None:
    """A table for a spreadsheet (see `tables.write_csv`)."""
    write_csv(COLUMNS, map(_row, entries), out)


def to_parquet(entries: Iterable[Entry], path: Path) -> None:
    """A table with types.

    Raises:
        InvalidRequest: where pyarrow is not installed.
    """
    write_parquet(COLUMNS, map(_row, entries), path)


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

"""What a change does to each decision, as a row of a table, for a spreadsheet or another program."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from afterschool_policy.audit.tables import write_csv, write_parquet
from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.text import visible_json
from afterschool_policy.tooling.impact.effects import AnswerSummary, Effect

COLUMNS: Mapping[str, str] = {
    "name": "text",
    "decision": "text",
    "as_of": "day",
    "grade": "text",
    "before_outcome": "text",
    "after_outcome": "text",
    "before_amounts": "json",
    "after_amounts": "json",
    "before_values": "json",
    "after_values": "json",
    "before_clauses": "texts",
    "after_clauses": "texts",
    "before_rules": "texts",
    "after_rules": "texts",
    "causes": "texts",
    "problem": "text",
}
ENDINGS = (".csv", ".jsonl", ".parquet")


def row_of(effect: Effect) -> dict[str, object]:
    """The row; a decision that cannot be made has no grade, but a problem."""
    row: dict[str, object] = dict.fromkeys(COLUMNS)
    row |= {"name": effect.name, "decision": effect.decision, "as_of": effect.as_of, "grade": effect.grade}
    row |= _told("before", effect.before) | _told("after", effect.after)
    row["causes"] = [cause.name for cause in effect.causes]
    if effect.problem is not None:
        row["problem"] = "; ".join(fault.line("zh") for fault in effect.problem.diagnostics)
    return row


def as_json(row: Mapping[str, object]) -> dict[str, object]:
    """A row as a document of JSON, without the columns that hold nothing."""
    document: dict[str, object] = {}
    for name, kind in COLUMNS.items():
        value = row[name]
        if value is not None:
            document[name] = str(value) if kind == "day" else value
    return document


def _told(side: str, answer: AnswerSummary | None) -> dict[str, object]:
    if answer is None:
        return {}
    told = {**answer._asdict(), "clauses": [*answer.clauses], "rules": [*answer.rules]}
    return {f"{side}_{name}": value for name, value in told.items()}


def _cells(row: Mapping[str, object]) -> dict[str, object]:
    """A row as a table has it, what it has no type for as JSON in text."""
    return {
        name: json.dumps(row[name], ensure_ascii=False) if kind == "json" and row[name] is not None else row[name]
        for name, kind in COLUMNS.items()
    }


def check_ending(path: Path) -> None:
    """Raise InvalidRequest for a file that is no table by its ending."""
    if path.suffix.lower() not in ENDINGS:
        raise InvalidRequest([Diagnostic.of("table-ending", path=path.as_posix(), allowed=ENDINGS)])


def write(effects: Iterable[Effect], path: Path) -> None:
    """Write a row for each effect into a file, as its ending says: CSV, JSON lines or Parquet."""
    check_ending(path)
    rows = map(row_of, effects)
    if path.suffix.lower() == ".parquet":
        write_parquet(COLUMNS, map(_cells, rows), path)
        return
    with path.open("wb") as out:
        if path.suffix.lower() == ".csv":
            write_csv(COLUMNS, map(_cells, rows), out)
        else:
            lines = (json.dumps(as_json(row), ensure_ascii=False) for row in rows)
            out.writelines(visible_json(line).encode() + b"\n" for line in lines)

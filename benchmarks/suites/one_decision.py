"""The cost of one decision of twelve rules over twenty-two facts, in every engine."""

from __future__ import annotations

from typing import Any

from benchmarks.interleave import Effort, Job, measure

BASELINE = ("datalogic", "outcomes")
ROWS = (
    ("ours", "validated-outcome"),
    ("ours", "validated-findings"),
    ("ours", "validated-traced"),
    ("ours", "validated-worded"),
    ("ours", "raw-outcome"),
    ("ours", "raw-findings"),
    ("ours", "raw-traced"),
    ("ours", "raw-worded"),
    ("datalogic", "outcomes"),
    ("datalogic", "trace"),
    ("zen", "expression"),
    ("zen", "table"),
    ("zen", "table-trace"),
    ("cel", "outcomes"),
    ("cedar", "outcomes"),
    ("openfisca", "outcomes"),
    ("openfisca", "trace"),
    ("durable", "outcomes"),
)


def run(effort: Effort) -> list[dict[str, Any]]:
    """Every row, on records met before and on fresh ones."""
    jobs = [Job(engine, row, records) for records in ("met", "fresh") for engine, row in ROWS]
    return measure(jobs, BASELINE, effort)

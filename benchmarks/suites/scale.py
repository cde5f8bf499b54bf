"""The cost of a decision where it rests on 120 and on 1,200 rules.

Two kinds of rules: copies that differ by their id only, and copies of which each has numbers and sets of its own, so
that nothing can be computed once for all of them but the reading of a fact.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

from benchmarks.interleave import Effort, Job, measure
from benchmarks.workload.rules import Variant

BASELINE = ("datalogic", "outcomes")
COPIES = (10, 100)
ROWS = (
    ("ours", "validated-findings"),
    ("ours", "validated-traced"),
    ("ours", "raw-findings"),
    ("datalogic", "outcomes"),
    ("zen", "expression"),
    ("cel", "outcomes"),
)


def run(effort: Effort) -> list[dict[str, Any]]:
    """Every row at both sizes, of both kinds of rules, on records met before and on fresh ones."""
    fewer = replace(effort, rounds=max(3, effort.rounds // 3))
    found: list[dict[str, Any]] = []
    for copies in COPIES:
        for variant in get_args(Variant):
            jobs = [Job(*row, records, copies, variant) for records in ("met", "fresh") for row in ROWS]
            found += measure(jobs, BASELINE, fewer)
    return found

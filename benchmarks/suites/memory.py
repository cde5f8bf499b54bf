"""The memory that the process holds while it decides a million times, and whether that grows."""

from __future__ import annotations

import subprocess
from typing import Any

from benchmarks.interleave import OWN, ROOT, Effort, python_of

ALLOWED = 0.02
"""Tables fill and are emptied, so what is compared is the most of the first half with the most of the second."""

RUNS = (("met", "rss"), ("fresh", "rss"), ("fresh", "traced"))


def run(effort: Effort) -> list[dict[str, Any]]:
    """For each kind of records: bytes and live objects at every checkpoint, and whether either grew."""
    return [watched(kind, how, effort.decisions) for kind, how in RUNS]


def watched(kind: str, how: str, decisions: int) -> dict[str, Any]:
    """One process that decides so often, with what it held."""
    command = [str(python_of(OWN)), "-m", "benchmarks.growth", kind, how, str(decisions)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    points = [[int(each) for each in line.split()] for line in done.stdout.splitlines()]
    held, objects = [point[1] for point in points], [point[2] for point in points]
    return {
        "records": kind,
        "how": how,
        "points": points,
        "bytes_growth": growth(held),
        "objects_growth": growth(objects),
        "grows": max(growth(held), growth(objects)) > ALLOWED,
    }


def growth(series: list[int]) -> float:
    """By what share the most of the second half passes the most of the first."""
    half = len(series) // 2
    return round(max(series[half:]) / max(series[:half]) - 1, 5)

"""A process that times one row of one engine: a timing for each line that it reads.

    python -m benchmarks.worker ENGINE ROW COPIES VARIANT met|fresh

It runs in the environment of its engine. The first line it writes says what loading cost and how many answers differ
from the reference; then each line `{"count": n}` is answered with the seconds that n decisions took.
"""

from __future__ import annotations

import json
import os
import sys
from itertools import cycle, islice
from statistics import median
from time import perf_counter, process_time
from typing import Any, TextIO

from benchmarks.contender import Ready, Row, row
from benchmarks.workload.records import MET, MET_OF_COPIES, Fresh, records, stream
from benchmarks.workload.rules import Rule, expected, rules

LOAD_SECONDS = 2.0
FRESH_SEED = 11


def _say(answers: TextIO, answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


def _load(measured: Row, text: object) -> tuple[Ready, float]:
    """The engine, loaded, and the median of what loading takes once its modules are imported."""
    measured.load(text)
    taken: list[float] = []
    end = perf_counter() + LOAD_SECONDS
    while not taken or (len(taken) < 15 and perf_counter() < end):
        start = perf_counter()
        ready = measured.load(text)
        taken.append(perf_counter() - start)
    return ready, median(taken)


def _differing(ready: Ready, known: list[Fresh], written: tuple[Rule, ...]) -> int:
    """How many records are answered otherwise than the reference does."""
    answers = (ready.pairs(ready.decide(ready.prepare(record))) for record in known)
    return sum(
        [tuple(each) for each in answer] != expected(written, record)
        for answer, record in zip(answers, known, strict=True)
    )


def main(arguments: list[str], answers: TextIO) -> None:
    """Load, compare, then time batches as they are asked for."""
    engine, name, copies, variant, kind = arguments
    written = rules(int(copies), variant)  # type: ignore[arg-type]
    measured = row(engine, name)
    ready, loading = _load(measured, measured.write(written))
    known = records(MET if int(copies) == 1 else MET_OF_COPIES)
    _say(answers, {"load": loading, "checked": len(known), "wrong": _differing(ready, known, written)})
    met = cycle([ready.prepare(record) for record in known]) if kind == "met" else None
    new = stream(FRESH_SEED)
    decide = ready.decide
    for line in sys.stdin:
        count = json.loads(line)["count"]
        batch = list(islice(met, count)) if met is not None else [ready.prepare(each) for each in islice(new, count)]
        busy, start = process_time(), perf_counter()
        for each in batch:
            decide(each)
        _say(answers, {"wall": perf_counter() - start, "busy": process_time() - busy})


if __name__ == "__main__":
    # Whatever an engine prints goes to the error stream; answers have a stream of their own.
    with os.fdopen(os.dup(1), "w") as stream_of_answers:
        os.dup2(2, 1)
        main(sys.argv[1:], stream_of_answers)

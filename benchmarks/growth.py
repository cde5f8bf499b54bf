"""The memory held while a process decides a number of records of one kind.

    python -m benchmarks.growth met|fresh rss|traced DECISIONS

A line for each of ten parts: decisions made, and the most bytes and live objects seen in the part, which is looked at
ten times, because tables fill and are emptied. `rss` is what the process holds of the machine's
memory; `traced` what Python has allocated and not given back, which costs several times the time.
"""

from __future__ import annotations

import gc
import sys
import tracemalloc
from itertools import cycle, islice
from pathlib import Path
from resource import getpagesize

from afterschool_policy import Policy
from benchmarks.ours.api import READINGS
from benchmarks.ours.written import DECISION, FOLDER, raw
from benchmarks.workload.records import MET, records, stream

PARTS = LOOKS = 10


def _held(how: str) -> int:
    if how == "traced":
        return tracemalloc.get_traced_memory()[0]
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * getpagesize()


def _look(how: str) -> tuple[int, int]:
    gc.collect()
    return _held(how), len(gc.get_objects())


def main(kind: str, how: str, decisions: str) -> None:
    """Decide, from raw mappings and reading every rule's outcome, in ten equal parts."""
    if how == "traced":
        tracemalloc.start()
    policy = Policy.load(FOLDER)
    source = map(raw, cycle(records(MET)) if kind == "met" else stream(seed=13))
    read = READINGS["findings"].read
    between = int(decisions) // PARTS // LOOKS
    for part in range(1, PARTS + 1):
        looks: list[tuple[int, int]] = []
        for _ in range(LOOKS):
            for facts in islice(source, between):
                read(policy.decide(DECISION, facts))
            looks.append(_look(how))
        print(part * LOOKS * between, *map(max, zip(*looks, strict=True)), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Where the microseconds of one decision go: raw facts, never met before, with its explanation in words.

The processor time is sampled: every so often the innermost line of the library is looked at, and the time since the
last look goes to its room. A measure at every call would make much of what makes many calls.
"""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from time import process_time
from types import FrameType
from typing import Any

import afterschool_policy
from afterschool_policy import Policy
from benchmarks.interleave import Effort
from benchmarks.ours.api import READINGS
from benchmarks.ours.written import DECISION, FOLDER, raw
from benchmarks.workload.records import stream

EVERY_SECONDS = 0.0005
SEED = 29
WARM = 200
A_ROUND = 1_000
_LIBRARY = Path(afterschool_policy.__file__).parent


def run(effort: Effort) -> list[dict[str, Any]]:
    """A row for each room, the dearest first: its share, and microseconds a decision."""
    policy, read = Policy.load(FOLDER), READINGS["worded"].read
    records = map(raw, stream(SEED))
    for facts in islice(records, WARM):
        read(policy.decide(DECISION, facts))
    looks: Counter[str] = Counter()
    decided = A_ROUND * effort.rounds
    drawn = [*islice(records, decided)]
    start = process_time()
    with _sampled(looks):
        for facts in drawn:
            read(policy.decide(DECISION, facts))
    microseconds = (process_time() - start) / decided * 1e6
    every = looks.total()
    return [
        {"room": room, "share": round(count / every, 4), "microseconds": round(microseconds * count / every, 2)}
        for room, count in looks.most_common()
    ]


@contextmanager
def _sampled(looks: Counter[str]) -> Iterator[None]:
    """Count the looks at each room."""

    def look(_signal: int, frame: FrameType | None) -> None:
        looks[_room(frame)] += 1

    before = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, EVERY_SECONDS, EVERY_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _room(frame: FrameType | None) -> str:
    """The room of the innermost line of the library; generated code, which has no file, is of the engines."""
    while frame is not None:
        path = frame.f_code.co_filename
        if path.startswith("<generated"):
            return "engines"
        if (file := Path(path)).is_relative_to(_LIBRARY):
            return file.relative_to(_LIBRARY).parts[0].removesuffix(".py")
        frame = frame.f_back
    return "other"

"""The cost of a decision in each row: processes side by side, one batch at a time, rounds shuffled.

Noise of the machine falls on all rows alike, so what is reported are medians, and ratios taken within one round. The
time is that of the processor, which other work on the machine disturbs less than the clock; the clock's is kept beside.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any, NamedTuple

from benchmarks.workload.rules import Variant

ROOT = Path(__file__).parents[1]
OWN = "ours"


@dataclass(frozen=True, slots=True)
class Job:
    """A row of an engine at a size, on records met before or fresh ones."""

    engine: str
    row: str
    records: str
    copies: int = 1
    variant: Variant = "alike"

    @property
    def way(self) -> tuple[str, str]:
        """Who decides, and how."""
        return self.engine, self.row

    @property
    def work(self) -> tuple[str, int, str]:
        """What is decided: rows of the same work are compared."""
        return self.records, self.copies, self.variant


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to measure: rounds, the seconds that one batch should take, and the decisions watched for growth."""

    rounds: int = 41
    batch_seconds: float = 0.06
    decisions: int = 1_000_000


def python_of(engine: str) -> Path:
    """The interpreter of an engine's environment; this library's is the one that is running."""
    return Path(sys.executable) if engine == OWN else ROOT / ".bench" / engine / "bin" / "python"


class Timed(NamedTuple):
    """Microseconds a decision: of the processor, and on the clock."""

    busy: float
    wall: float


class _Worker:
    """A process that times one job."""

    def __init__(self, job: Job, processes: ExitStack) -> None:
        arguments = [job.engine, job.row, str(job.copies), job.variant, job.records]
        self.job = job
        process = subprocess.Popen(
            [python_of(job.engine), "-m", "benchmarks.worker", *arguments],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._process = processes.enter_context(process)
        self.loaded = self._answer()
        if self.loaded["wrong"]:
            raise AssertionError(f"{job}: {self.loaded['wrong']} of {self.loaded['checked']} answers differ")

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.job}: the process ended with status {self._process.wait()}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def time(self, count: int) -> Timed:
        """A batch of so many decisions."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"count": count}) + "\n")
        self._process.stdin.flush()
        answer = self._answer()
        return Timed(answer["busy"] / count * 1e6, answer["wall"] / count * 1e6)


def measure(jobs: Iterable[Job], baseline: tuple[str, str], effort: Effort) -> list[dict[str, Any]]:
    """A row of figures for each job; `ratio` is against the baseline on the same kind of records and rules."""
    with ExitStack() as processes:
        workers = [_Worker(job, processes) for job in jobs]
        counts = [_count(worker, effort) for worker in workers]
        rounds = [_round(workers, counts, number) for number in range(effort.rounds)]
    bases = {worker.job.work: place for place, worker in enumerate(workers) if worker.job.way == baseline}
    found = []
    for place, worker in enumerate(workers):
        base = bases[worker.job.work]
        low, middle, high = quantiles([each[place].busy for each in rounds], n=4)
        found.append(
            asdict(worker.job)
            | {
                "microseconds": round(middle, 3),
                "quarter": round(low, 3),
                "three_quarters": round(high, 3),
                "on_the_clock": round(median(each[place].wall for each in rounds), 3),
                "ratio": round(median(each[place].busy / each[base].busy for each in rounds), 4),
                "load_milliseconds": round(worker.loaded["load"] * 1e3, 3),
                "checked": worker.loaded["checked"],
                "decisions": counts[place] * effort.rounds,
            }
        )
    return found


def _count(worker: _Worker, effort: Effort) -> int:
    """How many decisions make a batch of the wanted length, at least one."""
    count = 1
    while (taken := worker.time(count).wall * count / 1e6) < effort.batch_seconds / 4:
        count *= 4
    return max(1, round(count * effort.batch_seconds / taken))


def _round(workers: list[_Worker], counts: list[int], number: int) -> list[Timed]:
    """One batch of every worker, in an order of its own."""
    order = list(range(len(workers)))
    random.Random(number).shuffle(order)
    timed = {place: workers[place].time(counts[place]) for place in order}
    return [timed[place] for place in range(len(workers))]

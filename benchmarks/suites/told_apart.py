"""The cost of a decision of which one rule can apply, where there are 40 rules, 2,000 and 12,000, told apart by a code.

All sizes decide the same cases, one batch after the other within a round; `ratio` is against 40 rules in that round.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from afterschool_policy import Policy
from benchmarks.interleave import Effort
from benchmarks.ours import districts
from benchmarks.ours.api import READINGS

SIZES = (40, 2_000, 12_000)
BATCH = 1_000
SEED = 5


def run(effort: Effort) -> list[dict[str, Any]]:
    """Every size, its facts validated and raw, the outcome and every finding read."""
    policies = {size: _policy(size) for size in SIZES}
    found = []
    for facts in ("validated", "raw"):
        for read in ("outcome", "findings"):
            ways = [_way(policy, facts, READINGS[read].read) for policy in policies.values()]
            rounds = [[way() for way in ways] for _ in range(effort.rounds + 1)][1:]
            for place, size in enumerate(SIZES):
                found.append(
                    {
                        "rules": size,
                        "facts": facts,
                        "read": read,
                        "microseconds": round(median(each[place] for each in rounds), 3),
                        "ratio": round(median(each[place] / each[0] for each in rounds), 4),
                    }
                )
    return found


def _policy(size: int) -> Policy:
    with tempfile.TemporaryDirectory() as folder:
        districts.write(Path(folder) / "policy", size)
        return Policy.load(Path(folder) / "policy", cache=False)


def _way(policy: Policy, facts: str, read: Callable[[Any], object]) -> Callable[[], float]:
    """What decides the next cases, and gives the microseconds of one."""
    stream = districts.cases(SEED)

    def timed() -> float:
        batch: list[Any] = list(islice(stream, BATCH))
        if facts == "validated":
            batch = [policy.facts(each) for each in batch]
        start = process_time()
        for each in batch:
            read(policy.decide(districts.DECISION, each))
        return (process_time() - start) / BATCH * 1e6

    return timed

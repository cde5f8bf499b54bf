"""Rules decided by this library: facts validated once or raw, and more or less of the answer read."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from afterschool_policy import Policy
from benchmarks.contender import Ready, Row
from benchmarks.ours import written
from benchmarks.ours.api import READINGS, Reading
from benchmarks.workload.records import Fresh
from benchmarks.workload.rules import Rule

Rules = tuple[Rule, ...]


def write(rules: Rules) -> tuple[Rules, Path]:
    """The rules, and a policy folder that holds them."""
    return rules, written.folder_of(rules)


def _load(given: tuple[Rules, Path], *, reading: Reading, validated: bool) -> Ready:
    rules, folder = given
    policy = Policy.load(folder, cache=False)
    decide, read, name = policy.decide, reading.read, written.DECISION

    def prepare(record: Fresh) -> object:
        return policy.facts(written.raw(record)) if validated else written.raw(record)

    def answer(facts: Any) -> object:
        return read(decide(name, facts))

    return Ready(answer, lambda answered: written.pairs(rules, reading.answered(answered)), prepare)


ROWS = tuple(
    Row(f"{how}-{what}", write, partial(_load, reading=reading, validated=how == "validated"))
    for what, reading in READINGS.items()
    for how in ("validated", "raw")
)

"""The cost of the shipped policy's decisions over the facts of every case in fixtures/."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from functools import partial
from statistics import median
from time import process_time
from typing import Any

from afterschool_policy import Policy
from afterschool_policy.testing.cases import LoadedCase, load_cases
from benchmarks.interleave import ROOT, Effort
from benchmarks.ours.api import READINGS

ALL = "all"
Call = Callable[[], object]


def run(effort: Effort) -> list[dict[str, Any]]:
    """A row for each decision, after one for `all` together."""
    return measured(Policy.load(ROOT / "policy"), load_cases(ROOT / "fixtures"), effort)


def measured(policy: Policy, loaded: Iterable[LoadedCase], effort: Effort) -> list[dict[str, Any]]:
    """Microseconds a decision of these cases, by how the facts are given and by what is read."""
    cases: dict[str, list[LoadedCase]] = {}
    for case in loaded:
        cases.setdefault(case.decision, []).append(case)
    ways = [(facts, read) for facts in ("validated", "raw") for read in READINGS]
    calls = {(name, *way): _calls(policy, cases[name], *way) for name in cases for way in ways}
    for each in calls.values():
        _timed(each, 1)
    counts = {key: _repeats(each, effort) for key, each in calls.items()}
    taken: dict[tuple[str, str, str], list[float]] = {key: [] for key in calls}
    order = list(calls)
    for number in range(max(3, effort.rounds // 4)):
        random.Random(number).shuffle(order)
        for key in order:
            taken[key].append(_timed(calls[key], counts[key]))
    rows = [
        {"decision": name, "cases": len(cases[name])}
        | {f"{facts}-{read}": round(median(taken[name, facts, read]), 3) for facts, read in ways}
        for name in sorted(cases)
    ]
    return [_together(rows, ways), *rows]


def _calls(policy: Policy, cases: Iterable[LoadedCase], facts: str, read: str) -> list[Call]:
    """A call for each case that decides it and reads what is wanted of the decision."""
    made: list[Call] = []
    for case in cases:
        given = policy.facts(case.facts) if facts == "validated" else case.facts
        settings = {"as_of": case.case.as_of, "readings": case.case.readings or None}
        made.append(partial(_decide, policy, case.decision, given, settings, _reader(policy, case.decision, read)))
    return made


def _reader(policy: Policy, decision: str, read: str) -> Callable[[Any], object]:
    """How a decision is read; a composite one has the explanation of each of its parts."""
    whole = READINGS[read].read
    if policy.decisions[decision].background is None or read in ("outcome", "findings"):
        return whole
    return lambda audit: [whole(part) for part in audit.parts.values()]


def _decide(policy: Policy, name: str, facts: Any, settings: dict[str, Any], read: Callable[[Any], object]) -> object:
    return read(policy.decide(name, facts, **settings))


def _repeats(calls: list[Call], effort: Effort) -> int:
    """How often the cases have to be decided to fill a batch: there are many batches, so a short one."""
    once = _timed(calls, 1) * len(calls) / 1e6
    return max(1, round(effort.batch_seconds / 10 / once))


def _timed(calls: list[Call], repeats: int) -> float:
    """Microseconds of the processor a decision."""
    start = process_time()
    for _ in range(repeats):
        for call in calls:
            call()
    return (process_time() - start) / repeats / len(calls) * 1e6


def _together(rows: list[dict[str, Any]], ways: list[tuple[str, str]]) -> dict[str, Any]:
    """All cases of all decisions, each counted once."""
    total = sum(row["cases"] for row in rows)
    means = {
        f"{facts}-{read}": round(sum(row[f"{facts}-{read}"] * row["cases"] for row in rows) / total, 3)
        for facts, read in ways
    }
    return {"decision": ALL, "cases": total} | means

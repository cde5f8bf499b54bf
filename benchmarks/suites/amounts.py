"""What the amounts of a decision cost on top of its outcome, over the cases of the shipped policy that have any."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from functools import partial
from statistics import median
from time import process_time
from typing import Any

from afterschool_policy import Policy
from afterschool_policy.decision.contract import Decision
from afterschool_policy.testing.cases import LoadedCase, load_cases
from benchmarks.interleave import ROOT, Effort

READS: dict[str, Callable[[Decision], object]] = {
    "outcome": lambda decision: decision.outcome,
    "amounts": lambda decision: (decision.outcome, decision.amounts),
}
Decide = Callable[[], Decision]


def run(effort: Effort) -> list[dict[str, Any]]:
    """A row for each decision with amounts, on the cases that tell them all and on those that leave one open."""
    return measured(Policy.load(ROOT / "policy"), load_cases(ROOT / "fixtures"), effort)


def measured(policy: Policy, loaded: Iterable[LoadedCase], effort: Effort) -> list[dict[str, Any]]:
    """Microseconds a decision on validated facts, and the ratio within one round: both read in turn."""
    cases: dict[tuple[str, bool], list[Decide]] = {}
    for case in loaded:
        if policy.decisions[case.decision].background is None:
            decide = _decide(policy, case)
            if amounts := decide().amounts.values():
                told = all(amount.value is not None for amount in amounts)
                cases.setdefault((case.decision, told), []).append(decide)
    counts = {key: _repeats(some, effort) for key, some in cases.items()}
    taken: dict[tuple[str, bool], list[dict[str, float]]] = {key: [] for key in cases}
    for number in range(max(3, effort.rounds // 4)):
        order = list(cases)
        random.Random(number).shuffle(order)
        for key in order:
            taken[key].append({read: _timed(cases[key], read, counts[key]) for read in READS})
    return [
        {"decision": name, "told": told, "cases": len(cases[name, told])}
        | {read: round(median(each[read] for each in rounds), 3) for read in READS}
        | {"ratio": round(median(each["amounts"] / each["outcome"] for each in rounds), 2)}
        for (name, told), rounds in sorted(taken.items())
    ]


def _decide(policy: Policy, case: LoadedCase) -> Decide:
    facts, readings = policy.facts(case.facts), case.case.readings or None
    return partial(policy.decide, case.decision, facts, as_of=case.case.as_of, readings=readings)


def _repeats(some: list[Decide], effort: Effort) -> int:
    """How often the cases have to be decided to fill a batch, a short one as there are many."""
    once = _timed(some, "amounts", 3) * len(some) / 1e6
    return max(1, round(effort.batch_seconds / 10 / once))


def _timed(some: list[Decide], read: str, repeats: int) -> float:
    """Microseconds of the processor a decision."""
    what = READS[read]
    start = process_time()
    for _ in range(repeats):
        for decide in some:
            what(decide())
    return (process_time() - start) / repeats / len(some) * 1e6

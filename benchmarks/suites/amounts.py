"""What the amounts and the values of a decision cost on top of its outcome, where it has any.

The cases of the shipped policy and of the examples, and records drawn for a policy of twelve rules with bands, cases,
rounding and a total; each also with one of its facts left out. Facts are met again and again, or fresh: the same with
other numbers, each decided once.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from afterschool_policy import InvalidFacts, Policy
from afterschool_policy.decision.contract import Decision
from afterschool_policy.testing.cases import load_cases
from afterschool_policy.vocabulary.facts import Facts
from benchmarks.interleave import ROOT, Effort

READS: dict[str, Callable[[Decision], object]] = {
    "outcome": lambda decision: decision.outcome,
    "amounts": lambda decision: (decision.outcome, decision.amounts),
    "values": lambda decision: (decision.outcome, decision.values),
}
EXAMPLES = ("points", "living_allowance", "family_benefit", "notices")
DRAWN = 60
MOST_CASES = 60
FRESH = 120
ALIKE, TURNS = 100, 7
Given = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what it is asked on: facts by dotted name, a day and readings where the case chooses them."""

    policy: Policy
    decision: str
    given: Given
    settings: dict[str, Any] = field(default_factory=dict)

    def decide(self, facts: Facts) -> Decision:
        """The decision on these facts."""
        return self.policy.decide(self.decision, facts, **self.settings)

    def facts(self, given: Given) -> Facts | None:
        """Facts that the policy has checked; None where it takes them for none."""
        try:
            return self.policy.facts(given)
        except InvalidFacts:
            return None


Key = tuple[str, str, bool, bool]
"""Policy, decision, whether a day or reading is given with the question, whether all amounts are told."""


def run(effort: Effort) -> list[dict[str, Any]]:
    """The rows of all policies, measured in turn."""
    asked = {"policy": _cases(ROOT / "policy", ROOT / "fixtures"), "allowances": drawn()}
    asked |= {name: _cases(ROOT / "examples" / name, ROOT / "examples" / name / "cases") for name in EXAMPLES}
    cases = {name: list(each) for name, each in asked.items()}
    rows = measured(cases, effort)
    print("", *by_question(cases), sep="\n")
    return rows


def by_question(asked: Mapping[str, Iterable[Asked]]) -> list[str]:
    """For people: how many times the outcome each question costs with all amounts told, the dearest first.

    The median over its cases, as they stand in the files, beside that of its dearest case.
    """
    ratios: dict[str, list[float]] = {}
    for name, cases in asked.items():
        for case in cases:
            facts = case.facts(case.given)
            if facts is not None and _are_told(case.decide(facts)):
                ratios.setdefault(f"{name} {case.decision}", []).append(_ratio(case, facts))
    dearest = sorted(ratios.items(), key=lambda each: -median(each[1]))
    lines = [f"{median(each):5.2f}  most {max(each):5.2f}  {len(each):3} cases  {name}" for name, each in dearest]
    over_all = median(median(each) for each in ratios.values())
    return [*lines, f"{over_all:5.2f}  median of all; the most is {lines[0].strip()}"]


def _ratio(case: Asked, facts: Facts) -> float:
    """The ratio on one case, in turn."""
    batch = [(case, facts)] * ALIKE
    rounds = [{read: _timed(batch, READS[read]) for read in ("outcome", "amounts")} for _ in range(TURNS)]
    return median(each["amounts"] / each["outcome"] for each in rounds)


def measured(asked: Mapping[str, Iterable[Asked]], effort: Effort) -> list[dict[str, Any]]:
    """Microseconds a decision on validated facts, and the ratios to the outcome within one round."""
    groups = {(*key, kind): cases for key, cases in _groups(asked).items() for kind in ("met", "fresh")}
    met = {key: _met(cases, effort) for key, cases in groups.items() if key[-1] == "met"}
    taken: dict[tuple[str, str, bool, bool, str], list[dict[str, float]]] = {key: [] for key in groups}
    for number in range(max(3, effort.rounds // 8)):
        order = list(groups)
        random.Random(number).shuffle(order)
        for key in order:
            batches = {read: met.get(key) or _fresh(groups[key], key[3], f"{number}{read}") for read in READS}
            taken[key].append({read: _timed(batch, READS[read]) for read, batch in batches.items()})
    names = ("policy", "decision", "dated", "told", "facts")
    return [
        dict(zip(names, key, strict=True))
        | {"cases": len(groups[key])}
        | {read: round(median(each[read] for each in rounds), 3) for read in READS}
        | {f"{read}_ratio": round(median(each[read] / each["outcome"] for each in rounds), 2) for read in READS}
        for key, rounds in sorted(taken.items())
    ]


def _groups(asked: Mapping[str, Iterable[Asked]]) -> dict[Key, list[Asked]]:
    """The questions by what their rows are told apart by: each as it is, and with one of its facts left out."""
    found: dict[Key, list[Asked]] = {}
    for name, cases in asked.items():
        for case in (each for whole in cases for each in _with_one_less(whole)):
            facts = case.facts(case.given)
            if facts is None or not case.decide(facts).amounts:
                continue
            found.setdefault((name, case.decision, bool(case.settings), _are_told(case.decide(facts))), []).append(case)
    drawn = random.Random(1)
    return {key: drawn.sample(some, min(len(some), MOST_CASES)) for key, some in found.items()}


def _are_told(decision: Decision) -> bool:
    """Whether it has amounts, and all of them are told."""
    amounts = decision.amounts.values()
    return bool(amounts) and all(amount.value is not None for amount in amounts)


def _with_one_less(case: Asked) -> Iterator[Asked]:
    yield case
    for name in case.given:
        less = {other: value for other, value in case.given.items() if other != name}
        yield Asked(case.policy, case.decision, less, case.settings)


# ------------------------------------------------------------------------------------------------------- batches
Batch = list[tuple[Asked, Facts]]


def _met(cases: list[Asked], effort: Effort) -> Batch:
    """The same facts over and over, as often as a batch is to be long."""
    once = [(case, facts) for case in cases if (facts := case.facts(case.given)) is not None]
    taken = _timed(once, READS["amounts"]) * len(once) / 1e6
    return once * max(1, round(effort.batch_seconds / 10 / taken))


def _fresh(cases: list[Asked], told: bool, seed: str) -> Batch:
    """Facts with numbers that nobody else brings; the rules have been met by others before.

    Where other numbers make the facts contradict, or an amount open that was told, a case stays as it is.
    """
    drawn = random.Random(seed)
    batch: Batch = []
    while len(batch) < FRESH:
        case = drawn.choice(cases)
        facts = case.facts({name: _other(value, drawn) for name, value in case.given.items()})
        if facts is None or _are_told(case.decide(facts)) is not told:
            facts = case.facts(case.given)
        assert facts is not None
        batch.append((case, facts))
    return batch


def _other(value: object, drawn: random.Random) -> object:
    """A number near by, of the same places; anything else as it is."""
    match value:
        case bool():
            return value
        case int():
            return max(0, value + drawn.randint(-abs(value) // 5, abs(value) // 5 + 2)) if value >= 0 else value
        case Decimal():
            return value + drawn.randint(0, 20) if value >= 0 else value
        case list() | tuple():
            return [_other(member, drawn) for member in value]
        case dict():
            return {name: _other(member, drawn) for name, member in value.items()}
    return value


def _timed(batch: Batch, read: Callable[[Decision], object]) -> float:
    """Microseconds of the processor a decision."""
    start = process_time()
    for case, facts in batch:
        read(case.policy.decide(case.decision, facts, **case.settings))
    return (process_time() - start) / len(batch) * 1e6


# --------------------------------------------------------------------------------------------------------- cases
def _cases(folder: Path, cases: Path) -> Iterator[Asked]:
    """What the cases of a policy ask, but not its audits."""
    policy = Policy.load(folder)
    for loaded in load_cases(cases):
        if policy.decisions[loaded.decision].background is None:
            chosen = {"as_of": loaded.case.as_of, "readings": loaded.case.readings or None}
            settings = {name: value for name, value in chosen.items() if value is not None}
            yield Asked(policy, loaded.decision, by_name(loaded.facts), settings)


def by_name(groups: Mapping[str, object]) -> Given:
    """Facts given in groups, by their dotted names."""
    named: dict[str, object] = {}
    for group, facts in groups.items():
        assert isinstance(facts, Mapping)
        named |= {f"{group}.{name}": value for name, value in facts.items()}
    return named


def drawn() -> Iterator[Asked]:
    """Records of the policy of allowances, all of whose facts are known."""
    policy, seeded = Policy.load(ROOT / "benchmarks" / "policies" / "allowances"), random.Random(7)
    for _ in range(DRAWN):
        yield Asked(policy, "allowances", {name: of(seeded) for name, of in RECORD.items()})


def _whole(most: int) -> Callable[[random.Random], int]:
    return lambda drawn: drawn.randint(0, most)


def _tenths(most: int) -> Callable[[random.Random], Decimal]:
    return lambda drawn: Decimal(drawn.randint(0, most * 10)) / 10


def _either(drawn: random.Random) -> bool:
    return drawn.random() < 0.5


RECORD: dict[str, Callable[[random.Random], object]] = {
    "work.hours": _whole(100),
    "work.weekend_hours": _whole(60),
    "work.days": _tenths(25),
    "work.holidays": _whole(5),
    "work.new_year": _either,
    "work.late": _whole(3),
    "work.absent": _whole(2),
    "staff.post": lambda drawn: drawn.choice(("class_teacher", "head_of_grade", "other")),
    "staff.years": _tenths(40),
    "staff.distance": _tenths(60),
    "staff.senior": _either,
    "class.students": _whole(60),
    "class.special": _whole(5),
    "payment.paid": lambda drawn: drawn.randint(0, 5000),
    "context.in_force": lambda _: date(2021, 9, 1),
}
"""How each fact of a record is drawn."""

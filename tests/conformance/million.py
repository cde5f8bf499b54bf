"""A million random decisions by two engines: `make conformance`, or `python -m tests.conformance.million --help`.

Work comes in blocks. A block is made from the seed and its number alone, so that one in which something differed can be
run again by itself: half of the blocks are random laws with random facts, half are the decisions of the shipped policy
with facts that make a difference to its rules, under readings drawn at random. Both engines give their whole verdict
(the truth of every single test, every rule's part, the outcome); of every hundredth decision of the policy the whole
records are compared as well, byte for byte.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from afterschool_policy import InvalidFacts, Policy
from afterschool_policy.engines.choice import ENGINES
from afterschool_policy.engines.cross_check import VerdictsDiffer
from afterschool_policy.language.printer import print_expression
from afterschool_policy.language.tree import Value
from afterschool_policy.semantics.question import Question
from afterschool_policy.values.types import Kind
from afterschool_policy.vocabulary.model import FactSpec
from tests.sampling import samples
from tests.strategies import rule_sets, single_tests
from tests.support import law, question, shown

ROOT = Path(__file__).parents[2]
BLOCK = 5_000
FACTS_A_LAW = 100
RECORDS_EVERY = 100


class Different(Exception):
    """Two engines differ: what is needed to see it again."""


@dataclass(frozen=True, slots=True)
class Done:
    """A block that was run: what its decisions came to, and how many sets of facts the durable engine refused to take.

    It refuses a number that cannot cross exactly, which is no answer to compare.
    """

    number: int
    laws: int
    outcomes: Mapping[str, int]
    records: int
    refused: int

    @property
    def decisions(self) -> int:
        return sum(self.outcomes.values())


# ------------------------------------------------------------------------------------------------------- facts
def some_facts(source: random.Random, put: Question, telling: Mapping[str, Sequence[Value]]) -> dict[str, Value]:
    """Some of the facts with telling values, or values near them, the others unknown."""
    share = source.choice((0.3, 0.6, 0.8, 0.9, 1.0))
    specs = put.edition.law.vocabulary.facts
    return {
        name: _near(source, source.choice(values), specs[name])
        for name, values in telling.items()
        if source.random() < share
    }


def _near(source: random.Random, value: Value, spec: FactSpec) -> Value:
    if source.random() < 0.8:
        return value
    if isinstance(value, date):
        return value + timedelta(days=source.randint(-400, 400))
    if isinstance(value, tuple):
        return tuple(source.sample(value, source.randint(0, len(value))))
    if spec.type.kind is Kind.NUMBER and not spec.whole and spec.maximum is None:
        return Decimal(source.randint(100, 900)) / 100
    return value


def telling(put: Question) -> Mapping[str, Sequence[Value]]:
    return samples(put.atoms, put.edition.law.vocabulary)


# ------------------------------------------------------------------------------------------------------ blocks
def run_block(first: int, number: int) -> Done:
    """One block. Even blocks are random laws, odd ones the shipped policy.

    Raises:
        Different: with the rules and facts.
    """
    source = random.Random(f"{first}/{number}")
    return _policy_block(number, source) if number % 2 else _law_block(number, source)


def _law_block(number: int, source: random.Random) -> Done:
    outcomes: Counter[str] = Counter()
    refused: list[InvalidFacts] = []
    count = BLOCK // FACTS_A_LAW

    @seed(source.getrandbits(64))
    @settings(
        max_examples=count, phases=(Phase.generate,), database=None, deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(rule_sets(single_tests(), depth=2))
    def every(rules) -> None:  # type: ignore[no-untyped-def]
        put = question(law(rules))
        decide, _ = ENGINES["both"]().functions(put)
        values = telling(put)
        for _turn in range(FACTS_A_LAW):
            facts = some_facts(source, put, values)
            try:
                outcomes[decide(facts).outcome] += 1
            except InvalidFacts as refusal:
                assert {each.code for each in refusal.diagnostics} == {"fact-not-exact"}, refusal
                refused.append(refusal)
            except Exception as error:
                raise Different("\n".join(["", *map(shown, rules), repr(facts), _told(error)])) from error

    every()
    return Done(number, count, outcomes, 0, len(refused))


@cache
def _shipped() -> Policy:
    return Policy.load(ROOT / "policy")


def _policy_block(number: int, source: random.Random) -> Done:
    policy = _shipped()
    outcomes: Counter[str] = Counter()
    names = [name for name, spec in policy.decisions.items() if spec.background is None]
    records = 0
    chosen: dict[str, str] = {}
    if number % 4 == 3:  # every other block of the policy under other readings
        some = source.sample(sorted(policy.readings), 3)
        chosen = {name: source.choice(sorted(policy.readings[name].choices)) for name in some}
    for name in names:
        put = policy._decider.settings.question(policy.decisions[name], None, None, _not_default(policy, chosen))
        decide, _ = ENGINES["both"]().functions(put)
        values = telling(put)
        for turn in range(BLOCK // len(names)):
            facts = some_facts(source, put, values)
            try:
                outcomes[decide(facts).outcome] += 1
                if turn % RECORDS_EVERY == 0:
                    _compare_records(policy, name, facts, chosen)
                    records += 1
            except Exception as error:
                raise Different(f"\n{name} {chosen}\n{facts!r}\n{_told(error)}") from error
    return Done(number, 0, outcomes, records, 0)


def _not_default(policy: Policy, chosen: Mapping[str, str]) -> dict[str, str]:
    return {name: code for name, code in sorted(chosen.items()) if code != policy.readings[name].default}


def _compare_records(policy: Policy, name: str, facts: Mapping[str, Value], chosen: Mapping[str, str]) -> None:
    nested: dict[str, dict[str, Value]] = {}
    for each, value in facts.items():
        group, short = each.split(".", 1)
        nested.setdefault(group, {})[short] = value
    written = []
    for engine in ("compiled", "durable"):
        record = policy.decide(name, nested, readings=chosen, engine=engine).record()
        written.append(json.dumps({key: record[key] for key in record if key not in ("engine", "digest")}))
    if written[0] != written[1]:
        raise AssertionError("\n".join(written))


def _told(error: Exception) -> str:
    if not isinstance(error, VerdictsDiffer):
        return f"{type(error).__name__}: {error}"
    names = " / ".join(engine.name for engine in error.engines)
    tests = [f"{print_expression(atom)}: {one.name} / {other.name}" for atom, one, other in error.tests]
    return "\n".join([names, *tests])


# --------------------------------------------------------------------------------------------------------- run
def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--decisions", type=int, default=1_000_000, help="how many at least")
    parser.add_argument(
        "--seed", type=int, default=None, help="printed at the start; the same seed, the same decisions"
    )
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--from-block", type=int, default=0, help="go on with this block")
    parser.add_argument("--block", type=int, default=None, help="run this block alone")
    given_ = parser.parse_args()
    first = given_.seed if given_.seed is not None else random.SystemRandom().randrange(10**9)
    blocks = range(given_.from_block, -(-given_.decisions // BLOCK) + 1)
    if given_.block is not None:
        blocks = range(given_.block, given_.block + 1)
    print(f"seed {first}, blocks {blocks.start} to {blocks.stop - 1}, {given_.workers} workers", flush=True)
    return _run(first, blocks, given_.workers)


def _run(first: int, blocks: range, workers: int) -> int:
    started = time.monotonic()
    outcomes: Counter[str] = Counter()
    laws = records = refused = 0
    for place, (number, done) in enumerate(_results(first, blocks, workers), 1):
        if isinstance(done, Different):
            print(f"\nDIFFERENT in block {number}: {done}", flush=True)
            print(f"again: python -m tests.conformance.million --seed {first} --block {number}")
            print(f"go on: python -m tests.conformance.million --seed {first} --from-block {number + 1}")
            return 1
        outcomes.update(done.outcomes)
        laws += done.laws
        records += done.records
        refused += done.refused
        total, seconds = outcomes.total(), time.monotonic() - started
        left = seconds / place * (len(blocks) - place)
        line = f"{total:,} decisions, none different; {total / seconds:,.0f} a second, {left / 60:.0f} min left"
        print(f"\r{line}   " if sys.stderr.isatty() else line, end="" if sys.stderr.isatty() else "\n", file=sys.stderr)
    told = ", ".join(f"{name} {count:,}" for name, count in outcomes.most_common())
    print(
        f"\n{outcomes.total():,} decisions by two engines, none different: {laws:,} random laws, "
        f"{records:,} records compared byte for byte, "
        f"{refused:,} sets of facts with a number that cannot cross; "
        f"seed {first}, {time.monotonic() - started:,.0f} s\n{told}"
    )
    return 0


def _results(first: int, blocks: range, workers: int) -> Iterator[tuple[int, Done | Different]]:
    """The blocks in their order, whoever ran them."""
    with ProcessPoolExecutor(workers) as pool:
        running = [(number, pool.submit(run_block, first, number)) for number in blocks]
        for number, each in running:
            try:
                yield number, each.result()
            except Different as different:
                for _, other in running:
                    other.cancel()
                yield number, different


if __name__ == "__main__":
    sys.exit(main())

"""A million random rows in tables, each held to `decide`: `make conformance`, or `python -m tests.conformance.rows`.

Work comes in blocks, each made from the seed and its number alone. A block is a table for every question of the shipped
policy or of an example, asked on some day under some readings, or tables of random policies. Outcome and findings of
every row are compared; of every fiftieth block missing facts, amounts, values and citations are, too.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from afterschool_policy import Policy
from tests.conformance.million import some_facts, telling
from tests.strategies import rule_sets, single_tests
from tests.support import law, question, shown
from tests.tables import OUTLINE, PARTS, by_column, held_to_decide, nested, random_rows

ROOT = Path(__file__).parents[2]
ROWS, WHOLE_ROWS = 500, 10
WHOLE_EVERY = 50
LAWS, ROWS_OF_A_LAW = 40, 100


@cache
def policies() -> list[Policy]:
    """The shipped policy, more often than each example that tells no records and no periods."""
    examples = (each.parent for each in sorted((ROOT / "examples").glob("*/policy.yaml")))
    plain = [policy for policy in map(Policy.load, examples) if not policy.law.vocabulary.records]
    return [Policy.load(ROOT / "policy")] * 4 + plain


def run_block(first: int, number: int) -> int:
    """The rows of one block, none of them different; else it raises AssertionError with what is."""
    source = random.Random(f"{first}/{number}")
    parts, rows = (PARTS, WHOLE_ROWS) if number % WHOLE_EVERY == 0 else (OUTLINE, ROWS)
    if number % 4 == 3:
        return _of_laws(source, parts)
    policy = policies()[number % len(policies())]
    names = [name for name, spec in policy.decisions.items() if spec.background is None]
    for name in names:
        many, how = random_rows(source, policy, name, rows)
        held_to_decide(policy, name, by_column(many), many, parts, **how)
    return rows * len(names)


def _of_laws(source: random.Random, parts: tuple[str, ...]) -> int:
    @seed(source.getrandbits(64))
    @settings(
        max_examples=LAWS, phases=(Phase.generate,), database=None, deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(rule_sets(single_tests(), depth=2))
    def every(rules) -> None:  # type: ignore[no-untyped-def]
        made = law(rules)
        put = question(made)
        values = telling(put)
        rows = [nested(some_facts(source, put, values)) for _ in range(ROWS_OF_A_LAW)]
        try:
            held_to_decide(Policy(made), next(iter(made.decisions)), by_column(rows), rows, parts)
        except AssertionError as error:
            raise AssertionError("\n".join(["", *map(shown, rules), str(error)])) from error

    every()
    return LAWS * ROWS_OF_A_LAW


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000, help="how many at least")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**9))
    parser.add_argument("--block", type=int, default=None, help="run this block alone")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    print(f"seed {asked.seed}", flush=True)
    if asked.block is not None:
        print(f"{run_block(asked.seed, asked.block):,} rows, none different")
        return 0
    started, rows, number = time.monotonic(), 0, 0
    with ProcessPoolExecutor(asked.workers) as pool:
        while rows < asked.rows:
            some = range(number, number + 2 * asked.workers)
            for place, done in zip(some, pool.map(partial(_tried, asked.seed), some), strict=True):
                if isinstance(done, str):
                    again = f"python -m tests.conformance.rows --seed {asked.seed} --block {place}"
                    print(f"\nDIFFERENT: {done}\nagain: {again}")
                    return 1
                rows += done
            number = some.stop
            print(
                f"{rows:,} rows, none different; {rows / (time.monotonic() - started):,.0f} a second", file=sys.stderr
            )
    print(f"{rows:,} rows in tables as decide has them, none different; seed {asked.seed}")
    return 0


def _tried(first: int, number: int) -> int | str:
    try:
        return run_block(first, number)
    except AssertionError as error:
        return str(error)


if __name__ == "__main__":
    sys.exit(main())

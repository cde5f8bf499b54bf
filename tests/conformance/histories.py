"""Random histories of case files, each call compared with a fresh decision on everything that holds.

    python -m tests.conformance.histories 10000 [--seed N]

A history states, amends and withdraws facts of some entities. After each call all findings, and what the call says it
changed, are compared with a model that decides everything anew; every engine goes through the same histories.
"""

from __future__ import annotations

import argparse
import time
from random import Random

from afterschool_policy import Policy
from tests.case_files import Model, choices, few, step
from tests.support import LIBRARY, TESTS

ENGINES = ("compiled", "durable")
CALLS = (4, 16)


def main() -> None:
    """Run the histories; a difference ends the run with its seed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("histories", type=int, nargs="?", default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    policies = [(policy := Policy.load(folder), choices(policy)) for folder in (LIBRARY, TESTS.parent / "policy")]
    started, calls = time.perf_counter(), 0
    for seed in range(asked.seed, asked.seed + asked.histories):
        policy, known = policies[seed % len(policies)]
        for engine in ENGINES:
            pick = Random(seed)
            case, model, some = policy.open_case(engine=engine), Model(policy), few(policy, known, pick)
            for _ in range(pick.randint(*CALLS)):
                try:
                    step(case, model, some, pick)
                except Exception as error:
                    error.add_note(f"seed {seed}, engine {engine}")
                    raise
                calls += 1
    took = time.perf_counter() - started
    print(f"case files: {asked.histories:,} histories, {calls:,} calls, none different ({took:.0f} s)")


if __name__ == "__main__":
    main()

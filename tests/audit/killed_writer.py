"""Processes that write to a log and are killed at random, as many times as asked for.

Prints the id of every entry whose writing was acknowledged before its writer was killed. Writers are forked from a
process that has loaded the policy, so that they are killed while they open the log, write and commit.
"""

from __future__ import annotations

import os
import random
import select
import signal
import sys
import time

from afterschool_policy import DecisionLog, Policy, Writing
from tests.support import LIBRARY

FACTS = {"reader": {"has_card": True, "card_expired": False}, "book": {"kind": "ordinary"}, "loan": {"books": 1}}


def write_until_killed(url: str, policy: Policy, told: int, round_: int) -> None:
    with DecisionLog.open(url) as log:
        number = 0
        while True:
            with log.batch() as batch:  # sometimes one entry, sometimes several in a transaction
                names = [f"{round_}-{number + each}" for each in range(random.choice((1, 1, 5)))]
                for name in names:
                    batch.append(policy.decide("borrowing", FACTS), policy, Writing(decision_id=name))
            number += len(names)
            os.write(told, ("\n".join(names) + "\n").encode())


def main(url: str, kills: int) -> None:
    policy = Policy.load(LIBRARY)
    DecisionLog.open(url).close()
    policy.decide("borrowing", FACTS).record()
    for round_ in range(kills):
        read, told = os.pipe()
        writer = os.fork()
        if writer == 0:
            os.close(read)
            try:
                write_until_killed(url, policy, told, round_)
            finally:
                os._exit(1)  # a writer that ends by itself has failed
        os.close(told)
        if round_ % 2:  # every other one is left to write: what opens it takes longer than what it writes
            select.select([read], [], [], 10)
        time.sleep(random.uniform(0, 0.04))
        os.kill(writer, signal.SIGKILL)
        _, status = os.waitpid(writer, 0)
        assert os.WIFSIGNALED(status), f"writer {round_} ended by itself"
        with os.fdopen(read) as acknowledged:
            sys.stdout.write(acknowledged.read())


if __name__ == "__main__":
    random.seed(int(sys.argv[3]))
    main(sys.argv[1], int(sys.argv[2]))

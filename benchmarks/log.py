"""The cost of appending records to a log, beside the bare database's own inserts.

    python -m benchmarks.log [RECORDS]

Writes benchmarks/log.json, and the table made of it into the pages of the documentation. Rows take turns, in rounds of
shuffled order; rates are medians over rounds, ratios are taken within a round. Needs PostgreSQL.
"""

from __future__ import annotations

import json
import os
import platform
import random
import sqlite3
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import psycopg
import sqlalchemy

from afterschool_policy import DecisionLog, Policy
from afterschool_policy.audit.log.model import KeptPolicy
from afterschool_policy.audit.log.store.store import Store
from afterschool_policy.record.canonical import sealed, sha256
from afterschool_policy.record.model import Record
from afterschool_policy.testing.cases import load_cases, run_case
from benchmarks.log_table import write_pages
from tests import postgresql

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "log.json"
ROUNDS, BATCH, SINGLES = 10, 1000, 20


@dataclass(frozen=True, slots=True)
class Row:
    """What is timed: how many records `write` writes at once."""

    database: str
    name: str
    write: Callable[[list[Record]], object]


def templates(policy: Policy) -> list[Record]:
    """A thousand records of real decisions: the cases of the shipped policy, audits left out."""
    made = (run_case(policy, case).decision for case in load_cases(ROOT / "fixtures"))
    single = (each for each in made if each is not None and policy.decisions[each.name].background is None)
    return [each.record() for each in islice(single, 1000)]


def drafts(templates: list[Record], count: int) -> list[Record]:
    """Records with ids of their own, as a log gets them."""
    now = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    return [
        sealed({**templates[place % len(templates)], "decision_id": str(uuid.uuid4()), "timestamp": now})
        for place in range(count)
    ]


def logged(url: str, policy: Policy) -> Callable[[list[Record]], object]:
    """Linking, sealing, marking and inserting records that are made."""
    store = Store(url, create=True)
    data = policy.bundle()
    kept = {policy.fingerprint: KeptPolicy(sha256(data), data)}
    return lambda records: store.append(records, kept)


def decided(url: str, policy: Policy) -> Callable[[list[Record]], object]:
    """The whole way: decide, make the record with its explanation's digest, append."""
    log = DecisionLog.open(url)
    cases = (case for case in load_cases(ROOT / "fixtures") if policy.decisions[case.decision].background is None)
    answered = ((case.decision, run_case(policy, case).decision) for case in cases)
    questions = [(name, decision.facts) for name, decision in answered if decision is not None]

    def write(records: list[Record]) -> None:
        with log.batch(BATCH) as batch:
            for place, _ in enumerate(records):
                name, facts = questions[place % len(questions)]
                policy.decide(name, facts, log=batch)

    return write


def bare_sqlite(path: str) -> Callable[[list[Record]], object]:
    """The same texts into a table of one column, by the driver alone and as durably."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE bare (sequence INTEGER PRIMARY KEY, record TEXT NOT NULL)")

    def write(records: list[Record]) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO bare (record) VALUES (?)", [(_text(each),) for each in records])
        connection.execute("COMMIT")

    return write


def bare_postgresql(url: str) -> Callable[[list[Record]], object]:
    """The same on PostgreSQL."""
    connection = psycopg.connect(url)
    connection.execute("CREATE TABLE bare (sequence BIGSERIAL PRIMARY KEY, record TEXT NOT NULL)")
    connection.commit()

    def write(records: list[Record]) -> None:
        with connection.transaction(), connection.cursor() as cursor:
            cursor.executemany("INSERT INTO bare (record) VALUES (%s)", [(_text(each),) for each in records])

    return write


def measured(rows: list[Row], made: list[Record], per_round: int) -> Iterator[dict[str, Any]]:
    """Records a second in batches and one at a time, and their ratio to the bare database's."""
    batched: dict[tuple[str, str], list[float]] = {}
    single: dict[tuple[str, str], list[float]] = {}
    for _ in range(ROUNDS):
        for row in random.sample(rows, len(rows)):
            whole = row.name == "decided"
            records = drafts(made, per_round // 50 if whole else per_round)
            start = perf_counter()
            for first in range(0, len(records), BATCH):
                row.write(records[first : first + BATCH])
            batched.setdefault((row.database, row.name), []).append(len(records) / (perf_counter() - start))
            records = drafts(made, SINGLES)
            start = perf_counter()
            for record in records:
                row.write([record])
            single.setdefault((row.database, row.name), []).append(SINGLES / (perf_counter() - start))
    for (database, name), rates in batched.items():
        bare = batched[database, "bare"], single[database, "bare"]
        mine = rates, single[database, name]
        ratios = [median(one / other for one, other in zip(a, b, strict=True)) for a, b in zip(mine, bare, strict=True)]
        yield {
            "database": database,
            "row": name,
            "batched_per_second": round(median(rates)),
            "batched_ratio": round(ratios[0], 3),
            "single_per_second": round(median(mine[1])),
            "single_ratio": round(ratios[1], 3),
        }


def main(count: int) -> None:
    """Measure and write down."""
    policy = Policy.load(ROOT / "policy")
    made = templates(policy)
    programs = postgresql.programs()
    assert programs is not None, "PostgreSQL is not installed"
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = stack.enter_context(postgresql.server(programs))
        places = {name: str(folder / f"{name}.db") for name in ("bare", "log", "decided")}
        urls = {name: server.database() for name in places}
        rows = [
            Row("SQLite", "bare", bare_sqlite(places["bare"])),
            Row("SQLite", "log", logged(places["log"], policy)),
            Row("SQLite", "decided", decided(places["decided"], policy)),
            Row("PostgreSQL", "bare", bare_postgresql(urls["bare"])),
            Row("PostgreSQL", "log", logged(urls["log"], policy)),
            Row("PostgreSQL", "decided", decided(urls["decided"], policy)),
        ]
        found = list(measured(rows, made, count // ROUNDS))
        sizes = {"SQLite": _sqlite_size(places["log"]), "PostgreSQL": _postgresql_size(urls["log"])}
        bare = {"SQLite": _sqlite_size(places["bare"]), "PostgreSQL": _postgresql_size(urls["bare"])}
        with psycopg.connect(urls["bare"]) as connection:
            version = str(connection.info.server_version // 10000)
        written = count + ROUNDS * SINGLES
        with DecisionLog.open(places["log"], create=False) as log:
            start = perf_counter()
            assert log.verify().sound
            verified = log.count() / (perf_counter() - start)
    result = {
        "records": count,
        "batch": BATCH,
        "on": _machine(version),
        "text_bytes": round(sum(len(_text(each).encode()) for each in drafts(made, len(made))) / len(made)),
        "log_bytes": {name: round(size / written) for name, size in sizes.items()},
        "bare_bytes": {name: round(size / written) for name, size in bare.items()},
        "verified_per_second": round(verified),
        "rows": found,
    }
    RESULTS.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    write_pages()


def _text(record: Record) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def _sqlite_size(path: str) -> int:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return Path(path).stat().st_size


def _postgresql_size(url: str) -> int:
    with psycopg.connect(url) as connection:
        found = connection.execute(
            "SELECT sum(pg_total_relation_size(oid)) FROM pg_class "
            "WHERE relkind = 'r' AND relname ~ '^(bare|policy_log)'"
        ).fetchone()
    return int(found[0]) if found else 0


def _machine(server: str) -> dict[str, object]:
    model = [line for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if "model name" in line]
    return {
        "processor": model[0].partition(":")[2].strip() if model else platform.machine(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "postgresql": server,
        "sqlalchemy": sqlalchemy.__version__,
        "measured": datetime.now(UTC).date().isoformat(),
        "load": round(os.getloadavg()[1], 1),
    }


if __name__ == "__main__":
    random.seed(20211101)
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)

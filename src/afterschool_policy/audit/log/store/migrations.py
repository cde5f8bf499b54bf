"""The steps that bring the log's tables from whatever edition they have to the newest.

A released step never changes: it is written out, not taken from `tables`, which always shows the newest edition.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence

from sqlalchemy import Connection, inspect, text

from afterschool_policy.diagnostics import Diagnostic, LogFailure

Step = Callable[[Connection], None]


def _first(connection: Connection) -> None:
    """Head, entries, marks and policies."""
    sqlite = connection.dialect.name == "sqlite"
    blob = "BLOB" if sqlite else "BYTEA"
    number = "INTEGER" if sqlite else "BIGINT"
    clustered = " WITHOUT ROWID" if sqlite else ""
    for statement in (
        f"""CREATE TABLE policy_log_head (
            id INTEGER PRIMARY KEY CHECK (id = 1), edition INTEGER NOT NULL, log VARCHAR NOT NULL,
            sequence {number} NOT NULL, digest VARCHAR)""",
        f"""CREATE TABLE policy_log_entries (
            sequence {number} PRIMARY KEY, decision_id VARCHAR NOT NULL UNIQUE, timestamp VARCHAR NOT NULL,
            decision VARCHAR NOT NULL, outcome VARCHAR NOT NULL, revision VARCHAR NOT NULL, requested_by VARCHAR,
            digest VARCHAR NOT NULL, record TEXT NOT NULL)""",
        f"""CREATE TABLE policy_log_marks (
            kind VARCHAR NOT NULL, name VARCHAR NOT NULL, detail VARCHAR NOT NULL, sequence {number} NOT NULL,
            PRIMARY KEY (kind, name, detail, sequence)){clustered}""",
        f"""CREATE TABLE policy_log_policies (
            revision VARCHAR PRIMARY KEY, digest VARCHAR NOT NULL, bundle {blob} NOT NULL)""",
    ):
        connection.execute(text(statement))
    connection.execute(
        text("INSERT INTO policy_log_head (id, edition, log, sequence) VALUES (1, 0, :log, 0)"),
        {"log": str(uuid.uuid4())},
    )


STEPS: tuple[Step, ...] = (_first,)


def edition_of(connection: Connection) -> int:
    """The edition of the tables that are there; 0 where there are none.

    Tables whose head is gone or says no edition have been tampered with: they are taken for the newest, and
    verification says the rest.
    """
    if not inspect(connection).has_table("policy_log_head"):
        return 0
    edition = connection.execute(text("SELECT edition FROM policy_log_head WHERE id = 1")).scalar()
    return edition if isinstance(edition, int) and edition > 0 else len(STEPS)


def migrate(connection: Connection, steps: Sequence[Step] = STEPS) -> None:
    """Apply the steps that are still missing, all in this transaction.

    Raises:
        LogFailure: where the tables are of a later edition than this library knows.
    """
    if connection.dialect.name == "postgresql":
        # One at a time, before there is a row to lock. The number is "plog" in ASCII.
        connection.execute(text("SELECT pg_advisory_xact_lock(1886154599)"))
    edition = edition_of(connection)
    if edition > len(steps):
        raise LogFailure([Diagnostic.of("log-newer", given=str(edition), known=str(len(steps)))])
    for number, step in enumerate(steps[edition:], edition + 1):
        step(connection)
        connection.execute(text("UPDATE policy_log_head SET edition = :number"), {"number": number})

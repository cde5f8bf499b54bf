"""Whatever somebody leaves in whichever cell: verification names it, and reads on to what else is amiss."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import DBAPIError

from afterschool_policy import DecisionLog, Policy, PolicyError, Writing
from afterschool_policy.audit.log.counting import Grouping
from afterschool_policy.audit.log.store.connection import address
from afterschool_policy.audit.log.store.tables import metadata
from tests import postgresql

READER = {"reader": {"has_card": {"value": True, "asserted_by": "借阅台"}, "card_expired": False}}
CELLS = [(table.name, column.name) for table in metadata.sorted_tables for column in table.columns]
VALUES: dict[str, object] = {
    "null": None,
    "integer": 7,
    "huge": 2**63 - 1,
    "negative": -(2**63),
    "real": 1e308,
    "text": "别的",
    "nothing": "",
    "deep": '{"a":' * 100_000,
    "list": "[1, null, {}]",
    "number": "1" * 5000,
    "unseen": "\x1b[2J\u202e",
    "blob": b"\x00\xff",
    "the same as bytes": ...,
}
_CHANGED = 3  # an entry that was edited as well, after all the damaged cells


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def loosened(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, library: Policy
) -> Iterator[tuple[str, Engine]]:
    """A log of three entries, the last one edited, in tables that no longer forbid anything that they can hold."""
    url = str(tmp_path_factory.mktemp("damaged") / "log.db")
    if request.param == "postgresql":
        server: postgresql.Server = request.getfixturevalue("server")
        url = server.database()
    with DecisionLog.open(url) as log:
        for number in range(1, _CHANGED + 1):
            decision = library.decide("borrowing", {**READER, "loan": {"books": number}})
            log.append(
                decision, library, Writing(f"d{number}", datetime(2024, 1, number, tzinfo=UTC), "甲", {"n": "1"})
            )
    engine = create_engine(address(url))
    with engine.begin() as connection:
        for table in metadata.sorted_tables:
            if request.param == "sqlite":
                for statement in (
                    "CREATE TABLE loose AS SELECT * FROM {}",
                    "DROP TABLE {}",
                    "ALTER TABLE loose RENAME TO {}",
                ):
                    connection.execute(text(statement.format(table.name)))
            else:
                for column in table.columns:
                    if not column.primary_key:
                        connection.execute(text(f"ALTER TABLE {table.name} ALTER {column.name} DROP NOT NULL"))
        record = connection.execute(text("SELECT record FROM policy_log_entries WHERE sequence = 3")).scalar_one()
        edited = json.dumps({**json.loads(record), "requested_by": "乙"}, ensure_ascii=False, separators=(",", ":"))
        connection.execute(text("UPDATE policy_log_entries SET record = :r WHERE sequence = 3"), {"r": edited})
    yield url, engine
    engine.dispose()


@contextmanager
def damaged(engine: Engine, table: str, column: str, value: object) -> Iterator[bool]:
    """One cell filled with a value, and whether the database took it as another than was there."""
    row = {"policy_log_entries": "sequence = 1", "policy_log_marks": "sequence = 1 AND kind = 'label'"}.get(
        table, "1 = 1"
    )
    column_of_all = text(f"SELECT {column} FROM {table}")
    with engine.begin() as connection:
        held = connection.execute(text(f"SELECT {column} FROM {table} WHERE {row}")).scalar_one()
        before = sorted(map(repr, connection.execute(column_of_all).scalars()))
        connection.execute(text(f"CREATE TABLE kept AS SELECT * FROM {table}"))
    if value is ...:
        value = held.encode() if isinstance(held, str) else str(held)
    try:
        with engine.begin() as connection:
            connection.execute(text(f"UPDATE {table} SET {column} = :value WHERE {row}"), {"value": value})
            taken = sorted(map(repr, connection.execute(column_of_all).scalars())) != before
    except (DBAPIError, OverflowError, ValueError):
        taken = False
    try:
        yield taken
    finally:
        with engine.begin() as connection:
            connection.execute(text(f"DELETE FROM {table}"))
            connection.execute(text(f"INSERT INTO {table} SELECT * FROM kept"))
            connection.execute(text("DROP TABLE kept"))


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
@pytest.mark.parametrize("cell", CELLS, ids=".".join)
def test_a_damaged_cell_is_named_and_stops_nothing(
    loosened: tuple[str, Engine], cell: tuple[str, str], value: object
) -> None:
    url, engine = loosened
    table, column = cell
    with damaged(engine, table, column, value) as taken:
        if not taken:
            return  # the database does not take it, or it is what was there
        try:
            log = DecisionLog.open(url, create=False)
        except PolicyError as error:
            assert (column, [fault.code for fault in error.diagnostics]) == ("edition", ["log-newer"])
            return
        with log:
            found = log.verify()
            assert ("edited", _CHANGED, _CHANGED) in [(each.kind, each.first, each.last) for each in found.faults]
            assert [each for each in found.faults if (each.kind, each.first) != ("edited", _CHANGED)]
            assert found.explain("zh") != found.explain("en")
            ask(log)


def ask(log: DecisionLog) -> None:
    """Everything else that a log answers, which may refuse in words."""
    groupings: tuple[Grouping, ...] = ("clause", "rule", "decision", "outcome")
    for question in (
        lambda: list(log.entries()),
        lambda: list(log.entries(newest_first=True, limit=2)),
        lambda: log.entry("d1"),
        lambda: log.entry("d"),
        log.count,
        log.anchor,
        lambda: log.revisions,
        lambda: [log.bundle(revision) for revision in log.revisions],
        *(lambda by=by: log.counts(by=by) for by in groupings),  # type: ignore[misc]  # mypy infers no default
    ):
        try:
            question()
        except PolicyError as error:
            assert error.render("zh")
            assert error.render("en")

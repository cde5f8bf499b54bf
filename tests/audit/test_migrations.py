"""The tables come from the first edition on by steps, whole or not at all; the steps and the tables say the same."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import pytest
from sqlalchemy import Connection, create_engine, inspect, text

from afterschool_policy import DecisionLog, LogFailure, Policy
from afterschool_policy.audit.log.store.connection import address, connect, writing
from afterschool_policy.audit.log.store.migrations import STEPS, edition_of, migrate
from afterschool_policy.audit.log.store.tables import metadata

FACTS = {"reader": {"has_card": True, "card_expired": False}}


def test_the_steps_make_the_tables_as_they_are_described(url: str) -> None:
    DecisionLog.open(url).close()
    engine = create_engine(address(url))
    made = inspect(engine)
    for table in metadata.sorted_tables:
        columns = {column["name"]: column["nullable"] for column in made.get_columns(table.name)}
        described = {column.name: bool(column.nullable) for column in table.columns}
        key = set(made.get_pk_constraint(table.name)["constrained_columns"])
        assert {name: empty for name, empty in columns.items() if name not in key} == {
            name: empty for name, empty in described.items() if name not in key
        }
        assert key == {column.name for column in table.primary_key}
    assert made.get_unique_constraints("policy_log_entries")[0]["column_names"] == ["decision_id"]
    engine.dispose()


def _remark(connection: Connection) -> None:
    connection.execute(text("ALTER TABLE policy_log_entries ADD COLUMN remark VARCHAR"))


def _fail(connection: Connection) -> None:
    connection.execute(text("ALTER TABLE policy_log_entries ADD COLUMN other VARCHAR"))
    connection.execute(text("ALTER TABLE there_is_no_such_table ADD COLUMN remark VARCHAR"))


def test_a_later_step_keeps_what_is_written_and_a_failing_one_leaves_nothing(url: str, library: Policy) -> None:
    with DecisionLog.open(url) as log:
        written = log.append(library.decide("borrowing", FACTS), library)
    engine = connect(address(url), create=False)
    with pytest.raises(LogFailure), writing(engine) as connection:
        migrate(connection, (*STEPS, _fail))
    assert "other" not in {column["name"] for column in inspect(engine).get_columns("policy_log_entries")}
    with writing(engine) as connection:
        assert edition_of(connection) == len(STEPS)
    with DecisionLog.open(url, create=False) as log:
        assert log.verify().sound
    with writing(engine) as connection:
        migrate(connection, (*STEPS, _remark))
        assert edition_of(connection) == len(STEPS) + 1
        found = connection.execute(text("SELECT decision_id, remark FROM policy_log_entries")).one()
    assert tuple(found) == (written.decision_id, None)
    engine.dispose()


def test_tables_of_a_later_edition_are_left_alone(url: str) -> None:
    DecisionLog.open(url).close()
    engine = create_engine(address(url))
    with engine.begin() as connection:
        connection.execute(text("UPDATE policy_log_head SET edition = 99"))
    engine.dispose()
    with pytest.raises(LogFailure) as caught:
        DecisionLog.open(url)
    assert [each.code for each in caught.value.diagnostics] == ["log-newer"]


def _open(url: str) -> str:
    with DecisionLog.open(url) as log:
        return log.anchor().log


def test_several_may_begin_the_same_log_at_once(url: str) -> None:
    with ProcessPoolExecutor(4, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert len(set(pool.map(_open, [url] * 8))) == 1

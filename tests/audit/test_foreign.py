"""An entry of another log, one after the end, an anchor of another log: each is named as what it is, and no more."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from afterschool_policy import DecisionLog, InvalidRequest, Outcome, Policy
from afterschool_policy.audit.log import Anchor
from afterschool_policy.record.canonical import sealed, text_of
from afterschool_policy.record.model import Record

READER = {"reader": {"has_card": True, "card_expired": False}, "book": {"kind": "ordinary"}, "loan": {"books": 12}}
DAY = date(2023, 5, 1)


def log_of(path: Path, entries: int, library: Policy) -> DecisionLog:
    log = DecisionLog.open(path)
    for _ in range(entries):
        log.append(library.decide("borrowing", READER, as_of=DAY), library)
    return log


@pytest.fixture
def three(tmp_path: Path, library: Policy) -> Iterator[DecisionLog]:
    with log_of(tmp_path / "three.db", 3, library) as log:
        yield log


@pytest.fixture
def one(tmp_path: Path, library: Policy) -> Iterator[DecisionLog]:
    with log_of(tmp_path / "one.db", 1, library) as log:
        yield log


@pytest.fixture
def behind(tmp_path: Path, three: DecisionLog) -> Iterator[sqlite3.Connection]:
    """The database of the log of three, as somebody sees it who does not go through the log."""
    with closing(sqlite3.connect(tmp_path / "three.db")) as connection:
        yield connection


def last_record(connection: sqlite3.Connection) -> Record:
    (text,) = connection.execute("SELECT record FROM policy_log_entries WHERE sequence = 3").fetchone()
    record: Record = json.loads(text)
    return record


def named(log: DecisionLog) -> list[tuple[str, int, int, str]]:
    return [(fault.kind, fault.first, fault.last, fault.found) for fault in log.verify().faults]


def test_an_entry_of_another_log_is_foreign(three: DecisionLog, behind: sqlite3.Connection) -> None:
    record = last_record(behind)
    made = sealed({**record, "link": {**record["link"], "log": "another"}})  # type: ignore[dict-item]
    behind.execute(
        "UPDATE policy_log_entries SET record = ?, digest = ? WHERE sequence = 3",
        (text_of(made), made["digest"]),
    )
    behind.commit()
    assert named(three)[0] == ("foreign", 3, 3, "another")
    assert {kind for kind, *_ in named(three)} == {"foreign", "rewritten"}


def test_an_entry_after_the_last_that_the_log_wrote_is_beyond_its_end(
    three: DecisionLog, behind: sqlite3.Connection
) -> None:
    record = last_record(behind)
    link = {**record["link"], "sequence": 4, "previous": record["digest"]}  # type: ignore[dict-item]
    made = sealed({**record, "link": link})
    columns = "timestamp, decision, outcome, revision, requested_by"
    behind.execute(
        f"INSERT INTO policy_log_entries (sequence, decision_id, {columns}, digest, record) "
        f"SELECT 4, 'another', {columns}, ?, ? FROM policy_log_entries WHERE sequence = 3",
        (made["digest"], text_of(made)),
    )
    behind.commit()
    assert named(three) == [("beyond", 4, 4, "3")]


def test_an_anchor_of_another_log_is_foreign_and_nothing_else(one: DecisionLog, three: DecisionLog) -> None:
    found = one.verify(three.anchor())
    assert [fault.kind for fault in found.faults] == ["anchor-foreign"]


@pytest.mark.parametrize("sequence", [-1, True, 2**63, 10**5000], ids=["negative", "boolean", "64 bits", "5001 digits"])
def test_an_anchor_has_a_number_that_a_log_can_have(sequence: int) -> None:
    with pytest.raises(InvalidRequest) as caught:
        Anchor("log", sequence, None, "")
    assert [each.code for each in caught.value.diagnostics] == ["anchor-shape"]


def test_an_anchor_shows_what_nobody_sees_in_the_id_of_a_log_as_escapes(
    three: DecisionLog, behind: sqlite3.Connection
) -> None:
    behind.execute("UPDATE policy_log_head SET log = 'a\x9b2J\u202e\x7f\x1b'")
    behind.commit()
    anchor = three.anchor()
    assert anchor.to_json().isprintable()
    assert Anchor.from_json(anchor.to_json()) == anchor


def test_a_replay_tells_as_outcome_nothing_but_the_outcome(library: Policy) -> None:
    record = library.decide("borrowing", READER, as_of=DAY).record()
    replay = library.replay(record, as_of=date(2024, 5, 1))
    assert {each.part for each in replay.discrepancies} > {"outcome", "as_of"}
    assert replay.decision.outcome is not Outcome(str(record["outcome"]))
    for lang, word in (("zh", "结论："), ("en", "outcome: ")):
        assert replay.explain(lang).count(word) == 1  # type: ignore[arg-type]

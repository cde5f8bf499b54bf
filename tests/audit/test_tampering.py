"""Whoever writes to the database behind the log's back is found out, by name, or what cannot be seen is said."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest
from sqlalchemy import Connection, create_engine, text

from afterschool_policy import DecisionLog, LogFailure, Policy, Writing
from afterschool_policy.audit.log import Anchor
from afterschool_policy.audit.log.model import FaultKind
from afterschool_policy.audit.log.store.connection import address
from afterschool_policy.law import bundle
from afterschool_policy.record.canonical import sealed, sha256, text_of
from afterschool_policy.record.model import Record

ENTRIES = 12
READER = {"reader": {"has_card": True, "card_expired": False}, "book": {"kind": "ordinary"}}

Tamper = Callable[[Connection], None]


@pytest.fixture
def written(url: str, library: Policy) -> str:
    """The address of a log of twelve entries."""
    with DecisionLog.open(url) as log:
        for number in range(1, ENTRIES + 1):
            decision = library.decide("borrowing", {**READER, "loan": {"books": number}})
            moment = datetime(2024, 1, number, tzinfo=UTC)
            log.append(decision, library, Writing(f"d{number}", moment, "借阅台", {"n": str(number)}))
        assert log.verify().sound
    return url


@contextmanager
def behind(url: str) -> Iterator[Connection]:
    """The database as somebody sees it who does not go through the log."""
    engine = create_engine(address(url))
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def record_at(connection: Connection, sequence: int) -> Record:
    chosen = text("SELECT record FROM policy_log_entries WHERE sequence = :s")
    record: Record = json.loads(connection.execute(chosen, {"s": sequence}).scalar_one())
    return record


def put(connection: Connection, sequence: int, record: Record) -> None:
    """Replace a record and everything that it is found by."""
    connection.execute(
        text("UPDATE policy_log_entries SET record = :r, outcome = :o, digest = :d WHERE sequence = :s"),
        {"r": text_of(record), "o": record["outcome"], "d": record["digest"], "s": sequence},
    )


def edit(connection: Connection) -> None:
    put(connection, 5, {**record_at(connection, 5), "outcome": "prohibited"})


def edit_and_seal(connection: Connection) -> None:
    put(connection, 5, sealed({**record_at(connection, 5), "outcome": "prohibited"}))


def edit_the_last_and_seal(connection: Connection) -> None:
    put(connection, ENTRIES, sealed({**record_at(connection, ENTRIES), "outcome": "prohibited"}))


def garble(connection: Connection) -> None:
    connection.execute(text("UPDATE policy_log_entries SET record = '{' WHERE sequence = 5"))


def text_at_five(connection: Connection) -> str:
    return str(connection.execute(text("SELECT record FROM policy_log_entries WHERE sequence = 5")).scalar_one())


def rewrite_five(connection: Connection, record: object) -> None:
    connection.execute(text("UPDATE policy_log_entries SET record = :r WHERE sequence = 5"), {"r": record})


def say_a_key_twice(connection: Connection) -> None:
    """Who reads the file takes the first, a parser the last."""
    rewrite_five(connection, '{"outcome":"permitted","requested_by":"馆长",' + text_at_five(connection)[1:])


def store_as_bytes(connection: Connection) -> None:
    sqlite = connection.dialect.name == "sqlite"
    rewrite_five(connection, text_at_five(connection).encode() if sqlite else text_at_five(connection).encode().hex())


def write_otherwise(connection: Connection) -> None:
    rewrite_five(connection, json.dumps(record_at(connection, 5), indent=1))


def put_in_another_log(connection: Connection) -> None:
    """With its old digest for the next one to hold, as nobody can make it."""
    record = record_at(connection, 5)
    link = record["link"]
    assert link is not None
    moved = sealed({**record, "link": {**link, "log": "another"}})
    put(connection, 5, moved)
    following = record_at(connection, 6)
    link = following["link"]
    assert link is not None
    put(connection, 6, sealed({**following, "link": {**link, "previous": moved["digest"]}}))
    following = record_at(connection, 6)
    for place in range(7, ENTRIES + 1):
        record = record_at(connection, place)
        link = record["link"]
        assert link is not None
        put(connection, place, sealed({**record, "link": {**link, "previous": following["digest"]}}))
        following = record_at(connection, place)
    connection.execute(text("UPDATE policy_log_head SET digest = :d"), {"d": following["digest"]})


def add_a_last(connection: Connection) -> None:
    record = record_at(connection, ENTRIES)
    link = record["link"]
    assert link is not None
    added = sealed({**record, "link": {**link, "sequence": ENTRIES + 1, "previous": record["digest"]}})
    columns = "timestamp, decision, outcome, revision, requested_by"
    connection.execute(
        text(
            f"INSERT INTO policy_log_entries (sequence, decision_id, {columns}, digest, record) "
            f"SELECT {ENTRIES + 1}, 'added', {columns}, :d, :r FROM policy_log_entries WHERE sequence = {ENTRIES}"
        ),
        {"d": added["digest"], "r": text_of(added)},
    )


def make_a_number_of_an_id(connection: Connection) -> None:
    """Sealed anew and the last, and still no entry that anybody can read."""
    put(connection, ENTRIES, sealed({**record_at(connection, ENTRIES), "decision_id": 12}))  # type: ignore[typeddict-item]


def empty_and_seal(connection: Connection) -> None:
    record = record_at(connection, ENTRIES)
    put(connection, ENTRIES, sealed({**record, "findings": [{}]}))


def delete(connection: Connection) -> None:
    connection.execute(text("DELETE FROM policy_log_entries WHERE sequence IN (5, 6)"))
    connection.execute(text("DELETE FROM policy_log_marks WHERE sequence IN (5, 6)"))


def delete_and_close_ranks(connection: Connection) -> None:
    delete(connection)
    for sequence in range(7, ENTRIES + 1):
        for table in ("policy_log_entries", "policy_log_marks"):
            connection.execute(
                text(f"UPDATE {table} SET sequence = :n WHERE sequence = :s"), {"n": sequence - 2, "s": sequence}
            )


def delete_the_first(connection: Connection) -> None:
    connection.execute(text("DELETE FROM policy_log_entries WHERE sequence = 1"))


def swap(connection: Connection) -> None:
    for table in ("policy_log_entries", "policy_log_marks"):
        for old, new in ((5, -1), (7, 5), (-1, 7)):
            connection.execute(text(f"UPDATE {table} SET sequence = :n WHERE sequence = :o"), {"n": new, "o": old})


def duplicate(connection: Connection) -> None:
    columns = "timestamp, decision, outcome, revision, requested_by, digest, record"
    connection.execute(
        text(
            f"INSERT INTO policy_log_entries (sequence, decision_id, {columns}) "
            f"SELECT {ENTRIES + 1}, 'copy', {columns} FROM policy_log_entries WHERE sequence = 5"
        )
    )


def duplicate_over_another(connection: Connection) -> None:
    put(connection, 8, record_at(connection, 5))


def truncate(connection: Connection) -> None:
    connection.execute(text("DELETE FROM policy_log_entries WHERE sequence > 9"))


def truncate_all(connection: Connection) -> None:
    connection.execute(text("DELETE FROM policy_log_entries"))


def change_what_it_is_found_by(connection: Connection) -> None:
    connection.execute(text("UPDATE policy_log_entries SET requested_by = '馆长' WHERE sequence = 5"))
    connection.execute(text("DELETE FROM policy_log_marks WHERE sequence = 6 AND kind = 'label'"))


def change_the_policy(connection: Connection) -> None:
    connection.execute(text("UPDATE policy_log_policies SET bundle = :b"), {"b": b"{}"})


def forge_the_policy(connection: Connection) -> None:
    """Another policy under the revision of the first, with every digest made to match, up to the head."""
    (data,) = connection.execute(text("SELECT bundle FROM policy_log_policies")).one()
    law = bundle.loads(bytes(data))
    forged = bundle.dumps(replace(law, rules=law.rules[1:], fingerprint="sha256:" + "0" * 64))
    connection.execute(
        text("UPDATE policy_log_policies SET bundle = :b, digest = :d"), {"b": forged, "d": sha256(forged)}
    )
    previous = None
    for place in range(1, ENTRIES + 1):
        record = record_at(connection, place)
        link = record["link"]
        assert link is not None
        made = sealed({**record, "link": {**link, "previous": previous, "bundle": sha256(forged)}})
        put(connection, place, made)
        previous = made["digest"]
    connection.execute(text("UPDATE policy_log_head SET digest = :d"), {"d": previous})


def change_the_note_of_the_policy(connection: Connection) -> None:
    connection.execute(text("UPDATE policy_log_policies SET digest = :d"), {"d": sha256(b"another")})


def remove_the_head(connection: Connection) -> None:
    connection.execute(text("DELETE FROM policy_log_head"))


@pytest.mark.parametrize(
    ("tamper", "named"),
    [
        (edit, [("edited", 5, 5)]),
        (edit_and_seal, [("rewritten", 5, 5)]),
        (edit_the_last_and_seal, [("rewritten", ENTRIES, ENTRIES)]),
        (garble, [("unreadable", 5, 5)]),
        (say_a_key_twice, [("unreadable", 5, 5)]),
        (store_as_bytes, [("unreadable", 5, 5)]),
        (write_otherwise, [("text", 5, 5)]),
        (put_in_another_log, [("foreign", 5, 5)]),
        (add_a_last, [("beyond", ENTRIES + 1, ENTRIES + 1)]),
        (make_a_number_of_an_id, [("unreadable", ENTRIES, ENTRIES), ("rewritten", ENTRIES, ENTRIES)]),
        (empty_and_seal, [("unreadable", ENTRIES, ENTRIES), ("rewritten", ENTRIES, ENTRIES)]),
        (delete, [("deleted", 5, 6)]),
        (delete_and_close_ranks, [*(("moved", place, place) for place in range(5, 11)), ("truncated", 11, 12)]),
        (delete_the_first, [("deleted", 1, 1)]),
        (swap, [("moved", 5, 5), ("moved", 7, 7)]),
        (duplicate, [("duplicated", ENTRIES + 1, ENTRIES + 1)]),
        (duplicate_over_another, [("duplicated", 8, 8)]),
        (truncate, [("truncated", 10, ENTRIES)]),
        (truncate_all, [("truncated", 1, ENTRIES)]),
        (change_what_it_is_found_by, [("index", 5, 5), ("index", 6, 6)]),
        (
            change_the_policy,
            [("kept-policy", 0, 0), *(("policy", number, number) for number in range(1, ENTRIES + 1))],
        ),
        (forge_the_policy, [("kept-policy", 0, 0)]),
        (change_the_note_of_the_policy, [("kept-policy", 0, 0)]),
        (remove_the_head, [("head", 0, 0)]),
    ],
    ids=lambda each: each.__name__ if callable(each) else "",
)  # fmt: skip
def test_it_is_named(written: str, tamper: Tamper, named: list[tuple[str, int, int]]) -> None:
    with behind(written) as connection:
        tamper(connection)
    with DecisionLog.open(written, create=False) as log:
        found = log.verify()
    assert [(fault.kind, fault.first, fault.last) for fault in found.faults] == named
    assert not found.sound
    for lang in ("zh", "en"):
        told = found.explain(lang)
        assert all(fault.explain(lang) in told for fault in found.faults)


def test_every_kind_of_fault_is_named_by_a_test() -> None:
    source = Path(__file__).read_text(encoding="utf-8")
    assert [kind for kind in get_args(FaultKind) if f'("{kind}", ' not in source] == []


def rewrite_from(connection: Connection, first: int) -> None:
    """What somebody does who knows how the log is made: every entry from one on anew, with its links and the head."""
    previous = str(record_at(connection, first - 1)["digest"])
    for sequence in range(first, ENTRIES + 1):
        record = record_at(connection, sequence)
        outcome = "prohibited" if sequence == first else record["outcome"]
        link = record["link"]
        assert isinstance(link, dict)
        made = sealed({**record, "outcome": outcome, "link": {**link, "previous": previous}})
        previous = str(made["digest"])
        put(connection, sequence, made)
    connection.execute(text("UPDATE policy_log_head SET digest = :d"), {"d": previous})


def rewrite(connection: Connection) -> None:
    rewrite_from(connection, 5)


def truncate_and_set_the_head_back(connection: Connection) -> None:
    for table in ("policy_log_entries", "policy_log_marks"):
        connection.execute(text(f"DELETE FROM {table} WHERE sequence > 9"))
    last = str(record_at(connection, 9)["digest"])
    connection.execute(text("UPDATE policy_log_head SET sequence = 9, digest = :d"), {"d": last})


def exchange(connection: Connection) -> None:
    """Another log altogether, as well made as the first."""
    previous = None
    for sequence in range(1, ENTRIES + 1):
        record = record_at(connection, sequence)
        link = record["link"]
        assert isinstance(link, dict)
        made = sealed({**record, "link": {**link, "log": "another", "previous": previous}})
        previous = str(made["digest"])
        put(connection, sequence, made)
    connection.execute(text("UPDATE policy_log_head SET log = 'another', digest = :d"), {"d": previous})


@pytest.mark.parametrize(
    ("tamper", "unseen", "named"),
    [
        (rewrite, "全部重写", [("anchor-rewritten", 10, 10)]),
        (truncate_and_set_the_head_back, "截去末尾", [("anchor-truncated", 10, 10)]),
        (exchange, "换成另一份", [("anchor-foreign", 10, 10), ("anchor-rewritten", 10, 10)]),
    ],
    ids=lambda each: each.__name__ if callable(each) else "",
)
def test_what_the_chain_cannot_show_is_said_and_the_anchor_shows_it(
    url: str, library: Policy, tamper: Tamper, unseen: str, named: list[tuple[str, int, int]]
) -> None:
    anchor = None
    with DecisionLog.open(url) as log:
        for number in range(1, ENTRIES + 1):
            log.append(library.decide("borrowing", {**READER, "loan": {"books": number}}), library)
            if number == 10:
                anchor = Anchor.from_json(log.anchor().to_json())
        assert anchor is not None
        assert log.verify(anchor).sound
    with behind(url) as connection:
        tamper(connection)
    with DecisionLog.open(url, create=False) as log:
        alone, held = log.verify(), log.verify(anchor)
    assert alone.sound
    assert unseen in alone.explain("zh")
    assert [(fault.kind, fault.first, fault.last) for fault in held.faults] == named


def test_what_lies_after_the_anchor_is_said_to_be_unseen(url: str, library: Policy) -> None:
    with DecisionLog.open(url) as log:
        for number in range(1, ENTRIES + 1):
            log.append(library.decide("borrowing", {**READER, "loan": {"books": number}}), library)
            if number == 4:
                anchor = log.anchor()
    with behind(url) as connection:
        rewrite_from(connection, 5)
    with DecisionLog.open(url) as log:
        found = log.verify(anchor)
    assert found.sound
    assert "锚点之后的 8 条" in found.explain("zh")
    assert "the 8 entries after the anchor" in found.explain("en")


def test_an_anchor_of_the_empty_log_holds(url: str, library: Policy) -> None:
    with DecisionLog.open(url) as log:
        anchor = log.anchor()
        assert (anchor.sequence, anchor.digest) == (0, None)
        log.append(library.decide("borrowing", READER), library)
        assert log.verify(anchor).sound


def test_an_entry_that_cannot_be_read_is_said_where_it_is_met(written: str) -> None:
    with behind(written) as connection:
        garble(connection)
    with DecisionLog.open(written, create=False) as log:
        with pytest.raises(LogFailure) as caught:
            list(log.entries())
        assert log.count() == ENTRIES
    assert [(each.code, each.fields["sequence"]) for each in caught.value.diagnostics] == [("log-unreadable", "5")]

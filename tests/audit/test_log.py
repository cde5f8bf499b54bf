"""The log keeps what it acknowledged, in order, whoever writes; and finds it again by what an auditor has in mind."""

from __future__ import annotations

import copy
import json
import multiprocessing
import os
import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from afterschool_policy import DecisionLog, InvalidRequest, LogFailure, Policy, Writing
from afterschool_policy.audit.log import Query
from tests.support import LIBRARY

CARD = {"reader": {"has_card": True, "card_expired": False}, "book": {"kind": "ordinary"}, "loan": {"books": 1}}
ANCIENT = {
    **CARD,
    "book": {"kind": "ancient", "for_exhibition": True, "director_approved": {"value": True, "asserted_by": "馆长"}},
}


@pytest.fixture
def log(url: str) -> Iterator[DecisionLog]:
    with DecisionLog.open(url) as opened:
        yield opened


def test_what_is_written_is_found_again(log: DecisionLog, library: Policy) -> None:
    decision = library.decide("borrowing", CARD)
    writing = Writing(requested_by="借阅台", labels={"branch": "东馆"})
    written = log.append(decision, library, writing)
    assert written.sequence == 1
    found = log.entry(written.decision_id)
    assert found == written
    assert found.record["requested_by"] == "借阅台"
    assert found.record["labels"] == {"branch": "东馆"}
    assert {key: found.record[key] for key in ("outcome", "findings", "facts")} == {
        key: decision.record()[key] for key in ("outcome", "findings", "facts")
    }


def test_deciding_writes_and_the_record_is_of_the_policy_that_is_kept(log: DecisionLog, library: Policy) -> None:
    desk = log.labelled({"branch": "东馆"}, requested_by="借阅台")
    decision = library.decide("borrowing", CARD, log=desk)
    assert [each.outcome for each in library.decide_many("borrowing", [CARD, ANCIENT], log=log)]
    (first, second, third) = log.entries()
    assert [each.sequence for each in (first, second, third)] == [1, 2, 3]
    assert (first.outcome, first.decision) == (decision.outcome, "borrowing")
    assert first.record["labels"] == {"branch": "东馆"}
    assert second.record["labels"] == {}
    assert log.revisions == [library.fingerprint]
    assert Policy.from_bundle(log.bundle(first.revision)).replay(third.record).same


def test_what_one_says_goes_before_the_labels_of_the_desk(log: DecisionLog, library: Policy) -> None:
    decision = library.decide("borrowing", CARD)
    moment = datetime(2024, 3, 1, 8, 30, tzinfo=UTC)
    writing = Writing(decision_id="given", timestamp=moment, labels={"branch": "西馆", "loan": "7"})
    log.labelled({"branch": "东馆", "floor": "2"}, requested_by="借阅台").append(decision, library, writing)
    found = log.entry("given")
    assert found.timestamp == moment
    assert found.record["labels"] == {"branch": "西馆", "floor": "2", "loan": "7"}
    assert found.record["requested_by"] == "借阅台"


def test_an_id_is_written_once(log: DecisionLog, library: Policy) -> None:
    decision = library.decide("borrowing", CARD)
    log.append(decision, library, Writing(decision_id="once"))
    with pytest.raises(LogFailure) as caught:
        log.append(decision, library, Writing(decision_id="once"))
    assert [each.code for each in caught.value.diagnostics] == ["log-id-taken"]
    assert log.count() == 1
    assert log.verify().sound


def test_a_batch_is_written_when_it_is_left_even_by_an_error(log: DecisionLog, library: Policy) -> None:
    with pytest.raises(RuntimeError, match="later"), log.batch(size=4) as batch:
        desk = batch.labelled({"branch": "东馆"})
        for _ in range(6):
            library.decide("borrowing", CARD, log=desk)
        assert log.count() == 4
        raise RuntimeError("later")
    assert log.count(Query(labels={"branch": "东馆"})) == 6
    assert log.verify().sound


def test_threads_write_one_chain(log: DecisionLog, library: Policy) -> None:
    def write(number: int) -> int:
        return log.append(library.decide("borrowing", CARD), library, Writing(labels={"n": str(number)})).sequence

    with ThreadPoolExecutor(8) as pool:
        sequences = list(pool.map(write, range(64)))
    assert sorted(sequences) == list(range(1, 65))
    assert log.verify().sound


def _write(arguments: tuple[str, int]) -> list[int]:
    url, count = arguments
    policy = Policy.load(LIBRARY)
    with DecisionLog.open(url) as log:
        return [log.append(policy.decide("borrowing", CARD), policy).sequence for _ in range(count)]


def test_processes_write_one_chain(url: str) -> None:
    with ProcessPoolExecutor(4, mp_context=multiprocessing.get_context("spawn")) as pool:
        sequences = [number for each in pool.map(_write, [(url, 12)] * 4) for number in each]
    assert sorted(sequences) == list(range(1, 49))
    with DecisionLog.open(url, create=False) as log:
        assert log.verify().sound


@pytest.fixture
def asked(log: DecisionLog, library: Policy) -> DecisionLog:
    east = log.labelled({"branch": "东馆"}, requested_by="甲")
    for day, facts in ((1, CARD), (2, ANCIENT), (3, {**CARD, "loan": {"books": 99}})):
        decision = library.decide("borrowing", facts, as_of=date(2024, 5, 1))
        east.append(decision, library, Writing(f"b{day}", datetime(2024, 5, day, 4, tzinfo=UTC)))
    late = {"loan": {"books": 2, "days": 40}}
    for day, readings in ((4, None), (5, {"LL-1": "same_day"})):
        decision = library.decide("overdue", late, readings=readings)
        log.append(decision, library, Writing(f"o{day}", datetime(2024, 6, day, 4, tzinfo=UTC), "乙"))
    return log


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query(), ["b1", "b2", "b3", "o4", "o5"]),
        (Query(decision="overdue"), ["o4", "o5"]),
        (Query(outcome="permitted"), ["b1", "b2"]),
        (Query(clause="2a"), ["b3"]),
        (Query(rule="not-too-many-books"), ["b3"]),
        (Query(rule="not-too-many-books@1"), ["b3"]),
        (Query(rule="most-books@2", decision="overdue"), []),
        (Query(until=date(9999, 12, 31)), ["b1", "b2", "b3", "o4", "o5"]),
        (Query(since=date(1, 1, 1), until=date(2024, 5, 1)), ["b1"]),
        (Query(until=date(1, 1, 1)), []),
        (Query(since=date(9999, 12, 31)), []),
        (Query(reading="LL-1"), ["o4", "o5"]),
        (Query(reading="LL-1=same_day"), ["o5"]),
        (Query(since=date(2024, 5, 2), until=date(2024, 6, 4)), ["b2", "b3", "o4"]),
        (Query(labels={"branch": "东馆"}), ["b1", "b2", "b3"]),
        (Query(labels={"branch": "西馆"}), []),
        (Query(requested_by="乙"), ["o4", "o5"]),
        (Query(vouched_by="馆长"), ["b2"]),
        (Query(vouched_by="馆"), []),
        (Query(decision="borrowing", outcome="prohibited", labels={"branch": "东馆"}), ["b3"]),
    ],
    ids=str,
)
def test_each_part_of_a_query_narrows(asked: DecisionLog, query: Query, found: list[str]) -> None:
    assert [each.decision_id for each in asked.entries(query)] == found
    assert [each.decision_id for each in asked.entries(query, newest_first=True)] == found[::-1]
    assert asked.count(query) == len(found)


def test_a_revision_may_be_cut_short(asked: DecisionLog, library: Policy) -> None:
    for said in (library.fingerprint, library.fingerprint[:15], library.fingerprint.removeprefix("sha256:")[:8]):
        assert asked.count(Query(revision=said)) == 5


@pytest.mark.parametrize(
    ("query", "code", "meant"),
    [
        (Query(decision="overdeu"), "overdeu", "overdue"),
        (Query(outcome="prohibitted"), "prohibitted", "prohibited"),
        (Query(clause="2aa"), "2aa", "2a"),
        (Query(rule="not-to-many-books"), "not-to-many-books", "not-too-many-books"),
        (Query(rule="not-too-many-books@2"), "not-too-many-books@2", "not-too-many-books@1"),
        (Query(reading="LL1"), "LL1", "LL-1"),
        (Query(reading="LL-1=same-day"), "LL-1=same-day", "LL-1=same_day"),
        (Query(revision="sha256:0000"), "sha256:0000", "sha256:"),
    ],
    ids=str,
)
def test_a_name_that_no_policy_in_the_log_knows_is_an_error(
    asked: DecisionLog, query: Query, code: str, meant: str
) -> None:
    for ask in (asked.count, asked.counts, lambda given: list(asked.entries(given))):
        with pytest.raises(InvalidRequest) as caught:
            ask(query)
        (fault,) = caught.value.diagnostics
        assert (fault.code, fault.fields["name"]) == ("request-unknown", code)
        assert meant in fault.help("zh")


def test_what_a_policy_knows_and_nothing_was_decided_on_is_no_error(asked: DecisionLog) -> None:
    for query in (Query(clause="6"), Query(rule="in-force"), Query(outcome="violated"), Query(requested_by="丙")):
        assert asked.count(query) == len(list(asked.entries(query))) == 0
        assert asked.counts(query) == []


def test_an_id_that_begins_another_is_found_and_capitals_are_told_apart(log: DecisionLog, library: Policy) -> None:
    for name in ("2021-1", "2021-10", "abc", "Abc-1", "x%y", "x_y"):
        log.append(library.decide("borrowing", CARD), library, Writing(name))
    for name in ("2021-1", "2021-10", "abc", "Abc-1"):
        assert log.entry(name).decision_id == name
    assert log.entry("Ab").decision_id == "Abc-1"
    assert log.entry("x%").decision_id == "x%y"
    with pytest.raises(InvalidRequest):
        log.entry("ABC")


def test_counts_are_by_period_group_and_outcome(asked: DecisionLog) -> None:
    by_decision = [(each.period, each.group, each.outcome, each.count) for each in asked.counts(by="decision")]
    assert by_decision == [
        ("2024-05", "borrowing", "permitted", 2),
        ("2024-05", "borrowing", "prohibited", 1),
        ("2024-06", "overdue", "required", 2),
    ]
    assert {(each.period, each.count) for each in asked.counts(by="outcome", period="year")} == {
        ("2024", 2), ("2024", 1),
    }  # fmt: skip
    clauses = {(each.group, each.outcome): each.count for each in asked.counts(by="clause")}
    assert clauses["4b", "required"] == 2
    assert clauses["2a", "prohibited"] == 1


def test_what_is_counted_by_clauses_may_be_narrowed_by_one(asked: DecisionLog) -> None:
    for by, group in (("clause", "2a"), ("rule", "not-too-many-books")):
        counts = asked.counts(Query(clause="2a"), by=by)  # type: ignore[arg-type]
        assert {each.count for each in counts if each.group == group} == {1}


def test_an_entry_may_be_named_by_its_beginning(asked: DecisionLog) -> None:
    assert asked.entry("o4").sequence == 4
    for name, code in (("b", "log-many-entries"), ("x", "log-no-entry"), ("%", "log-no-entry")):
        with pytest.raises(InvalidRequest) as caught:
            asked.entry(name)
        assert [each.code for each in caught.value.diagnostics] == [code]


def test_a_log_that_is_not_there_is_not_begun_by_asking(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    with pytest.raises(LogFailure) as caught:
        DecisionLog.open(path, create=False)
    assert [each.code for each in caught.value.diagnostics] == ["log-absent"]
    assert not path.exists()


@pytest.mark.parametrize("url", ["mysql://host/name", "sqlite://", "://"])
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(LogFailure) as caught:
        DecisionLog.open(url)
    assert [each.code for each in caught.value.diagnostics] == ["log-address"]


def test_a_password_is_never_told() -> None:
    with pytest.raises(LogFailure) as caught:
        DecisionLog.open("postgresql://me:secret@127.0.0.1:1/none")
    assert [each.code for each in caught.value.diagnostics] == ["log-read"]
    assert "secret" not in caught.value.render("zh") + caught.value.render("en")
    assert "127.0.0.1:1" in caught.value.render("en")


def test_the_text_of_an_entry_is_the_record(asked: DecisionLog) -> None:
    entry = asked.entry("b2")
    assert json.loads(json.dumps(entry.record)) == entry.record
    assert entry.record["determinations"] == {"book.director_approved": {"value": True, "asserted_by": "馆长"}}


def test_a_long_label_is_kept_whole_and_found(log: DecisionLog, library: Policy) -> None:
    long = "东馆" * 3000
    library.decide("borrowing", CARD, log=log.labelled({"remark": long}, requested_by=long))
    (entry,) = log.entries(Query(labels={"remark": long}, requested_by=long))
    assert entry.record["labels"] == {"remark": long}
    assert log.verify().sound


def test_a_forked_process_writes_with_connections_of_its_own(log: DecisionLog, library: Policy) -> None:
    log.append(library.decide("borrowing", CARD), library)
    child = os.fork()
    if child == 0:
        try:
            log.append(library.decide("borrowing", CARD), library)
            os._exit(0)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert log.append(library.decide("borrowing", CARD), library).sequence == 3
    assert log.verify().sound


def test_a_log_is_verified_as_it_is_at_one_moment(log: DecisionLog, library: Policy) -> None:
    """Writers that go on meanwhile are no fault."""
    decision = library.decide("borrowing", CARD)
    with log.batch() as batch:
        for _ in range(600):
            batch.append(decision, library)

    def write_meanwhile(done: int, _: int) -> None:
        if done % 200 == 0:
            log.append(decision, library)

    found = log.verify(progress=write_meanwhile)
    assert found.sound
    assert found.entries == 600
    assert log.count() == 603


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, pickle.dumps])
def test_a_log_is_opened_by_its_address_and_not_copied(log: DecisionLog, copied: Callable[[object], object]) -> None:
    with pytest.raises(InvalidRequest, match="log-copied"):
        copied(log)
    with pytest.raises(InvalidRequest, match="log-copied"):
        pickle.dumps(log.labelled({"branch": "东馆"}))


def test_a_log_that_is_made_of_its_address_says_how_it_is_opened(tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest, match=r"DecisionLog\.open"):
        DecisionLog(tmp_path / "decisions.db")  # type: ignore[arg-type]

"""Nothing is written that could not be read back: what is wrong with a writing is said before, in words."""

from __future__ import annotations

import enum
import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace

import pytest

from afterschool_policy import DecisionLog, InvalidPolicy, InvalidRequest, LogFailure, Policy, Writing
from afterschool_policy.audit.log import Query
from afterschool_policy.law import bundle
from tests.support import LIBRARY

CARD = {"reader": {"has_card": True, "card_expired": False}, "loan": {"books": 1}}


class Receipt(enum.StrEnum):
    ONE = "受理-1"


class Desk(str, enum.Enum):  # noqa: UP042  # whose text is not its value
    EAST = "东馆"


WRONG = [
    ("decision_id", 5),
    ("decision_id", ""),
    ("decision_id", "x" * 201),
    ("decision_id", b"x"),
    ("decision_id", "a\nb"),
    ("decision_id", "a\x1b[2J"),
    ("decision_id", "a\u202eb"),
    ("decision_id", "\ud842"),
    ("timestamp", "2021-01-01"),
    ("timestamp", datetime(2021, 1, 1)),
    ("timestamp", datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=8)))),
    ("timestamp", datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-8)))),
    ("timestamp", 1),
    ("requested_by", 7),
    ("requested_by", ["张局长"]),
    ("requested_by", "\udfb7"),
    ("requested_by", "a\x00"),
    ("labels", {"a": ["x"]}),
    ("labels", {"n": 5}),
    ("labels", {"x": None}),
    ("labels", {5: "x"}),
    ("labels", {"": "x"}),
    ("labels", [("a", "b")]),
    ("labels", "a=b"),
    ("labels", {"a": "\ud842"}),
]


@pytest.fixture
def log(url: str) -> Iterator[DecisionLog]:
    with DecisionLog.open(url) as opened:
        yield opened


def test_what_could_not_be_read_back_is_refused_and_nothing_is_written(log: DecisionLog, library: Policy) -> None:
    decision = library.decide("borrowing", CARD)
    for part, value in WRONG:
        writing = replace(Writing(), **{part: value})
        for write in (log.append, lambda made, _policy, said: made.record(said)):
            with pytest.raises(InvalidRequest) as caught:
                write(decision, library, writing)
            (fault,) = caught.value.diagnostics
            assert (fault.code, fault.fields["name"]) == ("writing-value", part), value
    for wrong in ({"decision_id": "x"}, "x", 5):
        with pytest.raises(InvalidRequest):
            log.append(decision, library, wrong)  # type: ignore[arg-type]
    assert log.count() == 0
    log.append(decision, library, Writing("after"))
    assert [entry.decision_id for entry in log.entries()] == ["after"]
    assert log.verify().sound


def test_every_fault_of_a_writing_is_told_at_once(library: Policy) -> None:
    with pytest.raises(InvalidRequest) as caught:
        library.decide("borrowing", CARD).record(Writing(5, "x", 7, {"a": 1}))  # type: ignore[arg-type,dict-item]
    told = [str(fault.fields["name"]) for fault in caught.value.diagnostics]
    assert sorted(told) == ["decision_id", "labels", "requested_by", "timestamp"]


def test_labels_are_refused_where_they_are_given(log: DecisionLog) -> None:
    for wrong in ({"n": 5}, 7):
        with pytest.raises(InvalidRequest):
            log.labelled(wrong)  # type: ignore[arg-type]
    with log.batch() as batch, pytest.raises(InvalidRequest):
        batch.labelled({"a": "b"}, requested_by=3)  # type: ignore[arg-type]


def test_a_member_of_an_enumeration_is_written_as_its_text(log: DecisionLog, library: Policy) -> None:
    decision = library.decide("borrowing", CARD)
    log.append(decision, library, Writing(Receipt.ONE, requested_by=Desk.EAST, labels={Desk.EAST: Desk.EAST}))
    entry = log.entry("受理-1")
    assert entry.record["requested_by"] == "东馆"
    assert log.count(Query(labels={"东馆": "东馆"}, requested_by="东馆")) == 1
    assert log.verify().sound


def test_an_id_that_is_taken_is_named_and_nothing_of_its_batch_is_written(log: DecisionLog, library: Policy) -> None:
    decision = library.decide("borrowing", CARD)
    log.append(decision, library, Writing("one"))
    for names, taken in ((("two", "one", "three"), "one"), (("four", "five", "four"), "four")):
        with pytest.raises(LogFailure) as caught, log.batch() as batch:
            for name in names:
                batch.append(decision, library, Writing(name))
        (fault,) = caught.value.diagnostics
        assert (fault.code, fault.fields["names"]) == ("log-id-taken", taken)
        assert log.count() == 1
    assert log.verify().sound


def test_another_policy_under_the_same_revision_is_refused(log: DecisionLog, library: Policy) -> None:
    log.append(library.decide("borrowing", CARD), library)
    law = library.law
    other = bundle.dumps(replace(law, rules=law.rules[1:]))
    forged = SimpleNamespace(fingerprint=library.fingerprint, bundle=lambda: other)
    with DecisionLog.open(log_address(log), create=False) as again, pytest.raises(LogFailure) as caught:
        again.append(library.decide("borrowing", CARD), forged)
    assert [each.code for each in caught.value.diagnostics] == ["log-policy-differs"]
    assert log.count() == 1
    assert log.verify().sound


def test_a_decision_is_written_with_the_policy_that_made_it_and_no_other(
    log: DecisionLog, library: Policy, tmp_path: Path
) -> None:
    made = library.decide("borrowing", CARD)
    with pytest.raises(InvalidRequest) as caught:
        log.append(made, edited_library(tmp_path))
    assert [each.code for each in caught.value.diagnostics] == ["log-policy-other"]
    assert log.count() == 0


def test_a_policy_whose_bundle_would_be_of_another_revision_is_not_kept(log: DecisionLog, library: Policy) -> None:
    _, pool = map(json.loads, library.bundle().splitlines())
    body = json.dumps(["beside", *shifted(pool, 1)], ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    head = {"format": bundle.FORMAT, "revision": "sha256:" + hashlib.sha256(body).hexdigest()}
    other = Policy.from_bundle(json.dumps(head, separators=(",", ":")).encode() + b"\n" + body)
    decision = other.decide("borrowing", CARD)
    with pytest.raises(InvalidPolicy, match="revision"):
        log.append(decision, other)
    assert log.count() == 0
    assert log.verify().sound


def edited_library(tmp_path: Path) -> Policy:
    """The library's policy with another sentence, so of another revision."""
    folder = shutil.copytree(LIBRARY, tmp_path / "edited")
    source = folder / "decisions.yaml"
    first, label, rest = source.read_text(encoding="utf-8").partition("question: {zh: ")
    source.write_text(f"{first}{label}试问{rest}", encoding="utf-8")
    return Policy.load(folder, cache=False)


def shifted(pool: list[object], by: int) -> list[object]:
    """The values of a bundle with their places moved."""
    leaves = {"Text", "decimal", "fraction", "date", "time", "outcome", "kind", "changeable"}
    return [
        [each[0], *(place + by for place in each[1:])] if isinstance(each, list) and each[0] not in leaves else each
        for each in pool
    ]


def log_address(log: DecisionLog) -> str:
    return log._store._engine.url.render_as_string(hide_password=False)

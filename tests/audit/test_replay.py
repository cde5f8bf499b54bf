"""A record is decided again to the letter by the revision that decided; by another, the difference is told by rule."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from afterschool_policy import DecisionLog, InvalidRequest, Outcome, Policy
from afterschool_policy.audit.log import Query
from afterschool_policy.audit.replay import RuleChange
from afterschool_policy.record.canonical import sealed
from afterschool_policy.record.writing import writing_of
from afterschool_policy.testing.cases import load_cases, run_case
from tests.support import LIBRARY, spread

ROOT = Path(__file__).parents[2]
CARD = {"reader": {"has_card": True, "card_expired": False}, "book": {"kind": "ordinary"}, "loan": {"books": 12}}


def test_cases_replay_from_the_log_to_the_same_bytes(tmp_path: Path) -> None:
    policy = Policy.load(ROOT / "policy")
    path = tmp_path / "decisions.db"
    explained: dict[int, list[str]] = {}
    with DecisionLog.open(path) as log, log.batch() as batch:
        for number, case in enumerate(spread(load_cases(ROOT / "fixtures"), 300), 1):
            decision = run_case(policy, case).decision
            assert decision is not None
            batch.append(decision, policy)
            explained[number] = [decision.explain("zh"), decision.explain("en")]
    with DecisionLog.open(path, create=False) as log:
        (revision,) = log.revisions
        kept = Policy.from_bundle(log.bundle(revision))
        for entry in log.entries():
            replay = kept.replay(entry.record)
            assert replay.same, replay.explain("en")
            assert [replay.decision.explain("zh"), replay.decision.explain("en")] == explained.pop(entry.sequence)
            again = replay.decision.record(writing_of(entry.record))
            assert json.dumps(again, ensure_ascii=False) == json.dumps(entry.record, ensure_ascii=False)
    assert not explained


def test_a_decision_on_a_clause_alone_is_recorded_and_decided_again_as_that(library: Policy) -> None:
    day = date(2023, 3, 1)
    whole, alone = (library.decide("borrowing", CARD, as_of=day, clauses=only) for only in ((), ["3a"]))
    assert (whole.outcome, alone.outcome) == (Outcome.PROHIBITED, Outcome.NOT_APPLICABLE)
    record = alone.record()
    assert record["clauses"] == ["3a"]
    assert "clauses" not in whole.record()
    replay = library.replay(json.loads(json.dumps(record)))
    assert replay.same
    assert replay.decision.clauses == ("3a",)
    assert not library.replay({key: value for key, value in record.items() if key != "clauses"}).same


@pytest.fixture
def amended(tmp_path: Path) -> Policy:
    """The library's policy after a reader may borrow fifteen books from the first day on."""
    folder = tmp_path / "amended"
    shutil.copytree(LIBRARY, folder)
    rules = folder / "rules" / "1-borrowing.yaml"
    text = rules.read_text(encoding="utf-8")
    assert text.count("value: 10") == 1
    rules.write_text(text.replace("value: 10", "value: 15"), encoding="utf-8")
    (folder / "lock.yaml").unlink(missing_ok=True)
    return Policy.load(folder)


def test_a_record_of_an_older_revision_replays_after_an_amendment(url: str, library: Policy, amended: Policy) -> None:
    with DecisionLog.open(url) as log:
        old = log.append(library.decide("borrowing", CARD, as_of=date(2023, 5, 1)), library)
        new = log.append(amended.decide("borrowing", CARD, as_of=date(2023, 5, 1)), amended)
    assert (old.outcome, new.outcome) == ("prohibited", "permitted")
    with DecisionLog.open(url, create=False) as log:
        assert log.revisions == sorted((library.fingerprint, amended.fingerprint))
        assert [each.sequence for each in log.entries(Query(revision=library.fingerprint))] == [1]
        for entry in log.entries():
            assert Policy.from_bundle(log.bundle(entry.revision)).replay(entry.record).same
        record = log.entry(old.decision_id).record
    replay = amended.replay(record)
    assert not replay.same
    assert {each.part for each in replay.discrepancies} >= {"revision", "outcome", "findings", "citations"}
    assert [change for change in replay.rules if change.rule == "not-too-many-books"] == [
        RuleChange(
            "borrowing",
            "not-too-many-books",
            ("not-too-many-books@1", Outcome.PROHIBITED, True),
            ("not-too-many-books@1", Outcome.NOT_APPLICABLE, False),
        )
    ]
    told = replay.explain("zh")
    assert "结论：禁止 → 允许" in told
    assert "[not-too-many-books@1] 同时外借的图书不得超过限额：禁止（起决定作用） → 不适用" in told
    assert "outcome: prohibited → permitted" in replay.explain("en")


def test_another_day_is_told_rule_by_rule(library: Policy) -> None:
    record = library.decide("borrowing", CARD, as_of=date(2023, 5, 1)).record()
    replay = library.replay(record, as_of=date(2024, 5, 1))
    assert replay.decision.outcome is Outcome.PERMITTED
    assert "as_of" in {each.part for each in replay.discrepancies}
    assert "所问之日：2023-05-01 → 2024-05-01" in replay.explain("zh")
    assert library.replay(record).same


def test_other_readings_are_told_too(library: Policy) -> None:
    record = library.decide("overdue", {"loan": {"books": 2, "days": 40}}).record()
    replay = library.replay(record, readings={"LL-1": "same_day"})
    assert "chosen_readings" in {each.part for each in replay.discrepancies}


def test_a_record_of_the_first_edition_still_replays(library: Policy) -> None:
    decision = library.decide("borrowing", CARD)
    now = decision.record()
    new = ("decision_id", "timestamp", "requested_by", "labels", "library", "determinations", "explanations",
           "erased", "replay_needs", "link")  # fmt: skip
    first = sealed({key: value for key, value in now.items() if key not in new} | {"schema": now["schema"][:-1] + "1"})  # type: ignore[index]
    assert library.replay(first).same
    assert not library.replay({**first, "outcome": "prohibited"}).same


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"schema": "afterschool-policy/decision-record/3"}, "record-newer"),
        ({"schema": "something/else/1"}, "record-shape"),
        ({"schema": None}, "record-shape"),
        ({"engine": "abacus"}, "replay-engine"),
        ({"replay_needs": ["reader.has_card"]}, "replay-masked"),
        ({"facts": []}, "record-shape"),
        ({"findings": [{"rule": "x@1"}]}, "record-shape"),
        ({"as_of": "soon"}, "record-shape"),
        ({"decision": "lending"}, "request-unknown"),
    ],
    ids=str,
)
def test_what_cannot_be_replayed_says_why(library: Policy, change: dict[str, object], code: str) -> None:
    record = {**library.decide("borrowing", CARD).record(), **change}
    with pytest.raises(InvalidRequest) as caught:
        library.replay(record)  # type: ignore[arg-type]
    assert [each.code for each in caught.value.diagnostics] == [code]


def test_a_word_that_is_no_outcome_is_told_as_it_stands(library: Policy) -> None:
    record = library.decide("borrowing", CARD).record()
    assert "结论：随便 → 尚不能确定" in library.replay({**record, "outcome": "随便"}).explain("zh")


def test_a_revision_that_is_not_kept_is_said(url: str, library: Policy) -> None:
    with DecisionLog.open(url) as log, pytest.raises(InvalidRequest) as caught:
        log.bundle(library.fingerprint)
    assert [each.code for each in caught.value.diagnostics] == ["replay-revision"]


def test_exact_numbers_and_moments_within_a_mapping_survive(tmp_path: Path) -> None:
    """What no vocabulary types is written with its type: a decimal does not come back as text."""
    policy = Policy.load(ROOT / "policy")
    name = next(name for name, spec in policy.law.vocabulary.facts.items() if spec.type.kind.value == "mapping")
    group, short = name.split(".", 1)
    given = {group: {short: {"a": 2.5, "b": 3, "c": "2.5", "d": True, "e": date(2021, 9, 1)}}}
    decision = policy.decide("disclosure_accuracy", given)
    replay = policy.replay(json.loads(json.dumps(decision.record())))
    assert replay.same
    assert replay.decision.facts.values == decision.facts.values
    assert [type(each) for each in replay.decision.facts.values[name].values()] == [  # type: ignore[union-attr]
        type(each)
        for each in decision.facts.values[name].values()  # type: ignore[union-attr]
    ]

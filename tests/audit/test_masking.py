"""A masked record holds no value of a sensitive fact, nor anything but the outcome that would differ with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from afterschool_policy import InvalidRequest, Policy
from afterschool_policy.record.model import Record
from afterschool_policy.testing.cases import LoadedCase, load_cases, run_case

ROOT = Path(__file__).parents[2]
SHIPPED = Policy.load(ROOT / "policy")
SENSITIVE = {name for name, spec in SHIPPED.law.vocabulary.facts.items() if spec.sensitive}
CASES = [
    case for case in load_cases(ROOT / "fixtures") if SENSITIVE & set(run_case(SHIPPED, case).decision.facts.given)
]  # type: ignore[union-attr]
FEE = {"kind": "service_fee", "amount_yuan": 300, "standard_yuan": 600}


def hardship(value: bool, **said: str) -> dict[str, object]:
    return {"student": {"hardship_recognised": {"value": value, **said}}, "fee": FEE}


def values_in(document: object) -> list[object]:
    if isinstance(document, dict):
        return [value for each in document.values() for value in values_in(each)]
    if isinstance(document, list):
        return [value for each in document for value in values_in(each)]
    return [document]


def test_the_value_and_its_grounds_are_gone_and_who_determined_it_stays() -> None:
    facts = hardship(True, asserted_by="资助中心", asserted_at="2021-09-01", grounds="低保证号 3501", source="认定表")
    record = SHIPPED.decide("hardship_relief", facts).record(mask=True)
    text = json.dumps(record, ensure_ascii=False)
    assert "低保证" not in text
    assert "认定表" not in text
    assert record["determinations"] == {
        "student.hardship_recognised": {"asserted_by": "资助中心", "asserted_at": "2021-09-01"}
    }
    assert record["outcome"] == "satisfied"
    assert record["replay_needs"] == ["student.hardship_recognised"]
    assert "/determinations/student.hardship_recognised/value" in record["erased"]
    assert {"/findings", "/citations", "/missing", "/amounts", "/values", "/readings", "/explanations"} <= set(
        record["erased"]
    )  # type: ignore[arg-type]
    assert not {"findings", "citations", "missing", "amounts", "values", "readings", "explanations"} & set(record)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.span.file.path.rpartition('/')[2]}:{case.span.line}")
def test_but_for_the_outcome_no_value_can_be_told_from_another(case: LoadedCase) -> None:
    """Another value of a sensitive fact leaves the masked record as it is, apart from outcomes and the digest."""
    decision = run_case(SHIPPED, case).decision
    assert decision is not None
    masked = decision.record(mask=True)
    for name in sorted(SENSITIVE & set(decision.facts.given)):
        group, short = name.split(".", 1)
        for value in others(name, decision.facts.given[name]):
            given = case.facts[group][short]
            changed = {**given, "value": value} if isinstance(given, dict) else value
            facts = {**case.facts, group: {**case.facts[group], short: changed}}
            again = SHIPPED.decide(decision.name, facts, as_of=decision.as_of, readings=decision.chosen_readings)
            other = again.record(mask=True)
            both = {*parts_of(other)} & {*parts_of(masked)}
            assert comparable(other, both) == comparable(masked, both), name


def others(name: str, value: object) -> list[object]:
    """Some other values of a fact."""
    spec = SHIPPED.law.vocabulary.facts[name]
    if isinstance(value, bool):
        return [not value]
    if spec.type.codes:
        return [code for code in SHIPPED.law.vocabulary.enumerations[spec.type.codes].codes if code != value]
    return []


def parts_of(record: Record) -> dict[str, dict[str, object]]:
    """The answers of an audit. One that is there for a doubt alone tells of it by being there, as by its outcome."""
    return record.get("parts", {})  # type: ignore[return-value]


def comparable(record: Record, both: set[str]) -> object:
    """A record but for its outcomes, with the parts that `both` records hold."""
    kept = {key: value for key, value in record.items() if key not in ("outcome", "digest")}
    parts = parts_of(record)
    alone = tuple(f"/parts/{name}/" for name in parts if name not in both)
    return {
        **kept,
        "erased": [pointer for pointer in record["erased"] if not pointer.startswith(alone)],
        "parts": {name: {key: parts[name][key] for key in parts[name] if key != "outcome"} for name in both},
    }


def test_it_says_that_it_cannot_be_replayed_and_why() -> None:
    record = SHIPPED.decide("hardship_relief", hardship(True)).record(mask=True)
    with pytest.raises(InvalidRequest) as caught:
        SHIPPED.replay(record)
    (fault,) = caught.value.diagnostics
    assert fault.code == "replay-masked"
    assert "student.hardship_recognised" in fault.message("zh")


def test_a_question_that_does_not_read_it_replays() -> None:
    facts = {**hardship(True), "staffing": {"students": 95, "teachers": 4, "aides": 2, "distinct_persons": 6}}
    decision = SHIPPED.decide("staffing_level", facts)
    record = decision.record(mask=True)
    assert record["erased"] == ["/determinations/student.hardship_recognised/value"]
    assert record["replay_needs"] == []
    assert record["findings"] == decision.record()["findings"]
    assert SHIPPED.replay(record).same


def test_in_an_audit_only_the_answers_that_read_it_lose_their_reasons() -> None:
    facts = {**hardship(True), "staffing": {"students": 95, "teachers": 4, "aides": 2, "distinct_persons": 6}}
    record = SHIPPED.decide("school_audit", facts).record(mask=True)
    parts = record["parts"]
    assert isinstance(parts, dict)
    assert parts["hardship_relief"] == {"outcome": "satisfied"}
    assert "findings" in parts["staffing_level"]
    assert "/parts/hardship_relief/findings" in record["erased"]


def test_nothing_is_masked_where_nothing_is_sensitive() -> None:
    facts = {"staffing": {"students": 95, "teachers": 4, "aides": 2, "distinct_persons": 6}}
    decision = SHIPPED.decide("staffing_level", facts)
    assert decision.record(mask=True) == decision.record()

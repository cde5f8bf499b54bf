"""A record is of its published schema, says who determined what, and the same decision gives the same bytes."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
from jsonschema import Draft202012Validator

from afterschool_policy import DecisionLog, Evidence, Policy, Writing
from afterschool_policy.record.canonical import digest
from afterschool_policy.record.writing import writing_of
from afterschool_policy.testing.cases import load_cases, run_case
from afterschool_policy.tooling.schema import SchemaName, schema
from tests.support import spread

ROOT = Path(__file__).parents[2]
SHIPPED = Policy.load(ROOT / "policy")
VALIDATOR = Draft202012Validator(schema(SHIPPED, "record"), format_checker=Draft202012Validator.FORMAT_CHECKER)
HARDSHIP = {
    "student": {
        "hardship_recognised": {"value": True, "asserted_by": "资助中心", "grounds": "低保证", "source": "认定表"}
    },
    "fee": {
        "kind": "service_fee",
        "amount_yuan": Decimal("300.50"),
        "standard_yuan": {"value": 600, "source": "收费公示"},
    },
}


@pytest.mark.parametrize("name", get_args(SchemaName))
def test_the_published_schema_is_the_one_that_is_printed(name: str) -> None:
    published = (ROOT / "policy" / "schema" / f"{name}.schema.json").read_text(encoding="utf-8")
    assert json.loads(published) == schema(SHIPPED, name)  # type: ignore[arg-type]


def test_the_record_of_a_case_is_of_the_schema_masked_or_not() -> None:
    Draft202012Validator.check_schema(VALIDATOR.schema)
    for case in spread(load_cases(ROOT / "fixtures"), 400):
        decision = run_case(SHIPPED, case).decision
        assert decision is not None
        for record in (decision.record(), decision.record(mask=True)):
            faults = [error.message for error in VALIDATOR.iter_errors(record)]
            assert not faults, (case.span, faults)


def test_a_record_of_a_log_is_of_the_schema(url: str) -> None:
    with DecisionLog.open(url) as log:
        entry = log.append(SHIPPED.decide("hardship_relief", HARDSHIP), SHIPPED, Writing(labels={"学校": "城关小学"}))
    assert not list(VALIDATOR.iter_errors(entry.record))
    broken = {**entry.record, "link": {"sequence": 0}}
    assert list(VALIDATOR.iter_errors(broken))


def test_determinations_stand_apart_from_plain_evidence() -> None:
    record = SHIPPED.decide("hardship_relief", HARDSHIP).record()
    assert record["determinations"] == {
        "student.hardship_recognised": {
            "value": True, "source": "认定表", "asserted_by": "资助中心", "grounds": "低保证",
        }
    }  # fmt: skip
    assert record["facts"] == {
        "fee": {
            "amount_yuan": "300.50",
            "kind": "service_fee",
            "standard_yuan": {"value": 600, "source": "收费公示"},
        }
    }


def test_a_determination_that_has_lapsed_is_in_the_record_and_replays() -> None:
    lapsed = {"student": {"hardship_recognised": Evidence(True, asserted_by="资助中心", until=date(2021, 9, 30))}}
    decision = SHIPPED.decide("hardship_relief", lapsed, as_of=date(2021, 11, 1))
    record = json.loads(json.dumps(decision.record()))
    assert record["determinations"]["student.hardship_recognised"]["until"] == "2021-09-30"
    assert "student.hardship_recognised" in record["missing"]
    replay = SHIPPED.replay(record)
    assert replay.same
    assert replay.decision.explain("zh") == decision.explain("zh")
    assert (
        SHIPPED.replay(record, as_of=date(2021, 9, 30)).decision.outcome != decision.outcome
        or "fee" in record["missing"][0]
    )


def test_the_moment_of_writing_is_the_callers() -> None:
    decision = SHIPPED.decide("hardship_relief", HARDSHIP)
    assert decision.record() == decision.record()
    assert decision.record()["timestamp"] is None
    writing = Writing("id-1", datetime(2021, 11, 1, 8, tzinfo=UTC), "李老师", {"学校": "城关小学"})
    record = decision.record(writing)
    assert (record["decision_id"], record["timestamp"]) == ("id-1", "2021-11-01T08:00:00.000000Z")
    assert writing_of(json.loads(json.dumps(record))) == writing
    assert record["digest"] == digest(record) != decision.record()["digest"]
    assert SHIPPED.replay(record).same

"""The schema made from the record's model accepts records of every kind and no other document."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from afterschool_policy import Policy, Writing
from afterschool_policy.record.model import REASONS
from afterschool_policy.record.schema import record_schema

VALIDATOR = Draft202012Validator(record_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
FACTS = {"reader": {"has_card": {"value": True, "source": "catalogue"}}, "book": {"kind": "ordinary"}}
DIGEST = "sha256:" + "0" * 64


@pytest.fixture
def record(library: Policy) -> dict[str, Any]:
    """A record in a log, as it is read back."""
    writing = Writing("id", link={"log": "log", "sequence": 1, "previous": None, "bundle": DIGEST})
    return json.loads(json.dumps(library.decide("borrowing", FACTS).record(writing)))


def test_a_record_in_a_log_is_accepted(record: dict[str, Any]) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(record)] == []


def test_it_holds_no_references_and_nothing_of_python() -> None:
    text = json.dumps(record_schema())
    assert "$ref" not in text
    assert "$defs" not in text
    assert text.count('"title"') == 1


@pytest.mark.parametrize(
    "spoil",
    [
        lambda record: record.update(bogus=1),
        lambda record: record.pop("digest"),
        lambda record: record.pop("explanations"),
        lambda record: record.pop("citations"),
        lambda record: record.update(schema="afterschool-policy/decision-record/1"),
        lambda record: record.update(outcome="perhaps"),
        lambda record: record.update(as_of="2021-13-01"),
        lambda record: record.update(timestamp="2021-11-01"),
        lambda record: record.update(revision="0" * 64),
        lambda record: record.update(erased=["facts"]),
        lambda record: record["link"].update(sequence=0),
        lambda record: record["link"].pop("previous"),
        lambda record: record["findings"][0].update(rule="no version"),
        lambda record: record["findings"][0].update(bogus=1),
        lambda record: record["facts"]["reader"]["has_card"].update(bogus=1),
        lambda record: record["determinations"].update({"a.b": {"value": 1, "until": "soon"}}),
    ],
)
def test_another_document_is_refused(record: dict[str, Any], spoil: Callable[[dict[str, Any]], object]) -> None:
    spoil(record)
    assert list(VALIDATOR.iter_errors(record))


def test_a_record_that_cannot_be_replayed_may_lack_its_reasons(record: dict[str, Any]) -> None:
    for key in (*REASONS, "explanations"):
        del record[key]
    assert list(VALIDATOR.iter_errors(record))
    record["replay_needs"] = ["reader.has_card"]
    assert not list(VALIDATOR.iter_errors(record))


def test_the_keys_of_a_record_are_those_of_the_model(library: Policy, record: dict[str, Any]) -> None:
    assert set(record_schema()["properties"]) == {*record, "parts", "clauses", "drafts"}  # type: ignore[arg-type]
    assert list(record)[-1] == "digest"

"""A decision goes to another process and into other documents: small, equal, and never with the policy."""

from __future__ import annotations

import copy
import json
import multiprocessing
import pickle
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path

import pydantic
import pytest
from fastapi.encoders import jsonable_encoder
from fastapi.utils import create_model_field

from afterschool_policy import Decision, InvalidRequest, Policy
from tests.support import LIBRARY

POLICY = Policy.load()
FACTS = {
    "fee": {"kind": "service_fee", "amount_yuan": 300, "standard_yuan": 600},
    "student": {"hardship_recognised": True},
}
DECISIONS = {
    "one": POLICY.decide("hardship_relief", FACTS),
    "dated": POLICY.decide("hardship_relief", FACTS, as_of=date(2021, 11, 1), readings={"IC-25": "full_exemption"}),
    "on a clause": POLICY.decide("hardship_relief", FACTS, clauses=["4.2.4"]),
    "open": POLICY.decide("hardship_relief", {}),
    "audit": POLICY.decide("school_audit", FACTS),
    "dated audit": POLICY.decide("school_audit", FACTS, as_of=date(2021, 11, 1), readings={"IC-25": "full_exemption"}),
}
each_decision = pytest.mark.parametrize("decision", DECISIONS.values(), ids=DECISIONS)


@each_decision
def test_a_pickled_decision_is_equal_and_tells_the_same(decision: Decision) -> None:
    other = pickle.loads(pickle.dumps(decision))
    assert other == decision
    assert hash(other) == hash(decision)
    assert other.record() == decision.record()
    assert other.to_dict() == decision.to_dict()


@each_decision
def test_a_pickled_decision_does_not_carry_the_policy(decision: Decision) -> None:
    size = len(pickle.dumps(decision))
    assert size < 20_000 * len(decision.parts)
    assert size < len(pickle.dumps(POLICY)) / 10


def test_decisions_on_other_facts_or_days_are_not_equal() -> None:
    one = DECISIONS["one"]
    assert one == POLICY.decide("hardship_relief", FACTS)
    others = [*DECISIONS.values(), POLICY.decide("hardship_relief", {"fee": {"kind": "meal"}}), "hardship_relief"]
    assert [other == one for other in others].count(True) == 1


def test_a_decision_is_not_copied() -> None:
    one = DECISIONS["audit"]
    assert copy.copy(one) is one
    assert copy.deepcopy(one) is one


def _decided(folder: str) -> Decision:
    return Policy.load(folder).decide("overdue", {"loan": {"days": 40, "books": 2}})


def test_a_process_gives_its_decision_back() -> None:
    held = Policy.load(LIBRARY)
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        given_back = pool.submit(_decided, str(LIBRARY)).result()
    here = held.decide("overdue", {"loan": {"days": 40, "books": 2}})
    assert given_back == here
    assert given_back.explain("en") == here.explain("en")


def test_where_no_such_policy_is_a_decision_has_its_answer_and_says_what_the_rest_needs() -> None:
    code = """
import pickle, sys
from afterschool_policy import InvalidRequest, Policy
decision = pickle.load(sys.stdin.buffer)
print(decision.outcome, decision.findings[0].rule, decision.name, decision.as_of, decision.facts.values["fee.kind"])
try:
    decision.explain()
except InvalidRequest as error:
    print([fault.code for fault in error.diagnostics])
policy = Policy.load()
print(len(decision.explain()) > 100)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], input=pickle.dumps(DECISIONS["dated"]), capture_output=True, check=True
    )
    first = DECISIONS["dated"].findings[0].rule
    assert done.stdout.decode().splitlines() == [
        f"{DECISIONS['dated'].outcome} {first} hardship_relief 2021-11-01 service_fee",
        "['policy-absent']",
        "True",
    ]


@each_decision
def test_a_decision_is_data_for_json(decision: Decision) -> None:
    told = decision.to_dict()
    assert json.loads(json.dumps(told)) == told
    assert told["outcome"] == decision.outcome
    assert told["decision"] == decision.name
    assert told["revision"] == POLICY.fingerprint


@each_decision
def test_fastapi_writes_a_decision_whether_or_not_the_function_names_its_type(decision: Decision) -> None:
    assert dict(decision) == decision.to_dict()
    assert jsonable_encoder(decision) == decision.to_dict()
    assert jsonable_encoder({"answers": [decision]}) == {"answers": [decision.to_dict()]}
    typed = create_model_field("Response", Decision, mode="serialization")
    assert typed.serialize(decision, mode="json") == decision.to_dict()


@each_decision
def test_a_pydantic_model_holds_and_writes_a_decision(decision: Decision) -> None:
    class Answer(pydantic.BaseModel):
        decision: Decision

    answer = Answer(decision=decision)
    assert answer.decision is decision
    assert answer.model_dump(mode="json") == {"decision": decision.to_dict()}
    assert json.loads(answer.model_dump_json()) == {"decision": decision.to_dict()}
    schema = Answer.model_json_schema(mode="serialization")
    assert schema["properties"]["decision"]["type"] == "object"
    assert Answer.model_json_schema() == schema
    with pytest.raises(pydantic.ValidationError):
        Answer(decision="satisfied")  # type: ignore[arg-type]


def test_another_reading_can_be_kept_in_a_set() -> None:
    readings = DECISIONS["one"].other_readings
    assert len({*readings, *POLICY.decide("hardship_relief", FACTS).other_readings}) == len(readings) > 0


def test_errors_travel_with_all_their_data() -> None:
    with pytest.raises(InvalidRequest) as caught:
        POLICY.decide("hardship_releif", FACTS)
    other = pickle.loads(pickle.dumps(caught.value))
    assert other.to_dict() == caught.value.to_dict()
    assert other.to_dict()["diagnostics"][0]["suggestions"] == ["hardship_relief"]
    assert Path(__file__).name not in str(other)

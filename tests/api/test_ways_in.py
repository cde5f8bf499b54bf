"""A value is the same, or is refused for the same, by whichever way the facts come in."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from afterschool_policy import Evidence, InvalidFacts, Policy
from afterschool_policy.authoring.facts_file import facts_in
from afterschool_policy.law.model import Body
from afterschool_policy.positions import SourceFile
from afterschool_policy.testing.cases import load_cases, run_case
from tests.support import law, rule, typed

POLICY = Policy(law([rule("asks", "must", Body(condition=typed("thing.sound")))]))

VALUES = {
    "sound": [True, False, None, 1, 0, "true", "yes", [True]],
    "kind": ["red", "yellow", "", None, 3, ["red"]],
    "tags": [[], ["early"], ["late", "early", "late"], ["sudden"], "early", ["early", None], ["early", 3], {"a": 1}],
    "people": [3, 0, -1, 2.5, 3.0, "3", "1_000", "١٢", True, 10**37, 10**38, 10**60],
    "fee": [0.1, 300.5, 1e16, 1e-7, 5e-324, 1e308, "300", -0.5, 0, False],
    "start": ["18:30", "8:05", "18:30:30", "24:00", "１８:30", 66600, "18:30+08:00", ""],
    "day": [
        "2021-09-01",
        "0001-01-01",
        "9999-12-31",
        "2021-W01-1",
        "20210901",
        "2021-09-01 1",
        "2021-02-29",
        1630454400,
    ],
    "note": ["", "{age} %s", "a\0b", "😀𠮷", "因为：下雨", 3, ["x"], "1e5", "true", "null", "2021-09-01", "18:30"],
    "moments": [["8:00", "18:30"], [], ["noon"], ["8:00", "18:30:30"]],
    "stated": [{"a": "x", "b": 1}, {}, {"a": [1]}, ["a"], {"a": None}],
}
ROWS = [(name, value) for name, values in VALUES.items() for value in values]


def told(error):
    return sorted((fault.code, str(fault.fields["name"])) for fault in error.diagnostics)


def decided(thing, decide=POLICY.decide):
    return decide("ask", {"thing": thing}).record()["facts"]


def of_many(thing):
    (only,) = POLICY.decide_many("ask", [{"thing": thing}])
    return only.record()["facts"]


def of_a_model(thing):
    return POLICY.decide("ask", POLICY.facts_model(thing=thing)).record()["facts"]


def of_a_case_file(thing):
    return decided(POLICY.open_case({"thing": thing}).facts.get("thing", {}))


def of_a_file(name):
    def way(thing):
        facts, faults = facts_in(SourceFile(name, json.dumps({"thing": thing}, ensure_ascii=False)))
        assert faults == []
        return POLICY.decide("ask", facts.values).record()["facts"]

    return way


def of_a_fixture(folder, *, apart):
    def way(thing):
        facts = json.dumps({"thing": thing})
        (folder / "facts.json").write_text(facts, encoding="utf-8")
        where = {"facts_file": "facts.json"} if apart else {"facts": {"thing": thing}}
        case = {"decision": "ask", "cases": [{"name": "a", **where, "expect": {"outcome": "satisfied"}}]}
        (folder / "cases.yaml").write_text(json.dumps(case, ensure_ascii=False), encoding="utf-8")
        result = run_case(POLICY, load_cases(folder / "cases.yaml")[0])
        if result.error is not None:
            raise result.error
        return result.decision.record()["facts"]

    return way


@pytest.mark.parametrize(("name", "value"), ROWS)
def test_every_way_in_takes_a_value_alike_or_refuses_it_alike(name, value, tmp_path):
    thing = {name: value}
    try:
        meant = decided(thing)
    except InvalidFacts as error:
        meant = told(error)
    ways = {
        "decide_many": of_many,
        "facts": lambda each: POLICY.decide("ask", POLICY.facts({"thing": each})).record()["facts"],
        "facts_model": of_a_model,
        "case file": of_a_case_file,
        "json": of_a_file("a.json"),
        "standard input": of_a_file("<stdin>"),
        "facts_file": of_a_fixture(tmp_path, apart=True),
    }
    if not any(mark in repr(value) for mark in ("e-", "e+", "\\x00")):  # what YAML writes otherwise than JSON
        ways |= {"yaml": of_a_file("a.yaml"), "fixture": of_a_fixture(tmp_path, apart=False)}
    for way, take in ways.items():
        try:
            found = take(thing)
        except InvalidFacts as error:
            found = told(error)
        except ValidationError as error:
            assert way == "facts_model"
            assert [each["loc"] for each in error.errors()] == [("thing", name)]
            found = [(each["type"].replace("_", "-"), meant[0][1]) for each in error.errors()]
        assert (way, found) == (way, meant)


@pytest.mark.parametrize("wrap", [Evidence, lambda value, **more: {"value": value, **more}])
@pytest.mark.parametrize(("name", "value"), [(name, value) for name, value in ROWS if value is not None])
def test_evidence_changes_no_value(name, value, wrap):
    try:
        plain = POLICY.facts({"thing": {name: value}})
    except InvalidFacts as error:
        with pytest.raises(InvalidFacts) as caught:
            decided({name: wrap(value, asserted_by="甲")})
        assert told(caught.value) == told(error)
    else:
        assert POLICY.facts({"thing": {name: wrap(value, asserted_by="甲")}}).values == plain.values

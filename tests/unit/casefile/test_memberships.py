"""The members of a household as entities: where they stand, whose a missing fact is, and what takes their place."""

from __future__ import annotations

import json
from datetime import date

import pytest

from afterschool_policy import InvalidFacts, Policy
from afterschool_policy.casefile.as_json import as_json
from afterschool_policy.casefile.entity import Entity, rank
from afterschool_policy.vocabulary.intake import MOST_RECORDS
from tests.requirements import DURABLE
from tests.support import TESTS

POLICY = Policy.load(TESTS.parent / "examples" / "living_allowance")
DAY = date(2025, 7, 1)
H, P2, P10 = Entity("household", "H"), Entity("person", "P-2"), Entity("person", "P-10")
EARNS = {"student": False, "employed": False, "disabled": False, "born": "1980-03-01"}
HOUSE = {"all_listed": True, "car_value": 0, "savings": 0}


@pytest.fixture(params=["compiled", pytest.param("both", marks=pytest.mark.skipif(not DURABLE, reason="no durable"))])
def case(request):
    people = {
        "P-10": {"household": "H", "person": EARNS | {"income": 700}},
        "P-2": {"household": "H", "person": EARNS},
    }
    return POLICY.open_case(
        {"household": {"H": {"household": HOUSE}}, "person": people}, as_of=DAY, engine=request.param
    )


def test_ids_are_in_the_order_of_the_numbers_in_them():
    ids = ["P-10", "P-2", "P-02", "P-1a", "P", "Q-1", "10", "9", "P-" + "9" * 5000]
    ordered = [each.id for each in sorted((Entity("person", id_) for id_ in ids), key=rank)]
    assert ordered == ["9", "10", "P", "P-1a", "P-02", "P-2", "P-10", "P-" + "9" * 5000, "Q-1"]


def test_what_is_missing_is_told_with_whose_it_is(case):
    (finding,) = (each for each in case.open if each.question == "allowance")
    assert finding.decision.missing == ("household.members[0].income",)
    assert finding.missing == ((P2, "person.income"),)
    assert finding.lists == {"household.members": (P2, P10)}
    assert "月收入多少元？（家庭成员 P-2）" in case.explain()
    told = json.loads(json.dumps(as_json(case.findings, case.open)))
    assert {"entity": {"type": "person", "id": "P-2"}, "fact": "person.income"} in told["open"][0]["missing"]


def test_what_it_rests_on_is_told_with_whose_it_is(case):
    changes = case.assert_facts({"person": {"P-2": {"person": {"income": 900.5}}}})
    finding = next(each for each in changes.new if each.question == "allowance")
    assert {each.entity for each in finding.support if each.fact == "person.income"} == {P2, P10}
    assert {*finding.entities} == {H, P2, P10}
    assert POLICY.replay(finding.decision.record()).intact


def test_a_list_that_is_stated_takes_the_place_of_the_entities(case):
    changes = case.amend({"household": {"H": {"household": {"members": [EARNS | {"income": 1}]}}}})
    finding = next(each for each in changes.new if each.question == "allowance")
    assert finding.lists == {}
    assert {each.entity for each in finding.support if each.fact == "household.members[0].income"} == {H}
    assert "家庭成员1的月收入：1元" in case.explain()
    fallen = case.retract({"household": {"H": {"household": ["members"]}}}).fallen
    assert next(each for each in fallen if each.question == "allowance").missing == ((P2, "person.income"),)


def test_more_members_than_a_list_holds_are_refused_and_nothing_is_changed(case):
    before = case.facts
    more = {str(place): {"household": "H"} for place in range(MOST_RECORDS)}
    with pytest.raises(InvalidFacts, match="100"):
        case.assert_facts({"person": more})
    assert case.facts == before
    assert [each.missing for each in case.open if each.question == "allowance"] == [((P2, "person.income"),)]


def test_what_is_known_of_a_member_lapses_with_its_evidence(case):
    until = {"value": 900, "until": "2025-07-01"}
    case.assert_facts({"person": {"P-2": {"person": {"income": until}}}})
    assert case.decide("allowance", H).outcome == "permitted"
    case.amend({"context": {"as_of": "2025-07-02"}})
    assert case.decide("allowance", H).missing == ("household.members[0].income",)
    assert case.decide("allowance", H).facts.expired == {"household.members[0].income": 900}


def test_why_not_says_that_it_adds_no_member(case):
    answer = case.decide("allowance", H).why_not("prohibited")
    assert [each.zh for each in answer.lists] == ["家庭成员"]
    assert "“家庭成员”名单上多一条或者少一条的情形，不在所查之列。" in answer.explain("zh")
    assert not case.decide("listing", H).why_not("violated").lists

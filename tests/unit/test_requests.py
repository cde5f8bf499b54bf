"""Questions that cannot be put are refused by name: decisions, readings, engines, two days at once, two readings."""

from dataclasses import replace
from datetime import date

import pytest

from afterschool_policy import InvalidFacts, InvalidRequest, Policy
from afterschool_policy.law.model import Alternative, Body, Reading
from tests.support import LIBRARY, law, rule, text, typed


@pytest.fixture(scope="module")
def library():
    return Policy.load(LIBRARY)


@pytest.mark.parametrize(
    ("request_", "told"),
    [
        ({"decision": "borowing"}, "borrowing"),
        ({"decision": "borrowing", "readings": {"LL-2": "same_day"}}, "LL-1"),
        ({"decision": "overdue", "readings": {"LL-1": "sameday"}}, "same_day"),
        ({"decision": "borrowing", "engine": "compile"}, "compiled"),
        ({"decision": "borrowing", "clauses": ["33a"]}, "3a"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(library, request_, told):
    decision = request_.pop("decision")
    with pytest.raises(InvalidRequest) as caught:
        library.decide(decision, {}, **request_)
    (fault,) = caught.value.diagnostics
    assert fault.code == "request-unknown"
    assert f"Did you mean `{told}`?" in fault.help("en")


def test_a_clause_on_which_no_rule_of_the_question_stands_is_refused_with_those_that_have_one(library):
    with pytest.raises(InvalidRequest) as caught:
        library.decide("overdue", {}, clauses=["3a"])
    (fault,) = caught.value.diagnostics
    assert fault.code == "request-clause"
    assert "Clause 3a bears on: borrowing." in fault.help("en")
    assert "依据条款 3a" in fault.message("zh")


def test_a_clause_that_only_defines_answers_no_question(library):
    with pytest.raises(InvalidRequest) as caught:
        library.decide("borrowing", {}, clauses=["1a"])
    assert [each.code for each in caught.value.diagnostics] == ["request-clause"]


def test_two_days_of_decision_are_refused(library):
    with pytest.raises(InvalidFacts) as caught:
        library.decide("in_force", {"context": {"as_of": "2023-03-01"}}, as_of=date(2023, 3, 2))
    assert [each.code for each in caught.value.diagnostics] == ["fact-as-of"]


def test_the_same_day_twice_is_one_day(library):
    decision = library.decide("in_force", {"context": {"as_of": "2023-03-01"}}, as_of=date(2023, 3, 1))
    assert decision.outcome == "satisfied"


def test_readings_that_change_the_same_part_of_a_rule_cannot_be_chosen_together():
    contested = {
        name: Reading(name, text("?"), ("1",), "plain", {"plain": text("plain"), "other": text("other")}, text("!"))
        for name in ("R-1", "R-2")
    }
    changes = tuple(
        Alternative(name, "other", frozenset({"condition"}), Body(condition=typed("thing.ready"))) for name in contested
    )
    made = rule("a-rule", "must", Body(condition=typed("thing.sound")), readings=("R-1", "R-2"))
    policy = Policy(law([replace(made, alternatives=changes)], readings=contested))
    facts = {"thing": {"sound": False, "ready": True}}
    assert policy.decide("ask", facts, readings={"R-1": "other"}).outcome == "satisfied"
    assert policy.decide("ask", facts, readings={"R-1": "plain", "R-2": "plain"}).outcome == "violated"
    with pytest.raises(InvalidRequest) as caught:
        policy.decide("ask", facts, readings={"R-1": "other", "R-2": "other"})
    assert [each.code for each in caught.value.diagnostics] == ["reading-clash"]

"""Every search comes to an end of its own at the ends of the calendar and of the digits, and on facts of every sort."""

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from afterschool_policy import Policy
from afterschool_policy.law.model import Body, Effective
from afterschool_policy.values.numbers import BEYOND, fits
from tests.support import VOCABULARY, law, rule, typed

DAYS = [
    "thing.day > 9999-12-30",
    "thing.day <= 9999-12-31",
    "thing.day < 0001-01-02",
    "thing.day == 0001-01-01",
    "thing.day != 9999-12-31",
    "year(thing.day) >= 9999",
    "year(thing.day) < 2",
    "year(thing.day) * 2 == 19998",
    "thing.day >= 2021-09-01 and year(thing.day) < 2025",
]
LISTS = [
    "any(thing.tags) == early and any(thing.moments) > 18:30",
    "count(thing.moments) > 2 and count(thing.more_tags) > 1 and late in thing.tags",
    'all(thing.moments) < 18:30 or early not in thing.more_tags or thing.note == "x"',
    "count(differing(thing.stated, thing.actual)) > 0 and count(thing.tags) == 0",
]
FACTS = {
    "tags": [["early"], [], ["late", "sudden"]],
    "more_tags": [["long"], []],
    "moments": [["00:00", "23:59"], [], ["18:30"]],
    "note": ["x", "{age} %s %(a)d {", "a\0b", "😀𠮷"],
    "stated": [{}, {"a": "{b}"}],
    "actual": [{}, {"a": "%s", "c": time(0, 0)}],
}


def policy_on(condition, modality="must"):
    return Policy(law([rule("asks", modality, Body(condition=typed(condition)))]))


def asked_everything(policy, thing, as_of=None):
    decision = policy.decide("ask", {"thing": thing}, as_of=as_of)
    for lang in ("zh", "en"):
        for format_ in ("text", "markdown", "html", "json"):
            assert decision.explain(lang, format_)
    decision.turns_on()
    decision.ask_next()
    for outcome in policy.decisions["ask"].answers:
        for remedy in decision.why_not(outcome).remedies:
            assert remedy
    assert policy.replay(decision.record()).same
    return decision


@pytest.mark.parametrize("condition", DAYS)
@pytest.mark.parametrize("modality", ["must", "must_not"])
def test_a_day_at_either_end_of_the_calendar_is_a_day(condition, modality):
    policy = policy_on(condition, modality)
    outcomes = {asked_everything(policy, thing).outcome for thing in ({}, {"day": date.min}, {"day": "9999-12-31"})}
    assert asked_everything(policy, {}, date.max).outcome in outcomes
    assert asked_everything(policy, {}, date.min).outcome in outcomes


@pytest.mark.parametrize("ends", [(date.min, date.max), (None, date.max), (date.max, date.max), (date.min, date.min)])
def test_a_rule_may_be_in_force_to_the_end_of_the_calendar(ends):
    asks = rule("asks", "must", Body(condition=typed("thing.sound")), effective=Effective(*ends))
    for day in (None, date.min, date.max):
        asked_everything(Policy(law([asks])), {"sound": True}, day)


@pytest.mark.parametrize(
    "condition", ["thing.fee < 5", "thing.fee * 1000 > thing.price", "-thing.fee < -3", "thing.share == 0"]
)
@pytest.mark.parametrize("fee", [0, BEYOND - 1, Decimal("0." + "1" * 38), 10**37, 1e16, Decimal("1E-38")])
def test_a_number_of_all_the_digits_there_may_be_is_a_number(condition, fee):
    for thing in ({"fee": fee}, {"fee": fee, "price": fee}, {"share": fee}):
        decision = asked_everything(policy_on(condition), thing)
        assert all(fits(value) for value in decision.facts.values.values())


@given(st.sampled_from(LISTS), st.fixed_dictionaries({}, optional={k: st.sampled_from(v) for k, v in FACTS.items()}))
def test_lists_and_texts_of_any_sort_stand_beside_one_another(condition, thing):
    event(condition)
    asked_everything(policy_on(condition), thing)


def test_the_facts_tried_here_are_those_of_the_vocabulary():
    assert {f"thing.{name}" for name in FACTS} <= VOCABULARY.facts.keys()

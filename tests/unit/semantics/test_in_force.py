"""Which version of a rule holds on a day: both ends inclusive, gaps, the instrument's own day, and no day at all."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from afterschool_policy import Policy
from afterschool_policy.language.tree import Constant
from afterschool_policy.law.model import Body, Effective
from afterschool_policy.semantics.edition import in_force, turning_days
from tests.support import LIBRARY, law, number, rule, typed

D = date
FIRST, LAST = D(2023, 1, 1), D(2023, 12, 31)


@pytest.mark.parametrize(
    ("effective", "as_of", "starts", "expected"),
    [
        (Effective(FIRST, LAST), D(2022, 12, 31), None, False),
        (Effective(FIRST, LAST), FIRST, None, True),
        (Effective(FIRST, LAST), LAST, None, True),
        (Effective(FIRST, LAST), D(2024, 1, 1), None, False),
        (Effective(FIRST, None), D(2999, 1, 1), None, True),
        (Effective(None, None), D(1900, 1, 1), FIRST, True),
        (Effective(None, LAST), D(2024, 1, 1), None, False),
        (Effective("in_force", None), D(2022, 12, 31), FIRST, False),
        (Effective("in_force", None), FIRST, FIRST, True),
        (Effective("in_force", None), D(1900, 1, 1), None, True),
        (Effective("in_force", LAST), D(2024, 1, 1), FIRST, False),
    ],
)
def test_both_ends_are_inclusive(effective, as_of, starts, expected):
    assert in_force(effective, as_of, starts) is expected


def dated(first, last, value, version):
    made = rule(
        "states-most", "parameter", Body(value=Constant(value, number("person"))),
        decisions=(), parameter="limit", effective=Effective(first, last),
    )  # fmt: skip
    return replace(made, version=version)


@pytest.fixture(scope="module")
def changing():
    """A limit of 3 in 2023, none in the first half of 2024, of 5 from July 2024."""
    base = law([rule("a-rule", "must", Body(condition=typed("thing.people <= parameter.limit")))])
    others = tuple(each for each in base.rules if each.parameter != "limit")
    versions = (dated(FIRST, LAST, 3, 1), dated(D(2024, 7, 1), None, 5, 2))
    return Policy(replace(base, rules=(*others, *versions)))


@pytest.mark.parametrize(
    ("as_of", "outcome"),
    [
        (D(2023, 6, 1), "violated"),
        (D(2023, 12, 31), "violated"),
        (D(2024, 1, 1), "undetermined"),
        (D(2024, 6, 30), "undetermined"),
        (D(2024, 7, 1), "satisfied"),
        (None, "undetermined"),
    ],
)
def test_a_parameter_has_the_value_of_the_day_and_none_in_a_gap(changing, as_of, outcome):
    for engine in ("compiled", "walking"):
        assert changing.decide("ask", {"thing": {"people": 4}}, as_of=as_of, engine=engine).outcome == outcome


@pytest.fixture(scope="module")
def library():
    return Policy.load(LIBRARY)


READER = {"reader": {"has_card": True, "card_expired": False}, "book": {"kind": "ordinary"}, "loan": {"books": 11}}


@pytest.mark.parametrize(("day", "outcome"), [(D(2023, 12, 31), "prohibited"), (D(2024, 1, 1), "permitted")])
def test_the_amended_limit_holds_from_its_first_day(library, day, outcome):
    assert library.decide("borrowing", READER, as_of=day).outcome == outcome


def test_the_day_may_stand_among_the_facts(library):
    facts = {**READER, "context": {"as_of": "2023-12-31"}}
    assert library.decide("borrowing", facts).outcome == "prohibited"
    assert library.decide("borrowing", facts).as_of == D(2023, 12, 31)


def test_before_the_instrument_takes_effect_its_rules_say_nothing(library):
    assert library.decide("borrowing", READER, as_of=D(2023, 2, 28)).outcome == "not_applicable"


def test_the_day_of_effect_may_be_supplied_as_a_fact(library):
    facts = {**READER, "context": {"in_force": "2023-06-01"}}
    assert library.decide("borrowing", facts, as_of=D(2023, 5, 31)).outcome == "not_applicable"
    assert library.decide("borrowing", facts, as_of=D(2023, 6, 1)).outcome == "prohibited"


@pytest.mark.parametrize("first", [0, 1])
def test_without_a_day_the_day_of_effect_counts_whatever_was_asked_before(first):
    library = Policy.load(LIBRARY)
    told = {**READER, "context": {"in_force": "2024-06-01"}}  # after the limit was amended
    asked = [(READER, "undetermined"), (told, "permitted")]
    for facts, outcome in (asked[first], asked[1 - first], asked[first]):
        assert library.decide("borrowing", facts).outcome == outcome


def test_amounts_follow_the_reading_that_is_chosen(library):
    facts = {"loan": {"days": 31, "books": 10, "paid_yuan": 0}}
    assert library.decide("overdue", facts).amounts["fine_yuan"].value == 1
    other = library.decide("overdue", facts, readings={"LL-1": "same_day"})
    assert other.amounts["fine_yuan"].value == 2
    assert other.amounts["fine_yuan"].unit == "yuan"
    assert isinstance(other.amounts["fine_yuan"].value, Decimal)


def test_nothing_comes_after_the_last_day_there_is():
    last = law([rule("a-rule", "must", Body(condition=typed("thing.sound")), effective=Effective(None, date.max))])
    assert turning_days(last, None) == [None]

"""A sentence tells the values that hold in its edition, as an explanation writes them, in each language."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest

from afterschool_policy.language.tree import Constant, Value
from afterschool_policy.law.model import Alternative, Body, Effective, Reading, Referral
from afterschool_policy.law.sentences import reference
from afterschool_policy.semantics.edition import link, under_readings
from afterschool_policy.semantics.listing import listed
from afterschool_policy.semantics.question import question_of
from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.types import BOOLEAN, DATE, NUMBER, TIME, Type
from tests.support import code, law, list_of, number, rule, text, typed

SENTENCE = Text("至多{parameter.bound}人", "at most {parameter.bound} persons")


def stated(value: Value, type_: Type, **more):
    return rule("bound", "parameter", Body(value=Constant(value, type_)), decisions=(), parameter="bound", **more)


def title_of(made, edition=None):
    edition = edition or link(made, None, None, {})
    return next(linked.rule.title for linked in edition.rules if linked.rule.id == "duty")


def duty(**more):
    return replace(rule("duty", "must", Body(condition=typed("thing.sound")), **more), title=SENTENCE)


@pytest.mark.parametrize(
    ("value", "type_", "zh", "en"),
    [
        (30, number("person"), "30", "30"),
        (Decimal("2.50"), NUMBER, "2.5", "2.5"),
        (2021, number("year"), "2021", "2021"),
        (12000, number("yuan"), "12,000", "12,000"),
        (time(18, 30), TIME, "18:30", "18:30"),
        (date(2022, 12, 31), DATE, "2022年12月31日", "31 December 2022"),
        (("early", "late"), list_of(code("tags")), "early、late", "early and late"),
        ("red", code("kinds"), "red", "red"),
        (True, BOOLEAN, "是", "yes"),
    ],
)
def test_a_value_is_written_without_its_unit(value, type_, zh, en):
    assert title_of(law([stated(value, type_), duty()])) == Text(f"至多{zh}人", f"at most {en} persons")


def test_everything_of_a_rule_and_its_question_is_told():
    body = Body(condition=typed("thing.sound"), refer=(Referral(typed("thing.ready"), SENTENCE, SENTENCE),))
    made = law([stated(3, number("person")), rule("duty", "must", body, label=SENTENCE, note=SENTENCE)])
    spec = replace(made.decisions["ask"], question=SENTENCE)
    asked = question_of(link(made, None, None, {}), spec)
    told = Text("至多3人", "at most 3 persons")
    (linked,) = asked.rules
    assert (linked.rule.label, linked.rule.note, asked.spec.question) == (told, told, told)
    assert (linked.body.refer[0].question, linked.body.refer[0].to) == (told, told)
    assert asked.spec.answers.weight(Outcome.PROHIBITED) == spec.answers.weight(Outcome.PROHIBITED)


def test_another_reading_tells_its_own_value():
    other = Alternative("R", "wide", frozenset({"value"}), Body(value=Constant(5, number("person"))))
    register = {"R": Reading("R", SENTENCE, (), "narrow", {"narrow": text("x"), "wide": text("y")}, text("z"))}
    made = law([stated(3, number("person"), alternatives=(other,), readings=("R",)), duty()], readings=register)
    edition = link(made, None, None, {})
    wide = under_readings(edition, {"R": "wide"})
    assert [title_of(made, each).en for each in (edition, wide)] == ["at most 3 persons", "at most 5 persons"]
    assert [each.reading("R").matter.zh for each in (edition, wide)] == ["至多3人", "至多5人"]


def test_a_parameter_that_nothing_states_on_the_day_is_told_to_be_unset():
    later = Effective(date(2027, 1, 1), None)
    made = law([stated(3, number("person"), effective=later), duty()])
    told = title_of(made, link(made, date(2026, 12, 31), None, {}))
    assert told == Text("至多（当日未规定）人", "at most (not set on that day) persons")


def test_a_listing_words_each_version_by_its_own_days():
    first = stated(3, number("person"), effective=Effective(None, date(2026, 12, 31)))
    second = replace(stated(5, number("person"), effective=Effective(date(2027, 1, 1), None)), version=2)
    old = replace(duty(effective=Effective(None, date(2026, 12, 31))), id="old")
    made = listed(law([first, second, old, duty()]))
    titles = {each.id: each.title.en for each in made.rules}
    assert (titles["old"], titles["duty"]) == ("at most 3 persons", "at most 5 persons")


def test_a_reference_is_what_a_sentence_holds():
    assert reference("bound") in SENTENCE.zh

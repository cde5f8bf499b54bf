"""A policy that counts days, ages and working days: decided on both sides of each turn, in both engines, explained."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from afterschool_policy import Policy
from afterschool_policy.explain.wording import Wording
from afterschool_policy.semantics.edition import link
from tests.support import SCOPE, law, number, typed

D = date
FOLDER = Path(__file__).parents[2] / "examples" / "notices"
POLICY = Policy.load(FOLDER)
IN_JUNE = D(2026, 6, 1)


def decided(question, facts, as_of=IN_JUNE, **more):
    return POLICY.decide(question, facts, as_of=as_of, engine="both", **more)


@pytest.mark.parametrize(
    ("notice", "as_of", "outcome", "missing"),
    [
        ({}, D(2026, 3, 11), "not_applicable", ("notice.agreed",)),
        ({}, D(2026, 3, 12), "permitted", ("notice.agreed", "notice.answered")),
        ({"answered": False, "agreed": False}, D(2026, 3, 12), "permitted", ()),
        ({"answered": True, "agreed": False}, D(2026, 3, 12), "not_applicable", ()),
        ({"answered": True, "agreed": True}, D(2026, 3, 2), "permitted", ()),
    ],
)
def test_whoever_does_not_answer_in_time_is_deemed_to_agree(notice, as_of, outcome, missing):
    decision = decided("works", {"notice": {"served": D(2026, 3, 1), **notice}}, as_of)
    assert (decision.outcome, decision.missing) == (outcome, missing)


def test_why_not_tells_the_day_from_which_on_it_would_be_so():
    facts = {"notice": {"served": D(2026, 3, 1), "agreed": False, "answered": False}}
    answer = decided("works", facts, D(2026, 3, 5)).why_not("permitted")
    assert [remedy.text.en for remedy in answer.remedies] == [
        "if the neighbour had agreed",
        "if the day the notice was served were no later than 22 February 2026",
        "from 12 March 2026 on, if the facts stay as they are",
    ]
    assert "自2026年3月12日起，其他事实不变，结论即为“允许”。" in answer.explain("zh")
    assert answer.complete


def test_nothing_that_is_past_is_waited_for():
    facts = {"notice": {"served": D(2026, 3, 1), "agreed": False, "answered": False}}
    answer = decided("works", facts, D(2026, 3, 12)).why_not("not_applicable")
    assert not any("from" in remedy.text.en for remedy in answer.remedies)


@pytest.mark.parametrize(
    ("reading", "day"), [("last_day", D(2026, 2, 28)), ("next_day", D(2026, 3, 1))], ids=["last_day", "next_day"]
)
def test_a_reading_chooses_the_day_of_who_was_born_on_the_29th_of_february(reading, day):
    facts, chosen = {"neighbour": {"born": D(2008, 2, 29)}}, {"N-1": reading}
    assert decided("answer", facts, day, readings=chosen).outcome == "permitted"
    before = decided("answer", facts, day - timedelta(days=1), readings=chosen)
    assert before.outcome == "not_applicable"
    (waiting,) = before.why_not("permitted").remedies
    assert waiting.text.en.startswith(f"from {day.day} {day:%B} {day.year} on")


def test_working_days_leave_out_holidays_and_count_weekends_that_are_worked():
    received = {"received": D(2026, 9, 10)}
    assert decided("objection", {"objection": {**received, "settled": D(2026, 10, 8)}}).outcome == "satisfied"
    late = decided("objection", {"objection": {**received, "settled": D(2026, 10, 9)}})
    assert late.outcome == "violated"
    assert "超过15个工作日（16个工作日）" in late.explain("zh")
    assert [remedy.text.en for remedy in late.why_not("satisfied").remedies] == [
        "if the day it was settled were between 31 December 2025 and 8 October 2026"
    ]


def test_beyond_the_calendar_nothing_is_known_and_the_explanation_says_so():
    facts = {"objection": {"received": D(2026, 12, 30), "settled": D(2027, 1, 9)}}
    decision = decided("objection", facts)
    assert decision.outcome == "undetermined"
    assert "超出日历，日历只涵盖2026年1月1日至2026年12月31日" in decision.explain("zh")
    assert "beyond the calendar, which covers 1 January 2026 to 31 December 2026 only" in decision.explain("en")


def test_a_policy_can_declare_the_other_choice_of_month_ends(tmp_path):
    for path in FOLDER.rglob("*.*"):
        target = tmp_path / path.relative_to(FOLDER)
        target.parent.mkdir(parents=True, exist_ok=True)
        written = path.read_text(encoding="utf-8").replace("month_end: last_day", "month_end: next_day")
        target.write_text(written.replace("of, next_day)", "of, last_day)"), encoding="utf-8")
    other = Policy.load(tmp_path)
    facts = {"neighbour": {"born": D(2008, 2, 29)}}
    assert other.decide("answer", facts, as_of=D(2026, 2, 28)).outcome == "not_applicable"
    assert POLICY.decide("answer", facts, as_of=D(2026, 2, 28)).outcome == "permitted"
    assert other.fingerprint != POLICY.fingerprint


def test_a_number_of_a_parameter_is_told_as_one_that_is_written():
    scope = replace(SCOPE, parameters={**SCOPE.parameters, "many": number("day")})
    wording = Wording(link(law([]), None, None, {}), {"thing.since": D(2026, 3, 1), "thing.day": D(2026, 3, 31)})
    days, count = (
        wording.test(typed(f"{each} >= parameter.{name}", scope=scope)).en
        for each, name in (("days(thing.since, thing.day)", "many"), ("count(thing.tags)", "limit"))
    )
    assert days == "thing.day (31 March 2026) is at least many (unknown) after thing.since (1 March 2026) (30 days)"
    assert count.startswith("the number of thing.tags")

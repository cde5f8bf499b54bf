"""Every given fact is accounted for: read by the question, or named as unread with the questions that do read it."""

import json
from datetime import date

import pytest

from afterschool_policy import Policy, UnreadFact
from afterschool_policy.semantics.edition import link
from afterschool_policy.semantics.question import question_of
from tests.support import LIBRARY

SHIPPED = Policy.load()
SHIPPED_DAY = date(2021, 11, 1)
MANY = {
    "staffing": {"students": 95, "teachers": 4, "aides": 2, "distinct_persons": 6},
    "catering": dict.fromkeys(
        ("food_business_licence", "licence_valid", "contract_signed", "entry_exit_system", "complaint_channel"), True
    ),
    "safety": dict.fromkeys(
        ("facilities_meet_national_rules", "injury_emergency_mechanism", "safety_system_exists"), True
    ),
}
FACTS = {
    "student": {"hardship_recognised": True, "local_household_registration": False},
    "fee": {"kind": "service_fee", "charged": True, "amount_yuan": 300, "standard_yuan": 600, "forced": None},
    "school": {"ownership": "public"},
}


@pytest.mark.parametrize("policy", [SHIPPED, Policy.load(LIBRARY)], ids=["shipped", "library"])
def test_a_question_reads_what_its_rules_read(policy):
    edition = link(policy.law, None, None, {})
    for spec in policy.law.decisions.values():
        question = question_of(edition, spec)
        assert set(question.facts) == frozenset().union(*(rule.reads for rule in question.rules))
        day = policy.law.instrument.as_of_fact  # tells versions apart
        facts = [fact for fact in question.facts if fact != day]
        assert all(spec.name in edition.readers(fact) for fact in facts)


def test_the_given_facts_that_no_rule_reads_are_named_with_the_questions_that_do():
    decision = SHIPPED.decide("hardship_relief", FACTS)
    assert decision.unread == (
        UnreadFact("school.ownership", ("subsidy_amount", "performance_pay")),
        UnreadFact("student.local_household_registration", ()),
    )
    given = {f"{group}.{name}" for group, facts in FACTS.items() for name, value in facts.items() if value is not None}
    assert given - {fact.name for fact in decision.unread} <= set(decision.reads)


def test_a_fact_that_could_entail_another_is_read_where_it_does():
    telling = SHIPPED.decide("plan_approval", {"plan": {"approval_status": "approved"}})
    assert telling.unread == ()
    idle = {"session": {"activity": "safe_supervision", "is_new_lesson": True}}
    assert [fact.name for fact in SHIPPED.decide("service_classification", idle).unread] == ["session.is_new_lesson"]


def test_the_day_and_what_is_unknown_are_not_unread():
    facts = {**FACTS, "context": {"issue_date": "2021-09-01"}, "student": {"hardship_recognised": None}}
    decision = SHIPPED.decide("hardship_relief", facts, as_of=SHIPPED_DAY)
    assert [fact.name for fact in decision.unread] == ["school.ownership"]


def test_an_expired_determination_is_given_too():
    facts = {"staffing": {"students": 95}, "student": {"hardship_recognised": {"value": True, "until": "2021-08-31"}}}
    decision = SHIPPED.decide("staffing_level", facts, as_of=SHIPPED_DAY)
    assert [fact.name for fact in decision.unread] == ["student.hardship_recognised"]


def test_a_reading_can_make_a_fact_read():
    facts = {"staffing": {"students": 95}, "subsidy": {"students_participating": 300}}
    assert [fact.name for fact in SHIPPED.decide("staffing_level", facts).unread] == ["subsidy.students_participating"]
    per_school = SHIPPED.decide("staffing_level", facts, readings={"IC-29": "per_school"})
    assert "subsidy.students_participating" not in [fact.name for fact in per_school.unread]


def test_an_audit_names_what_no_part_of_it_reads():
    audit = SHIPPED.decide("school_audit", FACTS)
    assert [fact.name for fact in audit.unread] == ["school.ownership", "student.local_household_registration"]
    nothing = SHIPPED.decide("school_audit", {"student": {"local_household_registration": False}})
    assert nothing.unread == (UnreadFact("student.local_household_registration", ()),)


@pytest.mark.parametrize("name", ["hardship_relief", "school_audit"])
@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", ("本事项没有采用的事实", "依条款3.1.1a和解释IC-04，服务对象是在校学生，不论户籍")),
        ("en", ("read by no rule",)),
    ],
)
@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_every_format_says_so_in_one_line(name, lang, words, form):
    lines = SHIPPED.decide(name, FACTS).explain(lang, form).splitlines()
    (line,) = [line for line in lines if words[0] in line]
    assert all(word in line for word in words)


def test_it_names_two_questions_and_counts_the_others():
    decision = SHIPPED.decide("hardship_relief", {"school": {"provides_service": True}})
    assert "和另外3个事项采用）" in decision.explain("zh")
    assert "and 3 more)" in decision.explain("en")


def test_many_facts_of_other_questions_are_counted():
    decision = SHIPPED.decide("hardship_relief", {**FACTS, **MANY})
    text = decision.explain("zh")
    assert f"{sum(bool(fact.read_by) for fact in decision.unread)}项由其他事项采用" in text


def test_json_holds_names_questions_and_reasons():
    told = json.loads(SHIPPED.decide("hardship_relief", FACTS).explain("en", "json"))["unread"]
    assert [each["name"] for each in told] == ["school.ownership", "student.local_household_registration"]
    assert told[0]["read_by"] == ["subsidy_amount", "performance_pay"]
    assert len(told[0]["questions"]) == 2
    assert told[1]["no_effect"].startswith("By clause 3.1.1a")


def test_nothing_is_said_where_every_fact_was_read():
    decision = SHIPPED.decide("hardship_relief", {"student": {"hardship_recognised": True}})
    assert decision.unread == ()
    assert "没有采用" not in decision.explain("zh")

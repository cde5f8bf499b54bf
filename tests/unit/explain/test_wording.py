"""Computations, tests of lists, units and days in words, in both languages."""

from dataclasses import replace
from datetime import date, time

import pytest

from afterschool_policy.explain import fact_wording, phrases
from afterschool_policy.explain.wording import Wording
from afterschool_policy.language.tree import Apply, Constant, Value
from afterschool_policy.semantics.edition import link
from afterschool_policy.text import Text
from afterschool_policy.values.types import BOOLEAN, Kind, Type
from afterschool_policy.values.units import CALENDAR_YEAR
from afterschool_policy.vocabulary.facts import Evidence
from afterschool_policy.vocabulary.unit_words import UnitWords
from tests.support import law, number, tables, typed

UNITS = {
    "yuan": UnitWords("元", "yuan", "yuan"),
    "person": UnitWords("名", "guests", "guest", zh_noun="来客"),
    "yuan/person": UnitWords("元", "yuan a head", "yuan a head", zh_before="每名"),
}
EDITION = link(replace(law([]), units=UNITS), None, None, {})


def wording(**known: Value) -> Wording:
    return Wording(EDITION, {f"thing.{name}": value for name, value in known.items()})


def told(written: str, **known: Value) -> tuple[str, str]:
    text = wording(**known).test(typed(written))
    return text.zh, text.en


@pytest.mark.parametrize(
    ("written", "unit", "known", "zh", "en"),
    [
        ("thing.fee - thing.price", "yuan", {"fee": 600, "price": 300}, "600元−300元", "600 yuan − 300 yuan"),
        ("max(thing.fee - thing.price, 0)", "yuan", {"fee": 600, "price": 300}, "600元−300元", "600 yuan − 300 yuan"),
        ("max(thing.fee - thing.price, 0)", "yuan", {"fee": 300, "price": 600}, "300元−600元，不足的按0计",
         "300 yuan − 600 yuan, but not below 0"),
        ("min(thing.fee, 100)", "yuan", {"fee": 300}, "300元，超过的按100计", "300 yuan, but not above 100"),
        ("max(thing.fee, thing.price)", "yuan", {"fee": 1, "price": 2}, "1元、2元中最大的",
         "the greatest of 1 yuan and 2 yuan"),
        ("ceil(thing.people / 2)", "person", {"people": 5}, "5名来客÷2，不足1名的按1名计", "5 guests ÷ 2, rounded up"),
        ("ceil(thing.people / 2)", "person", {"people": 4}, "4名来客÷2", "4 guests ÷ 2"),
        ("floor(thing.people / 2)", "person", {"people": 5}, "5名来客÷2，不足1名的不计", "5 guests ÷ 2, rounded down"),
        ("thing.fee - (thing.price - thing.fee)", "yuan", {"fee": 2, "price": 3}, "2元−（3元−2元）",
         "2 yuan − (3 yuan − 2 yuan)"),
        ("thing.fee - thing.price - thing.fee", "yuan", {"fee": 2, "price": 3}, "2元−3元−2元",
         "2 yuan − 3 yuan − 2 yuan"),
        ("thing.share * thing.fee + thing.price", "yuan", {"share": 2, "fee": 2, "price": 3}, "2×2元+3元",
         "2 × 2 yuan + 3 yuan"),
        ("thing.fee / 1", "yuan", {"fee": 2}, "", ""),
        ("thing.fee", "yuan", {"fee": 2}, "", ""),
        ("-thing.fee + thing.price", "yuan", {"fee": 2, "price": 3}, "−2元+3元", "−2 yuan + 3 yuan"),
    ],
)  # fmt: skip
def test_a_computation_reads_as_people_say_it(written, unit, known, zh, en):
    text = wording(**known).how(typed(written, number(unit)))
    assert (text.zh, text.en) == (zh, en)


@pytest.mark.parametrize(
    ("written", "tags", "zh", "en"),
    [
        ("count(thing.tags) == 0", (), "thing.tags一项也没有", "there is none of thing.tags"),
        ("count(thing.tags) < 1", (), "thing.tags一项也没有", "there is none of thing.tags"),
        ("count(thing.tags) > 0", ("late",), "thing.tags（late）至少有一项",
         "there is at least one of thing.tags (late)"),
        ("count(thing.tags) != 0", ("late",), "thing.tags（late）至少有一项",
         "there is at least one of thing.tags (late)"),
        ("count(thing.tags) >= 2", ("late",), "thing.tags（late）有两项以上",
         "there are at least two of thing.tags (late)"),
        ("count(thing.tags) == 1", ("late",), "thing.tags（late）正好有一项",
         "there is exactly one of thing.tags (late)"),
        ("count(thing.tags) <= 12", (), "thing.tags（无）不超过12项", "there are at most 12 of thing.tags (none)"),
        ("any(thing.tags) == late", ("late",), "thing.tags（late）中有“late”",
         "at least one of thing.tags (late) is “late”"),
        ("any(thing.tags) in [late]", ("late",), "thing.tags（late）中有“late”",
         "at least one of thing.tags (late) is “late”"),
        ("all(thing.tags) in [late, early]", ("late",), "thing.tags（late）均属于“late、early”之列",
         "each of thing.tags (late) is among “late” and “early”"),
    ],
)  # fmt: skip
def test_a_list_is_tested_in_words(written, tags, zh, en):
    assert told(written, tags=tags) == (zh, en)


def test_tests_of_lists_have_contraries():
    none = wording(tags=("early",)).test(typed("any(thing.tags) == late"), negated=True)
    assert none == Text("thing.tags（early）中没有“late”", "none of thing.tags (early) is “late”")
    some = wording(tags=("early",)).test(typed("count(thing.tags) == 0"), negated=True)
    assert some.zh == "thing.tags（early）至少有一项"


@pytest.mark.parametrize(
    ("written", "known", "zh", "en"),
    [
        ("thing.kind in [red]", {"kind": "red"}, "thing.kind为red", "thing.kind is red"),
        ("thing.kind not in [red]", {"kind": "blue"}, "thing.kind为blue",
         "thing.kind is blue"),
        ("thing.people > 10", {"people": 1}, "thing.people（1名来客）高于10名来客",
         "thing.people (1 guest) is above 10 guests"),
        ("thing.people > 0", {"people": 1}, "thing.people（1名来客）高于0", "thing.people (1 guest) is above 0"),
        ("thing.people == floor(thing.people)", {"people": 2}, "thing.people（2名来客）为整数",
         "thing.people (2 guests) is a whole number"),
        ("thing.people / 1 > 1", {"people": 2}, "thing.people（2名来客）高于1名来客",
         "thing.people (2 guests) is above 1 guest"),
        ("year(thing.day) >= 2021", {"day": date(2022, 1, 3)}, "thing.day所在年份（2022年）不低于2021年",
         "the year of thing.day (2022) is at least 2021"),
        ("thing.day < 2021-09-10", {"day": date(2022, 1, 3)}, "thing.day（2022年1月3日）早于2021年9月10日",
         "thing.day (3 January 2022) is before 10 September 2021"),
        ("max(thing.moments) > 18:30", {"moments": (time(17), time(9))}, "thing.moments中最晚的（17:00）晚于18:30",
         "the latest of thing.moments (17:00) is after 18:30"),
    ],
)  # fmt: skip
def test_a_comparison_says_units_and_days_once(written, known, zh, en):
    assert told(written, **known) == (zh, en)


def test_large_money_is_grouped_and_a_year_is_not():
    assert wording().value(2000000, number("yuan")) == Text("2,000,000元", "2,000,000 yuan")
    assert wording().value(12021, Type(Kind.NUMBER, unit=CALENDAR_YEAR)) == Text("12021年", "12021")
    assert wording().value(-3, number("yuan")) == Text("−3元", "−3 yuan")
    assert wording().value(1, number("acre")) == Text("1 acre", "1 acre")


def test_clauses_are_named_as_in_a_sentence():
    assert phrases.clauses_named(["2"]) == Text("条款2", "clause 2")
    assert phrases.clauses_named(["2", "3b", "4"]) == Text("条款2、3b、4", "clauses 2, 3b and 4")
    assert phrases.said_in([]) == Text("", "")


def test_days_in_evidence_are_written_out_and_other_words_stay():
    shown = fact_wording.evidence(
        Evidence(True, asserted_by="the 2021-22 board", asserted_at="2021-09-10", until=date(2022, 1, 3))
    )
    assert shown == Text(
        "提供人：the 2021-22 board；时间：2021年9月10日；有效期至：2022年1月3日",
        "asserted by the 2021-22 board; on 10 September 2021; until 3 January 2022",
    )


def test_a_table_that_nobody_has_named_is_told_by_its_value():
    at_least = Apply(">=", (tables()["thing.score"], Constant(3, number("person"))), BOOLEAN)
    known = {"thing.sound": True, "thing.ready": True, "thing.people": 0}
    for facts, value in ((known, "3 person"), ({}, "unknown")):
        told_by = Wording(link(law([]), None, None, {}), facts)
        assert told_by.test(at_least).en == f"what the rows listed make ({value}) is at least 3 person"

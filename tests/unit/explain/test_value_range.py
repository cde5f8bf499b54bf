"""The values that would do as a range, as people say it: the rounder bound, and both ends only where both matter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest

from afterschool_policy.explain.value_range import value_range
from afterschool_policy.explain.wording import Wording
from afterschool_policy.semantics.edition import link
from afterschool_policy.text import Text
from tests.support import VOCABULARY, law, number

NO_FACTS = Wording(link(law([]), None, None, {}), {})
SHARE, PEOPLE, START, DAY = (VOCABULARY.facts[f"thing.{name}"] for name in ("share", "people", "start", "day"))
COUNT = replace(PEOPLE, type=number("1"))


@pytest.mark.parametrize(
    ("values", "others", "expected"),
    [
        ((1, 2), (3, 9), "不超过2"),
        ((8, 9), (1, 7), "不低于8"),
        ((Decimal("2.99"), 1), (3,), "低于3"),
        ((Decimal("3.01"), 5), (3,), "高于3"),
        ((4, 6), (1, 9), "在4至6之间"),
        ((Decimal("4.01"), 6), (4, 9), "高于4且不超过6"),
        ((Decimal("4.01"), Decimal("5.99")), (4, 6), "高于4且低于6"),
        ((Decimal("0.001"), 300), (0, Decimal("300.01")), "不超过300"),
        ((Decimal("0.01"), 300), (0,), "高于0"),
        ((Decimal("299.99"),), (300, 600), "低于300"),
        ((4, 6), (5,), None),
        ((4,), (1, 9), None),
        ((0,), (1, 9), None),
        ((4,), (), None),
        ((4, 6), (), "在4至6之间"),
    ],
)
def test_numbers_that_will_do_are_a_range_that_holds_no_other(values, others, expected):
    told = value_range(SHARE, values, others, NO_FACTS)
    assert (told and told.zh) == expected


def test_what_is_counted_is_few_or_many():
    assert value_range(COUNT, (4, 5), (3,), NO_FACTS) == Text("不少于4", "at least 4")
    assert value_range(COUNT, (3, 2), (4,), NO_FACTS) == Text("不超过3", "at most 3")


@pytest.mark.parametrize(
    ("values", "others", "expected"),
    [
        (("18:30",), ("18:31",), "不晚于18:30"),
        (("16:29",), ("16:30",), "早于16:30"),
        (("18:31", "23:59"), ("18:30",), "晚于18:30"),
        (("16:31", "17:30"), ("16:30", "17:31"), "晚于16:30且不晚于17:30"),
    ],
)
def test_times_are_earlier_and_later(values, others, expected):
    told = value_range(START, [*map(time.fromisoformat, values)], [*map(time.fromisoformat, others)], NO_FACTS)
    assert told is not None
    assert told.zh == expected


def test_days_are_said_by_the_last_that_will_do():
    told = value_range(DAY, (date(2021, 8, 31),), (date(2021, 9, 1),), NO_FACTS)
    assert told == Text("不晚于2021年8月31日", "no later than 31 August 2021")

"""The table of grades: the gravest counts, each part of an answer has one grade, and no status is taken."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from afterschool_policy.record.model import REASONS
from afterschool_policy.values.grades import GRADES, Grade, counted, grade_of_part, gravest, reaches


def test_every_part_of_an_answer_has_one_grade() -> None:
    parts = Counter(part for row in GRADES.values() for part in row.parts)
    assert set(parts.values()) == {1}
    assert {"outcome", *REASONS} <= {*parts}
    assert all(grade_of_part(part) is grade for grade, row in GRADES.items() for part in row.parts)


def test_a_status_tells_the_grade_and_is_none_of_wrong_use_and_invalid() -> None:
    told = [row.status for row in GRADES.values() if row.status]
    assert len({*told}) == len(told)
    assert not {*told} & {2, 3}


@given(st.lists(st.sampled_from(Grade)), st.sampled_from(Grade))
def test_the_gravest_is_reached_by_all_that_are_as_grave(grades: list[Grade], least: Grade) -> None:
    worst = gravest(grades)
    assert all(reaches(worst, grade) for grade in grades)
    assert reaches(worst, least) == (any(reaches(grade, least) for grade in grades) or least is Grade.NONE)


def test_every_grade_is_counted_in_both_languages() -> None:
    told = counted({Grade.AMOUNT: 3})
    assert told.zh.startswith("结论不同0项，数额不同3项")
    assert told.en.startswith("outcome: 0, amount: 3")

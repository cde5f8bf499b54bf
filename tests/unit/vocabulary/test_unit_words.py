"""Units stand around their numbers as people write them, and are not repeated where a name says them."""

import pytest

from afterschool_policy.text import Text
from afterschool_policy.vocabulary.unit_words import UnitWords, unnamed

NOWHERE = Text("", "")
TEACHER = UnitWords("名", "teachers", "teacher", zh_noun="教师")
RATE = UnitWords("元", "yuan per hour", "yuan per hour", zh_before="每课时")
PERCENT = UnitWords("%", "%", "%")


def around(words: UnitWords, number: int, beside: Text = NOWHERE) -> tuple[str, str]:
    text = words.around(Text(str(number), str(number)), one=number == 1, beside=beside)
    return text.zh, text.en


@pytest.mark.parametrize(
    ("words", "number", "beside", "zh", "en"),
    [
        (TEACHER, 4, NOWHERE, "4名教师", "4 teachers"),
        (TEACHER, 1, NOWHERE, "1名教师", "1 teacher"),
        (TEACHER, 1, Text("教师缺额", "the shortfall of teachers"), "1名", "1"),
        (TEACHER, 4, Text("缺额", "the shortfall"), "4名教师", "4 teachers"),
        (TEACHER, 4, Text("人数", "the number of persons"), "4名教师", "4"),
        (TEACHER, 4, Text("", "the headteachers"), "4名教师", "4 teachers"),
        (RATE, 60, NOWHERE, "每课时60元", "60 yuan per hour"),
        (RATE, 60, Text("每课时的标准", "the rate"), "60元", "60 yuan per hour"),
        (PERCENT, 30, NOWHERE, "30%", "30%"),
        (unnamed("kilometre"), 30, NOWHERE, "30 kilometre", "30 kilometre"),
    ],
)
def test_a_number_with_its_unit(words, number, beside, zh, en):
    assert around(words, number, beside) == (zh, en)


def test_a_unit_alone_is_told_with_all_its_words():
    assert TEACHER.label == Text("名教师", "teachers")
    assert RATE.label == Text("每课时…元", "yuan per hour")


def test_a_unit_is_recognised_around_a_number():
    assert RATE.stands_around("标准为每课时", "元，", "zh")
    assert not RATE.stands_around("共", "元，", "zh")
    assert TEACHER.stands_around("", "teacher in the slot", "en")
    assert not TEACHER.stands_around("", "名学生", "zh")

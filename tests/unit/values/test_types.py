"""Types tell in words what a value is, and which values can stand beside each other."""

import pytest

from afterschool_policy.language.operators import OPERATORS
from afterschool_policy.values.outcomes import OUTCOMES, Outcome
from afterschool_policy.values.types import BOOLEAN, DATE, KIND_NAMES, NUMBER, ORDERED, TEXT, TIME, Kind, alike
from tests.support import code, list_of, number


@pytest.mark.parametrize(
    ("type_", "zh", "en"),
    [
        (BOOLEAN, "是非", "boolean"),
        (NUMBER, "数", "number"),
        (number("yuan/student"), "数（yuan/student）", "number (yuan/student)"),
        (code("kinds"), "代码（kinds）", "code (kinds)"),
        (list_of(TIME), "时刻的列表", "list of time"),
        (list_of(code("tags")), "代码（tags）的列表", "list of code (tags)"),
    ],
)
def test_a_type_is_told_in_both_languages(type_, zh, en):
    assert (type_.describe().zh, type_.describe().en) == (zh, en)


def test_every_kind_has_a_name():
    assert set(KIND_NAMES) == set(Kind)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (NUMBER, number("yuan"), True),
        (number("yuan"), number("yuan"), True),
        (number("yuan"), number("student"), False),
        (code("kinds"), code("kinds"), True),
        (code("kinds"), code("tags"), False),
        (TIME, DATE, False),
        (list_of(TIME), list_of(TIME), True),
        (list_of(TIME), list_of(TEXT), False),
        (list_of(TIME), TIME, False),
    ],
)
def test_only_values_of_one_sort_stand_beside_each_other(left, right, expected):
    assert alike(left, right) is expected
    assert alike(right, left) is expected


@pytest.mark.parametrize("symbol", ["<", "<=", ">", ">="])
@pytest.mark.parametrize("type_", [BOOLEAN, TEXT, code("kinds"), list_of(TIME)])
def test_only_numbers_times_and_dates_have_an_order(symbol, type_):
    assert OPERATORS[symbol].signature([type_, type_]) is None
    assert type_.kind not in ORDERED


@pytest.mark.parametrize(
    ("symbol", "given", "made"),
    [
        ("*", [number("yuan/person"), number("person")], number("yuan")),
        ("/", [number("person"), number("person/teacher")], number("teacher")),
        ("*", [NUMBER, number("yuan")], number("yuan")),
        ("*", [NUMBER, NUMBER], NUMBER),
        ("/", [NUMBER, number("day")], number("1/day")),
        ("+", [NUMBER, number("yuan")], number("yuan")),
        ("+", [number("yuan"), number("day")], None),
        ("min", [list_of(TIME)], TIME),
        ("min", [list_of(TEXT)], None),
        ("max", [TIME], None),
        ("count", [list_of(TEXT)], NUMBER),
        ("count", [TEXT], None),
        ("year", [DATE], number("calendar_year")),
        ("year", [TIME], None),
        ("ceil", [number("day"), number("day")], None),
    ],
)
def test_units_follow_the_arithmetic(symbol, given, made):
    assert OPERATORS[symbol].signature(given) == made


def test_negations_are_each_others():
    for symbol, row in OPERATORS.items():
        if row.negation is not None:
            assert OPERATORS[row.negation].negation == symbol


def test_every_outcome_has_a_row_and_counterparts_answer_each_other():
    assert set(OUTCOMES) == set(Outcome)
    for outcome, row in OUTCOMES.items():
        for other in (row.counterpart, row.opposite):
            if other is not None:
                assert outcome in (OUTCOMES[other].counterpart, OUTCOMES[other].opposite)

"""Periods by their numbers, held against a walk from day to day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterschool_policy.values.periods import MONTH, YEAR, PeriodKind
from tests.support import text

SCHOOL_YEAR = PeriodKind("school_year", text("school year"), (date(2001, 9, 1),))
TERM = PeriodKind("term", text("term"), (date(2001, 2, 15), date(2001, 9, 1)))
PERIODS = (MONTH, YEAR, SCHOOL_YEAR, TERM)

periods = st.sampled_from(PERIODS)
days = st.dates(date(1990, 1, 1), date(2050, 12, 31))


def begins(period: PeriodKind, day: date) -> bool:
    return (day.month, day.day) in {(start.month, start.day) for start in period.starts}


@given(periods, days)
def test_a_period_begins_on_the_last_first_day_and_the_next_one_on_the_next(period: PeriodKind, day: date) -> None:
    first = day
    while not begins(period, first):
        first -= timedelta(days=1)
    after = day + timedelta(days=1)
    while not begins(period, after):
        after += timedelta(days=1)
    number = period.number(day)
    assert (period.first(number), period.first(number + 1)) == (first, after)
    assert period.number(after) == number + 1


@given(periods, days)
def test_a_key_reads_back_and_names_one_period(period: PeriodKind, day: date) -> None:
    number = period.number(day)
    assert period.read(period.key(number)) == number
    assert period.key(number) != period.key(number + 1)


@pytest.mark.parametrize(
    ("period", "key"),
    [
        *(
            (MONTH, key)
            for key in ("2026-3", "2026-00", "2026-13", "0000-01", "2026-03-01", "２０２６-03", "2026-03 ", "")
        ),
        *((YEAR, key) for key in ("26", "0000", "2026-01", "+2026")),
        *((TERM, key) for key in ("2026-02", "2026-02-14", "2026-02-30", "20260215")),
    ],
)
def test_what_is_no_period_is_not_read(period: PeriodKind, key: str) -> None:
    assert period.read(key) is None


def test_beyond_the_calendar_there_is_its_first_or_last_day() -> None:
    for period in PERIODS:
        assert period.first(period.number(date.min) - 5) == date.min
        assert period.first(period.number(date.max) + 5) == date.max


def test_a_longer_period_is_made_of_whole_ones_where_each_begins_with_one() -> None:
    assert [MONTH.divides(each) for each in PERIODS] == [True, True, True, False]
    assert [TERM.divides(each) for each in PERIODS] == [False, False, True, True]

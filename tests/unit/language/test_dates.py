"""Days, months, ages and working days against plain definitions, day by day over the ends of months and leap years."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterschool_policy.language.dates import (
    MONTH_ENDS,
    after_days,
    after_months,
    covered,
    days_between,
    moved,
    whole_months,
    working_day_after,
    working_days,
)
from tests.support import CALENDAR

D = date
LISTS = tuple(each.value for each in CALENDAR)
FIRST, LAST = D(2021, 1, 1), D(2022, 12, 31)
FOUR_YEARS = [D(2023, 1, 1) + timedelta(days=each) for each in range(4 * 365 + 1)]
BORN = [D(2004, 2, 28), D(2004, 2, 29), D(2004, 3, 1), D(2004, 12, 31), D(2005, 1, 1), D(2005, 1, 31), D(2005, 2, 28)]
ends = pytest.mark.parametrize("choice", MONTH_ENDS)
calendar_days = st.dates(FIRST, LAST)


@pytest.mark.parametrize(
    ("day", "months", "last_day", "next_day"),
    [
        (D(2023, 1, 31), 1, D(2023, 2, 28), D(2023, 3, 1)),
        (D(2024, 1, 31), 1, D(2024, 2, 29), D(2024, 3, 1)),
        (D(2024, 1, 30), 1, D(2024, 2, 29), D(2024, 3, 1)),
        (D(2024, 2, 29), 12, D(2025, 2, 28), D(2025, 3, 1)),
        (D(2024, 2, 29), 48, D(2028, 2, 29), D(2028, 2, 29)),
        (D(2023, 3, 31), -1, D(2023, 2, 28), D(2023, 3, 1)),
        (D(2023, 12, 31), 2, D(2024, 2, 29), D(2024, 3, 1)),
        (D(2023, 5, 15), 0, D(2023, 5, 15), D(2023, 5, 15)),
        (D(2023, 11, 30), 13, D(2024, 12, 30), D(2024, 12, 30)),
        (D(9999, 12, 31), 1, D.max, D.max),
        (D(1, 1, 1), -1, D.min, D.min),
        (D(2023, 1, 1), 10**30, D.max, D.max),
    ],
)
def test_a_day_moved_by_months(day, months, last_day, next_day):
    assert [moved(day, months, end) for end in MONTH_ENDS.values()] == [last_day, next_day]


def test_only_whole_months_and_days_count():
    end = MONTH_ENDS["last_day"]
    assert after_months(D(2023, 1, 1), Fraction(5, 2), each=1, end=end) == D(2023, 3, 1)
    assert after_months(D(2023, 1, 1), Fraction(-5, 2), each=12, end=end) == D(2021, 1, 1)
    assert after_days(D(2023, 1, 1), Fraction(5, 2)) == D(2023, 1, 3)
    assert after_days(D(2023, 1, 1), 1, each=-1) == D(2022, 12, 31)
    assert (after_days(D(2023, 1, 1), 10**9), after_days(D(2023, 1, 1), -(10**9))) == (D.max, D.min)


@ends
@pytest.mark.parametrize("born", BORN)
def test_an_age_is_the_number_of_birthdays_day_by_day(born, choice):
    end = MONTH_ENDS[choice]
    birthdays = [moved(born, 12 * years, end) for years in range(1, 40)]
    for day in FOUR_YEARS:
        assert whole_months(born, day, each=12, end=end) == sum(each <= day for each in birthdays)


@ends
@pytest.mark.parametrize("first", [D(2023, 1, 29), D(2023, 1, 31), D(2023, 8, 31), D(2024, 2, 29), D(2024, 12, 31)])
def test_months_are_the_most_that_can_be_added_day_by_day(first, choice):
    end = MONTH_ENDS[choice]
    for day in FOUR_YEARS:
        months = whole_months(first, day, end=end)
        assert moved(first, months, end) <= day < moved(first, months + 1, end)


@ends
def test_who_was_born_on_the_29th_of_february_comes_of_age(choice):
    end = MONTH_ENDS[choice]
    ages = [
        whole_months(D(2008, 2, 29), day, each=12, end=end) for day in (D(2026, 2, 27), D(2026, 2, 28), D(2026, 3, 1))
    ]
    assert ages == {"last_day": [17, 18, 18], "next_day": [17, 17, 18]}[choice]


@given(st.dates(), st.dates(), st.sampled_from([*MONTH_ENDS]), st.sampled_from([1, 12]), st.integers(-40, 40))
def test_so_many_have_passed_exactly_where_that_many_later_is_no_later(first, second, choice, each, number):
    end = MONTH_ENDS[choice]
    reached = moved(first, number * each, end)
    if D.min < reached < D.max:
        assert (whole_months(first, second, each=each, end=end) >= number) is (reached <= second)


@given(st.dates(), st.dates(), st.integers(-100, 100), st.sampled_from([*MONTH_ENDS]))
def test_a_later_day_and_a_greater_number_never_lead_to_an_earlier_day(one, other, number, choice):
    end, (early, late) = MONTH_ENDS[choice], sorted((one, other))
    assert moved(early, number, end) <= moved(late, number, end)
    assert moved(early, number, end) <= moved(early, number + 1, end)


def test_days_between_can_be_below_zero():
    assert days_between(D(2024, 2, 28), D(2024, 3, 1)) == 2
    assert days_between(D(2024, 3, 1), D(2024, 2, 28)) == -2


def is_worked(day):
    _, off, on = LISTS
    return day in on or (day.weekday() < 5 and day not in off)


@given(calendar_days, calendar_days)
def test_working_days_are_counted_day_by_day(first, second):
    low, high = sorted((first, second))
    count = sum(is_worked(low + timedelta(days=each)) for each in range(1, (high - low).days + 1))
    assert working_days(first, second, *LISTS) == (count if first <= second else -count)


@given(calendar_days, st.integers(-300, 300))
def test_the_working_day_after_is_found_by_going_there(day, number):
    step, left, found = timedelta(days=1 if number > 0 else -1), abs(number), day
    while left and FIRST <= found + step <= LAST:
        found += step
        left -= is_worked(found)
    assert working_day_after(day, number, *LISTS) == (None if left else found)


def test_beyond_the_calendar_nothing_is_counted():
    assert working_days(D(2022, 12, 30), D(2023, 1, 1), *LISTS) is None
    assert working_days(D(2022, 12, 30), D(2024, 1, 2), *LISTS) is None
    assert working_days(D(2020, 12, 31), D(2021, 1, 4), *LISTS) == 2
    assert working_days(D(2020, 12, 31), D(2020, 12, 31), *LISTS) is None
    assert working_day_after(D(2022, 12, 30), 1, *LISTS) is None
    assert working_day_after(D(2020, 12, 31), 1, *LISTS) == D(2021, 1, 1)
    assert working_day_after(D(2023, 1, 1), -1, *LISTS) == D(2022, 12, 30)
    assert working_day_after(D(2023, 6, 1), 0, *LISTS) is None


def test_parts_of_a_calendar_that_follow_each_other_are_one():
    covers = (D(2022, 1, 1), D(2022, 12, 31), D(2021, 1, 1), D(2021, 12, 31), D(2024, 1, 1), D(2024, 12, 31))
    assert covered(covers) == ((D(2021, 1, 1), D(2022, 12, 31)), (D(2024, 1, 1), D(2024, 12, 31)))

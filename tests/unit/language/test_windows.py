"""Windows, held against a plain loop over months and days around their boundaries."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterschool_policy.language.parser import parse
from afterschool_policy.language.windows import Window, first_day, last_day
from afterschool_policy.values.periods import MONTH
from tests.unit.values.test_periods import PERIODS, SCHOOL_YEAR, TERM, YEAR, begins, days

NAMED = {period.name: period for period in PERIODS}
windows = st.builds(
    lambda period, count, current: Window(period, count - current, current),
    st.sampled_from([*NAMED]), st.integers(1, 5), st.booleans(),
)  # fmt: skip
edges = st.one_of(days, st.builds(
    lambda year, month_and_day, step: date(year, *month_and_day) + timedelta(days=step),
    st.integers(2019, 2025), st.sampled_from([(1, 1), (2, 15), (3, 1), (9, 1)]), st.integers(-1, 1),
))  # fmt: skip


def back(day: date, period: str) -> date:
    """The first day of the period that a day lies in, by going back day by day."""
    while not begins(NAMED[period], day):
        day -= timedelta(days=1)
    return day


@given(windows, edges)
def test_its_days_are_those_of_a_walk_back(window: Window, day: date) -> None:
    first = back(day, window.period)
    last = first - timedelta(days=1)
    for _ in range(window.before):
        first = back(first - timedelta(days=1), window.period)
    if window.current:
        last = day
        while not begins(NAMED[window.period], last + timedelta(days=1)):
            last += timedelta(days=1)
    said = day, window.before, window.current, window.period, NAMED[window.period].starts
    assert (first_day(*said), last_day(*said)) == (first, last)


@given(windows, edges)
def test_it_holds_the_months_of_its_days_up_to_that_of_the_day(window: Window, day: date) -> None:
    period = NAMED[window.period]
    if period == TERM:
        return  # begins within a month
    first, after = window.days(day, period)
    months, each = [], first
    while each < after and (each.year, each.month) <= (day.year, day.month):
        months.append(f"{each:%Y-%m}")
        each = (each.replace(day=1) + timedelta(days=32)).replace(day=1)
    held = window.numbers(day, period, MONTH)
    assert [MONTH.key(number) for number in held] == months
    assert len(held) <= window.most(period, MONTH)


@pytest.mark.parametrize(
    ("window", "period", "day", "months"),
    [
        (Window("month", 2), MONTH, date(2026, 3, 31), ["2026-01", "2026-02"]),
        (Window("month", 1, True), MONTH, date(2026, 3, 1), ["2026-02", "2026-03"]),
        (Window("month", 0, True), MONTH, date(2026, 3, 1), ["2026-03"]),
        (Window("year", 0, True), YEAR, date(2026, 2, 28), ["2026-01", "2026-02"]),
        (Window("school_year", 0, True), SCHOOL_YEAR, date(2026, 10, 1), ["2026-09", "2026-10"]),
        (Window("school_year", 0, True), SCHOOL_YEAR, date(2026, 9, 1), ["2026-09"]),
    ],
)
def test_what_the_reference_says(window: Window, period, day: date, months: list[str]) -> None:
    assert [MONTH.key(number) for number in window.numbers(day, period, MONTH)] == months


def test_last_and_this_are_still_codes() -> None:
    for written in ("thing.kind == last and thing.sound", "last in [this, last]", "thing.kind not in [last]"):
        parse(written)


def test_a_day_of_a_window_without_periods_has_no_value() -> None:
    said = date(2026, 3, 1), 1, False, "nothing", ()
    assert (first_day(*said), last_day(*said)) == (None, None)

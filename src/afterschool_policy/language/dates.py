"""Days moved by months, whole months between days, and the working days of a calendar.

Of a number of days, months or years only whole ones count. What would lie beyond the ends of the calendar that Python
has (the years 1 to 9999) is its first or last day.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import lru_cache
from typing import Final

from afterschool_policy.text import Text
from afterschool_policy.values import numbers

MONTHS_OF_A_YEAR: Final = 12
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


@dataclass(frozen=True, slots=True, eq=False)
class MonthEnd:
    """One row: the day that stands for one which its month does not have, by the last day that it has."""

    instead: Callable[[date], date]
    wording: Text


MONTH_ENDS: dict[str, MonthEnd] = {
    "last_day": MonthEnd(
        lambda last: last, Text("当月没有这一日的，为当月末日", "the last of the month where it has no such day")
    ),
    "next_day": MonthEnd(
        lambda last: last + timedelta(days=1),
        Text("当月没有这一日的，为次月首日", "the first of the next month where it has no such day"),
    ),
}  # fmt: skip
"""What a policy can declare of month ends, and with them of 29 February."""

LAST_DAY, NEXT_DAY = MONTH_ENDS


def moved(day: date, months: int, end: MonthEnd) -> date:
    """The same day of another month, or the one that stands for it."""
    year, month = divmod(day.year * MONTHS_OF_A_YEAR + day.month - 1 + months, MONTHS_OF_A_YEAR)
    if not MINYEAR <= year <= MAXYEAR:
        return date.min if year < MINYEAR else date.max
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, day.day) if day.day <= last else end.instead(date(year, month + 1, last))


def after_months(day: date, number: numbers.Exact, *, each: int, end: MonthEnd) -> date:
    """The day after so many spans of months, `each` of so many; a negative number leads back."""
    return moved(day, int(number) * each, end)


def after_days(day: date, number: numbers.Exact, *, each: int = 1) -> date:
    """The day after so many days; with `each` -1 before them."""
    return date.fromordinal(min(max(day.toordinal() + int(number) * each, _FIRST), _LAST))


def whole_months(first: date, second: date, *, each: int = 1, end: MonthEnd) -> int:
    """The most spans of months, `each` of so many, that can be added to the first day without passing the second."""
    months = (second.year - first.year) * MONTHS_OF_A_YEAR + second.month - first.month
    return (months - (moved(first, months, end) > second)) // each


def days_between(first: date, second: date) -> int:
    """The days from the first to the second, which itself counts."""
    return (second - first).days


@dataclass(frozen=True, slots=True)
class _WorkingDays:
    """The working days of a calendar: from Monday to Friday, without its holidays, with the days worked instead.

    `spans` are the days that it covers, as ordinals, both inclusive; `off` and `on` the days that it changes.
    """

    spans: tuple[tuple[int, int], ...]
    off: tuple[int, ...]
    on: tuple[int, ...]

    def until(self, day: int) -> int:
        """The working days up to this one since the first day there is, as far as the calendar goes."""
        weeks, rest = divmod(day, 7)  # the first day there is was a Monday
        return weeks * 5 + min(rest, 5) - bisect_right(self.off, day) + bisect_right(self.on, day)

    def span_of(self, first: int, last: int) -> tuple[int, int] | None:
        """The days covered without a break that hold all of these."""
        return next((span for span in self.spans if span[0] <= first and last <= span[1]), None)


CALENDAR_LISTS: Final = 3
"""So many operands a calendar takes: the ends of what it covers, its holidays, the days at weekends that are worked."""


@lru_cache(64)
def _working_days(covers: Sequence[date], holidays: Sequence[date], workdays: Sequence[date]) -> _WorkingDays:
    spans: list[tuple[int, int]] = []
    for first, last in sorted(zip(covers[::2], covers[1::2], strict=False)):
        span = first.toordinal(), last.toordinal()
        if spans and spans[-1][1] + 1 >= span[0]:
            span = spans[-1][0], max(spans.pop()[1], span[1])
        spans.append(span)
    off = {day.toordinal() for day in holidays if not is_weekend(day)}
    on = {day.toordinal() for day in workdays if is_weekend(day)}
    return _WorkingDays(tuple(spans), tuple(sorted(off)), tuple(sorted(on)))


def is_weekend(day: date) -> bool:
    """Whether a day is a Saturday or Sunday."""
    return day.weekday() > 4


def working_days(first: date, second: date, *calendar: Sequence[date]) -> int | None:
    """The working days after the first day up to and including the second, below zero where that is the earlier one.

    None where the calendar does not cover each of these days.
    """
    days, (low, high) = _working_days(*calendar), sorted((first.toordinal(), second.toordinal()))
    if days.span_of(min(low + 1, high), high) is None:
        return None
    count = days.until(high) - days.until(low)
    return count if first <= second else -count


def working_day_after(day: date, number: numbers.Exact, *calendar: Sequence[date]) -> date | None:
    """The day itself for none, else the working day with this number after it, or below zero before it.

    None where the calendar does not cover each day up to there.
    """
    days, whole, start = _working_days(*calendar), int(number), day.toordinal()
    if whole >= 0:
        next_ = start + (whole > 0)
        span, wanted = days.span_of(next_, next_), days.until(start) + whole
    else:
        span, wanted = days.span_of(start - 1, start - 1), days.until(start - 1) + whole + 1
    if span is None:
        return None
    if whole == 0:
        return day
    low, high = (start + 1, span[1]) if whole > 0 else (span[0], start - 1)
    found = low + bisect_left(range(low, high + 1), wanted, key=days.until)
    is_there = days.until(low - 1) < wanted and found <= high
    return date.fromordinal(found) if is_there else None


def covered(covers: Sequence[date]) -> tuple[tuple[date, date], ...]:
    """What a calendar covers, from and to which days."""
    spans = _working_days(tuple(covers), (), ()).spans
    return tuple((date.fromordinal(first), date.fromordinal(last)) for first, last in spans)

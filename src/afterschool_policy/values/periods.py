"""Periods that follow one another without a gap: months, years, and those that a policy declares, as school years are.

Each is known by its number in their order, so that moving by some of them is adding to a number.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date

from afterschool_policy.text import Text
from afterschool_policy.values.moments import read_day
from afterschool_policy.values.names import CodeId

_MONTH_KEY, _YEAR_KEY = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])"), re.compile(r"[0-9]{4}")


@dataclass(frozen=True, slots=True)
class PeriodKind:
    """A sort of period, by the days of a year on which one begins.

    Of each of the days `starts` only month and day count; they are in their order, and there is one at least.
    `counted` is what stands between a number and the label in Chinese, as in 3个学年.
    """

    name: CodeId
    label: Text
    starts: tuple[date, ...]
    counted: str = "个"

    def number(self, day: date) -> int:
        """The number of the period that a day lies in."""
        begun = sum((start.month, start.day) <= (day.month, day.day) for start in self.starts)
        return day.year * len(self.starts) + begun - 1

    def first(self, number: int) -> date:
        """The first day of a period; beyond the ends of the calendar its first or last day."""
        year, place = divmod(number, len(self.starts))
        if not MINYEAR <= year <= MAXYEAR:
            return date.min if year < MINYEAR else date.max
        start = self.starts[place]
        return date(year, start.month, min(start.day, monthrange(year, start.month)[1]))

    def key(self, number: int) -> str:
        """How facts name a period: a month as `2026-03`, a year as `2026`, any other by its first day."""
        written = self.first(number).isoformat()
        return written[: len("2026-03")] if self == MONTH else written[: len("2026")] if self == YEAR else written

    def read(self, key: str) -> int | None:
        """The number of the period that a key names; None where it names none."""
        if self == MONTH:
            day = read_day(f"{key}-01") if _MONTH_KEY.fullmatch(key) else None
        elif self == YEAR:
            day = read_day(f"{key}-01-01") if _YEAR_KEY.fullmatch(key) else None
        else:
            day = read_day(key)
        return self.number(day) if day is not None and self.first(self.number(day)) == day else None

    def divides(self, longer: PeriodKind) -> bool:
        """Whether each of the longer periods is made of whole ones of this sort."""
        begins = {(start.month, start.day) for start in self.starts}
        return all((start.month, start.day) in begins for start in longer.starts)


_SOME_YEAR = 2001
MONTH = PeriodKind("month", Text("月", "month"), tuple(date(_SOME_YEAR, month, 1) for month in range(1, 13)))
YEAR = PeriodKind("year", Text("年", "year"), (date(_SOME_YEAR, 1, 1),), counted="")
EVERYWHERE: dict[str, PeriodKind] = {period.name: period for period in (MONTH, YEAR)}
"""The periods that every policy has."""

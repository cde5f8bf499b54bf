"""Windows: the last so many periods before the day asked about, or the one that it lies in.

`last 12 months` are the twelve whole months before the month of the day; `last 12 months with this` are twelve of which
that month is the last; `this school_year` is the school year of the day.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from afterschool_policy.text import Text
from afterschool_policy.values.names import CodeId
from afterschool_policy.values.numbers import Exact
from afterschool_policy.values.periods import PeriodKind

MOST_PERIODS: Final = 120
"""So many periods a window has at most."""

_THIS, _LAST = Text("本{label}", "this {label}"), Text("上一{counted}{label}", "the last {label}")
_SEVERAL = Text("最近{count}{counted}{label}", "the last {count} {label}s")
_WITH_THIS = Text("最近{count}{counted}{label}（含本{label}）", "the last {count} {label}s with this one")


@dataclass(frozen=True, slots=True)
class Window:
    """So many whole periods before the one that the day lies in, and with `current` that one as well."""

    period: CodeId
    before: int
    current: bool = False

    @property
    def written(self) -> str:
        """As an author writes it."""
        if self.current and not self.before:
            return f"this {self.period}"
        if self.before == 1 and not self.current:
            return f"last {self.period}"
        return f"last {self.before + self.current} {self.period}s{' with this' if self.current else ''}"

    def words(self, of: PeriodKind) -> Text:
        """In a sentence."""
        count = str(self.before + self.current)
        words = (_WITH_THIS if self.before else _THIS) if self.current else _LAST if self.before == 1 else _SEVERAL
        return words.format(count=count, counted=of.counted, label=of.label)

    def days(self, day: date, of: PeriodKind) -> tuple[date, date]:
        """Its first day, and the day after its last."""
        here = of.number(day)
        return of.first(here - self.before), of.first(here + self.current)

    def most(self, of: PeriodKind, each: PeriodKind) -> int:
        """So many periods of a sort it holds at most."""
        return math.ceil((self.before + self.current) * len(each.starts) / len(of.starts))

    def numbers(self, day: date, of: PeriodKind, each: PeriodKind) -> Sequence[int]:
        """The numbers of the periods of a sort that it holds, none of them later than the one of the day."""
        first, after = self.days(day, of)
        return range(each.number(first), min(each.number(after), each.number(day) + 1))


def first_day(day: date, before: Exact, current: bool, name: str, starts: Sequence[date]) -> date | None:
    """The first day of a window, of which the operands say all that there is to say."""
    return _days(day, before, current, name, starts)[0] if starts else None


def last_day(day: date, before: Exact, current: bool, name: str, starts: Sequence[date]) -> date | None:
    """The last day of a window."""
    after = _days(day, before, current, name, starts)[1] if starts else None
    return after if after in (None, date.min, date.max) else after - timedelta(days=1)


def _days(day: date, before: Exact, current: bool, name: str, starts: Sequence[date]) -> tuple[date, date]:
    return Window(name, int(before), current).days(day, PeriodKind(name, Text(name, name), tuple(starts)))


BOUNDS: dict[str, Callable[..., date | None]] = {"first_day": first_day, "last_day": last_day}
"""What is made of a window for which a day is needed, by name."""

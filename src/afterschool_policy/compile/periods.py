"""The periods in which a law reads differently: every day lies in one of them, those before it takes effect too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from afterschool_policy.law.model import Law, Rule
from afterschool_policy.semantics.edition import current_on, turning_days
from afterschool_policy.text import Text

_DAY = timedelta(days=1)
_EARLY = date.min + _DAY
"""A day before which only what holds always is in force."""

_BEFORE = Text("文件施行以前", "before the document takes effect")
_ALWAYS = Text("任何一天", "on any day")
_FROM = Text("自 {first} 起", "from {first} on")
_TO = Text("{last} 以前（含当日）", "up to {last}")
_BETWEEN = Text("{first} 至 {last}", "from {first} to {last}")


@dataclass(frozen=True, slots=True)
class RulePeriod:
    """The days from the first to the last with the rules in force; `before` the law takes effect, or since it did.

    Where nobody knows the day on which it takes effect, the period before it has no days to name.
    """

    first: date | None
    last: date | None
    rules: tuple[Rule, ...]
    before: bool

    @property
    def has_days(self) -> bool:
        """Whether any day that can be named lies in it."""
        return not (self.before and self.first is None and self.last is None)

    def includes(self, day: date) -> bool:
        """Whether a day lies in it."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def periods_of(law: Law) -> list[RulePeriod]:
    """All periods, in the order of time."""
    starts = law.instrument.in_force
    days = {day for day in turning_days(law, None) if day is not None} | ({starts} if starts is not None else set())
    firsts = [None, *sorted(day for day in days if day > date.min)]
    lasts = [*(day - _DAY for day in firsts[1:] if day is not None), None]
    found = [
        RulePeriod(first, last, current_on(law, first, starts), starts is not None and (first or date.min) < starts)
        for first, last in zip(firsts, lasts, strict=True)
    ]
    return found if starts is not None else [RulePeriod(None, None, current_on(law, None, _EARLY), before=True), *found]


def in_words(places: list[int], periods: list[RulePeriod]) -> Iterator[Text]:
    """The days of some of the periods, one phrase for each run of them."""
    for place in places:
        if place - 1 not in places:
            end = next(each for each in range(place, len(periods)) if each + 1 not in places)
            yield _days(periods[place], periods[end])


def _days(start: RulePeriod, end: RulePeriod) -> Text:
    if start.first is None and end.last is None:
        return _ALWAYS if end.has_days else _BEFORE
    if start.first is None:
        return _TO.format(last=str(end.last))
    return (
        _FROM.format(first=str(start.first))
        if end.last is None
        else _BETWEEN.format(first=str(start.first), last=str(end.last))
    )

"""The calendar of a policy: its working days as constants, which the checker puts beside operands, and its periods."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from afterschool_policy.authoring.document import AuthoredDocument
from afterschool_policy.authoring.models import CalendarEntry, CalendarFile
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.language.dates import is_weekend
from afterschool_policy.language.tree import Constant
from afterschool_policy.text import Text
from afterschool_policy.values.moments import read_day
from afterschool_policy.values.periods import EVERYWHERE, PeriodKind
from afterschool_policy.values.types import DATE, Kind, Type

_YEAR_WITHOUT_LEAP_DAY = 2001
_BEFORE = Text("covers 的 to 早于 from", "`covers` ends before it begins")
_TWICE = Text("covers 与前面一段重叠", "`covers` overlaps an earlier part")
_OUTSIDE = Text("不在本段 covers 之内", "it lies outside the `covers` of this part")
_NO_WEEKEND = Text("不是周六、周日，本来就是工作日", "it is no Saturday or Sunday, so it is worked anyway")
_BOTH = Text("同时列为放假和上班", "it is listed both as off and as worked")


def calendar_of(document: AuthoredDocument[CalendarFile] | None) -> tuple[tuple[Constant, ...], list[Diagnostic]]:
    """What it covers, its holidays and its days worked at weekends, each a list; nothing where there is no calendar."""
    if document is None or not document.model.years:
        return (), []
    faults: list[Diagnostic] = []
    seen: list[CalendarEntry] = []
    for place, entry in enumerate(document.model.years):
        faults += _faults(document, place, entry, seen)
        seen.append(entry)
    covers = tuple(day for entry in seen for day in (entry.covers.from_, entry.covers.to))
    holidays = tuple(day for entry in seen for day in entry.holidays)
    workdays = tuple(day for entry in seen for day in entry.workdays)
    return tuple(Constant(days, Type(Kind.LIST, item=DATE)) for days in (covers, holidays, workdays)), faults


def periods_of(document: AuthoredDocument[CalendarFile] | None) -> tuple[dict[str, PeriodKind], list[Diagnostic]]:
    """The periods that the policy declares, and a diagnostic for each that cannot be so."""
    faults: list[Diagnostic] = []
    periods: dict[str, PeriodKind] = {}
    for name, entry in ({} if document is None else document.model.periods).items():
        assert document is not None
        path, written = ("periods", name), [entry.from_] if isinstance(entry.from_, str) else entry.from_
        days = [read_day(f"{_YEAR_WITHOUT_LEAP_DAY}-{day}") for day in written]
        if name in EVERYWHERE:
            faults.append(Diagnostic.of("period-taken", document.key_span(*path), name=name))
        wrong = [each for each, day in zip(written, days, strict=True) if day is None or written.count(each) > 1]
        for day in dict.fromkeys(wrong):
            faults.append(Diagnostic.of("period-day", document.span(*path, "from"), name=name, day=day))
        starts = sorted({day for day in days if day is not None}) or [*EVERYWHERE["year"].starts]
        periods[name] = PeriodKind(name, entry.label.text(), tuple(starts))
    return periods, faults


def _faults(
    document: AuthoredDocument[CalendarFile], place: int, entry: CalendarEntry, before: list[CalendarEntry]
) -> Iterator[Diagnostic]:
    """What cannot be so in one part of the calendar."""
    first, last = entry.covers.from_, entry.covers.to

    def fault(day: date, problem: Text, *path: str | int) -> Diagnostic:
        return Diagnostic.of("calendar-day", document.span("years", place, *path), day=f"{day}", problem=problem)

    if last < first:
        yield fault(last, _BEFORE, "covers", "to")
    if any(other.covers.from_ <= last and first <= other.covers.to for other in before):
        yield fault(first, _TWICE, "covers")
    for key, days in (("holidays", entry.holidays), ("workdays", entry.workdays)):
        for each, day in enumerate(days):
            if not first <= day <= last:
                yield fault(day, _OUTSIDE, key, each)
    for each, day in enumerate(entry.workdays):
        if not is_weekend(day):
            yield fault(day, _NO_WEEKEND, "workdays", each)
        elif day in entry.holidays:
            yield fault(day, _BOTH, "workdays", each)

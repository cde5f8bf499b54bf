"""The conditions of the SQL for a query."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, exists, func

from afterschool_policy.audit.log.index import cut
from afterschool_policy.audit.log.model import Query
from afterschool_policy.audit.log.store.tables import entries, marks
from afterschool_policy.record.writing import stamp


def conditions(query: Query) -> Iterator[ColumnElement[bool]]:
    """The conditions of a query: one for each of its parts that is not None."""
    if query.decision is not None:
        yield entries.c.decision == query.decision
    if query.outcome is not None:
        yield entries.c.outcome == query.outcome
    if query.requested_by is not None:
        yield entries.c.requested_by == query.requested_by
    if query.revision is not None:
        named = query.revision if ":" in query.revision else f"sha256:{query.revision}"
        yield beginning(entries.c.revision, named)
    if query.since is not None and (start := _start_of(query.since)):
        yield entries.c.timestamp >= start
    if query.until is not None and (end := _start_of(query.until, 1)):
        yield entries.c.timestamp < end
    if query.clause is not None:
        yield _marked("clause", query.clause)
    if query.rule is not None:
        yield _marked("rule", *query.rule.split("@", 1))
    if query.reading is not None:
        yield _marked("reading", *query.reading.split("=", 1))
    if query.vouched_by is not None:
        yield _marked("voucher", query.vouched_by)
    for name, value in query.labels.items():
        yield _marked("label", name, value)


def beginning(column: ColumnElement[str], text: str) -> ColumnElement[bool]:
    """That a column begins with a text, capitals and small letters told apart."""
    return func.substr(column, 1, len(text)) == text


def _start_of(day: date, later: int = 0) -> str | None:
    """The moment at which a day of the machine's time zone begins; None where the calendar has no such day."""
    try:
        midnight = datetime.combine(day + timedelta(days=later), time())
    except OverflowError:
        return None
    try:
        return stamp(midnight.astimezone())
    except (OverflowError, ValueError, OSError):  # so near to an end of the calendar no zone can be told
        return stamp(midnight.replace(tzinfo=UTC))


def _marked(kind: str, name: str, detail: str | None = None) -> ColumnElement[bool]:
    mark = marks.alias()  # of its own, where marks are counted by as well
    wanted = exists().where(mark.c.sequence == entries.c.sequence, mark.c.kind == kind, mark.c.name == cut(name))
    return wanted if detail is None else wanted.where(mark.c.detail == cut(detail))

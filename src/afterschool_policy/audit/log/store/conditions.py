"""The conditions of the SQL for a query."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from sqlalchemy import ColumnElement, exists

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
        yield entries.c.revision.startswith(named, autoescape=True)
    if query.since is not None:
        yield entries.c.timestamp >= stamp(datetime.combine(query.since, time()).astimezone())
    if query.until is not None:
        yield entries.c.timestamp < stamp(datetime.combine(query.until + timedelta(days=1), time()).astimezone())
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


def _marked(kind: str, name: str, detail: str | None = None) -> ColumnElement[bool]:
    wanted = exists().where(marks.c.sequence == entries.c.sequence, marks.c.kind == kind, marks.c.name == cut(name))
    return wanted if detail is None else wanted.where(marks.c.detail == cut(detail))

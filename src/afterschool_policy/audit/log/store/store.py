"""The database of a log: records and the answers to queries as plain rows, in whole transactions."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, func, insert, literal, select, update

from afterschool_policy.audit.log.chain import StoredEntry
from afterschool_policy.audit.log.index import COLUMNS, Mark, columns_of, marks_of
from afterschool_policy.audit.log.model import Anchor, KeptPolicy, Query
from afterschool_policy.audit.log.store import connection as connecting
from afterschool_policy.audit.log.store.conditions import conditions
from afterschool_policy.audit.log.store.migrations import STEPS, edition_of, migrate
from afterschool_policy.audit.log.store.tables import entries, head, marks, policies
from afterschool_policy.diagnostics import Diagnostic, LogFailure
from afterschool_policy.record.model import Record
from afterschool_policy.record.writing import linked

_PORTION = 500  # rows read at a time


class Store:
    """A database with a log in it. Safe to share between threads; a forked process gets connections of its own."""

    def __init__(self, url: str | Path, *, create: bool) -> None:
        self._engine = connecting.connect(connecting.address(url), create=create)
        self._process = os.getpid()
        self._turn = threading.Lock()  # within a process writers wait here and not at the database
        try:
            self._prepare(create=create)
        except LogFailure:
            self.close()
            raise

    def _prepare(self, *, create: bool) -> None:
        """See to it that the tables are there and of the newest edition."""
        with connecting.reading(self.engine) as connection:
            edition = edition_of(connection)
        if edition == 0 and not create:
            raise LogFailure([Diagnostic.of("log-absent", path=self.name)])
        if edition != len(STEPS):
            with connecting.writing(self.engine) as connection:
                migrate(connection)

    @property
    def name(self) -> str:
        """Its address without a password."""
        return self._engine.url.render_as_string(hide_password=True)

    @property
    def engine(self) -> Engine:
        """The engine of this process."""
        if self._process != os.getpid():
            self._engine.dispose(close=False)  # the connections of the process that this one was forked from
            self._process = os.getpid()
        return self._engine

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def append(self, drafts: Sequence[Record], deciding: Mapping[str, KeptPolicy]) -> list[Record]:
        """The linked records, written in one transaction with the policies that the log does not hold yet."""
        with self._turn, connecting.writing(self.engine) as connection:
            last = _head(connection, lock=True)
            bundles = _keep(connection, deciding)
            rows: list[dict[str, object]] = []
            marked: list[dict[str, object]] = []
            written: list[Record] = []
            previous = last.digest
            for place, draft in enumerate(drafts, last.sequence + 1):
                bundle = bundles[draft["revision"]]
                record = linked(draft, {"log": last.log, "sequence": place, "previous": previous, "bundle": bundle})
                previous = record["digest"]
                text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
                rows.append({"sequence": place, **columns_of(record), "record": text})
                marked += (
                    {"sequence": place, "kind": kind, "name": name, "detail": detail}
                    for kind, name, detail in sorted(marks_of(record))
                )
                written.append(record)
            connection.execute(insert(entries), rows)
            if marked:
                connection.execute(insert(marks), marked)
            connection.execute(update(head).values(sequence=last.sequence + len(written), digest=previous))
        return written

    def head(self) -> Anchor:
        """The last entry as the log notes it."""
        with connecting.reading(self.engine) as connection:
            return _head(connection)

    def bundle(self, revision: str) -> bytes | None:
        """The bytes of a policy in the log."""
        with connecting.reading(self.engine) as connection:
            data = connection.scalar(select(policies.c.bundle).where(policies.c.revision == revision))
        return bytes(data) if data is not None else None

    def bundle_digest(self, revision: str) -> str | None:
        """The digest of a policy in the log."""
        with connecting.reading(self.engine) as connection:
            return connection.scalar(select(policies.c.digest).where(policies.c.revision == revision))

    def revisions(self) -> list[str]:
        """The revisions of the policies in the log."""
        with connecting.reading(self.engine) as connection:
            return sorted(connection.scalars(select(policies.c.revision)))

    def find(self, query: Query, *, newest_first: bool, limit: int | None) -> Generator[tuple[int, str], None, None]:
        """Number and text of every entry that answers a query."""
        order = entries.c.sequence.desc() if newest_first else entries.c.sequence
        chosen = select(entries.c.sequence, entries.c.record).where(*conditions(query)).order_by(order).limit(limit)
        with (
            connecting.reading(self.engine) as connection,
            connection.execution_options(yield_per=_PORTION).execute(chosen) as rows,
        ):
            for row in rows:
                yield row.sequence, row.record

    def one(self, decision_id: str) -> list[tuple[int, str]]:
        """Number and text of the entries whose id is this one or begins with it; two say that it is not enough."""
        chosen = (
            select(entries.c.sequence, entries.c.record)
            .where(entries.c.decision_id.startswith(decision_id, autoescape=True))
            .limit(2)
        )
        with connecting.reading(self.engine) as connection:
            return [(row.sequence, row.record) for row in connection.execute(chosen)]

    def count(self, query: Query) -> int:
        """How many entries answer a query."""
        with connecting.reading(self.engine) as connection:
            return int(connection.scalar(select(func.count()).select_from(entries).where(*conditions(query))) or 0)

    def tally(self, query: Query, kind: str | None) -> Iterator[tuple[str, str, str, str]]:
        """Timestamp, decision, outcome and a mark's name, once for each mark of the kind; without a kind, once each."""
        mark = marks.c.name if kind is not None else literal("").label("name")
        chosen = select(entries.c.timestamp, entries.c.decision, entries.c.outcome, mark).select_from(entries)
        if kind is not None:
            chosen = chosen.join(marks, (marks.c.sequence == entries.c.sequence) & (marks.c.kind == kind))
        with connecting.reading(self.engine) as connection:
            for row in connection.execution_options(yield_per=_PORTION).execute(chosen.where(*conditions(query))):
                yield row.timestamp, row.decision, row.outcome, row.name

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """The whole log as it is at one moment, for verification."""
        with connecting.reading(self.engine) as connection:
            yield Snapshot(connection)


class Snapshot:
    """A log at one moment."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        notes = connection.execute(select(head)).all()
        self.head_is_single = len(notes) == 1
        self.head = _head(connection) if self.head_is_single else Anchor("", 0, None, "")

    def stored(self) -> Iterator[StoredEntry]:
        """Every entry by ascending number, with its marks."""
        after = -(2**62)
        while True:
            chosen = select(entries).where(entries.c.sequence > after).order_by(entries.c.sequence).limit(_PORTION)
            rows = self._connection.execute(chosen).mappings().all()
            if not rows:
                return
            first, after = rows[0]["sequence"], rows[-1]["sequence"]
            marks_by_number: dict[int, set[Mark]] = {}
            for row in self._connection.execute(select(marks).where(marks.c.sequence.between(first, after))):
                marks_by_number.setdefault(row.sequence, set()).add((row.kind, row.name, row.detail))
            for entry in rows:
                number = entry["sequence"]
                columns = {name: entry[name] for name in COLUMNS}
                yield StoredEntry(number, entry["record"], columns, frozenset(marks_by_number.get(number, ())))

    def digest_at(self, sequence: int) -> str | None:
        """What the record at a number says its digest is."""
        text = self._connection.scalar(select(entries.c.record).where(entries.c.sequence == sequence))
        try:
            record = json.loads(text or "null")
        except ValueError:
            return None
        return str(record["digest"]) if isinstance(record, dict) and "digest" in record else None

    def bundles(self) -> Iterator[tuple[str, bytes]]:
        """Every policy in the log: its revision and its bytes."""
        for row in self._connection.execute(select(policies.c.revision, policies.c.bundle)):
            yield row.revision, bytes(row.bundle)


def _head(connection: Connection, *, lock: bool = False) -> Anchor:
    chosen = select(head).with_for_update() if lock else select(head)
    row = connection.execute(chosen).one()
    return Anchor(row.log, row.sequence, row.digest, "")


def _keep(connection: Connection, deciding: Mapping[str, KeptPolicy]) -> dict[str, str]:
    """The digest of each policy as the log holds it, after those that it did not hold were added."""
    unsaved = {revision: policy for revision, policy in deciding.items() if policy.data is not None}
    chosen = select(policies.c.revision, policies.c.digest).where(policies.c.revision.in_(unsaved))
    known = {row.revision: row.digest for row in connection.execute(chosen)} if unsaved else {}
    new = {revision: policy for revision, policy in unsaved.items() if revision not in known}
    if new:
        rows = [{"revision": name, "digest": policy.digest, "bundle": policy.data} for name, policy in new.items()]
        connection.execute(insert(policies), rows)
    return {**{revision: policy.digest for revision, policy in deciding.items()}, **known}

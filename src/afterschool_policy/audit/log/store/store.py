"""The database of a log: records and the answers to queries as plain rows, in whole transactions."""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, func, insert, literal, select, update

from afterschool_policy.audit.log.index import columns_of, marks_of
from afterschool_policy.audit.log.kept import same_policy
from afterschool_policy.audit.log.model import Anchor, Entry, KeptPolicy, Query
from afterschool_policy.audit.log.store import connection as connecting
from afterschool_policy.audit.log.store.conditions import beginning, conditions
from afterschool_policy.audit.log.store.migrations import STEPS, edition_of, migrate
from afterschool_policy.audit.log.store.snapshot import BUNDLE, Snapshot, head_in
from afterschool_policy.audit.log.store.tables import entries, head, marks, policies
from afterschool_policy.diagnostics import Diagnostic, LogFailure
from afterschool_policy.record.canonical import sha256, text_of
from afterschool_policy.record.gate import Malformed, parsed
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

    def append(self, drafts: Sequence[Record], deciding: Mapping[str, KeptPolicy]) -> list[Entry]:
        """The entries of linked records, written in one transaction with the policies that the log does not hold yet.

        Raises:
            LogFailure: where one could not be written, or not be read back as it was; then nothing was written.
        """
        with self._turn, connecting.writing(self.engine) as connection:
            last = self._last(connection, "log-write", lock=True)
            self._refuse_taken(connection, [str(draft["decision_id"]) for draft in drafts])
            bundles = self._keep(connection, deciding)
            rows: list[dict[str, object]] = []
            marked: list[dict[str, object]] = []
            written: list[Entry] = []
            previous = last.digest
            for place, draft in enumerate(drafts, last.sequence + 1):
                kept = bundles[draft["revision"]]
                record = linked(draft, {"log": last.log, "sequence": place, "previous": previous, "bundle": kept})
                previous = record["digest"]
                text = text_of(record)
                entry = self._read_back(place, text)
                rows.append({"sequence": place, **columns_of(entry.record), "record": text})
                marked += (
                    {"sequence": place, "kind": kind, "name": name, "detail": detail}
                    for kind, name, detail in sorted(marks_of(entry.record))
                )
                written.append(entry)
            connection.execute(insert(entries), rows)
            if marked:
                connection.execute(insert(marks), marked)
            connection.execute(update(head).values(sequence=last.sequence + len(written), digest=previous))
        return written

    def _last(self, connection: Connection, code: str, *, lock: bool = False) -> Anchor:
        """The note of the last entry; where it is damaged, the log is neither continued nor vouched for."""
        try:
            return _head(connection, lock=lock)
        except Malformed as error:
            raise LogFailure([Diagnostic.of(code, url=self.name, problem=str(error))]) from error

    def _read_back(self, place: int, text: str) -> Entry:
        try:
            return Entry.of(place, parsed(text))
        except Malformed as error:
            raise LogFailure([Diagnostic.of("log-write", url=self.name, problem=str(error))]) from error

    def _refuse_taken(self, connection: Connection, names: Sequence[str]) -> None:
        """Raise where an id was written before, or is there twice."""
        taken = {name for name, times in Counter(names).items() if times > 1}
        for first in range(0, len(names), _PORTION):
            chosen = select(entries.c.decision_id).where(entries.c.decision_id.in_(names[first : first + _PORTION]))
            taken.update(connection.scalars(chosen))
        if taken:
            raise LogFailure([Diagnostic.of("log-id-taken", url=self.name, names=", ".join(sorted(taken)))])

    def _keep(self, connection: Connection, deciding: Mapping[str, KeptPolicy]) -> dict[str, str]:
        """The digest of each policy as the log holds it, after those that it did not hold were added.

        Raises:
            LogFailure: where the log holds another policy under a revision.
        """
        digests = {revision: policy.digest for revision, policy in deciding.items()}
        unsaved = {revision: policy.data for revision, policy in deciding.items() if policy.data is not None}
        chosen = select(policies.c.revision, BUNDLE).where(policies.c.revision.in_(unsaved))
        for revision, kept in connection.execute(chosen) if unsaved else ():
            if not isinstance(kept, bytes) or not same_policy(kept, unsaved.pop(revision)):
                raise LogFailure([Diagnostic.of("log-policy-differs", url=self.name, revision=revision)])
            digests[revision] = sha256(kept)
        if unsaved:
            rows = [{"revision": name, "digest": digests[name], "bundle": data} for name, data in unsaved.items()]
            connection.execute(insert(policies), rows)
        return digests

    def head(self) -> Anchor:
        """The last entry as the log notes it."""
        with connecting.reading(self.engine) as connection:
            return self._last(connection, "log-read")

    def bundle(self, revision: str) -> bytes | None:
        """The bytes of a policy in the log."""
        with connecting.reading(self.engine) as connection:
            data = connection.scalar(select(BUNDLE).where(policies.c.revision == revision))
        return data if isinstance(data, bytes) else None

    def kept(self) -> Iterator[tuple[str, bytes]]:
        """The policies in the log, each under its revision; what is neither text nor bytes is passed over."""
        with connecting.reading(self.engine) as connection:
            for revision, data in connection.execute(select(policies.c.revision, BUNDLE)):
                if isinstance(revision, str) and isinstance(data, bytes):
                    yield revision, data

    def revisions(self) -> list[str]:
        """The revisions of the policies in the log."""
        with connecting.reading(self.engine) as connection:
            return sorted(map(str, connection.scalars(select(policies.c.revision))))

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
        """Number and text of the entry of this id; else of those whose id begins with it, where two are too many."""
        id_ = entries.c.decision_id
        chosen = select(entries.c.sequence, entries.c.record)
        with connecting.reading(self.engine) as connection:
            rows = connection.execute(chosen.where(id_ == decision_id)).all()
            if not rows:  # not LIKE, to which SQLite's capitals are small letters
                rows = connection.execute(chosen.where(beginning(id_, decision_id)).limit(2)).all()
            return [(row.sequence, row.record) for row in rows]

    def count(self, query: Query) -> int:
        """How many entries answer a query."""
        with connecting.reading(self.engine) as connection:
            return int(connection.scalar(select(func.count()).select_from(entries).where(*conditions(query))) or 0)

    def tally(self, query: Query, kind: str | None) -> Generator[tuple[int, str, str, str, str], None, None]:
        """Number, timestamp, decision, outcome and a mark's name, for each mark of the kind; without one, once each."""
        mark = marks.c.name if kind is not None else literal("").label("name")
        columns = (entries.c.sequence, entries.c.timestamp, entries.c.decision, entries.c.outcome, mark)
        chosen = select(*columns).select_from(entries)
        if kind is not None:
            chosen = chosen.join(marks, (marks.c.sequence == entries.c.sequence) & (marks.c.kind == kind))
        chosen = chosen.where(*conditions(query))
        with (
            connecting.reading(self.engine) as connection,
            connection.execution_options(yield_per=_PORTION).execute(chosen) as rows,
        ):
            for row in rows:
                yield row.sequence, row.timestamp, row.decision, row.outcome, row.name

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """The whole log as it is at one moment, for verification."""
        with connecting.reading(self.engine) as connection:
            yield Snapshot(connection)


def _head(connection: Connection, *, lock: bool = False) -> Anchor:
    """The note of the last entry.

    Raises:
        Malformed: where it is damaged.
    """
    notes = connection.execute(select(head).with_for_update() if lock else select(head)).all()
    noted = head_in(notes[0]) if len(notes) == 1 else None
    if noted is None:
        raise Malformed("policy_log_head")
    return noted

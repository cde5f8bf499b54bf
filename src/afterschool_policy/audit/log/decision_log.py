"""The log of decisions: queries, verification, and the records and policies that a replay needs."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, SupportsIndex, get_args

from afterschool_policy.audit.log.chain import StoredEntry, faults_in
from afterschool_policy.audit.log.counting import Grouping, Period, counted
from afterschool_policy.audit.log.kept import fault_of, refuse_unknown
from afterschool_policy.audit.log.model import Anchor, Entry, Fault, KeptPolicy, OutcomeCount, Query, Verification
from afterschool_policy.audit.log.writers import Batch, Labelled
from afterschool_policy.audit.recording import Revision
from afterschool_policy.decision.contract import Decision
from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.diagnostics.requests import known_name, mistyped, of_type, stored_text, whole_number
from afterschool_policy.record.canonical import sha256
from afterschool_policy.record.gate import LAST_NUMBER
from afterschool_policy.record.model import Record
from afterschool_policy.record.typed import Writing, checked
from afterschool_policy.record.writing import stamp
from afterschool_policy.text import Text

if TYPE_CHECKING:
    from afterschool_policy.audit.log.store.store import Store

_EVERYTHING = Query()
_OPENED = Text("DecisionLog.open 打开的数据库", "a database as DecisionLog.open opens it")
_ADDRESS = Text("数据库文件的路径或者数据库的网址", "the path of a file or the URL of a database")
_EXAMPLE = 'Query(decision="…")'
_QUERY, _ANCHOR = Text("Query", "a Query"), Text("Anchor 或者 None", "an Anchor or None")
_DECISION, _POLICY = Text("Decision", "a Decision"), Text("Policy", "a Policy")
_FUNCTION = Text("函数或者 None", "a function or None")
_GROUPING, _PERIOD = Text("分组", "grouping"), Text("时段", "period")


class DecisionLog:
    """A log of decisions in a database, made by `DecisionLog.open`. Closed by `close`, or by leaving a `with` block.

    Safe to share between threads; several processes may open the same one. An entry that was acknowledged, by `append`
    or by the end of a batch, is on disk.
    """

    def __init__(self, store: Store, *, mask: bool = False) -> None:
        if not hasattr(store, "snapshot"):  # an address: its type lies in an extra, which need not be there
            raise mistyped("store", store, _OPENED, 'DecisionLog.open("decisions.db")')
        self._store = store
        self._mask = mask
        self._kept: dict[str, KeptPolicy] = {}

    @classmethod
    def open(cls, url: str | Path, *, mask: bool = False, create: bool = True) -> DecisionLog:
        """A log at an address: the path of an SQLite file, or the URL of an SQLite or PostgreSQL database.

        Args:
            url: As in `decisions.db`, `sqlite:////var/lib/decisions.db`, `postgresql://user@host/name`.
            mask: Whether facts that the vocabulary calls sensitive are left out of every record.
            create: Whether a log is begun where there is none.

        Raises:
            LogFailure: Where there is none or it cannot be opened.
            InvalidRequest: Where `url` is neither text nor a path, or `afterschool-policy[log]` is not installed.
        """
        of_type(url, (str, Path), "url", _ADDRESS, '"decisions.db"')
        try:
            from afterschool_policy.audit.log.store.store import Store
        except ModuleNotFoundError as error:
            raise InvalidRequest([Diagnostic.of("extra-missing", module=str(error.name), extra="log")]) from error
        return cls(Store(url, create=create), mask=mask)

    def __reduce_ex__(self, _: SupportsIndex) -> NoReturn:
        """Refuse a copy, which would hold connections of this process.

        Raises:
            InvalidRequest: Always; another process opens the log by its address.
        """
        raise InvalidRequest([Diagnostic("log-copied")])

    def close(self) -> None:
        """Close the connections; nothing that was acknowledged waits for it."""
        self._store.close()

    def __enter__(self) -> DecisionLog:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def append(self, decision: Decision, revision: Revision, writing: Writing | None = None) -> Entry:
        """The entry of a decision, written down with the policy that made it, as `policy.decide(..., log=...)` does.

        Args:
            decision: The decision.
            revision: The policy that made it.
            writing: Id, time, who asked and labels; a random id (UUID 4) and the present time where it gives none.

        Raises:
            InvalidRequest: Where one of these is of another type, `writing` holds what could not be read back, or
                another policy made the decision.
            InvalidPolicy: Where the policy came from a bundle that no compiler wrote so.
            LogFailure: Where it could not be written, or its id is taken; then nothing of it was.
        """
        return self._write([self._draft(decision, revision, writing)])[0]

    def labelled(self, labels: Mapping[str, str], *, requested_by: str | None = None) -> Labelled:
        """The same log for one who asks: what is written through it carries these labels.

        Args:
            labels: Text by name, as in `{"branch": "east"}`.
            requested_by: Who asks.
        """
        return Labelled(self, labels, requested_by)

    @contextmanager
    def batch(self, size: int = 1000) -> Iterator[Batch]:
        """Write many decisions in few transactions; acknowledged when the `with` block is left.

        A decision that was made is written even where the block fails after it.

        Args:
            size: Number of entries in a transaction.

        Raises:
            LogFailure: Where a transaction could not be written; then nothing of it was.
            InvalidRequest: Where the size is no whole number from 1 on.
        """
        batch = Batch(self._draft, self._write, whole_number(size, "size", 1))
        try:
            yield batch
        finally:
            batch.flush()

    def _draft(self, decision: Decision, revision: Revision, writing: Writing | None) -> Record:
        """The record of a decision, with all but its place in the log."""
        writing = checked(writing)
        of_type(decision, Decision, "decision", _DECISION, "policy.decide(…)")
        name, moment = writing.decision_id or str(uuid.uuid4()), writing.timestamp or datetime.now(UTC)
        record = decision.record(replace(writing, decision_id=name, timestamp=moment, link=None), mask=self._mask)
        self._keep(revision, record["revision"])
        return record

    def _write(self, drafts: list[Record]) -> list[Entry]:
        entries = self._store.append(drafts, {record["revision"]: self._kept[record["revision"]] for record in drafts})
        for entry in entries:
            self._kept[entry.revision] = KeptPolicy(entry.bundle, None)
        return entries

    def _keep(self, revision: Revision, deciding: str) -> None:
        """See to it that the deciding policy is in the log, or will be once the first entry under it is written."""
        if not isinstance(getattr(revision, "fingerprint", None), str) or not hasattr(revision, "bundle"):
            raise mistyped("revision", revision, _POLICY, "Policy.load()")
        if revision.fingerprint != deciding:
            raise InvalidRequest([Diagnostic.of("log-policy-other", given=revision.fingerprint, revision=deciding)])
        if revision.fingerprint not in self._kept:
            data = revision.bundle()
            self._kept[revision.fingerprint] = KeptPolicy(sha256(data), data)

    def entries(
        self, query: Query = _EVERYTHING, *, newest_first: bool = False, limit: int | None = None
    ) -> Iterator[Entry]:
        """The entries that answer a query, in the order that they were written.

        Args:
            query: What to look for; everything where it is left out.
            newest_first: Whether the order is the other way round.
            limit: Number of entries to stop after.

        Raises:
            LogFailure: Where the log or an entry cannot be read.
            InvalidRequest: Where nothing is found, as the query names what no policy in the log knows; and where an
                argument is of another type.
        """
        of_type(query, Query, "query", _QUERY, _EXAMPLE)
        most = None if limit is None else min(whole_number(limit, "limit", 0), LAST_NUMBER)
        with closing(self._store.find(query, newest_first=newest_first, limit=most)) as rows:
            found = False
            for sequence, text in rows:
                found = True
                yield Entry.at(sequence, text)
        if not found:
            self._refuse_unknown(query)

    def entry(self, decision_id: str) -> Entry:
        """The entry of an id, or of the beginning of one that no other has.

        Raises:
            InvalidRequest: Where there is none, or more than one.
        """
        rows = self._store.one(stored_text(decision_id, "decision_id"))
        if len(rows) != 1:
            code = "log-no-entry" if not rows else "log-many-entries"
            raise InvalidRequest([Diagnostic.of(code, name=decision_id)])
        return Entry.at(*rows[0])

    def count(self, query: Query = _EVERYTHING) -> int:
        """How many entries answer a query; all of them where it is left out.

        Raises:
            InvalidRequest: Where none does, as it names what no policy in the log knows; and where it is no query.
        """
        of_type(query, Query, "query", _QUERY, _EXAMPLE)
        number = self._store.count(query)
        if not number:
            self._refuse_unknown(query)
        return number

    def _refuse_unknown(self, query: Query) -> None:
        """Tell a mistyped name from one that nothing was decided on: only where nothing was found is it looked up."""
        if query != _EVERYTHING:
            refuse_unknown(query, self._store.kept())

    def counts(
        self, query: Query = _EVERYTHING, *, by: Grouping = "clause", period: Period = "month"
    ) -> list[OutcomeCount]:
        """How many decisions came to each outcome, by period and by group.

        Args:
            query: What to count; everything where it is left out.
            by: `"clause"`, `"rule"`, `"decision"` or `"outcome"`. A decision that rests on two clauses or rules counts
                for each of them.
            period: `"day"`, `"month"` or `"year"`, of the machine's time zone.

        Raises:
            InvalidRequest: Where nothing is counted, as the query names what no policy in the log knows; and where an
                argument is none of those named.
        """
        of_type(query, Query, "query", _QUERY, _EXAMPLE)
        known_name(by, get_args(Grouping), _GROUPING, "by")
        known_name(period, get_args(Period), _PERIOD, "period")
        kind = by if by in ("clause", "rule") else None
        with closing(self._store.tally(query, kind)) as tally:
            counts = counted(tally, by, period)
        if not counts:
            self._refuse_unknown(query)
        return counts

    def bundle(self, revision: str) -> bytes:
        """The policy of a revision, for `Policy.from_bundle`.

        Args:
            revision: The `Policy.fingerprint`, as an entry holds it.

        Raises:
            InvalidRequest: Where the log does not hold it.
        """
        data = self._store.bundle(stored_text(revision, "revision"))
        if data is None:
            raise InvalidRequest([Diagnostic.of("replay-revision", revision=revision)])
        return data

    @property
    def revisions(self) -> list[str]:
        """The revisions of the policies in the log."""
        return self._store.revisions()

    def anchor(self) -> Anchor:
        """The head of the log now. Kept in a third place, it shows later that nothing before it was rewritten."""
        return replace(self._store.head(), timestamp=stamp(datetime.now(UTC)))

    def verify(
        self, anchor: Anchor | None = None, *, progress: Callable[[int, int], None] | None = None
    ) -> Verification:
        """Read every entry and say which are not as they were written.

        Args:
            anchor: An earlier head, kept elsewhere.
            progress: Called with the number of entries done, and of all.

        Raises:
            InvalidRequest: Where an argument is of another type.
        """
        of_type(anchor, (Anchor, type(None)), "anchor", _ANCHOR, "log.anchor()")
        if progress is not None and not callable(progress):
            raise mistyped("progress", progress, _FUNCTION, "print")
        with self._store.snapshot() as snapshot:
            head = snapshot.head
            faults = [] if snapshot.head_is_sound else [Fault("head", 0, 0)]
            bundles: dict[str, str] = {}
            for revision, noted, data in snapshot.policies():
                if fault := fault_of(revision, noted, data):
                    faults.append(fault)
                if isinstance(revision, str) and isinstance(data, bytes):
                    bundles[revision] = sha256(data)
            done = 0

            def counted() -> Iterator[StoredEntry]:
                nonlocal done
                for done, entry in enumerate(snapshot.stored(), 1):
                    yield entry
                    if progress is not None:
                        progress(done, head.sequence)

            faults += faults_in(counted(), head, bundles=bundles, digest_at=snapshot.digest_at, anchor=anchor)
        return Verification(done, tuple(faults), head, anchor)

"""A log at one moment, for verification: every cell as the database gives it, of whatever type somebody left there."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Row, select, type_coerce
from sqlalchemy.types import NullType

from afterschool_policy.audit.log.chain import StoredEntry, digest_in, linked_record
from afterschool_policy.audit.log.index import COLUMNS
from afterschool_policy.audit.log.model import Anchor
from afterschool_policy.audit.log.store.migrations import STEPS
from afterschool_policy.audit.log.store.tables import entries, head, marks, policies
from afterschool_policy.record.gate import Malformed

_PORTION = 500  # rows read at a time
# The driver's own value: to turn it into bytes would stop at a cell that somebody filled with something else.
BUNDLE = type_coerce(policies.c.bundle, NullType()).label("bundle")


class Snapshot:
    """A log at one moment.

    Attributes:
        head: The last entry as the log notes it; where the note is damaged, what the last entry that can be read says.
        head_is_sound: Whether there is one note and each of its cells is what a log writes.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        notes = connection.execute(select(head)).all()
        noted = head_in(notes[0]) if len(notes) == 1 else None
        self.head_is_sound = noted is not None
        self.head = noted if noted is not None else self._last()

    def stored(self) -> Iterator[StoredEntry]:
        """Every entry by ascending number, with its marks."""
        chosen = select(entries).order_by(entries.c.sequence).execution_options(yield_per=_PORTION)
        with self._connection.execute(chosen) as found:
            for rows in found.mappings().partitions():
                marks_by_number = self._marks([row["sequence"] for row in rows])
                for row in rows:
                    number = row["sequence"]
                    columns = {name: row[name] for name in COLUMNS}
                    yield StoredEntry(number, row["record"], columns, frozenset(marks_by_number.get(number, ())))

    def _marks(self, numbers: list[object]) -> dict[object, set[tuple[object, object, object]]]:
        """The marks of entries by their number."""
        whole = [number for number in numbers if isinstance(number, int)]
        found: dict[object, set[tuple[object, object, object]]] = {}
        if whole:
            chosen = select(marks).where(marks.c.sequence.between(min(whole), max(whole)))
            for row in self._connection.execute(chosen):
                found.setdefault(row.sequence, set()).add((row.kind, row.name, row.detail))
        return found

    def digest_at(self, sequence: int) -> str | None:
        """What the record at a number says its digest is."""
        return digest_in(self._connection.scalar(select(entries.c.record).where(entries.c.sequence == sequence)))

    def policies(self) -> Iterator[tuple[object, object, object]]:
        """Every policy in the log: its revision, the digest noted beside it, and its bytes."""
        for row in self._connection.execute(select(policies.c.revision, policies.c.digest, BUNDLE)):
            yield row.revision, row.digest, row.bundle

    def _last(self) -> Anchor:
        chosen = select(entries.c.sequence, entries.c.record).order_by(entries.c.sequence.desc())
        with self._connection.execute(chosen.execution_options(yield_per=1)) as rows:
            for row in rows:
                try:
                    record, link = linked_record(row.record)
                except Malformed:
                    continue
                if isinstance(row.sequence, int):
                    return Anchor(str(link["log"]), row.sequence, str(record.get("digest")), "")
        return Anchor("", 0, None, "")


def head_in(row: Row[tuple[object, ...]]) -> Anchor | None:
    """The note of the last entry, or None where a cell of it is not what a log writes."""
    match row._mapping:
        case {"id": 1, "edition": edition, "log": str(log), "sequence": int(number), "digest": str() | None as digest}:
            if edition == len(STEPS) and number >= 0:
                return Anchor(log, number, digest, "")
    return None

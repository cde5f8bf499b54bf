"""Every place where the entries of a log are not as they were written.

Each record holds the log's id, its own number and its predecessor's digest, and a digest over all of that. So an edit
breaks a record's own digest, a record put elsewhere carries another number, and a record replaced with a fresh digest
no longer is the one that its successor holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import cast

from afterschool_policy.audit.log.index import columns_of, marks_of
from afterschool_policy.audit.log.model import Anchor, Entry, Fault, FaultKind
from afterschool_policy.record.canonical import digest, text_of
from afterschool_policy.record.gate import LAST_NUMBER, Malformed, parsed
from afterschool_policy.record.model import Link, Record


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry as the database holds it: SQLite lets anything stand in any cell."""

    sequence: object
    text: object
    columns: Mapping[str, object]
    marks: frozenset[tuple[object, object, object]]


@dataclass(frozen=True, slots=True)
class _Predecessor:
    """The entry before, where it stands in its place; its digest as it says it itself."""

    sequence: int = 0
    digest: str | None = None
    in_place: bool = True


def faults_in(
    entries: Iterable[StoredEntry],
    head: Anchor,
    *,
    bundles: Mapping[str, str],
    digest_at: Callable[[int], str | None],
    anchor: Anchor | None = None,
) -> Iterator[Fault]:
    """Every fault, in the order of the log.

    Args:
        entries: all entries by ascending number.
        head: the last entry as the log notes it.
        bundles: the digests of the policies that the log holds, by revision.
        digest_at: the digest of the record at a number.
        anchor: an earlier head, kept elsewhere.
    """
    if anchor is not None and anchor.log != head.log:
        yield Fault("anchor-foreign", anchor.sequence, anchor.sequence, anchor.log)
    before = _Predecessor()
    for entry in entries:
        number = entry.sequence
        if not isinstance(number, int):
            yield Fault("unreadable", 0, 0, f"sequence: {str(number)[:80]}")
            continue
        if number > head.sequence:
            yield _beyond(number, entry.text, head, digest_at)
            continue
        if number > before.sequence + 1:
            yield Fault("deleted", before.sequence + 1, number - 1)
            before = _Predecessor(number - 1, in_place=False)
        try:
            record, link = linked_record(entry.text)
        except Malformed as error:
            yield Fault("unreadable", number, number, str(error))
            before = _Predecessor(number, in_place=False)
            continue
        yield from _entry_faults(number, entry, record, link, head, bundles=bundles, digest_at=digest_at)
        in_place = link["sequence"] == number
        if in_place and before.in_place and link["previous"] != before.digest:
            yield Fault("rewritten", before.sequence, before.sequence)
        claimed = str(record.get("digest"))
        if anchor is not None and anchor.sequence == number and claimed != anchor.digest:
            yield Fault("anchor-rewritten", number, number)
        before = _Predecessor(number, claimed, in_place)
    yield from _end(before, head, anchor)


def _entry_faults(
    number: int,
    entry: StoredEntry,
    record: Record,
    link: Link,
    head: Anchor,
    *,
    bundles: Mapping[str, str],
    digest_at: Callable[[int], str | None],
) -> Iterator[Fault]:
    """What an entry shows by itself."""
    try:
        fresh, text = digest(record), text_of(record)
    except (RecursionError, ValueError) as error:
        yield Fault("unreadable", number, number, f"{type(error).__name__}: {error}"[:200])
        return
    if fresh != record.get("digest"):
        yield Fault("edited", number, number)
        return
    if text != entry.text:
        yield Fault("text", number, number)
    try:
        Entry.of(number, record)
    except Malformed as error:  # sealed anew, and no longer a record
        yield Fault("unreadable", number, number, str(error))
        return
    if link["log"] != head.log:
        yield Fault("foreign", number, number, link["log"])
        return
    place = link["sequence"]
    if place != number:
        kind: FaultKind = "duplicated" if digest_at(place) == record["digest"] else "moved"
        yield Fault(kind, number, number, str(place))
    if bundles.get(record["revision"]) != link["bundle"]:
        yield Fault("policy", number, number, record["revision"])
    wrong = [name for name, value in columns_of(record).items() if entry.columns[name] != value]
    wrong += sorted({f"{kind} {name}" for kind, name, _ in marks_of(record) ^ entry.marks})
    if wrong and place == number:
        yield Fault("index", number, number, ", ".join(wrong))


def _beyond(number: int, text: object, head: Anchor, digest_at: Callable[[int], str | None]) -> Fault:
    """An entry after the last that the log wrote."""
    with suppress(Malformed):
        record, link = linked_record(text)
        if link["sequence"] < number and digest_at(link["sequence"]) == record.get("digest"):
            return Fault("duplicated", number, number, str(link["sequence"]))
    return Fault("beyond", number, number, str(head.sequence))


def _end(last: _Predecessor, head: Anchor, anchor: Anchor | None) -> Iterator[Fault]:
    if last.sequence < head.sequence:
        yield Fault("truncated", last.sequence + 1, head.sequence)
    elif last.in_place and last.digest != head.digest:
        yield Fault("rewritten", last.sequence, last.sequence)
    if anchor is not None and anchor.log == head.log and anchor.sequence > max(last.sequence, 0):
        yield Fault("anchor-truncated", anchor.sequence, anchor.sequence)


def linked_record(text: object) -> tuple[Record, Link]:
    """The record in a text and its place in a log; the rest of its shape is looked at once its digest is right.

    Raises:
        Malformed: where the text holds none.
    """
    record = parsed(text)
    match record:
        case {"link": {"log": str(), "sequence": int(place), "previous": str() | None, "bundle": str()} as link}:
            if 0 < place <= LAST_NUMBER:
                return cast(Record, record), cast(Link, link)
    raise Malformed("link")


def digest_in(text: object) -> str | None:
    """What a record in a text says its digest is; None where there is none."""
    try:
        record = parsed(text)
    except Malformed:
        return None
    return str(record["digest"]) if isinstance(record, dict) and "digest" in record else None

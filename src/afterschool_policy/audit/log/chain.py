"""Takes the entries of a log in order; gives every place where they are not as they were written.

Each record holds the log's id, its own number and its predecessor's digest, and a digest over all of that. So an edit
breaks a record's own digest, a record put elsewhere carries another number, and a record replaced with a fresh digest
no longer is the one that its successor holds.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from afterschool_policy.audit.log.index import Mark, columns_of, marks_of
from afterschool_policy.audit.log.model import Anchor, Fault, FaultKind
from afterschool_policy.record.canonical import Record, digest


@dataclass(frozen=True, slots=True)
class Stored:
    """An entry as the database holds it."""

    sequence: int
    text: str
    columns: Mapping[str, str | None]
    marks: frozenset[Mark]


@dataclass(frozen=True, slots=True)
class _Before:
    """The entry before, where it stands in its place; its digest as it says it itself."""

    sequence: int = 0
    digest: str | None = None
    in_place: bool = True


def faults_in(
    stored: Iterable[Stored],
    head: Anchor,
    *,
    bundles: Mapping[str, str],
    digest_at: Callable[[int], str | None],
    anchor: Anchor | None = None,
) -> Iterator[Fault]:
    """Every fault, in the order of the log.

    Args:
        stored: all entries by ascending number.
        head: the last entry as the log notes it.
        bundles: the digests of the policies that the log holds, by revision.
        digest_at: the digest of the record at a number.
        anchor: an earlier head, kept elsewhere.
    """
    if anchor is not None and anchor.log != head.log:
        yield Fault("anchor-foreign", anchor.sequence, anchor.sequence, anchor.log)
    before = _Before()
    for each in stored:
        if each.sequence > head.sequence:
            yield from _beyond(each, head, digest_at)
            continue
        if each.sequence > before.sequence + 1:
            yield Fault("deleted", before.sequence + 1, each.sequence - 1)
            before = _Before(each.sequence - 1, in_place=False)
        record, problem = _read(each.text)
        if record is None:
            yield Fault("unreadable", each.sequence, each.sequence, problem)
            before = _Before(each.sequence, in_place=False)
            continue
        try:
            own = list(_own(each, record, head, bundles, digest_at))
        except (AttributeError, KeyError, TypeError, ValueError) as error:  # sealed anew, and no longer a record
            own = [Fault("unreadable", each.sequence, each.sequence, f"{type(error).__name__}: {error}")]
        yield from own
        here = _place(record) == each.sequence
        if here and before.in_place and _previous(record) != before.digest:
            yield Fault("rewritten", before.sequence, before.sequence)
        claimed = str(record.get("digest"))
        if anchor is not None and anchor.sequence == each.sequence and claimed != anchor.digest:
            yield Fault("anchor-rewritten", each.sequence, each.sequence)
        before = _Before(each.sequence, claimed, here)
    yield from _end(before, head, anchor)


def _own(
    each: Stored, record: Record, head: Anchor, bundles: Mapping[str, str], digest_at: Callable[[int], str | None]
) -> Iterator[Fault]:
    """What an entry shows by itself."""
    number = each.sequence
    if digest(record) != record.get("digest"):
        yield Fault("edited", number, number)
        return
    link = record["link"]
    assert isinstance(link, dict)
    if link["log"] != head.log:
        yield Fault("foreign", number, number, str(link["log"]))
        return
    yield from _displaced(each, record, digest_at)
    if bundles.get(str(record["revision"])) != link["bundle"]:
        yield Fault("policy", number, number, str(record["revision"]))
    wrong = [name for name, value in columns_of(record).items() if each.columns[name] != value]
    wrong += sorted({f"{kind} {name}" for kind, name, _ in marks_of(record) ^ each.marks})
    if wrong and _place(record) == number:
        yield Fault("index", number, number, ", ".join(wrong))


def _displaced(each: Stored, record: Record, digest_at: Callable[[int], str | None]) -> Iterator[Fault]:
    place = _place(record)
    if place != each.sequence:
        kind: FaultKind = "duplicated" if digest_at(place) == record["digest"] else "moved"
        yield Fault(kind, each.sequence, each.sequence, str(place))


def _beyond(each: Stored, head: Anchor, digest_at: Callable[[int], str | None]) -> Iterator[Fault]:
    """An entry after the last that the log wrote."""
    record, _ = _read(each.text)
    place = _place(record) if record is not None else 0
    if record is not None and place < each.sequence and digest_at(place) == record.get("digest"):
        yield Fault("duplicated", each.sequence, each.sequence, str(place))
    else:
        yield Fault("beyond", each.sequence, each.sequence, str(head.sequence))


def _end(last: _Before, head: Anchor, anchor: Anchor | None) -> Iterator[Fault]:
    if last.sequence < head.sequence:
        yield Fault("truncated", last.sequence + 1, head.sequence)
    elif last.in_place and last.digest != head.digest:
        yield Fault("rewritten", last.sequence, last.sequence)
    if anchor is not None and anchor.log == head.log and anchor.sequence > max(last.sequence, 0):
        yield Fault("anchor-truncated", anchor.sequence, anchor.sequence)


def _read(text: str) -> tuple[Record | None, str]:
    """The record, where the text holds one with its links; else what is wrong with it."""
    try:
        record = json.loads(text)
    except (RecursionError, ValueError) as error:
        return None, str(error)
    link = record.get("link") if isinstance(record, dict) else None
    if not isinstance(link, dict) or not {"log", "sequence", "previous", "bundle"} <= link.keys():
        return None, "link"
    return record, ""


def _place(record: Record) -> int:
    link = record["link"]
    assert isinstance(link, dict)
    sequence = link["sequence"]
    return sequence if isinstance(sequence, int) else 0


def _previous(record: Record) -> str | None:
    link = record["link"]
    assert isinstance(link, dict)
    previous = link["previous"]
    return previous if isinstance(previous, str) else None

"""The queries that a log answers, and what the answers are made of: entries, anchors, faults."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Literal

from afterschool_policy.audit.log import phrases
from afterschool_policy.diagnostics import Diagnostic, InvalidRequest, LogFailure
from afterschool_policy.record.model import Record
from afterschool_policy.record.reading import MALFORMED
from afterschool_policy.text import Lang

ANCHOR_SCHEMA = "afterschool-policy/log-anchor/1"

FaultKind = Literal[
    "unreadable", "edited", "rewritten", "deleted", "moved", "duplicated", "truncated", "beyond", "foreign", "index",
    "policy", "head", "anchor-rewritten", "anchor-truncated", "anchor-foreign",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Query:
    """The search of an auditor; an entry must match every part that is not None.

    `rule` is an id or id@version that the outcome rests on, `reading` an id or id=choice, `revision` may be cut short,
    `since` and `until` are days of the machine's time zone, both included.
    """

    decision: str | None = None
    outcome: str | None = None
    clause: str | None = None
    rule: str | None = None
    reading: str | None = None
    since: date | None = None
    until: date | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    revision: str | None = None
    requested_by: str | None = None
    vouched_by: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A record in its place: its number in the log from 1, its id, and when it was written."""

    sequence: int
    decision_id: str
    timestamp: datetime
    record: Record

    @classmethod
    def of(cls, record: Record) -> Entry:
        """The entry that a linked record is.

        Raises:
            ValueError: where it has no place in a log.
        """
        link, decision_id, timestamp = record.get("link"), record.get("decision_id"), record.get("timestamp")
        if link is None or decision_id is None or timestamp is None:
            raise ValueError("link")
        return cls(link["sequence"], decision_id, datetime.fromisoformat(timestamp), record)

    @classmethod
    def at(cls, sequence: int, text: str) -> Entry:
        """The entry that stands at a number, wherever it says that it belongs.

        Raises:
            LogFailure: where it cannot be read.
        """
        try:
            return replace(cls.of(json.loads(text)), sequence=sequence)
        except MALFORMED as error:
            raise LogFailure([Diagnostic.of("log-unreadable", sequence=str(sequence), problem=str(error))]) from error

    @property
    def decision(self) -> str:
        """The name of the question."""
        return self.record["decision"]

    @property
    def outcome(self) -> str:
        """The outcome, a word of `Outcome`."""
        return self.record["outcome"]

    @property
    def revision(self) -> str:
        """The revision of the policy that decided."""
        return self.record["revision"]

    @property
    def digest(self) -> str:
        """The digest of the record, which the next one holds."""
        return self.record["digest"]

    @property
    def bundle(self) -> str:
        """The digest of the policy that decided, as the log keeps it."""
        link = self.record["link"]
        return link["bundle"] if link is not None else ""


@dataclass(frozen=True, slots=True)
class KeptPolicy:
    """A policy as the log keeps it: its digest, and its bytes as long as they are not yet written."""

    digest: str
    data: bytes | None


@dataclass(frozen=True, slots=True)
class Anchor:
    """The head of a log at a moment, to be stored where whoever keeps the log cannot write."""

    log: str
    sequence: int
    digest: str | None
    timestamp: str

    def to_json(self) -> str:
        """The anchor as one line of JSON: its schema, log, number, digest and timestamp."""
        return json.dumps({"schema": ANCHOR_SCHEMA, **asdict(self)}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Anchor:
        """The anchor that `to_json` wrote.

        Raises:
            InvalidRequest: where the text holds none.
        """
        try:
            given = json.loads(text)
            if given["schema"] != ANCHOR_SCHEMA:
                raise ValueError(given["schema"])
            digest = None if given["digest"] is None else str(given["digest"])
            return cls(str(given["log"]), int(given["sequence"]), digest, str(given["timestamp"]))
        except (KeyError, TypeError, ValueError) as error:
            raise InvalidRequest([Diagnostic.of("anchor-shape", problem=str(error))]) from error


@dataclass(frozen=True, slots=True)
class Fault:
    """A departure from what was written: the kind, the numbers concerned, and the evidence for it (`found`)."""

    kind: FaultKind
    first: int
    last: int
    found: str = ""

    def explain(self, lang: Lang) -> str:
        """The fault in a sentence."""
        numbers = str(self.first) if self.first == self.last else f"{self.first}–{self.last}"
        return phrases.FAULTS[self.kind].format(numbers=numbers, found=self.found)[lang]


@dataclass(frozen=True, slots=True)
class Verification:
    """The result of verifying a log: how many entries were read, the faults, and the anchor it was held against."""

    entries: int
    faults: tuple[Fault, ...]
    head: Anchor
    anchor: Anchor | None = None

    @property
    def sound(self) -> bool:
        """Whether nothing is amiss as far as can be seen; `explain` says how far that is."""
        return not self.faults

    def explain(self, lang: Lang = "zh") -> str:
        """The result in words, with what this verification cannot show."""
        fields = {"entries": str(self.entries), "digest": str(self.head.digest)}
        lines = [fault.explain(lang) for fault in self.faults]
        lines.append((phrases.SOUND if self.sound else phrases.UNSOUND).format(**fields, faults=str(len(lines)))[lang])
        if self.anchor is None:
            lines += [
                phrases.UNSEEN[lang],
                *(f"  - {limit[lang]}" for limit in phrases.UNSEEN_WITHOUT_ANCHOR),
                phrases.ANCHOR[lang],
            ]
        else:
            covered = str(self.anchor.sequence)
            later = str(max(0, self.head.sequence - self.anchor.sequence))
            anchored = (limit.format(covered=covered, later=later)[lang] for limit in phrases.UNSEEN_WITH_ANCHOR)
            lines += [phrases.UNSEEN[lang], *(f"  - {sentence}" for sentence in anchored)]
        return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    """How many decisions of a period came to an outcome; `group` is the clause or the decision counted by."""

    period: str
    group: str
    outcome: str
    count: int

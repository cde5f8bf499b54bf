"""The queries that a log answers, and what the answers are made of: entries, anchors, faults."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from typing import Literal

from afterschool_policy.audit.log import phrases
from afterschool_policy.diagnostics import Diagnostic, InvalidRequest, LogFailure, shown
from afterschool_policy.diagnostics.requests import day, of_type, stored_text
from afterschool_policy.explain.render.formats import check_lang
from afterschool_policy.record.gate import LAST_NUMBER, Malformed, parsed, record_of_shape
from afterschool_policy.record.model import Record
from afterschool_policy.text import Lang, Text, visible, visible_json

ANCHOR_SCHEMA = "afterschool-policy/log-anchor/1"

_LABELS = Text("名称和内容都是文字的映射", "a mapping of text by names that are text")

FaultKind = Literal[
    "unreadable", "edited", "rewritten", "deleted", "moved", "duplicated", "truncated", "beyond", "foreign", "index",
    "text", "policy", "kept-policy", "head", "anchor-rewritten", "anchor-truncated", "anchor-foreign",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Query:
    """The search of an auditor; an entry must match every part that is not None.

    Attributes:
        decision: Name of the question.
        outcome: Word of an `Outcome`.
        clause: Id of a clause that the outcome rests on, as in `2.1`.
        rule: A rule that the outcome rests on, as `id` or `id@version`.
        reading: A contested reading that it rests on, as `id` or `id=choice`.
        since: First day, of the machine's time zone.
        until: Last day, included.
        labels: Labels that the record must all carry.
        revision: Revision of the policy, or the beginning of one.
        requested_by: Who asked.
        vouched_by: Who supplied or determined a fact.
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

    def __post_init__(self) -> None:
        """Take every part as a plain value.

        Raises:
            InvalidRequest: Where a part is of another type than it has to have.
        """
        for name in (each.name for each in fields(self) if each.name != "labels"):
            given = getattr(self, name)
            if name in ("since", "until"):
                day(given, name)
            elif given is not None:
                object.__setattr__(self, name, stored_text(given, name))
        labels = of_type(self.labels, Mapping, "labels", _LABELS, '{"branch": "east"}')
        plain = {stored_text(name, "labels"): stored_text(value, f"labels.{name}") for name, value in labels.items()}
        object.__setattr__(self, "labels", plain)


@dataclass(frozen=True, slots=True)
class Entry:
    """A record in its place in the log.

    Attributes:
        sequence: Number in the log, from 1.
        decision_id: Id of the decision, unique in the log.
        timestamp: When it was written, in UTC.
        record: The record itself, see `Decision.record`.
    """

    sequence: int
    decision_id: str
    timestamp: datetime
    record: Record

    @classmethod
    def of(cls, sequence: int, document: object) -> Entry:
        """The entry that stands at a number, wherever its record says that it belongs.

        Raises:
            Malformed: Where the document is no record, or has no place in a log.
        """
        record = record_of_shape(document)
        decision_id, timestamp = record.get("decision_id"), record.get("timestamp")
        if record.get("link") is None or decision_id is None or timestamp is None:
            raise Malformed("link, decision_id, timestamp")
        return cls(sequence, decision_id, datetime.fromisoformat(timestamp), record)

    @classmethod
    def at(cls, sequence: int, text: object) -> Entry:
        """The entry in a text that stands at a number.

        Raises:
            LogFailure: Where it cannot be read.
        """
        try:
            return cls.of(sequence, parsed(text))
        except Malformed as error:
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
        """The digest of the record, `sha256:` and 64 hexadecimal digits, which the next one holds."""
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
    """The head of a log at a moment, to be kept where whoever keeps the log cannot write.

    Attributes:
        log: Id of the log.
        sequence: Number of the last entry; 0 for an empty log.
        digest: Digest of the last entry; None for an empty log.
        timestamp: The moment, RFC 3339 in UTC.
    """

    log: str
    sequence: int
    digest: str | None
    timestamp: str

    def __post_init__(self) -> None:
        """Refuse what no log gives.

        Raises:
            InvalidRequest: Where a part is of another type than it has to have.
        """
        whole = type(self.sequence) is int and 0 <= self.sequence <= LAST_NUMBER
        fits = {
            "log": isinstance(self.log, str),
            "sequence": whole,
            "digest": self.digest is None or isinstance(self.digest, str),
            "timestamp": isinstance(self.timestamp, str),
        }
        problems = [f"{name}: {shown(getattr(self, name))}" for name, fit in fits.items() if not fit]
        if problems:
            raise InvalidRequest([Diagnostic.of("anchor-shape", problem=problem) for problem in problems])

    def to_json(self) -> str:
        """The anchor as one line of JSON: its schema, log, number, digest and timestamp."""
        return visible_json(json.dumps({"schema": ANCHOR_SCHEMA, **asdict(self)}, ensure_ascii=False))

    @classmethod
    def from_json(cls, text: str) -> Anchor:
        """The anchor that `to_json` wrote.

        Raises:
            InvalidRequest: Where the text holds none.
        """
        try:
            given = parsed(text)
        except Malformed as error:
            raise InvalidRequest([Diagnostic.of("anchor-shape", problem=str(error))]) from error
        match given:
            case {"schema": schema, "log": log, "sequence": sequence, "digest": digest, "timestamp": timestamp}:
                if schema == ANCHOR_SCHEMA:
                    return cls(log, sequence, digest, timestamp)
        raise InvalidRequest([Diagnostic.of("anchor-shape", problem=text[:100])])


@dataclass(frozen=True, slots=True)
class Fault:
    """What is not as it was written.

    Attributes:
        kind: What happened, one of the words of `FaultKind`, as in `edited`.
        first: Number of the first entry concerned.
        last: Number of the last one, included.
        found: What it was found by; empty where the numbers say all.
    """

    kind: FaultKind
    first: int
    last: int
    found: str = ""

    def explain(self, lang: Lang) -> str:
        """The fault in a sentence.

        Raises:
            InvalidRequest: For another language than `"zh"` and `"en"`.
        """
        check_lang(lang)
        numbers = str(self.first) if self.first == self.last else f"{self.first}–{self.last}"
        return phrases.FAULTS[self.kind].format(numbers=numbers, found=visible(self.found))[lang]


@dataclass(frozen=True, slots=True)
class Verification:
    """What the verification of a log found.

    Attributes:
        entries: How many entries were read.
        faults: What is not as it was written; empty for a sound log.
        head: The head of the log.
        anchor: The earlier head that it was held against, where one was given.
    """

    entries: int
    faults: tuple[Fault, ...]
    head: Anchor
    anchor: Anchor | None = None

    @property
    def sound(self) -> bool:
        """Whether nothing is amiss as far as can be seen; `explain` says how far that is."""
        return not self.faults

    def explain(self, lang: Lang = "zh") -> str:
        """The result in words, with what this verification cannot show.

        Raises:
            InvalidRequest: For another language than `"zh"` and `"en"`.
        """
        check_lang(lang)
        fields = {"entries": str(self.entries), "digest": str(self.head.digest)}
        lines = [fault.explain(lang) for fault in self.faults]
        lines.append((phrases.SOUND if self.sound else phrases.UNSOUND).format(**fields, faults=str(len(lines)))[lang])
        lines.append(phrases.UNSEEN[lang])
        limits = phrases.UNSEEN_WITHOUT_ANCHOR
        if self.anchor is not None:
            covered = str(self.anchor.sequence)
            later = str(max(0, self.head.sequence - self.anchor.sequence))
            limits = tuple(limit.format(covered=covered, later=later) for limit in phrases.UNSEEN_WITH_ANCHOR)
        lines += (f"  - {limit[lang]}" for limit in (*limits, *phrases.UNSEEN_EVER))
        if self.anchor is None:
            lines.append(phrases.ANCHOR[lang])
        return "\n".join(map(visible, lines)) + "\n"


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    """How many decisions of a period came to an outcome.

    Attributes:
        period: The period, as in `2025-09-01`, `2025-09` or `2025`.
        group: The clause, rule or decision that was counted by; empty where only outcomes were.
        outcome: Word of an `Outcome`.
        count: The number of decisions.
    """

    period: str
    group: str
    outcome: str
    count: int

"""Takes a decision's parts; gives its record: one JSON document that says what was decided, on what, by which revision.

A record is made without a clock, the same bytes for the same decision. What only the moment of writing knows comes from
outside, as `Writing`. Names that Open Policy Agent's decision log uses for the same thing are used here too:
decision_id, timestamp, requested_by, labels, revision, erased.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from fractions import Fraction

from afterschool_policy.explain import basis as reasons
from afterschool_policy.explain.basis import Basis
from afterschool_policy.language.tree import Value
from afterschool_policy.law.model import Law
from afterschool_policy.record.canonical import Json, Record, sealed
from afterschool_policy.record.masking import erased
from afterschool_policy.version import VERSION
from afterschool_policy.vocabulary.facts import Evidence, Facts
from afterschool_policy.vocabulary.model import parts_of

FAMILY = "afterschool-policy/decision-record/"
EDITION = 2
SCHEMA = f"{FAMILY}{EDITION}"


@dataclass(frozen=True, slots=True)
class Link:
    """A record's place in a log: the log's id, the number, the predecessor's digest, and the bundle's digest."""

    log: str
    sequence: int
    previous: str | None
    bundle: str


@dataclass(frozen=True, slots=True)
class Writing:
    """What only the moment of writing knows: an id, when it was decided, who asked, and for what (labels)."""

    decision_id: str | None = None
    timestamp: datetime | None = None
    requested_by: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    link: Link | None = None

    @classmethod
    def of(cls, record: Mapping[str, Json]) -> Writing:
        """The writing that a record of this edition holds."""
        at, by, labels, link = (record.get(key) for key in ("timestamp", "requested_by", "labels", "link"))
        name = record.get("decision_id")
        return cls(
            decision_id=name if isinstance(name, str) else None,
            timestamp=datetime.fromisoformat(at) if isinstance(at, str) else None,
            requested_by=by if isinstance(by, str) else None,
            labels={key: str(each) for key, each in labels.items()} if isinstance(labels, dict) else {},
            link=Link(**link) if isinstance(link, dict) else None,  # type: ignore[arg-type]
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked, and of which engine; `explanations` are the digests of the explanation in each language."""

    law: Law
    decision: str
    facts: Facts
    as_of: date | None
    chosen: Mapping[str, str]
    engine: str
    explanations: Mapping[str, str]


def record_of(
    asked: Asked, content: Record, reads: Mapping[str, tuple[str, ...]], *, writing: Writing | None, mask: bool
) -> Record:
    """A record, its last key the digest of all the others. Decimals are written as text, so that none is rounded.

    Args:
        asked: the question.
        content: the answer, as `answer` gives it, or the answers of the parts.
        reads: the facts that a part of the answer reads, by its name; "" for an answer without parts.
        writing: what the moment of writing knows.
        mask: whether facts that the vocabulary calls sensitive, and all that depends on them but the outcome, are
            left out.
    """
    writing = writing or Writing()
    law = asked.law
    judgements = {name for name, spec in law.vocabulary.facts.items() if spec.judgement}
    given = asked.facts.given
    determined = {name for name in asked.facts.evidence if name in judgements and name in given}
    record: Record = {
        "schema": SCHEMA,
        "decision_id": writing.decision_id,
        "timestamp": stamp(writing.timestamp) if writing.timestamp else None,
        "requested_by": writing.requested_by,
        "labels": dict(writing.labels),
        "policy": law.instrument.id,
        "revision": law.fingerprint,
        "engine": asked.engine,
        "library": VERSION,
        "decision": asked.decision,
        "as_of": asked.as_of.isoformat() if asked.as_of else None,
        "chosen_readings": dict(asked.chosen),
        "facts": _facts(asked.facts, determined),
        "determinations": {
            name: _supported(plain(given[name]), asked.facts.evidence[name]) for name in sorted(determined)
        },
        **content,
        "explanations": dict(asked.explanations),
        "erased": [],
        "replay_needs": [],
        "link": _linked(writing.link),
    }
    if mask:
        secret = {name for name in given if law.vocabulary.facts[name].sensitive}
        record = erased(record, secret, reads)
    return sealed(record)


def linked(record: Record, link: Link) -> Record:
    """The record in its place in a log, sealed anew."""
    return sealed({**record, "link": _linked(link)})


def answer(basis: Basis) -> Record:
    """What a decision on one question came to."""
    return {
        "outcome": basis.verdict.outcome.value,
        "findings": [
            {
                "rule": each.rule,
                "outcome": each.outcome.value,
                "clauses": list(each.clauses),
                "decided": each.decided,
                "defeated_by": each.defeated_by,
            }
            for each in basis.verdict.findings
        ],
        "citations": [
            {"clause": each.clause, "quote": each.quote, "rule": each.rule} for each in reasons.citations(basis)
        ],
        "missing": list(reasons.missing(basis)),
        "amounts": {
            name: {"value": str(each.value), "unit": each.unit} for name, each in reasons.amounts(basis).items()
        },
        "values": {name: each if isinstance(each, str) else list(each) for name, each in reasons.values(basis).items()},
        "readings": {each.id: each.chosen for each in reasons.readings(basis)},
    }


def stamp(moment: datetime) -> str:
    """A moment as RFC 3339 in UTC with microseconds, so that the order of texts is the order of time."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _linked(link: Link | None) -> Json:
    if link is None:
        return None
    return {"log": link.log, "sequence": link.sequence, "previous": link.previous, "bundle": link.bundle}


def _facts(facts: Facts, determined: set[str]) -> Json:
    """`{group: {name: value}}`, a value with evidence as an object with its `value` among what was said."""
    nested: dict[str, dict[str, Json]] = {}
    given = facts.given
    for name in sorted(given):
        if name in determined:
            continue
        group, short = parts_of(name)
        value, evidence = plain(given[name]), facts.evidence.get(name)
        nested.setdefault(group, {})[short] = value if evidence is None else _supported(value, evidence)
    return {group: dict(inner) for group, inner in nested.items()}


def _supported(value: Json, evidence: Evidence) -> Json:
    said: dict[str, Json] = {
        "source": evidence.source,
        "asserted_by": evidence.asserted_by,
        "asserted_at": evidence.asserted_at,
        "grounds": evidence.grounds,
        "until": evidence.until.isoformat() if evidence.until else None,
    }
    return {"value": value, **{key: each for key, each in said.items() if each is not None}}


def plain(value: Value) -> Json:
    """A value as JSON holds it, exactly."""
    match value:
        case bool() | int() | str():
            return value
        case time():
            return value.strftime("%H:%M")
        case date():
            return value.isoformat()
        case Decimal() | Fraction():
            return str(value)
        case tuple():
            return [plain(each) for each in value]
    return {key: _named(each) for key, each in value.items()}


def _named(value: Value) -> Json:
    """A value within a mapping, whose type no vocabulary tells: what JSON has no type for is named."""
    match value:
        case time():
            return {"time": value.strftime("%H:%M")}
        case date():
            return {"date": value.isoformat()}
        case Decimal() | Fraction():
            return {"number": str(value)}
    return plain(value)

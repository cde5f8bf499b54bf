"""The record of a decision: one JSON document that says what was decided, on what, by which revision.

A record is made without a clock, the same bytes for the same decision. What only the moment of writing knows comes from
outside, as `Writing`. Names that Open Policy Agent's decision log uses for the same thing are used here too:
decision_id, timestamp, requested_by, labels, revision, erased.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import cast

from afterschool_policy.explain import outputs
from afterschool_policy.explain.basis import Basis
from afterschool_policy.explain.citations import citations, readings
from afterschool_policy.explain.results import Amount
from afterschool_policy.language.tree import Value
from afterschool_policy.law.model import Law
from afterschool_policy.record.canonical import Json, sealed, sha256
from afterschool_policy.record.masking import masked
from afterschool_policy.record.model import (
    SCHEMA,
    Determination,
    Link,
    Record,
    RecordedAmount,
    RecordedAnswer,
    RecordedClauses,
    RecordedDrafts,
    RecordedParts,
    TextDigests,
)
from afterschool_policy.record.typed import Writing, checked
from afterschool_policy.text import Lang
from afterschool_policy.version import VERSION
from afterschool_policy.vocabulary.facts import Evidence, Facts
from afterschool_policy.vocabulary.model import parts_of


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked, and of which engine; `explain` writes the explanation in a language, for its digest."""

    law: Law
    decision: str
    facts: Facts
    as_of: date | None
    chosen: Mapping[str, str]
    clauses: tuple[str, ...]
    engine: str
    explain: Callable[[Lang], str]

    @property
    def explanations(self) -> TextDigests:
        """The digests of the explanation in each language."""
        return {"zh": sha256(self.explain("zh").encode()), "en": sha256(self.explain("en").encode())}


def writing_of(record: Record) -> Writing:
    """The writing that a record holds; of the first edition, none."""
    timestamp = record.get("timestamp")
    return Writing(
        decision_id=record.get("decision_id"),
        timestamp=datetime.fromisoformat(timestamp) if timestamp else None,
        requested_by=record.get("requested_by"),
        labels=record.get("labels", {}),
        link=record.get("link"),
    )


def record_of(
    request: Request,
    answer: RecordedAnswer,
    reads: Mapping[str, tuple[str, ...]],
    *,
    parts: RecordedParts | None = None,
    writing: Writing | None,
    mask: bool,
) -> Record:
    """A record, its last key the digest of all the others. Decimals are written as text, so that none is rounded.

    Args:
        answer: what it came to; of a question with parts, the outcome and what is missing.
        reads: the facts that a part of the answer reads, by its name; "" for an answer without parts.
        parts: the answers of the parts, for a question that has some.
        mask: whether facts that the vocabulary calls sensitive, and all that depends on them but the outcome, are
            left out.
    """
    writing = checked(writing)
    law = request.law
    given, evidence = request.facts.given, request.facts.evidence
    determined = {name for name in evidence if name in given and law.vocabulary.facts[name].judgement}
    secret = {name for name in given if mask and law.vocabulary.facts[name].sensitive}
    # The digest is erased where something secret is read, and to explain is most of the work of a record.
    told = secret.isdisjoint(name for names in reads.values() for name in names)
    alone: RecordedClauses = {"clauses": [*request.clauses]} if request.clauses else {}
    drafts: RecordedDrafts = {"drafts": [*law.drafts]} if law.drafts else {}
    record: Record = {
        "schema": SCHEMA,
        **drafts,
        "decision_id": writing.decision_id,
        "timestamp": stamp(writing.timestamp) if writing.timestamp else None,
        "requested_by": writing.requested_by,
        "labels": dict(writing.labels),
        "policy": law.instrument.id,
        "revision": law.fingerprint,
        "engine": request.engine,
        "library": VERSION,
        "decision": request.decision,
        "as_of": request.as_of.isoformat() if request.as_of else None,
        "chosen_readings": dict(request.chosen),
        **alone,
        "facts": _facts(request.facts, determined),
        "determinations": {name: _supported(given[name], evidence[name]) for name in sorted(determined)},
        "outcome": answer["outcome"],
        **(parts or {}),
        **answer,
        "explanations": request.explanations if told else {"zh": "", "en": ""},
        "erased": [],
        "replay_needs": [],
        "link": writing.link,
        "digest": "",
    }
    return sealed(masked(record, secret, reads) if mask else record)


def linked(record: Record, link: Link) -> Record:
    """The record in its place in a log, sealed anew."""
    return sealed({**record, "link": link})


def answer(basis: Basis) -> RecordedAnswer:
    """What a decision on one question came to."""
    return {
        "outcome": basis.verdict.outcome.value,
        "findings": [
            {
                "rule": finding.rule,
                "outcome": finding.outcome.value,
                "clauses": list(finding.clauses),
                "decided": finding.decided,
                "defeated_by": finding.defeated_by,
            }
            for finding in basis.verdict.findings
        ],
        "citations": [
            {"clause": citation.clause, "quote": citation.quote, "rule": citation.rule} for citation in citations(basis)
        ],
        "missing": list(basis.missing),
        "amounts": {name: _recorded(amount) for name, amount in outputs.amounts(basis).items()},
        "values": {
            name: value if isinstance(value, str) else list(value) for name, value in outputs.values(basis).items()
        },
        "values_missing": {name: list(facts) for name, facts in outputs.values_missing(basis).items()},
        "readings": {reading.id: reading.chosen for reading in readings(basis)},
    }


def _recorded(amount: Amount) -> RecordedAmount:
    """An amount as a record holds it: what it turns on, if anything, and of an open one its bounds."""
    if amount.value is not None:
        told: RecordedAmount = {"value": str(amount.value), "unit": amount.unit}
        return {**told, "missing": list(amount.missing)} if amount.missing else told
    low, high = (None if end is None else str(end) for end in (amount.low, amount.high))
    return {"value": None, "unit": amount.unit, "missing": list(amount.missing), "low": low, "high": high}


def stamp(moment: datetime) -> str:
    """A moment as RFC 3339 in UTC with microseconds, so that the order of texts is the order of time."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


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
            return [plain(item) for item in value]
    return {key: _tagged(item) for key, item in value.items()}


_TAGS: dict[type, str] = {time: "time", date: "date", Decimal: "number", Fraction: "number"}


def _tagged(item: Value) -> Json:
    """An item of a mapping, whose type no vocabulary declares: what JSON has no type for is written with its name."""
    tag = _TAGS.get(type(item))
    return {tag: plain(item)} if tag else plain(item)


def _facts(facts: Facts, determined: set[str]) -> dict[str, dict[str, object]]:
    """All facts but those that a person determined, by group and name."""
    groups: dict[str, dict[str, object]] = {}
    for name, value in sorted(facts.given.items()):
        if name not in determined:
            group, short = parts_of(name)
            evidence = facts.evidence.get(name)
            groups.setdefault(group, {})[short] = plain(value) if evidence is None else _supported(value, evidence)
    return groups


def _supported(value: Value, evidence: Evidence) -> Determination:
    said = {
        "value": plain(value),
        "source": evidence.source,
        "asserted_by": evidence.asserted_by,
        "asserted_at": evidence.asserted_at,
        "grounds": evidence.grounds,
        "until": evidence.until.isoformat() if evidence.until else None,
    }
    return cast(Determination, {key: word for key, word in said.items() if word is not None})

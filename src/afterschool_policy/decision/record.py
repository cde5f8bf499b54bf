"""Takes a basis; gives its record: one JSON document that says what was decided, on what, and by which revision."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from fractions import Fraction

from afterschool_policy.decision import reasons
from afterschool_policy.decision.reasons import Basis
from afterschool_policy.language.tree import Value
from afterschool_policy.program.model import Law
from afterschool_policy.vocabulary.facts import Evidence, Facts

SCHEMA = "afterschool-policy/decision-record/1"

Json = dict[str, "Json"] | list["Json"] | str | bool | int | None
Record = dict[str, Json]


def record_of(basis: Basis, *, chosen: Mapping[str, str], engine: str) -> Record:
    """The record of a decision on one question."""
    content: Record = {
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
    law, name = basis.question.edition.law, basis.question.spec.name
    return sealed(law, name, basis.facts, as_of=basis.as_of, chosen=chosen, engine=engine, content=content)


def sealed(
    law: Law,
    decision: str,
    facts: Facts,
    *,
    as_of: date | None,
    chosen: Mapping[str, str],
    engine: str,
    content: Record,
) -> Record:
    """A record, its last key the digest of all the others. Decimals are written as text, so that none is rounded."""
    record: Record = {
        "schema": SCHEMA,
        "policy": law.instrument.id,
        "revision": law.fingerprint,
        "engine": engine,
        "decision": decision,
        "as_of": as_of.isoformat() if as_of else None,
        "chosen_readings": dict(chosen),
        "facts": _facts(facts),
        **content,
    }
    return {**record, "digest": digest(record)}


def digest(record: Mapping[str, Json]) -> str:
    """The digest of a record without its own digest: SHA-256 over its canonical JSON."""
    rest = {key: value for key, value in record.items() if key != "digest"}
    canonical = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()


def _facts(facts: Facts) -> Json:
    """`{group: {name: value}}`, a value with evidence as an object with its `value` among what was said."""
    nested: dict[str, dict[str, Json]] = {}
    for name in sorted(facts.values):
        group, short = name.split(".", 1)
        value = plain(facts.values[name])
        evidence = facts.evidence.get(name)
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
    return {key: plain(each) for key, each in value.items()}

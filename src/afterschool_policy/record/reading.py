"""The question that a record holds, its numbers exact again, or why it cannot be put again.

A record comes from outside, of any edition so far and perhaps from somebody's hand: its shape is checked here.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal, InvalidOperation

from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.record.model import EDITION, FAMILY, SCHEMA
from afterschool_policy.values.types import Kind
from afterschool_policy.vocabulary.model import Vocabulary, parts_of

# What it raises to read a document, of somebody's hand, that is not of a record's shape.
MALFORMED = (AttributeError, KeyError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class RecordedQuestion:
    """The question that a record holds, as `Policy.decide` takes it."""

    decision: str
    facts: dict[str, dict[str, object]]
    as_of: date | None
    readings: dict[str, str]
    clauses: list[str]
    engine: str


def asked_in(record: Mapping[str, object], vocabulary: Vocabulary) -> RecordedQuestion:
    """The question of a record of any edition so far.

    Raises:
        InvalidRequest: where the document is no decision record, is of a later edition, or lacks facts that were
            masked and are needed.
    """
    _check_edition(record)
    needs = record.get("replay_needs")
    if isinstance(needs, list) and needs:
        raise InvalidRequest([Diagnostic.of("replay-masked", names=", ".join(map(str, needs)))])
    try:
        as_of = record["as_of"]
        return RecordedQuestion(
            decision=str(record["decision"]),
            facts=_facts(record, vocabulary),
            as_of=date.fromisoformat(str(as_of)) if as_of is not None else None,
            readings={name: str(code) for name, code in _object(record["chosen_readings"]).items()},
            clauses=[str(clause) for clause in _list(record.get("clauses", []))],
            engine=str(record["engine"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidRequest([Diagnostic.of("record-shape", problem=str(error))]) from error


def _check_edition(record: Mapping[str, object]) -> None:
    schema = str(record.get("schema"))
    edition = schema.removeprefix(FAMILY)
    if edition == schema or not edition.isdecimal():
        raise InvalidRequest([Diagnostic.of("record-shape", problem=f"schema: {schema}")])
    if int(edition) > EDITION:
        library = str(record.get("library", "?"))
        raise InvalidRequest([Diagnostic.of("record-newer", given=schema, known=SCHEMA, library=library)])


def _facts(record: Mapping[str, object], vocabulary: Vocabulary) -> dict[str, dict[str, object]]:
    facts: dict[str, dict[str, object]] = {
        group: {name: _typed(f"{group}.{name}", value, vocabulary) for name, value in _object(values).items()}
        for group, values in _object(record["facts"]).items()
    }
    for name, determination in _object(record.get("determinations", {})).items():
        if "value" in _object(determination):
            group, short = parts_of(name)
            facts.setdefault(group, {})[short] = _typed(name, determination, vocabulary)
    return facts


def _typed(name: str, value: object, vocabulary: Vocabulary) -> object:
    """A value of a type that JSON does not have, as it was before it was written."""
    spec = vocabulary.facts.get(name)
    if spec is None:
        return value
    if isinstance(value, dict) and "value" in value:
        return {**value, "value": _typed(name, value["value"], vocabulary)}
    if spec.type.kind is Kind.NUMBER and isinstance(value, str):
        with suppress(InvalidOperation):
            return Decimal(value)
    if spec.type.kind is Kind.MAPPING and isinstance(value, dict):
        return {key: _untagged(item) for key, item in value.items()}
    return value


def _untagged(item: object) -> object:
    """An item of a mapping, which was written with the name of its type where JSON does not have it."""
    match item:
        case {"number": str(text)}:
            return Decimal(text)
        case {"date": str(text)}:
            return date.fromisoformat(text)
        case {"time": str(text)}:
            return time.fromisoformat(text)
    return item


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def _object(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise TypeError(value)
    return value

"""The question that a record holds, its numbers exact again, or why it cannot be put again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time
from decimal import Context, Decimal, InvalidOperation, localcontext

from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.record.gate import Malformed, parsed, record_of_shape
from afterschool_policy.record.model import EDITION, FAMILY, SCHEMA, Record
from afterschool_policy.values.types import Kind
from afterschool_policy.vocabulary.intake import spec_of
from afterschool_policy.vocabulary.model import Vocabulary, parts_of

_EDITION = re.compile(re.escape(FAMILY) + "([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class RecordedQuestion:
    """The question that a record holds, as `Policy.decide` takes it."""

    decision: str
    facts: dict[str, dict[str, object]]
    as_of: date | None
    readings: dict[str, str]
    clauses: list[str]
    engine: str


def asked_in(document: object, vocabulary: Vocabulary) -> RecordedQuestion:
    """The question of a record of any edition so far.

    Raises:
        InvalidRequest: where the document is no decision record, is of a later edition, or lacks facts that were
            masked and are needed.
    """
    record = _record_of(document)
    needs = record.get("replay_needs")
    if needs:
        raise InvalidRequest([Diagnostic.of("replay-masked", names=", ".join(needs))])
    as_of = record["as_of"]
    try:
        facts = _facts(record, vocabulary)
    except (ArithmeticError, ValueError) as error:
        raise InvalidRequest([Diagnostic.of("record-shape", problem=f"facts: {error}")]) from error
    return RecordedQuestion(
        decision=record["decision"],
        facts=facts,
        as_of=date.fromisoformat(as_of) if as_of is not None else None,
        readings=dict(record["chosen_readings"]),
        clauses=list(record.get("clauses", [])),
        engine=record["engine"],
    )


def record_in(text: str) -> Record:
    """The record in a text of JSON.

    Raises:
        InvalidRequest: where there is none, or one of an edition that this version does not know.
    """
    try:
        document = parsed(text)
    except Malformed as error:
        raise InvalidRequest([Diagnostic.of("record-shape", problem=str(error))]) from error
    return _record_of(document)


def _record_of(document: object) -> Record:
    _check_edition(document)
    try:
        return record_of_shape(document)
    except Malformed as error:
        raise InvalidRequest([Diagnostic.of("record-shape", problem=str(error))]) from error


def _check_edition(document: object) -> None:
    """A later edition is another shape, so it is told before that is looked at."""
    schema = document.get("schema") if isinstance(document, Mapping) else None
    edition = _EDITION.fullmatch(schema) if isinstance(schema, str) else None
    if edition and int(edition[1]) > EDITION:
        assert isinstance(document, Mapping)
        library = document["library"] if isinstance(document.get("library"), str) else "?"
        raise InvalidRequest([Diagnostic.of("record-newer", given=edition[0], known=SCHEMA, library=library)])


def _facts(record: Record, vocabulary: Vocabulary) -> dict[str, dict[str, object]]:
    facts: dict[str, dict[str, object]] = {
        group: {name: _typed(f"{group}.{name}", value, vocabulary) for name, value in values.items()}
        for group, values in record["facts"].items()
    }
    for name, determination in record.get("determinations", {}).items():
        if "value" in determination:
            group, short = parts_of(name)
            facts.setdefault(group, {})[short] = _typed(name, determination, vocabulary)
    return facts


def _typed(name: str, value: object, vocabulary: Vocabulary) -> object:
    """A value of a type that JSON does not have, as it was before it was written."""
    spec = spec_of(vocabulary, name)
    if spec is None:
        return value
    if isinstance(value, dict) and "value" in value:
        return {**value, "value": _of_kind(spec.type.kind, value["value"])}
    return _of_kind(spec.type.kind, value)


def _of_kind(kind: Kind, value: object) -> object:
    if kind is Kind.NUMBER and isinstance(value, str):
        with suppress(InvalidOperation):
            return _decimal(value)
    if kind is Kind.MAPPING and isinstance(value, dict):
        return {key: _untagged(item) for key, item in value.items()}
    return value


def _decimal(text: str) -> Decimal:
    """The number in a text, exactly, whatever the caller's own arithmetic lets pass."""
    with localcontext(Context(traps=[InvalidOperation])):
        return Decimal(text)


def _untagged(item: object) -> object:
    """An item of a mapping, which was written with the name of its type where JSON does not have it."""
    match item:
        case {"number": str(text)}:
            return _decimal(text)
        case {"date": str(text)}:
            return date.fromisoformat(text)
        case {"time": str(text)}:
            return time.fromisoformat(text)
    return item

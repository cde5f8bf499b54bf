"""Takes a record; gives the question that it holds, its numbers exact again, or says why it cannot be put again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal, InvalidOperation

from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.record.canonical import Json
from afterschool_policy.record.writing import EDITION, FAMILY, SCHEMA
from afterschool_policy.values.types import Kind
from afterschool_policy.vocabulary.model import Vocabulary, parts_of


@dataclass(frozen=True, slots=True)
class Asked:
    """The question that a record holds."""

    decision: str
    facts: dict[str, dict[str, object]]
    as_of: date | None
    readings: dict[str, str]
    engine: str


def asked_in(record: Mapping[str, Json], vocabulary: Vocabulary) -> Asked:
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
        return Asked(
            decision=str(record["decision"]),
            facts=_facts(record, vocabulary),
            as_of=date.fromisoformat(str(as_of)) if as_of is not None else None,
            readings={str(name): str(code) for name, code in _object(record["chosen_readings"]).items()},
            engine=str(record["engine"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidRequest([Diagnostic.of("record-shape", problem=str(error))]) from error


def _check_edition(record: Mapping[str, Json]) -> None:
    given = str(record.get("schema"))
    edition = given.removeprefix(FAMILY)
    if edition == given or not edition.isdecimal():
        raise InvalidRequest([Diagnostic.of("record-shape", problem=f"schema: {given}")])
    if int(edition) > EDITION:
        library = str(record.get("library", "?"))
        raise InvalidRequest([Diagnostic.of("record-newer", given=given, known=SCHEMA, library=library)])


def _facts(record: Mapping[str, Json], vocabulary: Vocabulary) -> dict[str, dict[str, object]]:
    facts: dict[str, dict[str, object]] = {
        group: {name: _typed(f"{group}.{name}", value, vocabulary) for name, value in _object(inner).items()}
        for group, inner in _object(record["facts"]).items()
    }
    for name, said in _object(record.get("determinations", {})).items():
        if "value" in _object(said):
            group, short = parts_of(name)
            facts.setdefault(group, {})[short] = _typed(name, said, vocabulary)
    return facts


def _typed(name: str, value: Json, vocabulary: Vocabulary) -> object:
    """A value whose type JSON does not have, as the record's writer had it."""
    spec = vocabulary.facts.get(name)
    if spec is None:
        return value
    if isinstance(value, dict) and "value" in value:
        return {**value, "value": _typed(name, value["value"], vocabulary)}
    if spec.type.kind is Kind.NUMBER and isinstance(value, str):
        try:
            return Decimal(value)
        except InvalidOperation:
            return value
    if spec.type.kind is Kind.MAPPING and isinstance(value, dict):
        return {key: _within(each) for key, each in value.items()}
    return value


def _within(value: Json) -> object:
    match value:
        case {"number": str(written)}:
            return Decimal(written)
        case {"date": str(written)}:
            return date.fromisoformat(written)
        case {"time": str(written)}:
            return time.fromisoformat(written)
    return value


def _object(value: Json) -> dict[str, Json]:
    if not isinstance(value, dict):
        raise TypeError(value)
    return value

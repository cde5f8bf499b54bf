"""Takes a record; gives what it asked, and where a decision made again differs from what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from afterschool_policy.decision.contract import Decision
from afterschool_policy.decision.record import Json, digest
from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.values.types import Kind
from afterschool_policy.vocabulary.model import Vocabulary


@dataclass(frozen=True, slots=True)
class Asked:
    """The question that a record holds."""

    decision: str
    facts: dict[str, dict[str, object]]
    as_of: date | None
    readings: dict[str, str]
    engine: str


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A part of the record that does not come out again."""

    part: str
    recorded: Json
    replayed: Json


@dataclass(frozen=True, slots=True)
class Replay:
    """A decision made again. `same` tells that record and decision agree to the letter, and by the same revision.

    `intact` tells that the record still has the digest that it was written with.
    """

    decision: Decision
    intact: bool
    discrepancies: tuple[Discrepancy, ...]

    @property
    def same(self) -> bool:
        """Whether the record is untouched and the decision comes out as it says."""
        return self.intact and not self.discrepancies


def facts_in(record: Mapping[str, Json], vocabulary: Vocabulary) -> Asked:
    """The question of a record, its numbers exact again.

    Raises:
        InvalidRequest: where the document is no decision record.
    """
    try:
        as_of = record["as_of"]
        return Asked(
            decision=str(record["decision"]),
            facts=_typed(record["facts"], vocabulary),
            as_of=date.fromisoformat(str(as_of)) if as_of is not None else None,
            readings={str(name): str(code) for name, code in _mapping(record["chosen_readings"]).items()},
            engine=str(record["engine"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidRequest([Diagnostic.of("record-shape", problem=str(error))]) from error


def replayed(record: Mapping[str, Json], decision: Decision) -> Replay:
    """Record and decision side by side."""
    again = decision.record()
    # Which engine decided is told and not compared: where it is not installed, the default one decides again.
    parts = [key for key in again if key not in ("digest", "engine")]
    differing = tuple(
        Discrepancy(part, record.get(part), again[part]) for part in parts if record.get(part) != again[part]
    )
    return Replay(decision, digest(record) == record.get("digest"), differing)


def _mapping(value: Json) -> dict[str, Json]:
    if not isinstance(value, dict):
        raise TypeError(value)
    return value


def _typed(facts: Json, vocabulary: Vocabulary) -> dict[str, dict[str, object]]:
    return {
        group: {name: _number(f"{group}.{name}", value, vocabulary) for name, value in _mapping(inner).items()}
        for group, inner in _mapping(facts).items()
    }


def _number(name: str, value: Json, vocabulary: Vocabulary) -> object:
    """A decimal that was written as text, where the fact is a number."""
    spec = vocabulary.facts.get(name)
    if spec is None or spec.type.kind is not Kind.NUMBER:
        return value
    if isinstance(value, dict) and "value" in value:
        return {**value, "value": _number(name, value["value"], vocabulary)}
    if not isinstance(value, str):
        return value
    try:
        return Decimal(value)
    except InvalidOperation:
        return value

"""What a decision would be under each other reading of the contested matters that it rests on.

Each alternative is tried alone, by deciding again in the edition that holds under it. Page, program and command line
word what stands here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from afterschool_policy.diagnostics import InvalidRequest
from afterschool_policy.engines.interpreter import WalkingEngine
from afterschool_policy.explain.basis import Basis
from afterschool_policy.explain.citations import readings
from afterschool_policy.explain.outputs import amounts, values
from afterschool_policy.explain.results import OtherReading
from afterschool_policy.semantics.edition import Edition, under_readings
from afterschool_policy.semantics.question import question_of
from afterschool_policy.values.read_only import read_only

T = TypeVar("T")


def other_readings(basis: Basis) -> tuple[OtherReading, ...]:
    """Every alternative of every reading that the outcome rests on, in the order of the register."""
    edition = basis.question.edition
    used = {reading.id: reading.chosen for reading in readings(basis)}
    return tuple(
        OtherReading(reading, code, outcome=None)
        if other is None
        else difference(reading, code, basis, decided_in(other, basis))
        for reading, code, other in other_editions(edition, used)
    )


def other_editions(edition: Edition, used: Mapping[str, str]) -> Iterator[tuple[str, str, Edition | None]]:
    """The editions under each reading that could be chosen instead of those `used` (id → code), with its id and code.

    None where it cannot be combined with a reading that was chosen: both change the same part of a rule.
    """
    for reading, chosen in used.items():
        for code in edition.law.readings[reading].choices:
            if code != chosen:
                try:
                    yield reading, code, under_readings(edition, {**edition.readings, reading: code})
                except InvalidRequest:
                    yield reading, code, None


def decided_in(edition: Edition, basis: Basis) -> Basis:
    """The same question on the same facts, decided in another edition."""
    asked = basis.question
    question = question_of(edition, edition.law.decisions[asked.spec.name], asked.clauses)
    return Basis(question, WalkingEngine().verdict(question, basis.facts.values), basis.facts, basis.as_of)


def difference(reading: str, code: str, before: Basis, after: Basis) -> OtherReading:
    """What an alternative changes in a decision."""
    outcome = after.verdict.outcome
    return OtherReading(
        reading,
        code,
        outcome=outcome,
        changes_outcome=outcome is not before.verdict.outcome,
        amounts=read_only(_changed(amounts(before), amounts(after))),
        values=read_only(_changed(values(before), values(after))),
    )


def _changed(before: Mapping[str, T], after: Mapping[str, T]) -> dict[str, T | None]:
    return {name: after.get(name) for name in sorted({*before, *after}) if before.get(name) != after.get(name)}

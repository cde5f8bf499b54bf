"""Takes the basis of a decision; gives what it would be under each other reading of the matters that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from afterschool_policy.diagnostics import InvalidRequest
from afterschool_policy.engines.interpreter import WalkingEngine
from afterschool_policy.explain.basis import Basis, amounts, readings, values
from afterschool_policy.explain.results import Amount
from afterschool_policy.semantics.edition import reread
from afterschool_policy.semantics.question import question_of
from afterschool_policy.text import Text
from afterschool_policy.values import numbers
from afterschool_policy.values.outcomes import OUTCOMES


@dataclass(frozen=True, slots=True)
class OtherReading:
    """Another reading of a contested matter, and what it would change: nothing, where `effects` is empty."""

    code: str
    text: Text
    effects: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Contested:
    """A contested matter that a decision rests on: the reading taken, and the others."""

    id: str
    matter: Text
    chosen: Text
    others: tuple[OtherReading, ...]


_OUTCOME = Text("结论改为“{label}”", "the answer would be “{label}”")
_AMOUNT = Text("{label}由{before}变为{after}", "{label} would be {after} instead of {before}")
_VALUE = Text("{label}有变化", "{label} would differ")
_NONE = Text("无", "none")
_CLASH = Text("不能与已经选用的其他读法并用", "it cannot be combined with another reading that was chosen")


def contested(basis: Basis) -> tuple[Contested, ...]:
    """Every contested matter that the outcome rests on, each other reading tried alone."""
    register = basis.question.edition.law.readings
    return tuple(
        Contested(
            used.id,
            register[used.id].matter,
            register[used.id].choices[used.chosen],
            tuple(
                OtherReading(code, text, tuple(_effects(basis, used.id, code)))
                for code, text in register[used.id].choices.items()
                if code != used.chosen
            ),
        )
        for used in readings(basis)
    )


def _effects(basis: Basis, reading: str, code: str) -> Iterator[Text]:
    edition, spec = basis.question.edition, basis.question.spec
    try:
        question = question_of(reread(edition, {**edition.readings, reading: code}), spec)
    except InvalidRequest:
        yield _CLASH
        return
    again = basis._replace(question=question, verdict=WalkingEngine().verdict(question, basis.facts.values))
    if again.verdict.outcome is not basis.verdict.outcome:
        yield _OUTCOME.format(label=OUTCOMES[again.verdict.outcome].label)
    before, after = amounts(basis), amounts(again)
    for name, output in spec.amounts.items():
        if before.get(name) != after.get(name):
            told = {"before": _amount(basis, before.get(name)), "after": _amount(basis, after.get(name))}
            yield _AMOUNT.format(label=output.label, **told)
    was, would = values(basis), values(again)
    yield from (
        _VALUE.format(label=output.label) for name, output in spec.values.items() if was.get(name) != would.get(name)
    )


def _amount(basis: Basis, amount: Amount | None) -> Text:
    if amount is None:
        return _NONE
    units: Mapping[str, Text] = basis.question.edition.law.units
    unit = units.get(amount.unit, Text("", ""))
    written = numbers.written(amount.value)
    return Text(f"{written} {unit.zh}".strip(), f"{written} {unit.en}".strip())

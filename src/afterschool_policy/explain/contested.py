"""The contested matters that a decision rests on, in words: the reading taken, and what the others would change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from afterschool_policy.explain.basis import Basis
from afterschool_policy.explain.citations import readings
from afterschool_policy.explain.other_readings import other_readings
from afterschool_policy.explain.outputs import amounts
from afterschool_policy.explain.results import Amount, OtherReading, ReadingUsed
from afterschool_policy.explain.wording import Wording
from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import OUTCOMES

CLASH = Text("不能与已经选用的其他读法并用", "it cannot be combined with another reading that was chosen")
_OUTCOME = Text("结论改为“{label}”", "the answer would be “{label}”")
_AMOUNT = Text("{label}由{before}变为{after}", "{label} would be {after} instead of {before}")
_VALUE = Text("{label}有变化", "{label} would differ")
_NONE = Text("无", "none")


@dataclass(frozen=True, slots=True)
class OtherChoice:
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
    others: tuple[OtherChoice, ...]


def contested(basis: Basis) -> tuple[Contested, ...]:
    """Every contested matter that the outcome rests on, each other reading tried alone."""
    others = other_readings(basis)
    return tuple(_contested(basis, used, others) for used in readings(basis))


def _contested(basis: Basis, used: ReadingUsed, others: Iterable[OtherReading]) -> Contested:
    entry = basis.question.edition.reading(used.id)
    tried = (other for other in others if other.reading == used.id)
    choices = (OtherChoice(o.alternative, entry.choices[o.alternative], tuple(_effects(basis, o))) for o in tried)
    return Contested(used.id, entry.matter, entry.choices[used.chosen], tuple(choices))


def _effects(basis: Basis, other: OtherReading) -> Iterator[Text]:
    spec, before = basis.question.spec, amounts(basis)
    if other.outcome is None:
        yield CLASH
        return
    if other.changes_outcome:
        yield _OUTCOME.format(label=OUTCOMES[other.outcome].label)
    for name, output in spec.amounts.items():
        if name in other.amounts:
            was, would = _amount(basis, before.get(name)), _amount(basis, other.amounts[name])
            yield _AMOUNT.format(label=output.label, before=was, after=would)
    yield from (_VALUE.format(label=output.label) for name, output in spec.values.items() if name in other.values)


def _amount(basis: Basis, amount: Amount | None) -> Text:
    return _NONE if amount is None else Wording(basis.question.edition, basis.facts.values).amount(amount)

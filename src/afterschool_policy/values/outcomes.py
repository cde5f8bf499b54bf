"""The one table of the eight outcomes: what each is called, what it means, and what answers it elsewhere."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from enum import StrEnum

from afterschool_policy.text import Text


class Outcome(StrEnum):
    """What a rule or a decision comes to."""

    PERMITTED = "permitted"
    PROHIBITED = "prohibited"
    REQUIRED = "required"
    SATISFIED = "satisfied"
    VIOLATED = "violated"
    UNDETERMINED = "undetermined"
    NEEDS_HUMAN_JUDGEMENT = "needs_human_judgement"
    NOT_APPLICABLE = "not_applicable"

    __hash__ = str.__hash__  # an outcome equals its word, so it is found by it, too


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """An outcome's name, its meaning, its counterpart, and whether it tells of a breach.

    The counterpart is the word for the same thing in the other sort of question: a breach is `violated` where
    a duty is asked about and `prohibited` where conduct is.
    """

    label: Text
    meaning: Text
    counterpart: Outcome | None = None
    opposite: Outcome | None = None
    is_breach: bool = False


OUTCOMES: dict[Outcome, OutcomeRow] = {
    Outcome.PROHIBITED: OutcomeRow(
        Text("禁止", "prohibited"),
        Text("文件禁止，或者缺少文件要求的依据", "forbidden, or without the basis the text makes a condition"),
        Outcome.VIOLATED,
        Outcome.PERMITTED,
        is_breach=True,
    ),
    Outcome.VIOLATED: OutcomeRow(
        Text("不符合", "violated"),
        Text("义务或者原则没有做到", "a duty or principle is not met by the facts"),
        Outcome.PROHIBITED,
        Outcome.SATISFIED,
        is_breach=True,
    ),
    Outcome.NEEDS_HUMAN_JUDGEMENT: OutcomeRow(
        Text("须由人判断", "needs human judgement"),
        Text(
            "事实已知，但条文未作定论，由有权解释的机关判断",
            "the facts are known and the text leaves the matter open",
        ),
    ),
    Outcome.REQUIRED: OutcomeRow(
        Text("应当办理", "required"),
        Text("须有人办理，或者须付金额", "somebody must do it, or an amount is due"),
    ),
    Outcome.SATISFIED: OutcomeRow(
        Text("符合", "satisfied"),
        Text("义务、原则或者定义已经满足", "the duty, principle or definition is met by the facts"),
        Outcome.PERMITTED,
        Outcome.VIOLATED,
    ),
    Outcome.PERMITTED: OutcomeRow(
        Text("允许", "permitted"),
        Text("所问的行为可以进行", "the conduct asked about is allowed"),
        Outcome.SATISFIED,
        Outcome.PROHIBITED,
    ),
    Outcome.UNDETERMINED: OutcomeRow(
        Text("尚不能确定", "undetermined"),
        Text("缺少起决定作用的事实", "a decisive fact is missing"),
    ),
    Outcome.NOT_APPLICABLE: OutcomeRow(
        Text("不适用", "not applicable"),
        Text(
            "不在规定范围之内，或者只是鼓励事项未做",
            "outside the rule's scope, or only an encouragement is unfulfilled",
        ),
    ),
}

_EVERYWHERE = frozenset({Outcome.UNDETERMINED, Outcome.NOT_APPLICABLE})


def in_words_of(answers: Container[Outcome], outcome: Outcome) -> Outcome | None:
    """The outcome as the question names it: itself, else its counterpart, else None (the question has no word).

    A breached duty answers “may this be done?” with `prohibited`, and “was the duty met?” with `violated`.
    """
    if outcome in _EVERYWHERE or outcome in answers:
        return outcome
    counterpart = OUTCOMES[outcome].counterpart
    return counterpart if counterpart in answers else None

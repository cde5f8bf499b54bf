"""The plan of an open decision in the words of the vocabulary: what to ask, and what each answer settles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from afterschool_policy.diagnostics.requests import known_name
from afterschool_policy.explain import phrases
from afterschool_policy.explain.basis import Basis
from afterschool_policy.explain.next_questions import Choice, Lead, NextQuestion, NextQuestions
from afterschool_policy.explain.outputs import amounts
from afterschool_policy.explain.value_range import value_range
from afterschool_policy.explain.wording import Wording
from afterschool_policy.language.tree import Value
from afterschool_policy.search.question_plan import PlannedQuestion, question_plan
from afterschool_policy.text import Text
from afterschool_policy.values.types import Kind
from afterschool_policy.vocabulary.model import FactSpec

MAX_LISTED = 4
"""Answers that lead to the same are listed up to so many, else “another answer” is said of them."""

_AMOUNT = Text("数额", "amount")
_NOTHING = Text("“查无记录”", "“nothing on record”")
_ANYTHING = Text("“有”（写明内容）", "“yes” (say what)")
_OTHER = Text("“其他”", "“another answer”")


def next_questions(basis: Basis) -> NextQuestions:
    """The plan for this decision, in the words of the vocabulary."""
    plan = question_plan(basis.question, basis.verdict, basis.facts.values, basis.missing)
    name, outcome = basis.question.spec.name, basis.verdict.outcome
    questions = tuple(_worded(basis, question) for question in plan.questions)
    return NextQuestions(name, basis.asked, outcome, questions, plan.fewest, plan.most, plan.complete)


def amount_questions(basis: Basis, name: str) -> NextQuestions:
    """What to ask to settle one amount: each fact that it turns on, in the order of the vocabulary.

    Raises:
        InvalidRequest: where the question has no such amount.
    """
    spec, vocabulary = basis.question.spec, basis.question.edition.law.vocabulary
    name = known_name(name, spec.amounts, _AMOUNT, "amount")
    amount = amounts(basis).get(name)
    wanted = amount.missing if amount is not None else ()
    facts = [PlannedQuestion(fact, ()) for fact in vocabulary.facts if fact in wanted]
    questions = tuple(_worded(basis, fact) for fact in facts)
    outcome, count = basis.verdict.outcome, len(questions)
    label = spec.amounts[name].label
    return NextQuestions(spec.name, basis.asked, outcome, questions, min(count, 1), count, count <= 1, amount=label)


def _worded(basis: Basis, planned: PlannedQuestion) -> NextQuestion:
    law = basis.question.edition.law
    spec = law.vocabulary.facts[planned.name]
    type_ = spec.type.item or spec.type
    enumeration = law.vocabulary.enumerations.get(type_.codes or "")
    unit = law.units.get(str(type_.unit)) if type_.unit is not None else None
    return NextQuestion(
        fact=spec.name,
        label=spec.label,
        question=spec.question,
        kind=spec.type.kind,
        unit=unit.label if unit is not None else None,
        choices=tuple(Choice(code, label) for code, label in enumeration.codes.items()) if enumeration else (),
        judgement=spec.judgement,
        sensitive=spec.sensitive,
        leads=tuple(_leads(planned, spec, Wording(basis.question.edition, basis.facts.values))),
    )


def _leads(planned: PlannedQuestion, spec: FactSpec, wording: Wording) -> Iterator[Lead]:
    every = [value for answer in planned.answers for value in answer.values if value is not None]
    for answer in planned.answers:
        known = [value for value in answer.values if value is not None]
        others = [value for value in every if value not in known]
        yield Lead(_answer(spec, known, others, wording) if known else _NOTHING, answer.outcome)


def _answer(spec: FactSpec, values: Sequence[Value], others: Sequence[Value], wording: Wording) -> Text:
    """Answers that lead to the same, in words."""
    if spec.type.kind in (Kind.NUMBER, Kind.TIME, Kind.DATE):
        alone = wording.value(values[0], spec.type) if len(values) == 1 else _OTHER
        return value_range(spec, values, others, wording) or alone
    if spec.type.kind in (Kind.TEXT, Kind.MAPPING):
        return _ANYTHING
    if len(values) > MAX_LISTED:
        return _OTHER
    return phrases.listed([phrases.quoted(wording.value(value, spec.type)) for value in values], "或者", " or ")

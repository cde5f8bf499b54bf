"""The report of an audit: what is wrong, due and open, and every finding by section of the document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from afterschool_policy.explain import phrases
from afterschool_policy.explain.explanation import explain_day
from afterschool_policy.explain.model import Answer, Explanation, MissingFact, RuleExplained
from afterschool_policy.law.model import Clause, DecisionSpec, Law
from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import OUTCOMES, Outcome
from afterschool_policy.values.truth import Truth


@dataclass(frozen=True, slots=True)
class Found:
    """A finding under a question, and whose it is to act on it."""

    decision: str
    rule: RuleExplained
    actors: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the audit with its answer.

    `missing` are the facts to be found out that no earlier question asks for; `listed_before` counts the others.
    """

    decision: str
    section: Text
    question: Text
    outcome: Outcome
    label: Text
    answer: Text
    missing: tuple[MissingFact, ...]
    listed_before: int


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter left to a person, in the words of the rule that leaves it."""

    question: Text
    found: Found


@dataclass(frozen=True, slots=True)
class Referred:
    """Everything that one person or body is to judge."""

    who: Text
    matters: tuple[Matter, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the document with the findings of its clauses."""

    heading: str
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Answer):
    """An audit for a person to read. The counts take an outcome and its counterpart together."""

    next_steps: tuple[tuple[str, Text], ...]
    questions: tuple[tuple[Outcome, int], ...]
    totals: tuple[tuple[Outcome, int], ...]
    asked: tuple[Asked, ...]
    referred: tuple[Referred, ...]
    sections: tuple[Section, ...]

    def of(self, outcome: Outcome) -> tuple[Found, ...]:
        """Every finding of an outcome or of its counterpart, in the order of the document."""
        return tuple(
            each for section in self.sections for each in section.found if counted(each.rule.outcome) is outcome
        )

    def by_question(self, outcome: Outcome) -> tuple[tuple[Asked, tuple[Found, ...]], ...]:
        """The findings of an outcome under the questions that they were found for."""
        found = self.of(outcome)
        grouped = ((asked, tuple(each for each in found if each.decision == asked.decision)) for asked in self.asked)
        return tuple((asked, inner) for asked, inner in grouped if inner)

    def open(self, *, settled: bool) -> tuple[Asked, ...]:
        """The questions with facts to be found out: those without an answer yet, or those whose answer may change."""
        return tuple(
            each
            for each in self.asked
            if (each.missing or each.listed_before) and (each.outcome is not Outcome.UNDETERMINED) is settled
        )


_OPEN = Text(
    "现有事实还不能得出全部结论，尚有 {count} 项事实需要查明。",
    "The facts do not settle it yet: {count} more should be found out.",
)
_NOTHING_ASKED = Text(
    "提供的事实没有涉及文件所规定的任何事项。因此没有可以判断的内容。",
    "The facts given speak to none of the questions that the document answers. So there was nothing to decide.",
)
_ASKED = Text(
    "提供的事实涉及文件规定的 {count} 个事项，逐项作了判断。其中{listed}。",
    "The facts speak to {count} questions of the document, and each was decided. Of these: {listed}.",
)
_PUT_RIGHT = Text("改正 {count} 项不符合规定的情况", "Put right what is wrong ({count})")
_DO = Text("办理 {count} 项应当办理的事", "Do what is due ({count})")
_JUDGE = Text("就 {count} 项条文没有定论的问题作出判断", "Judge what the text leaves open ({count})")
_FIND_OUT = Text("查明 {count} 项事实", "Find out what is not known ({count})")
COUNTED = (
    Outcome.VIOLATED,
    Outcome.REQUIRED,
    Outcome.NEEDS_HUMAN_JUDGEMENT,
    Outcome.UNDETERMINED,
    Outcome.SATISFIED,
    Outcome.NOT_APPLICABLE,
)


def counted(outcome: Outcome) -> Outcome:
    """The outcome under which a finding is counted."""
    counterpart = OUTCOMES[outcome].counterpart
    return counterpart if outcome not in COUNTED and counterpart is not None else outcome


def report(
    law: Law, spec: DecisionSpec, outcome: Outcome, explanations: Sequence[Explanation], as_of: date | None
) -> Report:
    """The report of an audit; a rule that answers several questions is listed once for each outcome."""
    places = {clause: place for place, clause in enumerate(law.clauses)}
    found = sorted(_each_once(law, explanations), key=lambda each: places[_first(each.rule, places).id])
    by_section: dict[str, list[Found]] = {}
    for each in found:
        by_section.setdefault(_first(each.rule, places).heading[0], []).append(each)
    asked = _asked(law, explanations)
    missing = {fact.name: fact for explanation in explanations for fact in explanation.missing}
    expired = dict.fromkeys(label for explanation in explanations for label in explanation.expired)
    facts = {fact.name: fact for explanation in explanations for fact in explanation.facts}
    questions = _counts(each.outcome for each in asked)
    return Report(
        question=spec.question,
        outcome=outcome,
        label=OUTCOMES[outcome].label,
        answer=_answer(spec, outcome, len(missing)),
        reason=_reason(len(asked), dict(questions)),
        next_steps=_next_steps(found, len(missing)),
        questions=questions,
        totals=_counts(each.rule.outcome for each in found),
        asked=asked,
        referred=_referred(found, asked, law.instrument.interpreter),
        sections=tuple(Section(heading, tuple(inner)) for heading, inner in by_section.items()),
        missing=tuple(missing[name] for name in sorted(missing)),
        facts=tuple(facts[name] for name in law.vocabulary.facts if name in facts),
        expired=tuple(expired),
        interpreter=law.instrument.interpreter,
        interpreter_clauses=tuple(law.clauses[name] for name in law.instrument.interpreter_clauses),
        instrument=law.instrument.name,
        as_of=explain_day(as_of),
        fingerprint=law.fingerprint,
    )


def _answer(spec: DecisionSpec, outcome: Outcome, missing: int) -> Text:
    if outcome is Outcome.UNDETERMINED:
        return _OPEN.format(count=str(missing))
    return spec.answers.get(outcome, OUTCOMES[outcome].meaning)


def _reason(asked: int, counts: Mapping[Outcome, int]) -> Text:
    """What the audit asked and what came out, in two sentences."""
    named = [(OUTCOMES[outcome].label, number) for outcome, number in counts.items() if number]
    numbers = [Text(f"{label.zh} {number} 项", f"{number} {label.en}") for label, number in named]
    return _ASKED.format(count=str(asked), listed=phrases.listed(numbers, zh="，")) if numbers else _NOTHING_ASKED


def _next_steps(found: Sequence[Found], missing: int) -> tuple[tuple[str, Text], ...]:
    """What is to be done, each with the name of the part of the report that tells more."""
    numbers = dict(_counts(each.rule.outcome for each in found))
    steps = (
        ("problems", _PUT_RIGHT, numbers[Outcome.VIOLATED]),
        ("due", _DO, numbers[Outcome.REQUIRED]),
        ("persons", _JUDGE, numbers[Outcome.NEEDS_HUMAN_JUDGEMENT]),
        ("open", _FIND_OUT, missing),
    )
    return tuple((name, step.format(count=str(number))) for name, step, number in steps if number)


def _first(rule: RuleExplained, places: Mapping[str, int]) -> Clause:
    return min(rule.clauses, key=lambda clause: places[clause.id])


def _counts(outcomes: Iterable[Outcome]) -> tuple[tuple[Outcome, int], ...]:
    under = [counted(outcome) for outcome in outcomes]
    return tuple((outcome, under.count(outcome)) for outcome in COUNTED)


def _each_once(law: Law, explanations: Sequence[Explanation]) -> list[Found]:
    seen: dict[tuple[str, Outcome], Found] = {}
    for explanation in explanations:
        for rule in explanation.rules:
            key = (rule.rule, counted(rule.outcome))
            if rule.defeated_by is None and key not in seen:
                actors = dict.fromkeys(actor for clause in rule.clauses for actor in clause.actors)
                seen[key] = Found(explanation.decision, rule, tuple(actors))
    return list(seen.values())


def _asked(law: Law, explanations: Sequence[Explanation]) -> tuple[Asked, ...]:
    """The questions in their own order; a missing fact stands with the first that asks for it, the open ones first."""
    first: dict[str, str] = {}
    for explanation in sorted(explanations, key=lambda each: each.outcome is not Outcome.UNDETERMINED):
        for fact in explanation.missing:
            first.setdefault(fact.name, explanation.decision)
    return tuple(_one_asked(law, explanation, first) for explanation in explanations)


def _one_asked(law: Law, explanation: Explanation, first: Mapping[str, str]) -> Asked:
    fresh = tuple(fact for fact in explanation.missing if first[fact.name] == explanation.decision)
    return Asked(
        decision=explanation.decision,
        section=law.sections[law.decisions[explanation.decision].section],
        question=explanation.question,
        outcome=explanation.outcome,
        label=explanation.label,
        answer=explanation.answer,
        missing=fresh,
        listed_before=len(explanation.missing) - len(fresh),
    )


def _referred(found: Sequence[Found], asked: Sequence[Asked], interpreter: Text) -> tuple[Referred, ...]:
    """The matters left to persons, by who judges them: the interpreter where nobody is named."""
    questions = {each.decision: each for each in asked}
    by_person: dict[Text, list[Matter]] = {}
    for each in found:
        if each.rule.outcome is not Outcome.NEEDS_HUMAN_JUDGEMENT:
            continue
        put = [(step.to, step.question) for step in each.rule.steps if step.question and step.truth is Truth.TRUE]
        part = questions[each.decision]
        plain = (
            phrases.joined(each.rule.title, phrases.COLON, part.answer)
            if part.outcome is each.rule.outcome
            else each.rule.title
        )
        for who, question in put or [(None, plain)]:
            by_person.setdefault(who or interpreter, []).append(Matter(question or plain, each))
    return tuple(Referred(who, tuple(matters)) for who, matters in by_person.items())

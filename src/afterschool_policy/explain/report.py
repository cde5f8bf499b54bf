"""The report of an audit, made of the explanations of its parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from afterschool_policy.explain import phrases
from afterschool_policy.explain.explanation import explain_day, names_of_texts
from afterschool_policy.explain.model import Explanation, RuleExplained
from afterschool_policy.explain.report_model import (
    COUNTED,
    Chapter,
    QuestionAnswered,
    Referred,
    ReferredQuestion,
    Report,
    ReportFinding,
    counted,
)
from afterschool_policy.explain.results import UnreadFact
from afterschool_policy.explain.unread import in_words
from afterschool_policy.law.model import Clause, DecisionSpec, Law
from afterschool_policy.text import Counted, Text
from afterschool_policy.values.outcomes import OUTCOMES, Outcome
from afterschool_policy.values.truth import Truth

_OPEN = Counted(
    "现有事实还不能得出全部结论，尚有{count}项事实需要查明。",
    "The facts do not settle it yet: one more should be found out.",
    "The facts do not settle it yet: {count} more should be found out.",
)
_NOTHING_ASKED = Text(
    "提供的事实没有涉及文件所规定的任何事项。因此没有可以判断的内容。",
    "The facts given speak to none of the questions that the document answers. So there was nothing to decide.",
)
_ASKED = Counted(
    "提供的事实涉及文件规定的{count}个事项，逐项作了判断。其中{listed}。",
    "The facts speak to one question of the document, and it was decided: {listed}.",
    "The facts speak to {count} questions of the document, and each was decided. Of these: {listed}.",
)
_RESTS = Counted(
    "其中{count}个事项的结论附有前提，见有关事项",
    "one of the answers rests on more than known facts, as it says",
    "{count} of the answers rest on more than known facts, as each of them says",
)
_CONTRADICTED = Text("有互相矛盾的事实，按未知对待", "facts that contradict one another are taken as unknown")
_PUT_RIGHT = Text("改正{count}项不符合规定的情况", "Put right what is wrong ({count})")
_DO = Text("办理{count}项应当办理的事", "Do what is due ({count})")
_JUDGE = Text("就{count}项条文没有定论的问题作出判断", "Judge what the text leaves open ({count})")
_FIND_OUT = Text("查明{count}项事实", "Find out what is not known ({count})")


def report(
    law: Law,
    spec: DecisionSpec,
    outcome: Outcome,
    explanations: Sequence[Explanation],
    as_of: date | None,
    *,
    clauses: tuple[str, ...] = (),
    unread: tuple[UnreadFact, ...],
) -> Report:
    """The report of an audit; a rule that answers several questions is listed once for each outcome."""
    places = {clause: place for place, clause in enumerate(law.clauses)}
    findings = sorted(_findings(explanations), key=lambda finding: places[_first(finding.rule, places).id])
    by_section: dict[str, list[ReportFinding]] = {}
    for finding in findings:
        # A short instrument may have no headings; its own name then stands for one, and of several before each.
        clause = _first(finding.rule, places)
        (text,) = names_of_texts(law, [clause.id])
        heading, *_ = (*clause.heading, text.zh)
        if clause.instrument is not None and clause.heading:
            heading = f"{phrases.TEXT.format(name=text).zh} {heading}"
        by_section.setdefault(heading, []).append(finding)
    first = _first_asking(explanations)
    asked = tuple(_question(law, explanation, first) for explanation in explanations)
    missing = {fact.name: fact for explanation in explanations for fact in explanation.missing}
    contradictions = dict.fromkeys(said for explanation in explanations for said in explanation.contradictions)
    expired = dict.fromkeys(label for explanation in explanations for label in explanation.expired)
    facts = {fact.name: fact for explanation in explanations for fact in explanation.facts}
    named = dict.fromkeys(name for each in explanations for name in (each.instrument, *each.further))
    texts = (*named,) or (law.instrument.name,)
    questions = _counts(question.outcome for question in asked)
    return Report(
        question=spec.question,
        outcome=outcome,
        label=OUTCOMES[outcome].label,
        answer=phrases.with_drafts(
            law.drafts,
            phrases.on_clauses([law.clauses[name] for name in clauses], _answer(spec, outcome, len(missing))),
        ),
        rests_on=tuple(_rests_on(explanations)),
        reason=_reason(len(asked), dict(questions)),
        next_steps=_next_steps(findings, len(missing)),
        questions=questions,
        totals=_counts(finding.rule.outcome for finding in findings),
        asked=asked,
        referred=_referred(findings, asked, law.instrument.interpreter),
        sections=tuple(Chapter(heading, tuple(under)) for heading, under in by_section.items()),
        missing=tuple(missing[name] for name in sorted(missing)),
        facts=tuple(facts[name] for name in law.vocabulary.facts if name in facts),
        expired=tuple(expired),
        contradictions=tuple(contradictions),
        unread=in_words(law, unread),
        interpreter=law.instrument.interpreter,
        interpreter_clauses=tuple(law.clauses[name] for name in law.instrument.interpreter_clauses),
        instrument=texts[0],
        further=texts[1:],
        as_of=explain_day(as_of),
        asked_clauses=clauses,
        fingerprint=law.fingerprint,
    )


def _answer(spec: DecisionSpec, outcome: Outcome, missing: int) -> Text:
    if outcome is Outcome.UNDETERMINED:
        return _OPEN.format(missing)
    return spec.answers.get(outcome, phrases.sentence(OUTCOMES[outcome].meaning))


def _rests_on(explanations: Sequence[Explanation]) -> Iterator[Text]:
    """How many of the answers rest on more than known facts; each says on what."""
    resting = sum(1 for each in explanations if each.rests_on and each.outcome is not Outcome.UNDETERMINED)
    if resting:
        yield _RESTS.format(resting)
    if any(each.contradictions for each in explanations):
        yield _CONTRADICTED
    if any(each.expired for each in explanations):
        yield phrases.OUTDATED


def _reason(questions: int, counts: Mapping[Outcome, int]) -> Text:
    """What the audit asked and what came out, in two sentences."""
    labels = [(OUTCOMES[outcome].label, number) for outcome, number in counts.items() if number]
    if not labels:
        return _NOTHING_ASKED
    numbers = phrases.listed([Text(f"{label.zh}{n}项", f"{n} {label.en}") for label, n in labels], zh="，")
    return _ASKED.format(questions, listed=numbers)


def _next_steps(findings: Sequence[ReportFinding], missing: int) -> tuple[tuple[str, Text], ...]:
    """What is to be done, each with the name of the part of the report that tells more."""
    numbers = dict(_counts(finding.rule.outcome for finding in findings))
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
    numbers = Counter(map(counted, outcomes))
    return tuple((outcome, numbers[outcome]) for outcome in COUNTED)


def _findings(explanations: Sequence[Explanation]) -> list[ReportFinding]:
    """The finding of every rule that is not defeated, once for each outcome that it is counted under."""
    findings: dict[tuple[str, Outcome], ReportFinding] = {}
    for explanation in explanations:
        for rule in explanation.rules:
            key = (rule.rule, counted(rule.outcome))
            if rule.defeated_by is None and key not in findings:
                findings[key] = ReportFinding(explanation.decision, rule, rule.actors)
    return [*findings.values()]


def _first_asking(explanations: Sequence[Explanation]) -> dict[str, str]:
    """The question with which a missing fact stands: the first that asks for it, the open ones before the others."""
    questions: dict[str, str] = {}
    for explanation in sorted(explanations, key=lambda explanation: explanation.outcome is not Outcome.UNDETERMINED):
        for fact in explanation.missing:
            questions.setdefault(fact.name, explanation.decision)
    return questions


def _question(law: Law, explanation: Explanation, first: Mapping[str, str]) -> QuestionAnswered:
    fresh = tuple(fact for fact in explanation.missing if first[fact.name] == explanation.decision)
    return QuestionAnswered(
        decision=explanation.decision,
        section=law.sections[law.decisions[explanation.decision].section],
        question=explanation.question,
        outcome=explanation.outcome,
        label=explanation.label,
        answer=explanation.headline,
        missing=fresh,
        listed_before=len(explanation.missing) - len(fresh),
        turns_on=explanation.turns_on,
    )


def _referred(
    findings: Sequence[ReportFinding], asked: Sequence[QuestionAnswered], interpreter: Text
) -> tuple[Referred, ...]:
    """The matters left to persons, by who judges them: the interpreter where nobody is named."""
    questions = {question.decision: question for question in asked}
    by_person: dict[Text, list[ReferredQuestion]] = {}
    for finding in findings:
        rule, part = finding.rule, questions[finding.decision]
        if rule.outcome is not Outcome.NEEDS_HUMAN_JUDGEMENT:
            continue
        put = [(step.to, step.question) for step in rule.steps if step.question and step.truth is Truth.TRUE]
        alike = part.outcome is rule.outcome
        plain = phrases.joined(rule.title, phrases.COLON, part.answer) if alike else rule.title
        for who, question in put or [(None, plain)]:
            by_person.setdefault(who or interpreter, []).append(ReferredQuestion(question or plain, finding))
    return tuple(Referred(who, tuple(matters)) for who, matters in by_person.items())

"""Takes an explanation; gives plain text for a terminal or a log."""

from __future__ import annotations

from collections.abc import Iterator

from afterschool_policy.explain.model import Explanation, RuleExplained, Statement, Step
from afterschool_policy.explain.render import phrases
from afterschool_policy.text import Lang
from afterschool_policy.values.truth import Truth


def as_text(explanation: Explanation, lang: Lang) -> str:
    """The explanation in lines of plain text."""
    return "\n".join(_lines(explanation, lang)) + "\n"


def _lines(explanation: Explanation, lang: Lang) -> Iterator[str]:
    colon = phrases.COLON[lang]
    yield f"{phrases.QUESTION[lang]}{colon}{explanation.question[lang]}"
    label = f"【{explanation.label.zh}】" if lang == "zh" else f"[{explanation.label.en}] "
    yield f"{phrases.ANSWER[lang]}{colon}{label}{explanation.answer[lang]}"
    yield f"{phrases.REASON[lang]}{colon}{explanation.reason[lang]}"
    yield f"    {phrases.BASIS.format(name=explanation.instrument)[lang]}"
    if explanation.as_of is not None:
        yield f"    {phrases.DAY.format(day=explanation.as_of)[lang]}"
    for heading, decided in ((phrases.DECIDING, True), (phrases.OTHERS, False)):
        rules = [rule for rule in explanation.rules if rule.decided is decided]
        if rules:
            yield ""
            yield f"{heading[lang]}{colon}"
            for rule in rules:
                yield from _rule(rule, lang)
    if explanation.missing:
        yield ""
        yield f"{phrases.missing(explanation.outcome, lang)}{colon}"
        for fact in explanation.missing:
            person = phrases.aside(phrases.JUDGEMENT[lang], lang) if fact.judgement else ""
            yield f"  ? {fact.question[lang]}{person}  [{fact.name}]"
    vouched = [(known, known.evidence) for known in explanation.facts if known.evidence is not None]
    if vouched:
        yield ""
        yield f"{phrases.VOUCHED[lang]}{colon}"
        for known, evidence in vouched:
            said = phrases.evidence(evidence, lang)
            yield f"  · {known.label[lang]}{colon}{known.value[lang]}{phrases.aside(said, lang)}"
    if explanation.expired:
        yield ""
        yield f"{phrases.EXPIRED[lang]}{colon}{', '.join(label[lang] for label in explanation.expired)}"
    yield ""
    yield phrases.contest(explanation.interpreter, explanation.interpreter_clauses, lang)
    yield phrases.REVISION.format(revision=explanation.fingerprint[:19])[lang]


def _rule(rule: RuleExplained, lang: Lang) -> Iterator[str]:
    colon = phrases.COLON[lang]
    yield f"● {rule.title[lang]}{colon}{rule.says[lang]}  [{rule.rule}]"
    if rule.defeated_by is not None:
        yield f"  {phrases.DEFEATED.format(rule=rule.defeated_by)[lang]}"
    for clause in rule.clauses:
        yield f"  {phrases.CLAUSE[lang]} {clause.id} “{clause.quote}”"
    for step in rule.steps:
        yield from _step(step, lang)
    if rule.due is not None:
        yield f"  {phrases.DUE[lang]}{colon}{rule.due[lang]}"
    for computed in rule.computed:
        how = f"{computed.how[lang]} = " if computed.how[lang] else ""
        yield f"  {computed.label[lang]}{colon}{how}{computed.value[lang]}"
    for reading in rule.readings:
        yield f"  {reading.id} {reading.matter[lang]}{colon}{reading.text[lang]}"


def _step(step: Step, lang: Lang) -> Iterator[str]:
    clauses = f" {', '.join(step.clauses)}" if step.clauses else ""
    yield f"  {step.label[lang]}{clauses}{phrases.aside(phrases.truth_of_step(step.role, step.truth, lang), lang)}"
    members = step.statement.members if step.statement.plain_list else (step.statement,)
    for member in members:
        yield from _statement(member, lang, 2)
    if step.question is not None and step.to is not None and step.truth is Truth.TRUE:
        yield f"    → {step.question[lang]}{phrases.aside(phrases.JUDGES.format(who=step.to)[lang], lang)}"


def _statement(statement: Statement, lang: Lang, depth: int) -> Iterator[str]:
    yield f"{'  ' * depth}{phrases.SIGNS[statement.truth]} {statement.text[lang]}"
    for member in statement.members:
        yield from _statement(member, lang, depth + 1)

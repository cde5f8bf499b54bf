"""Takes an explanation; gives Markdown for a report, a page or an issue."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterschool_policy.explain.model import Explanation, RuleExplained, Statement
from afterschool_policy.explain.render import phrases
from afterschool_policy.text import Lang
from afterschool_policy.values.truth import Truth

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|])")


def as_markdown(explanation: Explanation, lang: Lang) -> str:
    """The explanation as a Markdown section."""
    return "\n".join(_lines(explanation, lang)) + "\n"


def _lines(explanation: Explanation, lang: Lang) -> Iterator[str]:
    yield f"## {safe(explanation.question[lang])}"
    yield ""
    yield f"**{explanation.label[lang]}** — {safe(explanation.answer[lang])}"
    yield ""
    yield safe(explanation.reason[lang])
    yield ""
    yield f"{phrases.BASIS.format(name=explanation.instrument)[lang]}  "
    if explanation.as_of is not None:
        yield f"{phrases.DAY.format(day=explanation.as_of)[lang]}  "
    yield phrases.REVISION.format(revision=f"`{explanation.fingerprint}`")[lang]
    for heading, decided in ((phrases.DECIDING, True), (phrases.OTHERS, False)):
        rules = [rule for rule in explanation.rules if rule.decided is decided]
        if rules:
            yield from ("", f"### {heading[lang]}")
            for rule in rules:
                yield from rule_markdown(rule, lang)
    if explanation.missing:
        yield from ("", f"### {phrases.missing(explanation.outcome, lang)}", "")
        for fact in explanation.missing:
            person = phrases.aside(phrases.JUDGEMENT[lang], lang) if fact.judgement else ""
            yield f"- {safe(fact.question[lang])}{person} `{fact.name}`"
    vouched = [(known, known.evidence) for known in explanation.facts if known.evidence is not None]
    if vouched:
        yield from ("", f"### {phrases.VOUCHED[lang]}", "")
        for known, evidence in vouched:
            said = phrases.evidence(evidence, lang)
            colon = phrases.COLON[lang]
            yield f"- {safe(known.label[lang])}{colon}{safe(known.value[lang])}{phrases.aside(safe(said), lang)}"
    if explanation.expired:
        labels = ", ".join(safe(label[lang]) for label in explanation.expired)
        yield from ("", f"{phrases.EXPIRED[lang]}{phrases.COLON[lang]}{labels}")
    yield from ("", safe(phrases.contest(explanation.interpreter, explanation.interpreter_clauses, lang)))


def rule_markdown(rule: RuleExplained, lang: Lang) -> Iterator[str]:
    """One rule with its reasons, under a heading of its own."""
    colon = phrases.COLON[lang]
    yield ""
    yield f"#### {safe(rule.title[lang])}{colon}{rule.says[lang]} (`{rule.rule}`)"
    if rule.defeated_by is not None:
        yield from ("", phrases.DEFEATED.format(rule=f"`{rule.defeated_by}`")[lang])
    for clause in rule.clauses:
        yield from ("", f"> {safe(clause.quote)} — {clause.id}")
    yield ""
    for step in rule.steps:
        clauses = f" {', '.join(step.clauses)}" if step.clauses else ""
        yield f"- {step.label[lang]}{clauses}{phrases.aside(phrases.truth_of_step(step.role, step.truth, lang), lang)}"
        yield from _statement(step.statement, lang, 1)
        if step.question is not None and step.to is not None and step.truth is Truth.TRUE:
            yield f"    - → {safe(step.question[lang])}{phrases.aside(phrases.JUDGES.format(who=step.to)[lang], lang)}"
    if rule.due is not None:
        yield f"- {phrases.DUE[lang]}{colon}{safe(rule.due[lang])}"
    for computed in rule.computed:
        how = f"{safe(computed.how[lang])} = " if computed.how[lang] else ""
        yield f"- {safe(computed.label[lang])}{colon}{how}**{safe(computed.value[lang])}**"
    for reading in rule.readings:
        yield f"- {reading.id} {safe(reading.matter[lang])}{colon}{safe(reading.text[lang])}"


def _statement(statement: Statement, lang: Lang, depth: int) -> Iterator[str]:
    yield f"{'    ' * depth}- {phrases.SIGNS[statement.truth]} {safe(statement.text[lang])}"
    for member in statement.members:
        yield from _statement(member, lang, depth + 1)


def safe(text: str) -> str:
    """Text that Markdown takes letter by letter."""
    return _SPECIAL.sub(r"\\\1", text)

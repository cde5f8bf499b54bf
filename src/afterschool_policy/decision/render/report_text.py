"""Takes an audit report; gives plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from afterschool_policy.decision.render import phrases
from afterschool_policy.decision.report import Found, Report
from afterschool_policy.text import Lang
from afterschool_policy.values.outcomes import OUTCOMES, Outcome
from afterschool_policy.values.truth import Truth

PARTS = (
    (phrases.PROBLEMS, Outcome.VIOLATED),
    (phrases.TO_DO, Outcome.REQUIRED),
    (phrases.FOR_PERSONS, Outcome.NEEDS_HUMAN_JUDGEMENT),
)


def report_text(report: Report, lang: Lang) -> str:
    """The report in lines of plain text."""
    return "\n".join(_lines(report, lang)) + "\n"


def _lines(report: Report, lang: Lang) -> Iterator[str]:
    colon = phrases.COLON[lang]
    label = f"【{report.label.zh}】" if lang == "zh" else f"[{report.label.en}] "
    yield f"{phrases.QUESTION[lang]}{colon}{report.question[lang]}"
    yield f"{phrases.ANSWER[lang]}{colon}{label}{report.answer[lang]}"
    yield f"    {phrases.BASIS.format(name=report.instrument)[lang]}"
    if report.as_of is not None:
        yield f"    {phrases.DAY.format(day=report.as_of)[lang]}"
    counts = phrases.SEMICOLON[lang].join(
        f"{OUTCOMES[outcome].label[lang]} {count}" for outcome, count in report.totals
    )
    yield f"{phrases.TOTALS[lang]}{colon}{counts}"
    for heading, outcome in PARTS:
        found = report.of(outcome)
        if found:
            yield from ("", f"{heading[lang]}{colon}")
            for each in found:
                yield from _found(each, lang)
    if report.missing:
        yield from ("", f"{phrases.MISSING[lang]}{colon}")
        for fact in report.missing:
            person = phrases.aside(phrases.JUDGEMENT[lang], lang) if fact.judgement else ""
            yield f"  ? {fact.question[lang]}{person}  [{fact.name}]"
    yield from ("", f"{phrases.BY_SECTION[lang]}{colon}")
    for section in report.sections:
        yield f"{section.heading}{colon}"
        for each in section.found:
            clauses = ", ".join(clause.id for clause in each.rule.clauses)
            yield f"  {each.rule.says[lang]} — {each.rule.title[lang]}  {clauses}"


def _found(found: Found, lang: Lang) -> Iterator[str]:
    rule = found.rule
    yield f"● {rule.title[lang]}  [{rule.rule}]"
    for clause in rule.clauses:
        yield f"  {phrases.CLAUSE[lang]} {clause.id} “{clause.quote}”"
    if rule.due is not None:
        yield f"  {phrases.DUE[lang]}{phrases.COLON[lang]}{rule.due[lang]}"
    for step in rule.steps:
        if step.question is not None and step.to is not None and step.truth is Truth.TRUE:
            yield f"  → {step.question[lang]}{phrases.aside(phrases.JUDGES.format(who=step.to)[lang], lang)}"
    for computed in rule.computed:
        how = f"{computed.how[lang]} = " if computed.how[lang] else ""
        yield f"  {computed.label[lang]}{phrases.COLON[lang]}{how}{computed.value[lang]}"

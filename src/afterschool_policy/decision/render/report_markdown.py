"""Takes an audit report; gives Markdown that can be put before those who run the school."""

from __future__ import annotations

from collections.abc import Iterator

from afterschool_policy.decision.render import phrases
from afterschool_policy.decision.render.as_markdown import rule_markdown, safe
from afterschool_policy.decision.render.report_text import PARTS
from afterschool_policy.decision.report import Report
from afterschool_policy.text import Lang
from afterschool_policy.values.outcomes import OUTCOMES


def report_markdown(report: Report, lang: Lang) -> str:
    """The report as a Markdown document."""
    return "\n".join(_lines(report, lang)) + "\n"


def _lines(report: Report, lang: Lang) -> Iterator[str]:
    yield f"# {safe(report.question[lang])}"
    yield from ("", f"**{report.label[lang]}** — {safe(report.answer[lang])}", "")
    yield f"{phrases.BASIS.format(name=report.instrument)[lang]}  "
    if report.as_of is not None:
        yield f"{phrases.DAY.format(day=report.as_of)[lang]}  "
    yield phrases.REVISION.format(revision=f"`{report.fingerprint}`")[lang]
    yield from ("", f"| {phrases.TOTALS[lang]} | {phrases.COUNT[lang]} |", "|---|---:|")
    yield from (f"| {OUTCOMES[outcome].label[lang]} | {count} |" for outcome, count in report.totals)
    for heading, outcome in PARTS:
        found = report.of(outcome)
        if found:
            yield from ("", f"## {heading[lang]}")
            for each in found:
                yield from rule_markdown(each.rule, lang)
    if report.missing:
        yield from ("", f"## {phrases.MISSING[lang]}", "")
        for fact in report.missing:
            person = phrases.aside(phrases.JUDGEMENT[lang], lang) if fact.judgement else ""
            yield f"- {safe(fact.question[lang])}{person} `{fact.name}`"
    yield from ("", f"## {phrases.BY_SECTION[lang]}")
    for section in report.sections:
        yield from ("", f"### {safe(section.heading)}", "")
        for each in section.found:
            clauses = ", ".join(clause.id for clause in each.rule.clauses)
            yield f"- **{each.rule.says[lang]}** {safe(each.rule.title[lang])} ({clauses})"

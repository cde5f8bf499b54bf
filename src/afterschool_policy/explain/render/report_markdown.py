"""Takes an audit report; gives Markdown that can be put before those who run the school."""

from __future__ import annotations

from collections.abc import Iterator

from afterschool_policy.explain.render import phrases
from afterschool_policy.explain.render import report_phrases as said
from afterschool_policy.explain.render.as_markdown import safe
from afterschool_policy.explain.report import Asked, Found, Report
from afterschool_policy.text import Lang
from afterschool_policy.values.outcomes import OUTCOMES, Outcome


def report_markdown(report: Report, lang: Lang) -> str:
    """The report as a Markdown document."""
    return "\n".join(_lines(report, lang)) + "\n"


def _lines(report: Report, lang: Lang) -> Iterator[str]:
    yield f"# {safe(report.question[lang])}"
    yield from ("", f"**{report.label[lang]}** — {safe(report.answer[lang])}", "")
    yield from (safe(report.reason[lang]), "")
    yield from (f"{safe(each)}  " for each in said.basis(report, lang))
    yield from _problems(report, lang)
    yield from _due(report, lang)
    yield from _for_persons(report, lang)
    yield from _open(report, lang)
    yield from ("", f"## {said.OVERVIEW[lang]}", "")
    yield f"| | {' | '.join(OUTCOMES[outcome].label[lang] for outcome, _ in report.totals)} |"
    yield f"|---|{'---:|' * len(report.totals)}"
    for name, counts in ((said.QUESTIONS, report.questions), (said.RULES, report.totals)):
        yield f"| {name[lang]} | {' | '.join(str(count) for _, count in counts)} |"
    yield from ("", f"## {said.BY_QUESTION[lang]}", "")
    yield from (f"| {said.QUESTION[lang]} | {said.ANSWER[lang]} |", "|---|---|")
    yield from (f"| {safe(each.question[lang])} | **{each.label[lang]}** |" for each in report.asked)
    yield from ("", f"## {said.BY_SECTION[lang]}")
    for section in report.sections:
        yield from ("", f"### {safe(section.heading)}", "")
        for each in section.found:
            yield f"- **{each.rule.says[lang]}** {safe(each.rule.title[lang])} ({said.clause_ids(each, lang)})"
    yield from ("", safe(phrases.contest(report.interpreter, report.interpreter_clauses, lang)))
    yield from ("", phrases.REVISION.format(revision=f"`{report.fingerprint}`")[lang])


def _problems(report: Report, lang: Lang) -> Iterator[str]:
    yield from ("", f"## {said.PROBLEMS[lang]}", "")
    groups = report.by_question(Outcome.VIOLATED)
    if not groups:
        yield said.NOTHING[lang]
    for number, (asked, found) in enumerate(groups, 1):
        yield from ("", f"### {number}. {safe(asked.question[lang])}", "")
        yield f"**{asked.label[lang]}** — {safe(asked.answer[lang])}"
        for each in found:
            yield from ("", f"**{safe(said.norm(each, lang))}**", "")
            yield from _quotes(each, lang)
            if each.rule.grounds:
                yield f"- {said.FACTS[lang]}{phrases.COLON[lang]}{safe(said.grounds(each, lang))}"
            yield from _computed(each, lang)
            if each.rule.act is not None:
                yield f"- {said.ACT[lang]}{phrases.COLON[lang]}{safe(each.rule.act[lang])}"
            yield from _who(each, lang)


def _due(report: Report, lang: Lang) -> Iterator[str]:
    found = report.of(Outcome.REQUIRED)
    if found:
        yield from ("", f"## {said.DUE[lang]}")
    for each in found:
        yield from ("", f"**{safe(said.act(each, lang))}**", "")
        yield from _quotes(each, lang)
        yield from _who(each, lang)
        yield from _computed(each, lang)


def _for_persons(report: Report, lang: Lang) -> Iterator[str]:
    if report.referred:
        yield from ("", f"## {said.FOR_PERSONS[lang]}")
    for referred in report.referred:
        yield from ("", f"### {safe(said.JUDGE.format(who=referred.who)[lang])}", "")
        for matter in referred.matters:
            yield f"- {safe(matter.question[lang])} ({said.clause_ids(matter.found, lang)})"
            yield from (f"    {line}" for line in _computed(matter.found, lang))


def _open(report: Report, lang: Lang) -> Iterator[str]:
    if report.missing:
        yield from ("", f"## {said.OPEN[lang]}")
    for heading, settled in ((said.NO_ANSWER_YET, False), (said.MAY_CHANGE, True)):
        asked = report.open(settled=settled)
        if asked:
            yield from ("", f"### {heading[lang]}", "")
            for each in asked:
                yield from _asked(each, lang)
    if report.expired:
        yield from ("", f"{phrases.EXPIRED[lang]}{phrases.COLON[lang]}{safe(said.listed(report.expired, lang))}")


def _asked(asked: Asked, lang: Lang) -> Iterator[str]:
    yield f"- {safe(asked.question[lang])}"
    for fact in asked.missing:
        person = phrases.aside(phrases.JUDGEMENT[lang], lang) if fact.judgement else ""
        yield f"    - {safe(fact.question[lang])}{person} `{fact.name}`"
    if asked.listed_before:
        yield f"    - {said.listed_before(asked, lang)}"


def _quotes(found: Found, lang: Lang) -> Iterator[str]:
    for clause in found.rule.clauses:
        gist = f" {safe(clause.gist[lang])}" if lang != "zh" and clause.gist is not None else ""
        yield from (f"> {safe(clause.quote)} — {clause.id}{gist}", "")


def _computed(found: Found, lang: Lang) -> Iterator[str]:
    for label, how, value in said.computed(found, lang):
        yield f"- {safe(label)}{phrases.COLON[lang]}{safe(how)}**{safe(value)}**"


def _who(found: Found, lang: Lang) -> Iterator[str]:
    if found.actors:
        yield f"- {said.WHO[lang]}{phrases.COLON[lang]}{safe(said.listed(found.actors, lang))}"

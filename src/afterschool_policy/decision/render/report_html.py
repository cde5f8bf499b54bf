"""Takes an audit report; gives one self-contained HTML page: what is wrong first, then everything by section."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from afterschool_policy.decision.render import phrases
from afterschool_policy.decision.render import report_phrases as said
from afterschool_policy.decision.render.as_html import rule_html
from afterschool_policy.decision.render.html_page import page
from afterschool_policy.decision.report import Asked, Found, Report, Section, counted
from afterschool_policy.text import Lang
from afterschool_policy.values.outcomes import OUTCOMES, Outcome


def report_html(report: Report, lang: Lang) -> str:
    """The report as a page."""
    return page(report.question[lang], _body(report, lang), lang)


def _body(report: Report, lang: Lang) -> Iterator[str]:
    yield f"<h1>{escape(report.question[lang])}</h1>"
    tone = counted(report.outcome).name
    yield f'<p class="answer {tone}"><b>{report.label[lang]}</b>{escape(report.answer[lang])}</p>'
    yield f'<p class="soft">{"<br>".join(escape(each) for each in said.basis(report, lang))}</p>'
    yield from _problems(report, lang)
    yield from _due(report, lang)
    yield from _for_persons(report, lang)
    yield from _open(report, lang)
    yield from _totals(report, lang)
    yield from _by_question(report, lang)
    yield f"<h2>{said.BY_SECTION[lang]}</h2>"
    for section in report.sections:
        yield from _section(section, lang)
    revision = phrases.REVISION.format(revision="")[lang]
    yield f'<p class="soft">{revision}<code>{report.fingerprint}</code></p>'


def _problems(report: Report, lang: Lang) -> Iterator[str]:
    yield f"<h2>{said.PROBLEMS[lang]}</h2>"
    groups = report.by_question(Outcome.VIOLATED)
    if not groups:
        yield f"<p>{said.NOTHING[lang]}</p>"
    for number, (asked, found) in enumerate(groups, 1):
        yield f'<section class="matter"><h3>{number}. {escape(asked.question[lang])}</h3>'
        yield f"<p>{_label(asked.outcome, asked.label[lang])} {escape(asked.answer[lang])}</p>"
        for each in found:
            yield f'<div class="card VIOLATED"><h4>{escape(said.norm(each, lang))}</h4>'
            yield from _quotes(each, lang)
            yield "<dl>"
            if each.grounds:
                yield _row(said.FACTS[lang], escape(said.grounds(each, lang)))
            yield from _computed(each, lang)
            if each.act is not None:
                yield _row(said.ACT[lang], f"<b>{escape(each.act[lang])}</b>")
            yield from _who(each, lang)
            yield "</dl></div>"
        yield "</section>"


def _due(report: Report, lang: Lang) -> Iterator[str]:
    found = report.of(Outcome.REQUIRED)
    if found:
        yield f"<h2>{said.DUE[lang]}</h2>"
    for each in found:
        yield f'<div class="card REQUIRED"><h4>{escape(said.act(each, lang))}</h4>'
        yield from _quotes(each, lang)
        yield "<dl>"
        yield from _computed(each, lang)
        yield from _who(each, lang)
        yield "</dl></div>"


def _for_persons(report: Report, lang: Lang) -> Iterator[str]:
    if report.referred:
        yield f"<h2>{said.FOR_PERSONS[lang]}</h2>"
    for referred in report.referred:
        yield f"<h3>{escape(said.JUDGE.format(who=referred.who)[lang])}</h3>"
        for matter in referred.matters:
            yield f'<div class="card NEEDS_HUMAN_JUDGEMENT"><h4>{escape(matter.question[lang])}</h4>'
            yield from _quotes(matter.found, lang)
            yield "<dl>"
            yield from _computed(matter.found, lang)
            yield "</dl></div>"


def _open(report: Report, lang: Lang) -> Iterator[str]:
    if report.missing:
        yield f"<h2>{said.OPEN[lang]}</h2>"
    for heading, settled in ((said.NO_ANSWER_YET, False), (said.MAY_CHANGE, True)):
        asked = report.open(settled=settled)
        if asked:
            yield f"<h3>{heading[lang]}</h3>"
            for each in asked:
                yield from _asked(each, lang)
    if report.expired:
        yield f"<h3>{phrases.EXPIRED[lang]}</h3><p>{escape(said.listed(report.expired, lang))}</p>"


def _asked(asked: Asked, lang: Lang) -> Iterator[str]:
    yield f'<div class="open"><p>{escape(asked.question[lang])}</p><ul class="boxes">'
    for fact in asked.missing:
        person = phrases.aside(phrases.JUDGEMENT[lang], lang) if fact.judgement else ""
        yield f"<li>{escape(fact.question[lang])}{person} <code>{fact.name}</code></li>"
    if asked.listed_before:
        yield f'<li class="soft">{said.listed_before(asked, lang)}</li>'
    yield "</ul></div>"


def _totals(report: Report, lang: Lang) -> Iterator[str]:
    yield f'<h2>{said.OVERVIEW[lang]}</h2><table class="totals"><tr><td></td>'
    yield from (
        f'<th scope="col" class="{outcome.name}">{OUTCOMES[outcome].label[lang]}</th>' for outcome, _ in report.totals
    )
    yield "</tr>"
    for name, counts in ((said.QUESTIONS, report.questions), (said.RULES, report.totals)):
        yield f'<tr><th scope="row">{name[lang]}</th>{"".join(f"<td>{count}</td>" for _, count in counts)}</tr>'
    yield "</table>"


def _by_question(report: Report, lang: Lang) -> Iterator[str]:
    yield f'<h2>{said.BY_QUESTION[lang]}</h2><table class="answers">'
    section = ""
    for each in report.asked:
        if each.section[lang] != section:
            section = each.section[lang]
            yield f'<tr><th colspan="2" scope="colgroup">{escape(section)}</th></tr>'
        yield f"<tr><td>{escape(each.question[lang])}</td><td>{_label(each.outcome, each.label[lang])}</td></tr>"
    yield "</table>"


def _section(section: Section, lang: Lang) -> Iterator[str]:
    yield f'<h3 lang="zh-Hans">{escape(section.heading)}</h3>'
    for each in section.found:
        if said.speaks(each):
            yield '<div class="finding">'
            yield from rule_html(each.rule, lang, opened=False)
            yield f'<span class="soft">{said.clause_ids(each, lang)}</span></div>'
    silent = [each for each in section.found if not said.speaks(each)]
    if silent:
        told = (f"{escape(each.rule.title[lang])} {said.clause_ids(each, lang)}" for each in silent)
        label = OUTCOMES[Outcome.NOT_APPLICABLE].label[lang]
        yield f'<p class="soft silent">{label}{phrases.COLON[lang]}{phrases.SEMICOLON[lang].join(told)}</p>'


def _label(outcome: Outcome, label: str) -> str:
    return f'<b class="label {counted(outcome).name}">{label}</b>'


def _quotes(found: Found, lang: Lang) -> Iterator[str]:
    yield "<blockquote>"
    for clause in found.rule.clauses:
        yield f'<p><span lang="zh-Hans">“{escape(clause.quote)}”</span>'
        if lang != "zh" and clause.gist is not None:
            yield f" {escape(clause.gist[lang])}"
        place = f'<span lang="zh-Hans">{escape(said.place(clause))}</span>'
        yield f'<span class="soft">{phrases.CLAUSE[lang]} {clause.id} · {place}</span></p>'
    yield "</blockquote>"


def _computed(found: Found, lang: Lang) -> Iterator[str]:
    for label, how, value in said.computed(found, lang):
        yield _row(escape(label), f"{escape(how)}<b>{escape(value)}</b>")


def _who(found: Found, lang: Lang) -> Iterator[str]:
    if found.actors:
        yield _row(said.WHO[lang], escape(said.listed(found.actors, lang)))


def _row(name: str, value: str) -> str:
    return f"<div><dt>{name}</dt><dd>{value}</dd></div>"

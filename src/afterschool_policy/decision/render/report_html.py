"""Takes an audit report; gives one self-contained HTML page: what is wrong first, then everything by section."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from afterschool_policy.decision.render import phrases
from afterschool_policy.decision.render.as_html import rule_html
from afterschool_policy.decision.render.html_page import page
from afterschool_policy.decision.render.report_text import PARTS
from afterschool_policy.decision.report import Report
from afterschool_policy.text import Lang
from afterschool_policy.values.outcomes import OUTCOMES


def report_html(report: Report, lang: Lang) -> str:
    """The report as a page."""
    return page(report.question[lang], _body(report, lang), lang)


def _body(report: Report, lang: Lang) -> Iterator[str]:
    yield f"<h1>{escape(report.question[lang])}</h1>"
    yield f'<p class="answer"><b>{report.label[lang]}</b>{escape(report.answer[lang])}</p>'
    basis = [phrases.BASIS.format(name=report.instrument)]
    if report.as_of is not None:
        basis.append(phrases.DAY.format(day=report.as_of))
    yield f'<p class="soft">{"<br>".join(escape(each[lang]) for each in basis)}</p>'
    yield f"<table><caption>{phrases.TOTALS[lang]}</caption><tr>"
    yield from (f'<th scope="col">{OUTCOMES[outcome].label[lang]}</th>' for outcome, _ in report.totals)
    yield "</tr><tr>"
    yield from (f"<td>{count}</td>" for _, count in report.totals)
    yield "</tr></table>"
    for heading, outcome in PARTS:
        found = report.of(outcome)
        if found:
            yield f"<h2>{heading[lang]}</h2>"
            for each in found:
                yield from rule_html(each.rule, lang, opened=True)
    if report.missing:
        yield f"<h2>{phrases.MISSING[lang]}</h2><ul>"
        for fact in report.missing:
            person = phrases.aside(phrases.JUDGEMENT[lang], lang) if fact.judgement else ""
            yield f"<li>{escape(fact.question[lang])}{person} <code>{fact.name}</code></li>"
        yield "</ul>"
    yield f"<h2>{phrases.BY_SECTION[lang]}</h2>"
    for section in report.sections:
        yield f"<h3 class=section>{escape(section.heading)}</h3>"
        for each in section.found:
            yield from rule_html(each.rule, lang, opened=False)
    revision = phrases.REVISION.format(revision="")[lang]
    yield f'<p class="soft">{revision}<code>{report.fingerprint}</code></p>'

"""Takes an explanation; gives one self-contained HTML page: no network, printable, its tree opens and closes."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from afterschool_policy.decision.explanation import Explanation, RuleExplained, Statement, Step
from afterschool_policy.decision.render import phrases
from afterschool_policy.decision.render.html_page import page
from afterschool_policy.text import Lang
from afterschool_policy.values.truth import Truth


def as_html(explanation: Explanation, lang: Lang) -> str:
    """The explanation as a page."""
    return page(explanation.question[lang], _body(explanation, lang), lang)


def _body(explanation: Explanation, lang: Lang) -> Iterator[str]:
    yield f"<h1>{escape(explanation.question[lang])}</h1>"
    yield f'<p class="answer"><b>{explanation.label[lang]}</b>{escape(explanation.answer[lang])}</p>'
    basis = [phrases.BASIS.format(name=explanation.instrument)]
    if explanation.as_of is not None:
        basis.append(phrases.DAY.format(day=explanation.as_of))
    yield f'<p class="soft">{"<br>".join(escape(each[lang]) for each in basis)}</p>'
    for heading, decided in ((phrases.DECIDING, True), (phrases.OTHERS, False)):
        rules = [rule for rule in explanation.rules if rule.decided is decided]
        if rules:
            yield f"<h2>{heading[lang]}</h2>"
            for rule in rules:
                yield from rule_html(rule, lang, opened=rule.decided)
    if explanation.missing:
        yield from _listed(phrases.missing(explanation.outcome, lang))
        for fact in explanation.missing:
            person = phrases.aside(phrases.JUDGEMENT[lang], lang) if fact.judgement else ""
            yield f"<li>{escape(fact.question[lang])}{person} <code>{fact.name}</code></li>"
        yield "</ul>"
    if explanation.vouched:
        yield from _listed(phrases.VOUCHED[lang])
        for vouched in explanation.vouched:
            said = phrases.evidence(vouched.evidence, lang)
            told = f"{escape(vouched.label[lang])}{phrases.COLON[lang]}{escape(vouched.value[lang])}"
            yield f"<li>{told}{phrases.aside(escape(said), lang)}</li>"
        yield "</ul>"
    if explanation.expired:
        yield from _listed(phrases.EXPIRED[lang])
        yield from (f"<li>{escape(label[lang])}</li>" for label in explanation.expired)
        yield "</ul>"
    revision = phrases.REVISION.format(revision="")[lang]
    yield f'<p class="soft">{revision}<code>{explanation.fingerprint}</code></p>'


def _listed(heading: str) -> tuple[str, str]:
    return f"<h2>{heading}</h2>", "<ul>"


def rule_html(rule: RuleExplained, lang: Lang, *, opened: bool) -> Iterator[str]:
    """One rule with its reasons, as a part of a page that opens and closes."""
    colon = phrases.COLON[lang]
    heading = f"{escape(rule.title[lang])}{colon}{rule.says[lang]}"
    yield f"<details{' open' if opened else ''}><summary><h3>{heading}</h3></summary>"
    if rule.defeated_by is not None:
        yield f"<p>{escape(phrases.DEFEATED.format(rule=rule.defeated_by)[lang])}</p>"
    for clause in rule.clauses:
        heading = " › ".join(clause.heading)
        yield f'<blockquote lang="zh-Hans">{escape(clause.quote)}'
        yield f'<br><span class="soft">{phrases.CLAUSE[lang]} {clause.id} · {escape(heading)}</span></blockquote>'
    yield "<ul>"
    for step in rule.steps:
        yield from _step(step, lang)
    if rule.due is not None:
        yield f"<li>{phrases.DUE[lang]}{colon}{escape(rule.due[lang])}</li>"
    for computed in rule.computed:
        how = f"{escape(computed.how[lang])} = " if computed.how[lang] else ""
        yield f"<li>{escape(computed.label[lang])}{colon}{how}<b>{escape(computed.value[lang])}</b></li>"
    for reading in rule.readings:
        yield f'<li class="soft">{reading.id} {escape(reading.matter[lang])}{colon}{escape(reading.text[lang])}</li>'
    yield f'</ul><p class="soft"><code>{rule.rule}</code></p></details>'


def _step(step: Step, lang: Lang) -> Iterator[str]:
    clauses = f" {', '.join(step.clauses)}" if step.clauses else ""
    truth = phrases.aside(phrases.truth_of_step(step.role, step.truth, lang), lang)
    yield f"<li>{step.label[lang]}{clauses}{truth}<ul>"
    yield from _statement(step.statement, lang)
    if step.question is not None and step.to is not None and step.truth is Truth.TRUE:
        who = phrases.aside(phrases.JUDGES.format(who=step.to)[lang], lang)
        yield f"<li>→ {escape(step.question[lang])}{escape(who)}</li>"
    yield "</ul></li>"


def _statement(statement: Statement, lang: Lang) -> Iterator[str]:
    sign, said = phrases.SIGNS[statement.truth], phrases.TRUTHS[statement.truth][lang]
    idle = "" if statement.decides else " idle"
    yield f'<li class="{statement.truth.name}{idle}"><span class="sign" role="img" aria-label="{said}">{sign}</span>'
    yield escape(statement.text[lang])
    if statement.members:
        yield "<ul>"
        for member in statement.members:
            yield from _statement(member, lang)
        yield "</ul>"
    yield "</li>"

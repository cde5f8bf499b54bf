"""Takes an audit report; gives plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from afterschool_policy.explain.render import phrases
from afterschool_policy.explain.render import report_phrases as said
from afterschool_policy.explain.report import Asked, Found, Report, Section
from afterschool_policy.text import Lang
from afterschool_policy.values.outcomes import OUTCOMES, Outcome


def report_text(report: Report, lang: Lang) -> str:
    """The report in lines of plain text."""
    return "\n".join(_lines(report, lang)) + "\n"


def _lines(report: Report, lang: Lang) -> Iterator[str]:
    colon = phrases.COLON[lang]
    yield f"{phrases.QUESTION[lang]}{colon}{report.question[lang]}"
    yield f"{phrases.ANSWER[lang]}{colon}{_label(report.label[lang], lang)}{report.answer[lang]}"
    yield f"{phrases.REASON[lang]}{colon}{report.reason[lang]}"
    yield from (f"    {each}" for each in said.basis(report, lang))
    yield from _problems(report, lang)
    yield from _due(report, lang)
    yield from _for_persons(report, lang)
    yield from _open(report, lang)
    yield from ("", _heading(said.OVERVIEW[lang]))
    for name, counts in ((said.QUESTIONS, report.questions), (said.RULES, report.totals)):
        told = phrases.SEMICOLON[lang].join(f"{OUTCOMES[outcome].label[lang]} {count}" for outcome, count in counts)
        yield f"  {name[lang]}{colon}{told}"
    yield from ("", _heading(said.BY_QUESTION[lang]))
    for each in report.asked:
        yield f"  {_label(each.label[lang], lang)}{each.question[lang]}"
    yield from ("", _heading(said.BY_SECTION[lang]))
    for section in report.sections:
        yield from _section(section, lang)
    yield from ("", phrases.contest(report.interpreter, report.interpreter_clauses, lang))
    yield phrases.REVISION.format(revision=report.fingerprint[:19])[lang]


def _problems(report: Report, lang: Lang) -> Iterator[str]:
    yield from ("", _heading(said.PROBLEMS[lang]))
    groups = report.by_question(Outcome.VIOLATED)
    if not groups:
        yield f"  {said.NOTHING[lang]}"
    for number, (asked, found) in enumerate(groups, 1):
        yield f"{number}. {asked.question[lang]} {_label(asked.label[lang], lang)}{asked.answer[lang]}"
        for each in found:
            yield f"   ● {said.norm(each, lang)}{_who(each, lang)}  [{each.rule.rule}]"
            yield from _quotes(each, lang)
            if each.rule.grounds:
                yield f"     {said.FACTS[lang]}{phrases.COLON[lang]}{said.grounds(each, lang)}"
            yield from _computed(each, lang)
            if each.rule.act is not None:
                yield f"     {said.ACT[lang]}{phrases.COLON[lang]}{each.rule.act[lang]}"


def _due(report: Report, lang: Lang) -> Iterator[str]:
    found = report.of(Outcome.REQUIRED)
    if found:
        yield from ("", _heading(said.DUE[lang]))
    for each in found:
        yield f"   ● {said.act(each, lang)}{_who(each, lang)}  [{each.rule.rule}]"
        yield from _quotes(each, lang)
        yield from _computed(each, lang)


def _for_persons(report: Report, lang: Lang) -> Iterator[str]:
    if report.referred:
        yield from ("", _heading(said.FOR_PERSONS[lang]))
    for referred in report.referred:
        yield f"  {said.JUDGE.format(who=referred.who)[lang]}{phrases.COLON[lang]}"
        for matter in referred.matters:
            yield f"   → {matter.question[lang]}  {said.clause_ids(matter.found, lang)}"
            yield from _computed(matter.found, lang)


def _open(report: Report, lang: Lang) -> Iterator[str]:
    if report.missing:
        yield from ("", _heading(said.OPEN[lang]))
    for heading, settled in ((said.NO_ANSWER_YET, False), (said.MAY_CHANGE, True)):
        asked = report.open(settled=settled)
        if asked:
            yield f"  {heading[lang]}{phrases.COLON[lang]}"
            for each in asked:
                yield from _asked(each, lang)
    if report.expired:
        yield f"  {phrases.EXPIRED[lang]}{phrases.COLON[lang]}{said.listed(report.expired, lang)}"


def _asked(asked: Asked, lang: Lang) -> Iterator[str]:
    yield f"   {asked.question[lang]}"
    for fact in asked.missing:
        person = phrases.aside(phrases.JUDGEMENT[lang], lang) if fact.judgement else ""
        yield f"     ? {fact.question[lang]}{person}  [{fact.name}]"
    if asked.listed_before:
        yield f"     … {said.listed_before(asked, lang)}"


def _section(section: Section, lang: Lang) -> Iterator[str]:
    yield f"{section.heading}{phrases.COLON[lang]}"
    for each in section.found:
        yield f"  {each.rule.says[lang]} — {each.rule.title[lang]}  {said.clause_ids(each, lang)}"


def _quotes(found: Found, lang: Lang) -> Iterator[str]:
    for clause in found.rule.clauses:
        yield f"     {phrases.CLAUSE[lang]} {clause.id} “{clause.quote}”"
        if lang != "zh" and clause.gist is not None:
            yield f"       {clause.gist[lang]}"


def _computed(found: Found, lang: Lang) -> Iterator[str]:
    for label, how, value in said.computed(found, lang):
        yield f"     {label}{phrases.COLON[lang]}{how}{value}"


def _who(found: Found, lang: Lang) -> str:
    if not found.actors:
        return ""
    return phrases.aside(f"{said.WHO[lang]}{phrases.COLON[lang]}{said.listed(found.actors, lang)}", lang)


def _label(label: str, lang: Lang) -> str:
    return f"【{label}】" if lang == "zh" else f"[{label}] "


def _heading(text: str) -> str:
    return f"== {text} =="

"""The report of an audit as a document: what is wrong, due, for a person to judge and open, then every finding."""

from __future__ import annotations

from collections.abc import Iterator

from afterschool_policy.explain import phrases
from afterschool_policy.explain import report_phrases as words
from afterschool_policy.explain.answer_document import basis, contest, head
from afterschool_policy.explain.document import ClauseQuoted, Detail, Document, Grid, Item, Run, Section
from afterschool_policy.explain.explanation_document import missing_item, unread
from afterschool_policy.explain.report_model import Chapter, QuestionAnswered, Referred, Report, ReportFinding
from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import OUTCOMES, Outcome

_PROBLEMS_AT_MOST = 3


def report_document(report: Report) -> Document:
    """The report from what is to be put right to whom to ask about it."""
    return Document(tuple(_sections(report)), head(report, report_details(report), 1))


def report_answer(report: Report) -> Document:
    """The answer of an audit alone, with the first of what is to be put right."""
    problems = [question for question, _ in report.by_question(Outcome.VIOLATED)]
    shown = tuple((phrases.labelled(each.label, each.question),) for each in problems[:_PROBLEMS_AT_MOST])
    rest = len(problems) - len(shown)
    more = ((words.MORE_PROBLEMS.format(rest),),) if rest > 0 else ()
    found = (Detail(words.PROBLEMS, (*shown, *more)),) if problems else ()
    reason, *others = report_details(report)
    return Document((), head(report, (reason, *found, *others), 1)._replace(revision=None))


def report_details(report: Report) -> tuple[Detail, ...]:
    """What stands under the answer of an audit."""
    steps = phrases.in_series(step for _, step in report.next_steps)
    reason = Detail(phrases.REASON, ((report.reason,),))
    todo = (Detail(phrases.NEXT, ((steps,),)),) if report.next_steps else ()
    return (reason, *todo, basis(report), contest(report))


def _sections(report: Report) -> Iterator[Section]:
    yield _problems(report)
    duties = tuple(
        _section(words.act(finding), finding, (*_who(finding), *_computed(finding)))
        for finding in report.of(Outcome.REQUIRED)
    )
    if duties:
        yield Section(words.DUE, level=2, parts=duties)
    if report.referred:
        yield Section(words.FOR_PERSONS, level=2, parts=tuple(map(_person, report.referred)))
    yield Section(words.OPEN if report.missing else None, level=2, parts=tuple(_open(report)))
    yield Section(words.OVERVIEW, level=2, table=_totals(report))
    rows = tuple(((question.question,), (Run("strong", question.label),)) for question in report.asked)
    lines = tuple(phrases.labelled(question.label, question.question) for question in report.asked)
    yield Section(words.BY_QUESTION, level=2, table=Grid((words.QUESTION, words.ANSWER), rows, lines))
    yield Section(words.BY_SECTION, level=2, parts=tuple(map(_chapter, report.sections)))
    yield from unread(report)


def _problems(report: Report) -> Section:
    parts = tuple(
        Section(question.question, answer=(question.label, question.answer), parts=tuple(map(_breach, breaches)))
        for question, breaches in report.by_question(Outcome.VIOLATED)
    )
    return Section(words.PROBLEMS, () if parts else ((words.NOTHING,),), numbered=True, level=2, parts=parts)


def _breach(finding: ReportFinding) -> Section:
    rule = finding.rule
    grounds = (Item((words.FACTS, phrases.COLON, phrases.in_series(rule.grounds))),) if rule.grounds else ()
    act = (Item((phrases.DUE, phrases.COLON, rule.act)),) if rule.act is not None else ()
    items = (*grounds, *_computed(finding), *act, *_who(finding))
    return _section(words.MUST_HOLD.format(norm=rule.title), finding, items)


def _section(title: Text, finding: ReportFinding, items: tuple[Item, ...]) -> Section:
    quotes = tuple(ClauseQuoted(clause.named, clause.quote, clause.gist) for clause in finding.rule.clauses)
    return Section(title, items=items, quotes=quotes, name=finding.rule.rule, level=None, mark="●", column=3, inner=5)


def _computed(finding: ReportFinding) -> Iterator[Item]:
    for computed in finding.rule.computed:
        yield Item((computed.label, phrases.COLON, words.how(computed), Run("strong", computed.value)))


def _who(finding: ReportFinding) -> Iterator[Item]:
    if finding.actors:
        yield Item((words.WHO, phrases.COLON, phrases.listed(actor.label for actor in finding.actors)), aside=True)


def _person(referred: Referred) -> Section:
    matters = tuple(
        Item((matter.question, _clauses(matter.found)), tuple(_computed(matter.found)), mark="→")
        for matter in referred.matters
    )
    return Section(words.JUDGE.format(who=referred.who), items=matters, column=2, inner=3)


def _open(report: Report) -> Iterator[Section]:
    for heading, settled in ((words.NO_ANSWER_YET, False), (words.MAY_CHANGE, True)):
        questions = report.open(settled=settled)
        if questions:
            yield Section(heading, items=tuple(map(_question, questions)), column=2, inner=3)
    if report.contradictions:
        items = tuple(Item((said,), mark="!") for said in report.contradictions)
        yield Section(phrases.CONTRADICTIONS, items=items)
    if report.expired:
        yield Section(None, ((phrases.EXPIRED, phrases.COLON, phrases.listed(report.expired)),))


def _question(question: QuestionAnswered) -> Item:
    cases = question.turns_on.sentence
    below = [Item((cases,), mark="·")] if cases is not None else []
    below += map(missing_item, question.missing)
    if question.listed_before:
        below.append(Item((words.LISTED_BEFORE.format(count=str(question.listed_before)),), mark="…"))
    return Item((question.question,), tuple(below))


def _totals(report: Report) -> Grid:
    """How often each outcome was reached, of the questions and of the rules."""
    kinds = ((words.QUESTIONS, report.questions), (words.RULES, report.totals))
    head = (Text("", ""), *(OUTCOMES[outcome].label for outcome, _ in report.totals))
    rows = tuple(((kind,), *((phrases.plain(str(count)),) for _, count in counts)) for kind, counts in kinds)
    lines = tuple(phrases.joined(kind, phrases.COLON, _counts(counts)) for kind, counts in kinds)
    return Grid(head, rows, lines, numbers=True)


def _counts(counts: tuple[tuple[Outcome, int], ...]) -> Text:
    return phrases.in_series(phrases.joined(OUTCOMES[outcome].label, phrases.plain(f" {n}")) for outcome, n in counts)


def _chapter(chapter: Chapter) -> Section:
    rules = ((Run("label", finding.rule.says), finding.rule.title, _clauses(finding)) for finding in chapter.found)
    return Section(phrases.plain(chapter.heading), items=tuple(map(Item, rules)))


def _clauses(finding: ReportFinding) -> Run:
    return Run("clauses", phrases.clause_ids(finding.rule.clauses))

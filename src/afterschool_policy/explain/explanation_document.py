"""An explanation as a document: the answer and its reason, then rule by rule how it came about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from afterschool_policy.explain import fact_wording, phrases, signs
from afterschool_policy.explain.document import ClauseQuoted, Document, Head, Item, Line, Run, Section
from afterschool_policy.explain.model import Answer, Explanation, MissingFact, RuleExplained, Statement, Step
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.truth import Truth


def explanation_document(explanation: Explanation) -> Document:
    """The explanation from the question to whom to ask about it."""
    return Document(tuple(_sections(explanation)), head(explanation, 2))


def head(answer: Answer, level: Literal[1, 2]) -> Head:
    """What every answer begins with."""
    day = (phrases.DAY.format(day=answer.as_of),) if answer.as_of is not None else ()
    ids = phrases.listed(map(phrases.plain, answer.asked_clauses))
    alone = (phrases.CLAUSES_ALONE.format(clauses=ids),) if answer.asked_clauses else ()
    basis = (phrases.BASIS.format(name=answer.instrument), *day, *alone)
    return Head(answer.question, answer.label, answer.answer, answer.reason, basis, answer.fingerprint, level)


def contest(answer: Answer) -> Section:
    """Whom to ask about a fact, and who interprets the text."""
    clauses = answer.interpreter_clauses
    cited = phrases.SAID_IN.format(ids=phrases.clause_ids(clauses)) if clauses else ""
    return Section(None, ((phrases.CONTEST.format(interpreter=answer.interpreter, clauses=cited),),), inner=0)


def unread(answer: Answer) -> Iterator[Section]:
    """The given facts that the answer does not go by, in one line."""
    if answer.unread:
        yield Section(None, ((phrases.UNREAD, phrases.COLON, fact_wording.unread(answer.unread)),), inner=0)


def missing_item(fact: MissingFact) -> Item:
    """A question to be asked."""
    return Item((phrases.question(fact.question, judgement=fact.judgement), phrases.name(fact.name)), mark="?")


def statement_item(statement: Statement, group: bool = False) -> Item:
    """A test or a group of tests, with the sign of how it is known."""
    below = tuple([statement_item(member) for member in statement.members]) if statement.members else ()
    return Item((signs.before(statement), statement.text), below, "", group)


def _sections(explanation: Explanation) -> Iterator[Section]:
    for heading, decided in ((phrases.DECIDING, True), (phrases.OTHERS, False)):
        rules = tuple(_rule(rule) for rule in explanation.rules if rule.decided is decided)
        if rules:
            yield Section(heading, parts=rules)
    if explanation.outcome is Outcome.UNDETERMINED:
        yield explanation.turns_on.section
    if explanation.unnamed:
        yield Section(phrases.missing(explanation.outcome), items=tuple(map(missing_item, explanation.unnamed)))
    vouched = tuple(
        Item((fact.label, phrases.COLON, fact.value, phrases.aside(support)), mark="·")
        for fact in explanation.facts
        if (support := fact_wording.support(fact)) is not None
    )
    if vouched:
        yield Section(phrases.SUPPORTED, items=vouched)
    if explanation.contradictions:
        items = tuple(Item((said,), mark="!") for said in explanation.contradictions)
        yield Section(phrases.CONTRADICTIONS, items=items)
    if explanation.expired:
        listed = phrases.listed(explanation.expired, zh=", ")
        yield Section(None, ((phrases.EXPIRED, phrases.COLON, listed),), inner=0)
    yield from unread(explanation)
    yield contest(explanation)


def _rule(rule: RuleExplained) -> Section:
    defeat: tuple[Line, ...] = ()
    if rule.defeated_by is not None:
        defeat = ((phrases.DEFEATED.format(rule=""), Run("code", phrases.plain(rule.defeated_by))),)
    return Section(
        phrases.joined(rule.title, phrases.COLON, rule.says),
        defeat,
        tuple(_parts(rule)),
        quotes=tuple([ClauseQuoted(clause.id, clause.quote) for clause in rule.clauses]),
        name=rule.rule,
        level=4,
        mark="●",
    )


def _parts(rule: RuleExplained) -> Iterator[Item]:
    yield from map(_step, rule.steps)
    if rule.due is not None:
        yield Item((phrases.DUE, phrases.COLON, rule.due))
    for computed in rule.computed:
        how = (computed.how, phrases.plain(" = ")) if computed.how.zh else ()
        yield Item((computed.label, phrases.COLON, *how, Run("strong", computed.value)))
    for reading in rule.readings:
        yield Item((phrases.plain(f"{reading.id} "), reading.matter, phrases.COLON, reading.text))


def _step(step: Step) -> Item:
    statement = step.statement
    below = [statement_item(statement, group=statement.plain_list)]
    if step.question is not None and step.to is not None and step.truth is Truth.TRUE:
        judge = phrases.aside(phrases.JUDGES.format(who=step.to))
        below.append(Item((phrases.plain("→ "), step.question, judge)))
    clauses = (phrases.plain(f" {', '.join(step.clauses)}"),) if step.clauses else ()
    return Item((step.label, *clauses, phrases.truth_of_step(step.role, step.truth)), tuple(below))

"""An explanation as a document: the answer and its reason, then rule by rule how it came about."""

from __future__ import annotations

from collections.abc import Iterator

from afterschool_policy.explain import fact_wording, phrases, signs
from afterschool_policy.explain.answer_document import explanation_details, head
from afterschool_policy.explain.document import ClauseQuoted, Document, Item, Line, Run, Section
from afterschool_policy.explain.model import Answer, Explanation, MissingFact, RuleExplained, Statement, Step
from afterschool_policy.explain.next_steps import Reader
from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.truth import Truth

_AS_ABOVE = Text("（见上文）", " (as above)")


def explanation_document(explanation: Explanation, reader: Reader | None = None) -> Document:
    """The explanation from the answer to the last rule."""
    return Document(tuple(_sections(explanation)), head(explanation, explanation_details(explanation, reader), 2))


def contradictions(explanation: Explanation) -> Iterator[Section]:
    """Which given facts cannot all be true."""
    if explanation.contradictions:
        items = tuple(Item((said,), mark="!") for said in explanation.contradictions)
        yield Section(phrases.CONTRADICTIONS, items=items)


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
    told: set[Text] = set()
    for heading, decided in ((phrases.DECIDING, True), (phrases.OTHERS, False)):
        rules = tuple(_rule(rule, told) for rule in explanation.rules if rule.decided is decided)
        if rules:
            yield Section(heading, parts=rules)
    if explanation.outcome is Outcome.UNDETERMINED and explanation.rules:
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
    yield from contradictions(explanation)
    if explanation.expired:
        listed = phrases.listed(explanation.expired)
        yield Section(None, ((phrases.EXPIRED, phrases.COLON, listed),), inner=0)
    yield from unread(explanation)


def rule_heading(rule: RuleExplained) -> Text:
    """What a rule says and what it comes to."""
    return phrases.joined(rule.title, phrases.COLON, rule.says)


def _rule(rule: RuleExplained, told: set[Text]) -> Section:
    defeat: tuple[Line, ...] = ()
    if rule.defeated_by is not None:
        by_which = (rule.by_which,) if rule.by_which is not None else ()
        defeat = ((phrases.DEFEATED.format(rule=""), Run("code", phrases.plain(rule.defeated_by)), *by_which),)
    return Section(
        rule_heading(rule),
        defeat,
        tuple(_parts(rule, told)),
        quotes=tuple([ClauseQuoted(clause.named, clause.quote) for clause in rule.clauses]),
        name=rule.rule,
        level=4,
        mark="●",
    )


def _once(statement: Statement, told: set[Text]) -> Statement:
    """The statement with what it rests on, unless an earlier rule has told that."""
    if statement.definition and statement.members:
        if statement.text in told:
            return statement._replace(text=phrases.joined(statement.text, _AS_ABOVE), members=())
        told.add(statement.text)
    return statement._replace(members=tuple([_once(member, told) for member in statement.members]))


def _parts(rule: RuleExplained, told: set[Text]) -> Iterator[Item]:
    yield from (_step(step, told) for step in rule.steps)
    if rule.due is not None:
        yield Item((phrases.DUE, phrases.COLON, rule.due))
    for computed in rule.computed:
        how = (computed.how, phrases.EQUALS) if computed.how.zh else ()
        rows = tuple(statement_item(row) for row in computed.rows)
        yield Item((computed.label, phrases.COLON, *how, Run("strong", computed.value)), rows)
    for reading in rule.readings:
        yield Item((phrases.plain(f"{reading.id} "), reading.matter, phrases.COLON, reading.text))


def _step(step: Step, told: set[Text]) -> Item:
    statement = _once(step.statement, told)
    below = [statement_item(statement, group=statement.plain_list), *judged(step)]
    return Item(step_line(step), tuple(below))


def step_line(step: Step) -> Line:
    """What a part of a rule is, in which clauses, and how it was found."""
    clauses = (phrases.plain(" "), phrases.listed(step.cited)) if step.cited else ()
    return (step.label, *clauses, phrases.aside(step.found))


def judged(step: Step) -> Iterator[Item]:
    """The question that a part leaves to a person, where it does."""
    if step.question is not None and step.to is not None and step.truth is Truth.TRUE:
        yield Item((phrases.plain("→ "), step.question, phrases.aside(phrases.JUDGES.format(who=step.to))))

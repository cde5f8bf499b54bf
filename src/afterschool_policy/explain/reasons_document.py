"""The reasons: the answer, then each rule that decided with what of its conditions mattered, in sentences.

It stays within what one reads at a sitting: of many rules that decide alike the first are told, the others named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from afterschool_policy.explain import phrases
from afterschool_policy.explain.answer_document import explanation_details, head, quoted
from afterschool_policy.explain.document import ClauseQuoted, Document, Item, Section
from afterschool_policy.explain.explanation_document import (
    contradictions,
    judged,
    missing_item,
    rule_heading,
    statement_item,
    step_line,
    unread,
)
from afterschool_policy.explain.model import Explanation, RuleExplained, Statement
from afterschool_policy.explain.next_steps import Reader
from afterschool_policy.explain.summary import presumed_in, resting_on
from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.truth import Truth

MOST_LINES = 30
"""So many lines of text have the reasons as a rule, the answer among them."""

_AROUND = 4  # question, answer, revision and the space before it

_OTHERS = Text("起决定作用的还有", "Rules that decide as well")
_MORE = Text("另有{count}项，见说明全文", "{count} more in the full explanation")


def reasons_document(explanation: Explanation, reader: Reader | None = None) -> Document:
    """The answer with its reasons, as they are put to a reader."""
    top = head(explanation, explanation_details(explanation, reader), 2)
    used = _AROUND + sum(len(detail.lines) for detail in top.details)
    return Document(tuple(_sections(explanation, MOST_LINES - used)), top)


def _sections(explanation: Explanation, room: int) -> Iterator[Section]:
    others = [*contradictions(explanation), *unread(explanation)]
    room -= sum(map(_height, others))
    told = {clause.id for clause in quoted(explanation)}
    deciding = [_rule(rule, told) for rule in explanation.rules if rule.decided]
    rest_of_them = 2 if len(deciding) > 1 else 0
    shown = _fitting(deciding, room - 2 - rest_of_them)
    if deciding:
        yield Section(phrases.DECIDING, parts=tuple(shown))
    room -= 2 + sum(map(_height, shown))
    rest = [rule.title for rule in explanation.rules if rule.decided][len(shown) :]
    if rest:
        yield Section(None, ((_OTHERS, phrases.COLON, phrases.in_series(rest)),), inner=0)
        room -= 2
    if explanation.outcome is Outcome.UNDETERMINED:
        turns_on = explanation.turns_on.section
        if _height(turns_on) <= room:
            yield turns_on
            room -= _height(turns_on)
    questions = [*map(missing_item, explanation.unnamed)]
    if questions and room > 3:
        listed = questions if len(questions) <= room - 2 else questions[: room - 3]
        left = len(questions) - len(listed)
        more = [Item((_MORE.format(count=str(left)),), mark="…")] if left else []
        yield Section(phrases.missing(explanation.outcome), items=(*listed, *more))
    yield from others


def _fitting(sections: Sequence[Section], room: int) -> list[Section]:
    """The first sections, at least one, as many as there is room for."""
    shown: list[Section] = []
    for section in sections:
        room -= _height(section)
        if shown and room < 0:
            break
        shown.append(section)
    return shown


def _height(section: Section) -> int:
    """How many lines of text a section has, with the space before it."""
    heading = 0 if section.heading is None else 1
    within = len(section.quotes) + sum(map(_height_of, section.items)) + sum(map(_height, section.parts))
    apart = 0 if section.mark else 1
    return heading + apart + len(section.sentences) + within


def _height_of(item: Item) -> int:
    return 1 + sum(map(_height_of, item.below))


def _rule(rule: RuleExplained, told: set[str]) -> Section:
    """A rule with the clauses and readings that were not told before."""
    fresh = [clause for clause in rule.clauses if clause.id not in told]
    readings = tuple(reading for reading in rule.readings if reading.id not in told)
    told |= {clause.id for clause in fresh} | {reading.id for reading in readings}
    quotes = tuple(ClauseQuoted(clause.named, clause.quote) for clause in fresh)
    return Section(
        rule_heading(rule),
        items=tuple(_items(rule._replace(readings=readings))),
        quotes=quotes,
        name=rule.rule,
        level=4,
        mark="●",
    )


def _items(rule: RuleExplained) -> Iterator[Item]:
    for step in rule.steps:
        if step.role == "refer" and step.truth is Truth.FALSE:
            continue
        grounds = dict.fromkeys(_grounds(step.statement))
        if grounds:
            yield Item((*step_line(step), phrases.COLON, phrases.in_series(grounds)))
        yield from judged(step)
    for computed in rule.computed:
        yield Item((computed.label, phrases.COLON, computed.value), tuple(map(statement_item, computed.rows)))
    for reading in rule.readings:
        yield Item((phrases.plain(f"{reading.id} "), reading.matter, phrases.COLON, reading.text))


def _grounds(statement: Statement) -> Iterator[Text]:
    """What a part rests on: what is known, what nobody raised, and where it is open, what nobody knows."""
    if statement.truth is Truth.UNKNOWN:
        yield from _unknown(statement)
        return
    known = resting_on(statement)
    yield from (each.text for each in known)
    if not known:
        yield from (each.text for each in presumed_in(statement))


def _unknown(statement: Statement) -> Iterator[Text]:
    if not statement.decides or statement.truth is not Truth.UNKNOWN:
        return
    if statement.plain_list:
        for member in statement.members:
            yield from _unknown(member)
    else:
        yield statement.text

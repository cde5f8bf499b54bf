"""The state of a clause as a document: rules, questions, readings, neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from afterschool_policy.diagnostics.requests import known_name
from afterschool_policy.explain.document import Document, Item, Section
from afterschool_policy.explain.phrases import DRAFT, joined, name, plain, quote
from afterschool_policy.explain.render.as_text import as_text
from afterschool_policy.language.printer import print_expression
from afterschool_policy.law.model import Clause, Reading, Rule
from afterschool_policy.policy import Policy
from afterschool_policy.testing.cases import LoadedCase, run_case
from afterschool_policy.text import Lang, Text
from afterschool_policy.values.outcomes import OUTCOMES

_NOT_OPERATIVE = Text("没有规范内容：{reason}", "not operative: {reason}")
_FOUND = Text("符合“{words}”的条款:", "Clauses found for “{words}”:")
_RULES = Text("规则:", "Rules:")
_DRAFTS = Text("拟定的规则（不作为判断依据）:", "Rules in draft, which do not decide:")
_QUESTIONS = Text("所回答的事项:", "Questions it helps to answer:")
_CASES = Text("以此为依据的用例:", "Cases that rest on it:")
_READINGS = Text("条文解释:", "Readings:")
_RELATED = Text("相关条款:", "Related clauses:")
_UNSURE = Text("拿不准之处", "not sure")
_COLON = Text(": ", ": ")
_PARTS = {
    "applies": Text("适用范围", "scope"),
    "condition": Text("条件", "condition"),
    "value": Text("取值", "value"),
}


def rules_of(policy: Policy, clause: str) -> tuple[Rule, ...]:
    """Every version of every rule that encodes a clause, in the order of the document."""
    return tuple(rule for rule in policy.rules if clause in rule.cited_clauses)


def _drafts_of(proposed: Policy | None, clause: str) -> tuple[Rule, ...]:
    """The proposed versions of rules on a clause."""
    return () if proposed is None else tuple(rule for rule in rules_of(proposed, clause) if rule.draft)


def clauses_meant(policy: Policy, words: str) -> tuple[Clause, ...]:
    """The clause of this id; or those whose ids begin so; or those whose text has these words, in their order.

    Raises:
        InvalidRequest: where there is none.
    """
    clauses = policy.clauses
    if words in clauses:
        return (clauses[words],)
    found = [each for each in clauses.values() if each.id.startswith(words)]
    found = found or [each for each in clauses.values() if words in each.quote]
    if not found:
        known_name(words, clauses, Text("条款", "clause"), "clause")
    return tuple(found)


def about(
    policy: Policy, clause: str, lang: Lang, cases: Sequence[LoadedCase] = (), proposed: Policy | None = None
) -> str:
    """The state of a clause as plain text; of the cases, those whose outcome rests on it.

    `proposed` is the policy with its drafts, which are listed as that.

    Raises:
        InvalidRequest: where there is no such clause.
    """
    found = clauses_meant(policy, clause)
    if len(found) > 1:
        items = tuple(Item((plain(each.id), quote(each.quote))) for each in found)
        return as_text(Document((Section(_FOUND.format(words=clause), level=2, items=items),)), lang)
    clause = found[0].id
    parts = (*_parts(policy, clause, proposed), *_cases(policy, clause, cases))
    return as_text(Document((_beginning(policy.clauses[clause], parts),)), lang)


def _beginning(clause: Clause, parts: tuple[Section, ...]) -> Section:
    sentences = [plain(f"“{clause.quote}”")]
    if clause.gist is not None:
        sentences.append(clause.gist)
    if clause.reason is not None:
        sentences.append(_NOT_OPERATIVE.format(reason=clause.reason))
    place = plain(" › ".join((*clause.heading, clause.id)))
    return Section(place, tuple((sentence,) for sentence in sentences), level=2, parts=parts, inner=0)


def _parts(policy: Policy, id_: str, proposed: Policy | None) -> Iterator[Section]:
    clause, rules, drafts = policy.clauses[id_], rules_of(policy, id_), _drafts_of(proposed, id_)
    for heading, listed in ((_RULES, rules), (_DRAFTS, drafts)):
        yield from _part(heading, [Item((_title(rule), name(rule.name)), tuple(_written(rule))) for rule in listed])
    questions = dict.fromkeys(decision for rule in rules for decision in rule.decisions)
    yield from _part(
        _QUESTIONS, [Item((policy.decisions[question].question, name(question))) for question in questions]
    )
    yield from _part(_READINGS, [_reading(policy.readings[reading]) for reading in clause.readings])
    quotes = [policy.clauses[one.clause].quote if one.clause in policy.clauses else "" for one in clause.see]
    related = zip(clause.see, quotes, strict=True)
    yield from _part(_RELATED, [Item((plain(f"{other.clause} "), other.how, quote(words))) for other, words in related])


def _reading(reading: Reading) -> Item:
    return Item((plain(f"{reading.id} "), reading.matter, _COLON, reading.choices[reading.default]))


def _cases(policy: Policy, clause: str, cases: Sequence[LoadedCase]) -> Iterator[Section]:
    decisions = {decision for rule in rules_of(policy, clause) for decision in rule.decisions}
    resting = []
    for case in cases:
        if case.decision in decisions:
            decision = run_case(policy, case).decision
            if decision is not None and clause in {citation.clause for citation in decision.citations}:
                label = OUTCOMES[decision.outcome].label
                resting.append(Item((plain(case.name), _COLON, label, name(str(case.span)))))
    yield from _part(_CASES, resting)


def _part(heading: Text, items: Sequence[Item]) -> Iterator[Section]:
    if items:
        yield Section(heading, items=tuple(items))


def _title(rule: Rule) -> Text:
    return joined(rule.title, DRAFT) if rule.draft else rule.title


def _written(rule: Rule) -> Iterator[Item]:
    for part, label in _PARTS.items():
        node = getattr(rule.body, part)
        if node is not None:
            yield Item((label, _COLON, plain(print_expression(node))))
    if rule.unsure is not None:
        yield Item((_UNSURE, _COLON, rule.unsure))

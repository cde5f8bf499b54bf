"""Takes a policy and a clause; gives what stands behind the clause: rules, questions, readings, neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from afterschool_policy.diagnostics import InvalidRequest, unknown_request
from afterschool_policy.language.printer import print_expression
from afterschool_policy.law.model import Rule
from afterschool_policy.policy import Policy
from afterschool_policy.testing.cases import LoadedCase, run_case
from afterschool_policy.text import Lang, Text
from afterschool_policy.values.outcomes import OUTCOMES

_NOT_OPERATIVE = Text("没有规范内容：{reason}", "not operative: {reason}")
_RULES = Text("规则", "Rules")
_QUESTIONS = Text("所回答的事项", "Questions it helps to answer")
_CASES = Text("以此为依据的用例", "Cases that rest on it")
_READINGS = Text("条文解释", "Readings")
_RELATED = Text("相关条款", "Related clauses")
_PARTS = {
    "applies": Text("适用范围", "scope"),
    "condition": Text("条件", "condition"),
    "value": Text("取值", "value"),
}


def rules_of(policy: Policy, clause: str) -> tuple[Rule, ...]:
    """Every version of every rule that encodes a clause, in the order of the document."""
    return tuple(rule for rule in policy.rules if clause in rule.cited_clauses)


def about(policy: Policy, clause: str, lang: Lang, cases: Sequence[LoadedCase] = ()) -> str:
    """A clause with all that stands behind it, as plain text; of the cases, those whose outcome rests on it.

    Raises:
        InvalidRequest: where there is no such clause.
    """
    if clause not in policy.clauses:
        raise InvalidRequest([unknown_request(Text("条款", "clause"), clause, policy.clauses)])
    return "\n".join([*_lines(policy, clause, lang), *_cases(policy, clause, lang, cases)]) + "\n"


def _lines(policy: Policy, name: str, lang: Lang) -> Iterator[str]:
    clause = policy.clauses[name]
    yield f"{' › '.join(clause.heading)} › {clause.id}"
    yield f"“{clause.quote}”"
    if clause.gist is not None:
        yield clause.gist[lang]
    if clause.reason is not None:
        yield _NOT_OPERATIVE.format(reason=clause.reason)[lang]
    rules = rules_of(policy, name)
    if rules:
        yield f"{_RULES[lang]}:"
        for rule in rules:
            yield f"  {rule.title[lang]}  [{rule.name}]"
            yield from _written(rule, lang)
    questions = dict.fromkeys(decision for rule in rules for decision in rule.decisions)
    if questions:
        yield f"{_QUESTIONS[lang]}:"
        yield from (f"  {policy.decisions[each].question[lang]}  [{each}]" for each in questions)
    if clause.readings:
        yield f"{_READINGS[lang]}:"
        for each in clause.readings:
            reading = policy.readings[each]
            yield f"  {each} {reading.matter[lang]}: {reading.choices[reading.default][lang]}"
    if clause.see:
        yield f"{_RELATED[lang]}:"
        for relation in clause.see:
            other = policy.clauses.get(relation.clause)
            yield f"  {relation.clause} {relation.how[lang]} “{other.quote if other else ''}”"


def _cases(policy: Policy, clause: str, lang: Lang, cases: Sequence[LoadedCase]) -> Iterator[str]:
    asked = {decision for rule in rules_of(policy, clause) for decision in rule.decisions}
    resting = []
    for case in cases:
        if case.decision in asked:
            decision = run_case(policy, case).decision
            if decision is not None and clause in {each.clause for each in decision.citations}:
                resting.append(f"  {case.case.name}: {OUTCOMES[decision.outcome].label[lang]}  [{case.span}]")
    if resting:
        yield f"{_CASES[lang]}:"
        yield from resting


def _written(rule: Rule, lang: Lang) -> Iterator[str]:
    for part, label in _PARTS.items():
        node = getattr(rule.body, part)
        if node is not None:
            yield f"    {label[lang]}: {print_expression(node)}"

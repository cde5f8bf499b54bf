"""What a change does to each decision: its grade, both answers, and what makes the difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from afterschool_policy.audit.comparison import compare
from afterschool_policy.audit.replay import RuleChange
from afterschool_policy.decision.contract import Decision
from afterschool_policy.diagnostics import InvalidFacts, InvalidPolicy, InvalidRequest, PolicyError
from afterschool_policy.policy import Policy
from afterschool_policy.record.model import Record, RecordedAmount
from afterschool_policy.text import Text
from afterschool_policy.tooling.impact.causes import Causes
from afterschool_policy.tooling.impact.subjects import Subject
from afterschool_policy.values.grades import Grade


class AnswerSummary(NamedTuple):
    """What is told of a decision: its outcome, amounts and values, and the clauses and rules that it rests on."""

    outcome: str
    amounts: Mapping[str, RecordedAmount]
    values: Mapping[str, str | list[str]]
    clauses: tuple[str, ...]
    rules: tuple[str, ...]


class Cause(NamedTuple):
    """What makes a difference: a rule as `id@version` with its title, or another part of the policy by its name."""

    name: str
    title: Text | None


class Effect(NamedTuple):
    """What a change does to one decision.

    Attributes:
        name: What the decision is called where it comes from.
        decision: The question.
        as_of: The day asked about.
        grade: How much the answers differ; None where one of the policies cannot answer, which `problem` tells.
        before: The answer of the policy as it was; None where it has none.
        after: The answer of the policy as it is; None where it has none.
        rules: The rules that come to something else.
        causes: What has changed in the policy and bears on the question.
        problem: Why it cannot be decided.
    """

    name: str
    decision: str
    as_of: date | None
    grade: Grade | None
    before: AnswerSummary | None = None
    after: AnswerSummary | None = None
    rules: tuple[RuleChange, ...] = ()
    causes: tuple[Cause, ...] = ()
    problem: PolicyError | None = None


def effects(subjects: Iterable[Subject], new: Policy) -> Iterator[Effect]:
    """What becomes of each, one after the other; what no change bears on is not decided again."""
    causes: dict[str, Causes] = {}
    for each in subjects:
        if each.old is not None and each.old.fingerprint not in causes:
            causes[each.old.fingerprint] = Causes(each.old.law, new.law)
        try:
            yield _effect(each, new, None if each.old is None else causes[each.old.fingerprint])
        except (InvalidFacts, InvalidRequest, InvalidPolicy) as error:
            yield Effect(each.name, each.decision, each.as_of, None, problem=error)


def _effect(subject: Subject, new: Policy, causes: Causes | None) -> Effect:
    before = subject.before()
    told = _answer(before)
    if causes is not None and not causes.bear_on(subject.decision):
        revision = before.fingerprint if isinstance(before, Decision) else before["revision"]
        grade = Grade.NONE if revision == new.fingerprint else Grade.REVISION
        return Effect(subject.name, subject.decision, subject.as_of, grade, told, told)
    after = subject.after()
    done = compare(before.record() if isinstance(before, Decision) else before, after)
    named: tuple[Cause, ...] = ()
    if causes is not None:
        # Of an audit, what bears on the questions that come out otherwise.
        asked = dict.fromkeys(change.decision for change in done.rules) or (subject.decision,)
        names = dict.fromkeys(name for each in asked for name in causes.of(each, subject.as_of))
        named = tuple(Cause(name, causes.title(name)) for name in names)
    return Effect(
        subject.name, subject.decision, subject.as_of, done.grade, told, _answer(after), done.rules, named
    )  # fmt: skip


def _answer(of: Decision | Record) -> AnswerSummary:
    record = of.to_dict() if isinstance(of, Decision) else of
    answer: Record = record  # type: ignore[assignment]  # a decision tells of its answer what a record does
    citations = answer.get("citations", [])
    return AnswerSummary(
        answer["outcome"],
        answer.get("amounts", {}),
        answer.get("values", {}),
        tuple(dict.fromkeys(each["clause"] for each in citations)),
        tuple(dict.fromkeys(each["rule"] for each in citations)),
    )

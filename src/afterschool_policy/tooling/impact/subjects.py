"""What a change is measured on: decisions of a log, cases, and sets of facts, each with its question and a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from afterschool_policy.authoring.facts_file import WrittenFacts, told_by_place
from afterschool_policy.comparison.given import known_or_strange
from afterschool_policy.decision.contract import Decision
from afterschool_policy.diagnostics import Diagnostic, InvalidPolicy, InvalidRequest
from afterschool_policy.policy import Policy
from afterschool_policy.record.model import Record
from afterschool_policy.tooling.impact.rows import FactsRow

if TYPE_CHECKING:
    from afterschool_policy.audit.log import DecisionLog, Entry, Query
    from afterschool_policy.testing.cases import LoadedCase


class Subject(NamedTuple):
    """What was asked, and how it is answered by the policy as it was and as it is.

    Attributes:
        name: The number and id of a log's entry, the name of a case or of a set of facts.
        decision: The question.
        as_of: The day asked about.
        old: The policy as it was; None where nobody keeps the one that decided.
        before: Its answer, or the record of it.
        after: The answer of the policy as it is.
    """

    name: str
    decision: str
    as_of: date | None
    old: Policy | None
    before: Callable[[], Decision | Record]
    after: Callable[[], Decision]


def of_log(log: DecisionLog, query: Query, old: Policy | None, new: Policy) -> Iterator[Subject]:
    """The decisions of a log, against what is recorded of them or, where it is given, another policy's answer."""

    @cache
    def kept(revision: str) -> Policy | None:
        try:
            return Policy.from_bundle(log.bundle(revision))
        except (InvalidRequest, InvalidPolicy):
            return None

    for entry in log.entries(query):
        name, record = f"{entry.sequence} {entry.decision_id}", entry.record
        before = partial(_recorded, entry) if old is None else partial(_again, old, record)
        policy = old or kept(entry.revision)
        yield Subject(name, entry.decision, _day(record), policy, before, partial(_again, new, record))


def of_cases(cases: Iterable[LoadedCase], old: Policy, new: Policy) -> Iterator[Subject]:
    """The cases, whatever they expect."""
    for case in cases:
        before, after = _asked_of_both(
            old, new, case.decision, case.written, as_of=case.case.as_of, readings=case.case.readings
        )
        yield Subject(case.name, case.decision, case.case.as_of, old, before, after)


def of_rows(rows: Iterable[FactsRow], decisions: Sequence[str], old: Policy, new: Policy) -> Iterator[Subject]:
    """The sets of facts, on the question that each names or else on every one of these.

    Raises:
        InvalidRequest: where a set names no question, and none is given.
    """
    for row in rows:
        if row.decision is None and not decisions:
            raise InvalidRequest([Diagnostic("impact-question")])
        for decision in (row.decision,) if row.decision is not None else decisions:
            before, after = _asked_of_both(old, new, decision, row.written, as_of=row.as_of, readings=row.readings)
            yield Subject(row.name, decision, row.as_of, old, before, after)


def _recorded(entry: Entry) -> Record:
    return entry.record


def _again(policy: Policy, record: Record) -> Decision:
    return policy.replay(record).decision


def _day(record: Record) -> date | None:
    day = record["as_of"]
    return None if day is None else date.fromisoformat(day)


def _asked_of_both(
    old: Policy, new: Policy, decision: str, facts: WrittenFacts, *, as_of: date | None, readings: Mapping[str, str]
) -> tuple[Callable[[], Decision], Callable[[], Decision]]:
    """The same question to both, each told the facts and readings that it knows; what neither knows is refused."""

    def asked(policy: Policy, other: Policy) -> Decision:
        given = known_or_strange(facts.values, policy.law.vocabulary, other.law.vocabulary)
        chosen = {
            name: code for name, code in readings.items() if name in policy.readings or name not in other.readings
        }
        with told_by_place(facts):
            return policy.decide(decision, given, as_of=as_of, readings=chosen)

    return partial(asked, old, new), partial(asked, new, old)

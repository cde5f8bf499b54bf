"""A policy as it was before a day on which it changes: to tell what changed on that day, from one policy alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from afterschool_policy.law.eras import law_on
from afterschool_policy.law.model import Era, Law, Rule
from afterschool_policy.policy import Policy
from afterschool_policy.semantics.edition import turning_days

_ONE_DAY = timedelta(days=1)


class LawStep(NamedTuple):
    """A day on which a policy changes, with the policy as it was until then and from then on."""

    day: date
    before: Policy
    after: Policy


def steps(policy: Policy, since: date | None = None) -> Iterator[LawStep]:
    """The days on which a policy changes after it has come into force, the latest first.

    The last day of something that nothing follows is such a day, too: from the next on it holds no more.
    """
    law = policy.law
    days = [day for day in turning_days(law, law.instrument.in_force) if day is not None]
    if law.instrument.in_force is not None:
        days = days[1:]
    for day, following in reversed([*pairwise((*days, None))]):
        if day is not None and (since is None or day >= since):
            before, after = _reading(law, day - _ONE_DAY, day), _reading(law, day, following)
            yield LawStep(day, Policy(before), Policy(replace(after, eras=_turn(law, before, after, day))))


def _reading(law: Law, day: date, following: date | None) -> Law:
    """The law as it reads on a day, of which nobody knows yet what changes on the following one."""
    then = law_on(law, day)
    return replace(
        then,
        rules=tuple(_open(rule, following) for rule in law.rules if _begins_before(rule, following)),
        clauses={name: each for name, each in then.clauses.items() if each.first is None or each.first <= day},
        eras=(),
    )


def _turn(law: Law, before: Law, after: Law, day: date) -> tuple[Era, ...]:
    """The two eras that the day parts, with the clauses by which the later one begins."""
    by = next((era.by for era in law.eras if era.first == day), ())
    clauses = {name: each for name, each in before.clauses.items() if after.clauses.get(name) != each}
    return Era(None, clauses=clauses), Era(day, by=by)


def _begins_before(rule: Rule, day: date | None) -> bool:
    first = rule.effective.first
    return day is None or not isinstance(first, date) or first < day


def _open(rule: Rule, following: date | None) -> Rule:
    """A rule without the end that nobody knows of yet: the eve of the day on which the law changes next, or later."""
    last = rule.effective.last
    if following is None or last is None or last < following - _ONE_DAY:
        return rule
    return replace(rule, effective=replace(rule.effective, last=None, ended_by=()))

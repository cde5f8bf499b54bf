"""A question that is asked for no day: the rules of every edition that could govern, told apart by the day.

The day is a fact like any other. A rule that reads alike in all periods stands as it is; any other stands once for each
way in which it reads, its scope limited to the days on which it reads so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import reduce

from afterschool_policy.language.connectives import all_of, not_
from afterschool_policy.language.tree import Apply, Constant, Fact, Node
from afterschool_policy.law.model import DecisionSpec
from afterschool_policy.semantics.edition import Edition, Period
from afterschool_policy.semantics.linked_rule import LinkedRule
from afterschool_policy.values.truth import Truth
from afterschool_policy.values.types import BOOLEAN, DATE


def rules_of(edition: Edition, spec: DecisionSpec) -> tuple[LinkedRule, ...]:
    """The rules that answer a question, in the order of the document and, of one rule, of time."""
    if not edition.periods:
        return edition.of(spec)
    readings: dict[str, list[tuple[LinkedRule, list[int]]]] = {}
    for place, period in enumerate(edition.periods):
        for linked in period.edition.of(spec):
            ways = readings.setdefault(linked.rule.id, [])
            same = next((places for other, places in ways if other == linked), None)
            if same is not None:
                same.append(place)
            else:
                ways.append((linked, [place]))
    order = [rule.id for rule in (*edition.law.limits, *edition.law.rules) if rule.id in readings]
    return tuple(
        _limited(linked, edition, places) for name in dict.fromkeys(order) for linked, places in readings[name]
    )


def day_tests(edition: Edition) -> dict[Node, tuple[Truth, ...]]:
    """The tests on the day that tell the periods apart, each with its truth in every period."""
    firsts = [period.first for period in edition.periods[1:]]
    count = len(edition.periods)
    return {
        _from(edition, first): tuple(Truth(place > start) for place in range(count))
        for start, first in enumerate(firsts)
        if first is not None
    }


def _limited(linked: LinkedRule, edition: Edition, places: list[int]) -> LinkedRule:
    """The rule on the days of these periods alone; itself where these are all."""
    if len(places) == len(edition.periods):
        return linked
    days = reduce(lambda one, other: Apply("or", (one, other), BOOLEAN), _runs(edition, places))
    scope = linked.body.applies
    applies = days if scope is None else Apply("and", (days, scope), BOOLEAN)
    return replace(linked, body=replace(linked.body, applies=applies))


def _runs(edition: Edition, places: list[int]) -> Iterator[Node]:
    """A test for each run of periods without a break."""
    periods: tuple[Period, ...] = edition.periods
    for place in places:
        if place - 1 in places:
            continue
        end = next(after for after in range(place, len(periods) + 1) if after not in places)
        tests = []
        if place > 0:
            tests.append(_from(edition, periods[place].first))
        if end < len(periods):
            tests.append(not_(_from(edition, periods[end].first)))
        yield all_of(*tests)


def _from(edition: Edition, first: date | None) -> Node:
    """Whether the day asked about is this one or a later one."""
    assert first is not None
    day = Fact(edition.law.instrument.as_of_fact, DATE)
    return Apply(">=", (day, Constant(first, DATE)), BOOLEAN)

"""The eras of a policy: between two changes of what has no versions, what reads otherwise than it does last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from afterschool_policy.authoring.amended import amended_entries, placed_changes, policy_on
from afterschool_policy.authoring.loader import AuthoredPolicy
from afterschool_policy.authoring.models import EntailmentEntry
from afterschool_policy.compile.calendar import periods_of
from afterschool_policy.compile.decisions import specs_of
from afterschool_policy.compile.ledger import clauses_of, readings_of
from afterschool_policy.compile.vocabulary import vocabulary_of
from afterschool_policy.law.model import Actor, DecisionSpec, Era

K = TypeVar("K")
V = TypeVar("V")


def eras_of(authored: AuthoredPolicy, actors: Mapping[str, Actor]) -> tuple[Era, ...]:
    """The eras in the order of time, each with what differs from the whole; none where nothing is ever changed."""
    days = _days(authored)
    if not days:
        return ()
    whole = _on(authored, actors, None)
    eras = (replace(_on(authored, actors, first or date.min), first=first) for first in (None, *days))
    return tuple(
        Era(
            then.first,
            _others(then.clauses, whole.clauses),
            _others(then.readings, whole.readings),
            _others(then.decisions, whole.decisions),
            _others(then.facts, whole.facts),
            _others(then.enumerations, whole.enumerations),
            _by(authored, then.first),
        )
        for then in eras
    )


def _on(authored: AuthoredPolicy, actors: Mapping[str, Actor], day: date | None) -> Era:
    """All that can be amended, as it reads on a day; for no day the whole of it."""
    then = policy_on(authored, day)
    vocabulary = vocabulary_of(then.vocabulary, periods_of(authored.calendar)[0])[0]
    fields = {name: spec for each in vocabulary.records.values() for name, spec in each.fields.items()}
    return Era(
        day,
        clauses_of(authored, actors, day),
        readings_of(then.register),
        specs_of(then.decisions),
        {**vocabulary.facts, **fields},
        vocabulary.enumerations,
    )


def _by(authored: AuthoredPolicy, first: date | None) -> tuple[str, ...]:
    """The clauses by which something stands otherwise from a day on, with those of an entailment that does."""
    clauses: dict[str, None] = {}
    for change in (each for changes in placed_changes(authored) for each in changes):
        days = change.change.effective
        if first in (days.from_, days.to and days.to + timedelta(days=1)):
            clauses |= dict.fromkeys(days.clauses)
            clauses |= dict.fromkeys(change.entry.clauses if isinstance(change.entry, EntailmentEntry) else ())
    return tuple(clauses)


def _days(authored: AuthoredPolicy) -> Sequence[date]:
    """The days on which something begins or ends to stand as it does."""
    effective = [each.change.effective for changes in placed_changes(authored) for each in changes]
    entries = (each.entry for each in amended_entries(authored))
    own = (entry.effective for entry in entries if isinstance(entry, EntailmentEntry))
    effective += [days for days in own if days is not None]
    firsts = {days.from_ for days in effective if days.from_ is not None}
    lasts = {days.to for days in effective if days.to is not None and days.to < date.max}
    return sorted(firsts | {last + timedelta(days=1) for last in lasts})


def _others(then: Mapping[K, V], last: Mapping[K, V]) -> dict[K, V]:
    return {name: item for name, item in then.items() if item != last[name] or _order(item) != _order(last[name])}


def _order(item: object) -> object:
    """The order in which a question lists its answers, which tells the stronger."""
    return [*item.answers] if isinstance(item, DecisionSpec) else None

"""The given facts that a decision does not go by, and which questions would."""

from __future__ import annotations

from collections.abc import Container

from afterschool_policy.explain.model import FactUnread
from afterschool_policy.explain.results import UnreadFact
from afterschool_policy.law.model import Law
from afterschool_policy.semantics.edition import Edition
from afterschool_policy.vocabulary.facts import Facts
from afterschool_policy.vocabulary.series import period_in


def unread(edition: Edition, read: Container[str], facts: Facts) -> tuple[UnreadFact, ...]:
    """The given facts that are not among those `read`, by name; the days by which rules are in force always are."""
    instrument = edition.law.instrument
    apart = {instrument.as_of_fact, instrument.in_force_fact, *edition.law.vocabulary.records}
    dated = instrument.as_of_fact in facts.given
    names = sorted(name for name in facts.given if name not in read and name not in apart)
    names = [name for name in names if dated or period_in(name) is None]  # whose turn it may be, once the day is known
    return tuple(UnreadFact(name, edition.readers(name)) for name in names)


def in_words(law: Law, facts: tuple[UnreadFact, ...]) -> tuple[FactUnread, ...]:
    """The same with the labels of facts and questions, and why a fact has no effect at all where that is said."""
    specs = law.vocabulary.facts
    return tuple(
        FactUnread(
            fact.name,
            specs[fact.name].label,
            fact.read_by,
            tuple(law.decisions[name].question for name in fact.read_by),
            specs[fact.name].no_effect,
        )
        for fact in facts
    )

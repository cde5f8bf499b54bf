"""The law as it reads on a day: readings, questions, facts, codes, entailments and clauses as amended by then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from afterschool_policy.language.evaluate import value_of
from afterschool_policy.law.model import Era, Law
from afterschool_policy.vocabulary.closure import Entailments

K = TypeVar("K")
V = TypeVar("V")


def era_on(eras: Sequence[Era], day: date) -> Era | None:
    """The era that a day lies in; None where nothing was ever amended."""
    begun = [era for era in eras if era.first is None or era.first <= day]
    return begun[-1] if begun else None


def law_on(law: Law, day: date) -> Law:
    """The law with what it holds as that reads on a day; itself where nothing reads otherwise."""
    era = era_on(law.eras, day)
    if era is None:
        return law
    vocabulary = law.vocabulary
    return replace(
        law,
        clauses=_with(law.clauses, era.clauses),
        readings=_with(law.readings, era.readings),
        decisions=_with(law.decisions, era.decisions),
        entailments=_on(law.entailments, law.instrument.as_of_fact, day),
        vocabulary=replace(
            vocabulary,
            facts=_with(vocabulary.facts, era.facts),
            enumerations=_with(vocabulary.enumerations, era.enumerations),
            records={
                name: replace(each, fields=_with(each.fields, era.facts)) for name, each in vocabulary.records.items()
            },
        ),
    )


def what_facts_can_be(law: Law) -> tuple[object, ...]:
    """What a law says of facts beside its rules, and may say otherwise in another era: to compare two laws by."""
    return law.entailments, *((name, *each.codes) for name, each in law.vocabulary.enumerations.items())


def _on(entailments: Entailments, as_of_fact: str, day: date) -> Entailments:
    """The entailments that hold on a day."""
    if not any(each.during for each in entailments.each):
        return entailments
    facts = {as_of_fact: day}
    holding = (each for each in entailments.each if all(value_of(test, facts) for test in each.during))
    return Entailments(tuple(replace(each, during=()) for each in holding))


def _with(items: Mapping[K, V], others: Mapping[K, V]) -> Mapping[K, V]:
    """The items, those in other words in the place of the same by name."""
    return {name: others.get(name, item) for name, item in items.items()} if others else items

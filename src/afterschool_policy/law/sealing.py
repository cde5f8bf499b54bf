"""A law with every mapping in it sealed, since callers reach them and threads share them."""

from __future__ import annotations

from dataclasses import replace

from afterschool_policy.law.answers import Answers
from afterschool_policy.law.model import DecisionSpec, Law
from afterschool_policy.values.read_only import read_only


def sealed(law: Law) -> Law:
    """The same law; no mapping of it can be changed."""
    vocabulary = law.vocabulary
    enumerations = {name: replace(each, codes=read_only(each.codes)) for name, each in vocabulary.enumerations.items()}
    records = {name: replace(each, fields=read_only(each.fields)) for name, each in vocabulary.records.items()}
    return replace(
        law,
        vocabulary=replace(
            vocabulary,
            facts=read_only(vocabulary.facts),
            enumerations=read_only(enumerations),
            groups=read_only(vocabulary.groups),
            records=read_only(records),
            declared=read_only(vocabulary.declared),
        ),
        clauses=read_only(law.clauses),
        readings=read_only(
            (name, replace(each, choices=read_only(each.choices))) for name, each in law.readings.items()
        ),
        decisions=read_only((name, _question(spec)) for name, spec in law.decisions.items()),
        sections=read_only(law.sections),
        units=read_only(law.units),
        actors=read_only(law.actors),
        audiences=read_only(law.audiences),
        instruments=read_only(law.instruments),
        entities=read_only((name, replace(each, refers=read_only(each.refers))) for name, each in law.entities.items()),
    )


def _question(spec: DecisionSpec) -> DecisionSpec:
    answers = Answers(read_only(spec.answers))
    return replace(spec, answers=answers, amounts=read_only(spec.amounts), values=read_only(spec.values))

"""Takes an authored policy; gives the checked law, or every diagnostic that stands in its way.

The passes: vocabulary and scope, ledger and register, the rules one by one, then the policy as a whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from afterschool_policy.authoring.loader import AuthoredDocument, AuthoredPolicy
from afterschool_policy.authoring.models import Bilingual, DecisionsFile, Instrument
from afterschool_policy.authoring.yaml_reader import find
from afterschool_policy.compile.consistency import consistency
from afterschool_policy.compile.entities import entities_of
from afterschool_policy.compile.ledger import clauses_of, readings_of
from afterschool_policy.compile.rules import RuleBuilder
from afterschool_policy.compile.scope import scope_of, vocabulary_of
from afterschool_policy.diagnostics import Diagnostic, suggestion
from afterschool_policy.law.answers import Answers
from afterschool_policy.law.model import DecisionSpec, InstrumentSpec, Law, OutputSpec
from afterschool_policy.text import Text
from afterschool_policy.values.units import Unit


def build(authored: AuthoredPolicy) -> tuple[Law | None, list[Diagnostic]]:
    """The law and its warnings; or None and all diagnostics where one of them is an error."""
    found = list(authored.diagnostics)
    law = _law(authored, found)
    if law is not None:
        found += consistency(law, authored, sound=not any(each.is_error for each in found))
    if any(each.is_error for each in found):
        law = None
    return law, sorted(found, key=Diagnostic.sort_key)


def _law(authored: AuthoredPolicy, found: list[Diagnostic]) -> Law | None:
    if (
        authored.instrument is None
        or authored.vocabulary is None
        or authored.ledger is None
        or authored.register is None
        or authored.decisions is None
        or authored.source is None
    ):
        return None
    vocabulary, faults = vocabulary_of(authored.vocabulary)
    found += faults
    scope, faults = scope_of(vocabulary, authored.rules)
    found += faults
    entities, faults = entities_of(authored, vocabulary, scope)
    found += faults
    clauses = clauses_of(authored.ledger)
    readings = readings_of(authored.register)
    decisions, faults = _decisions(authored.decisions, vocabulary.enumerations, entities)
    found += faults
    builder = RuleBuilder(scope, clauses, readings, decisions)
    rules = [builder.rule(document) for document in authored.rules]
    found += builder.faults
    places = {clause: place for place, clause in enumerate(clauses)}
    rules.sort(key=lambda rule: (min(places.get(clause, 0) for clause in rule.clauses), rule.id, rule.version))
    return Law(
        instrument=_instrument(authored.instrument),
        vocabulary=vocabulary,
        clauses=clauses,
        readings=readings,
        decisions=decisions,
        sections=_texts(authored.decisions, "sections"),
        units=_texts(authored.decisions, "units"),
        rules=tuple(rules),
        source=authored.source.text,
        fingerprint=_fingerprint(authored),
        entities=entities,
    )


def _instrument(document: AuthoredDocument[Instrument]) -> InstrumentSpec:
    model = document.model
    return InstrumentSpec(
        id=model.id,
        name=model.name.text(),
        issuer=model.issuer.text(),
        level=model.level.text(),
        in_force=model.in_force,
        in_force_fact=model.in_force_fact,
        as_of_fact=model.as_of_fact,
        interpreter=model.interpreter.text(),
        interpreter_clauses=tuple(model.interpreter_clauses),
    )


def _texts(document: AuthoredDocument[DecisionsFile], part: str) -> dict[str, Text]:
    entries: dict[str, Bilingual] = getattr(document.model, part)
    return {name: entry.text() for name, entry in entries.items()}


def _decisions(
    document: AuthoredDocument[DecisionsFile], enumerations: Iterable[str], entities: Iterable[str]
) -> tuple[dict[str, DecisionSpec], list[Diagnostic]]:
    faults: list[Diagnostic] = []
    specs: dict[str, DecisionSpec] = {}
    known, types = set(enumerations), list(entities)
    for name, entry in document.model.decisions.items():
        at = ("decisions", name)
        amounts: dict[str, OutputSpec] = {}
        for each, amount in entry.amounts.items():
            if Unit.parse(amount.unit) is None:
                span = find(document.node, (*at, "amounts", each, "unit")).span
                faults.append(Diagnostic("bad-unit", span, {"unit": amount.unit}))
            amounts[each] = OutputSpec(amount.label.text(), unit=amount.unit)
        values: dict[str, OutputSpec] = {}
        for each, value in entry.values.items():
            if value.codes is not None and value.codes not in known:
                span = find(document.node, (*at, "values", each, "codes")).span
                fields: dict[str, Text | str] = {"name": value.codes, "suggestion": suggestion(value.codes, known)}
                faults.append(Diagnostic("unknown-enumeration", span, fields))
            values[each] = OutputSpec(value.label.text(), codes=value.codes)
        for_each = [entry.for_each] if isinstance(entry.for_each, str) else entry.for_each
        for each in for_each:
            if each not in types:
                span = find(document.node, (*at, "for_each")).span
                faults.append(Diagnostic.of("unknown-entity", span, name=each, suggestion=suggestion(each, types)))
        background = tuple(entry.gathers.background) if entry.gathers is not None else None
        answers = Answers({outcome: answer.text() for outcome, answer in entry.answers.items()})
        question = entry.question.text()
        specs[name] = DecisionSpec(name, entry.section, question, answers, amounts, values, background, tuple(for_each))
    return specs, faults


def _fingerprint(authored: AuthoredPolicy) -> str:
    """A digest of the content of every document, whatever their files are called and how they are ordered."""
    texts = [authored.source.text if authored.source else ""]
    models = [each for each in (authored.instrument, authored.vocabulary, authored.ledger) if each is not None]
    texts += [each.model.model_dump_json() for each in models]
    others = (authored.register, authored.decisions, authored.entities)
    texts += [each.model.model_dump_json() for each in others if each is not None]
    texts += sorted(each.model.model_dump_json() for each in authored.rules)
    return "sha256:" + hashlib.sha256("\n".join(texts).encode()).hexdigest()

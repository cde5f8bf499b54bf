"""An authored policy made into the checked law, or the diagnostics that stand in its way.

The passes: vocabulary and scope, ledger and register, the rules one by one, then the policy as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from afterschool_policy.authoring.amended import policy_on
from afterschool_policy.authoring.document import AuthoredDocument
from afterschool_policy.authoring.loader import AuthoredPolicy
from afterschool_policy.authoring.models import Bilingual, Instrument
from afterschool_policy.compile.actors import actors_of
from afterschool_policy.compile.audiences import audiences_of
from afterschool_policy.compile.calendar import calendar_of, periods_of
from afterschool_policy.compile.change_faults import change_faults
from afterschool_policy.compile.consistency import at_once, by_search
from afterschool_policy.compile.decisions import decisions_of
from afterschool_policy.compile.entailments import entailments_of
from afterschool_policy.compile.entities import entities_of
from afterschool_policy.compile.eras import eras_of
from afterschool_policy.compile.instruments import instruments_of, level_of
from afterschool_policy.compile.ledger import clauses_of, readings_of
from afterschool_policy.compile.levels import later_first
from afterschool_policy.compile.limits import limits_of
from afterschool_policy.compile.rules import RuleContext, rule_of
from afterschool_policy.compile.scope import scope_of
from afterschool_policy.compile.vocabulary import vocabulary_of
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.language.checker import QuestionType
from afterschool_policy.law.bundle import revision_of
from afterschool_policy.law.model import DecisionSpec, InstrumentSpec, Law
from afterschool_policy.law.over_time import with_few_periods
from afterschool_policy.law.records import with_one_record
from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.types import Kind, Type
from afterschool_policy.values.units import Unit


def build(authored: AuthoredPolicy | None, faults: Iterable[Diagnostic]) -> tuple[Law | None, list[Diagnostic]]:
    """The law and its warnings; or None and all diagnostics where one of them is an error.

    `authored` and `faults` are those of `load`.
    """
    *_, last = in_steps(authored, faults)
    return last


def in_steps(
    authored: AuthoredPolicy | None, faults: Iterable[Diagnostic]
) -> Iterator[tuple[Law | None, list[Diagnostic]]]:
    """What `build` gives, first with what is seen at once, and where nothing is wrong again with what takes a search.

    What is searched for is told of a sound policy alone: a rule that could not be read covers nothing yet, and what it
    leaves bare would be reported a second time.
    """
    faults, law = list(faults), None
    if authored is None:
        yield None, sorted(faults, key=Diagnostic.sort_key)
        return
    law, more = _law(authored)
    few = with_one_record(with_few_periods(law))
    faults += [*more, *at_once(few, authored)]
    is_sound = not any(fault.is_error for fault in faults)
    yield law if is_sound else None, sorted(faults, key=Diagnostic.sort_key)
    if is_sound:
        faults += by_search(few, authored)
        is_sound = not any(fault.is_error for fault in faults)
        yield law if is_sound else None, sorted(faults, key=Diagnostic.sort_key)


def _law(amended: AuthoredPolicy) -> tuple[Law, list[Diagnostic]]:
    authored = policy_on(amended, None)
    periods, faults = periods_of(authored.calendar)
    vocabulary, more = vocabulary_of(authored.vocabulary, periods)
    faults += more
    faults += change_faults(amended)
    calendar, more = calendar_of(authored.calendar)
    faults += more
    instrument = authored.instrument.model
    scope, more = scope_of(
        vocabulary, authored.rules, month_end=instrument.month_end, calendar=calendar, as_of=instrument.as_of_fact
    )
    faults += more
    entities, more = entities_of(authored, vocabulary, scope)
    faults += more
    actors = actors_of(authored.ledger)
    clauses = clauses_of(authored, actors)
    decisions, more = decisions_of(authored.decisions, vocabulary.enumerations, entities, clauses)
    faults += more
    audiences, more = audiences_of(authored.instrument)
    faults += more
    readings = readings_of(authored.register)
    eras = eras_of(amended, actors)
    first_day = authored.instrument.model.in_force or date.min
    context = RuleContext(
        replace(scope, questions=_questions(decisions)), clauses, readings, decisions, eras, first_day
    )
    entailments, more = entailments_of(
        authored.entailments, scope, context.clauses, authored.instrument.model.as_of_fact
    )
    faults += more
    limits, more = limits_of(authored.instrument, scope, context.clauses, decisions)
    faults += more
    rules = []
    for document in authored.rules:
        rule, more = rule_of(document, context)
        rules.append(rule)
        faults += more
    places = {clause: place for place, clause in enumerate(context.clauses)}
    rules.sort(key=lambda rule: (min(places.get(clause, 0) for clause in rule.clauses), rule.id, rule.version))
    instruments, more = instruments_of(authored, context.clauses)
    faults += more
    law = Law(
        instrument=_instrument(authored.instrument),
        vocabulary=vocabulary,
        clauses=context.clauses,
        readings=context.readings,
        decisions=decisions,
        sections=_texts(authored.decisions.model.sections),
        units={unit: entry.words() for unit, entry in authored.decisions.model.units.items()},
        rules=tuple(rules),
        source=authored.source.text,
        fingerprint="",
        entities=entities,
        entailments=entailments,
        limits=limits,
        actors=actors,
        audiences=audiences,
        instruments=instruments,
        eras=eras,
        drafts=authored.drafted,
    )
    law = later_first(law)
    return replace(law, fingerprint=revision_of(law)), faults


def _questions(decisions: Mapping[str, DecisionSpec]) -> dict[str, QuestionType]:
    """What rules can ask of other questions: an audit gathers them and is not asked itself."""
    silent = Outcome.NOT_APPLICABLE
    return {
        name: QuestionType(
            tuple(dict.fromkeys((*(outcome.value for outcome in spec.answers), silent.value))),
            {amount: Type(Kind.NUMBER, unit=Unit.parse(each.unit or "1")) for amount, each in spec.amounts.items()},
        )
        for name, spec in decisions.items()
        if spec.background is None
    }


def _instrument(document: AuthoredDocument[Instrument]) -> InstrumentSpec:
    model = document.model
    return InstrumentSpec(
        id=model.id,
        name=model.name.text(),
        issuer=model.issuer.text(),
        level=level_of(model),
        in_force=model.in_force,
        in_force_fact=model.in_force_fact,
        as_of_fact=model.as_of_fact,
        interpreter=model.interpreter.text(),
        interpreter_clauses=tuple(model.interpreter_clauses),
    )


def _texts(entries: Mapping[str, Bilingual]) -> dict[str, Text]:
    return {name: entry.text() for name, entry in entries.items()}

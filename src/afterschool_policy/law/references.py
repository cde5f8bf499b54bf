"""What the parts of a law name, and whether there is such a thing: the second look at a law that comes from outside."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from graphlib import CycleError
from itertools import pairwise
from typing import Any, get_args

from afterschool_policy.language.gatherings import POSITION
from afterschool_policy.language.operators import OPERATORS
from afterschool_policy.language.tree import (
    AmountOf,
    Answered,
    Apply,
    Constant,
    Derived,
    Fact,
    Gathered,
    Node,
    OverTime,
    Parameter,
    Row,
    Table,
    children,
    facts_of,
)
from afterschool_policy.law.eras import law_on
from afterschool_policy.law.extent import MOST_LEVELS, MOST_PARTS, rules_beyond_bounds
from afterschool_policy.law.gate import NotAdmitted
from afterschool_policy.law.model import Law, Rule
from afterschool_policy.law.number_ranges import NumberRanges
from afterschool_policy.values.periods import PeriodKind
from afterschool_policy.values.types import NUMBER, Type, alike
from afterschool_policy.values.units import Unit
from afterschool_policy.vocabulary.model import group_of

References = Iterator[tuple[str, Collection[Any], Collection[Any]]]
"""Where names stand, the names, and those that there are."""

_IN_TREES = frozenset({*get_args(Node), Row, Type})
_DIVIDING = frozenset(row.symbol for row in OPERATORS.values() if row.undefined_at_zero)


def check_references(law: Law, parts: Iterable[object]) -> None:
    """See that all that a law names is there, of the kind that belongs there, and that its trees have an end.

    Args:
        law: a law of which every part passed the gate.
        parts: all its parts, each after those that it is made of.

    Raises:
        NotAdmitted: for the first name that leads nowhere.
    """
    in_trees: list[Any] = [part for part in parts if type(part) in _IN_TREES]
    _check_sizes([part for part in in_trees if type(part) not in (Type, Row)])
    for references in (
        _of_rules(law),
        _of_questions(law),
        _of_vocabulary(law),
        _of_actors(law),
        _of_trees(law, in_trees),
        _of_eras(law),
        *(_of_questions(law_on(law, era.first or date.min)) for era in law.eras),
    ):
        for where, names, known in references:
            if unknown := set(names).difference(known):
                raise NotAdmitted(f"{where}: {unknown.pop()!r:.60}")
    _check_definitions(law)


def _check_sizes(nodes: Sequence[Node]) -> None:
    """A part counts wherever it stands: parts that are shared make a vast tree of a small file."""
    sizes = dict.fromkeys(map(id, nodes), 1)
    levels = dict(sizes)
    for node in nodes:
        below = [*map(id, node.operands if type(node) is Apply else children(node))]
        if below:
            size = sizes[id(node)] = 1 + sum(map(sizes.__getitem__, below))
            level = levels[id(node)] = 1 + max(map(levels.__getitem__, below))
            if size > MOST_PARTS or level > MOST_LEVELS:
                raise NotAdmitted(type(node).__name__)


def _check_definitions(law: Law) -> None:
    """No fact is defined by itself, and no rule is vast once its definitions are written out."""
    try:
        for rule in rules_beyond_bounds(law):
            raise NotAdmitted(f"Rule.body: {rule.id!r:.60}")
    except CycleError as error:
        raise NotAdmitted(f"Rule.define: {error.args[1]!r:.60}") from error


def _of_rules(law: Law) -> References:
    rules = (*law.rules, *law.limits)
    exemptions = [exemption for rule in rules for body in rule.bodies for exemption in body.unless]
    alternatives = [(rule, each) for rule in rules for each in rule.alternatives]
    bases = [basis for rule in rules for basis in rule.every_basis]
    choices = {(name, code) for name, reading in law.readings.items() for code in reading.choices}
    asked = [(name, body) for rule in rules if rule.decisions for body in rule.bodies for name in rule.decisions]
    amounts = {(name, amount) for name, spec in law.decisions.items() for amount in spec.amounts}
    values = {(name, value) for name, spec in law.decisions.items() for value in spec.values}
    constant = {rule.parameter for rule in rules if all(_is_stated_by_itself(tree) for tree in _values(rule))}
    yield "Rule.clauses", [clause for rule in rules for clause in rule.clauses], law.clauses
    yield "Exemption.clauses", [clause for one in exemptions for clause in one.clauses], law.clauses
    yield "Law.drafts", law.drafts, {rule.id for rule in rules}
    yield "Effective.ended_by", [clause for rule in rules for clause in rule.effective.ended_by], law.clauses
    yield "Rule.bases", [clause for _, clauses in bases for clause in clauses], law.clauses
    yield "Rule.readings", [name for rule in rules for name in rule.readings], law.readings
    yield "Rule.decisions", [name for rule in rules for name in rule.decisions], law.decisions
    yield "Rule.parameter", [rule.parameter for rule in rules if rule.parameter is not None], constant
    yield "Alternative.code", [(each.reading, each.code) for _, each in alternatives], choices
    yield "Alternative.reading", [each.reading for rule, each in alternatives if each.reading not in rule.readings], ()
    yield "Body.amounts", [(name, amount) for name, body in asked for amount, _ in body.amounts], amounts
    yield "Body.values", [(name, value) for name, body in asked for value, _ in body.values], values


def _of_questions(law: Law) -> References:
    specs, readings, clauses = law.decisions.values(), law.readings.values(), law.clauses.values()
    outputs = [one for spec in specs for one in (*spec.amounts.values(), *spec.values.values())]
    codes = [one.codes for one in outputs if one.codes is not None]
    yield "DecisionSpec.name", [spec.name for spec in specs], law.decisions
    yield "DecisionSpec.section", [spec.section for spec in specs], law.sections
    yield "DecisionSpec.for_each", [name for spec in specs for name in spec.for_each], law.entities
    yield "DecisionSpec.background", [name for spec in specs for name in spec.background or ()], law.vocabulary.groups
    yield (
        "Rounding.clauses",
        [clause for one in outputs if one.rounding for clause in one.rounding.clauses],
        law.clauses,
    )
    yield "OutputSpec.codes", codes, law.vocabulary.enumerations
    yield "Reading.id", [reading.id for reading in readings], law.readings
    yield "Reading.clauses", [clause for reading in readings for clause in reading.clauses], law.clauses
    yield "Reading.default", [one.default for one in readings if one.default not in one.choices], ()
    yield "Clause.id", [clause.id for clause in clauses], law.clauses
    yield "Clause.instrument", [clause.instrument for clause in clauses], {None, *law.instruments}
    yield "LegalText.id", [text.id for text in law.instruments.values()], law.instruments
    yield "LegalText.prevails", [one for text in law.instruments.values() for one in text.prevails], law.clauses
    yield "Clause.readings", [name for clause in clauses for name in clause.readings], law.readings
    yield "Relation.clause", [other.clause for clause in clauses for other in clause.see], law.clauses


def _of_eras(law: Law) -> References:
    """What reads otherwise on some days is something that there is, and each era begins after the one before."""
    firsts = [era.first or date.min for era in law.eras]
    unordered = [later for earlier, later in pairwise(firsts) if later <= earlier]
    yield "Era.first", unordered, ()
    fields = {name: spec for each in law.vocabulary.records.values() for name, spec in each.fields.items()}
    facts = {**law.vocabulary.facts, **fields}
    for era in law.eras:
        yield "Era.clauses", era.clauses, law.clauses
        yield "Era.readings", era.readings, law.readings
        yield "Era.decisions", era.decisions, law.decisions
        yield "Era.facts", era.facts, facts
        yield "Era.enumerations", era.enumerations, law.vocabulary.enumerations
        for name, each in era.readings.items():
            yield "Era.readings", each.choices, law.readings[name].choices
        for name, spec in era.decisions.items():
            yield "Era.decisions", spec.answers, law.decisions[name].answers
        for name, listed in era.enumerations.items():
            yield "Era.enumerations", listed.codes, law.vocabulary.enumerations[name].codes
        yield "Era.facts", [name for name, spec in era.facts.items() if spec.type != facts[name].type], ()


def _of_vocabulary(law: Law) -> References:
    vocabulary, instrument, entities = law.vocabulary, law.instrument, law.entities
    tallies = [tally for entity in entities.values() for tally in entity.counts]
    lists = [(name, each) for name, entity in entities.items() for each in entity.lists]
    refers = {(name, reference) for name, entity in entities.items() for reference in entity.refers}
    owned = {(name, group) for name, entity in entities.items() for group in entity.owns}
    groups = {*vocabulary.groups, *(vocabulary.records[each.records].member for _, each in lists)}
    yield "FactSpec.name", [spec.name for spec in vocabulary.facts.values()], vocabulary.facts
    yield "FactSpec.group", [spec.group for spec in vocabulary.facts.values()], vocabulary.groups
    yield "FactSpec.by", [spec.by for spec in vocabulary.series], vocabulary.periods
    yield "PeriodKind.name", [period.name for period in vocabulary.declared.values()], vocabulary.declared
    yield "InstrumentSpec", [instrument.as_of_fact, instrument.in_force_fact], vocabulary.facts
    yield "InstrumentSpec.interpreter_clauses", instrument.interpreter_clauses, law.clauses
    yield "EntityType.name", [entity.name for entity in entities.values()], entities
    yield "EntityType.owns", [group for entity in entities.values() for group in entity.owns], groups
    yield "EntityType.refers", [name for entity in entities.values() for name in entity.refers.values()], entities
    yield "Tally.fact", [tally.fact for tally in tallies], vocabulary.facts
    yield "Tally.through", [(tally.of, tally.through) for tally in tallies], refers
    leading = {(name, reference, to) for name, entity in entities.items() for reference, to in entity.refers.items()}
    yield "Membership.through", [(each.of, each.through, name) for name, each in lists], leading
    yield "Membership.records", [(name, group_of(each.records)) for name, each in lists], owned
    yield "Membership.of", [(each.of, vocabulary.records[each.records].member) for _, each in lists], owned
    yield "Entailment.clauses", [clause for one in law.entailments.each for clause in one.clauses], law.clauses


def _of_actors(law: Law) -> References:
    facts, audiences = law.vocabulary.facts.values(), law.audiences.values()
    yield "Actor.code", [actor.code for actor in law.actors.values()], law.actors
    yield "Clause.actors", [one for clause in law.clauses.values() for one in clause.actors], law.actors.values()
    yield "FactSpec.supplied_by", [code for spec in facts for code in spec.supplied_by], law.actors
    yield "Audience.name", [audience.name for audience in audiences], law.audiences
    yield "Audience.actors", [code for audience in audiences for code in audience.actors], law.actors
    yield "Audience.turn_to", [code for audience in audiences for code in audience.turn_to], law.actors


def _of_trees(law: Law, parts: Sequence[Any]) -> References:
    """Facts and definitions are of the types that they have elsewhere, codes of their lists, divisors never nought."""
    specs, enumerations = law.vocabulary.facts, law.vocabulary.enumerations
    stated: dict[str | None, list[Type]] = {}
    for rule in law.rules:
        stated.setdefault(rule.define or rule.parameter, []).extend(tree.type for tree in _values(rule))
    facts = [part for part in parts if type(part) is Fact]
    named = [part for part in parts if type(part) in (Derived, Parameter)]
    divisors = [part.operands[-1] for part in parts if type(part) is Apply and part.symbol in _DIVIDING]
    codes = {(codes, code) for codes, each in enumerations.items() for code in each.codes}
    yield "Type.codes", [part.codes for part in parts if type(part) is Type], {None, *enumerations}
    yield "Row.clauses", [clause for part in parts if type(part) is Row for clause in part.clauses], law.clauses
    fields = {name: spec for each in law.vocabulary.records.values() for name, spec in each.fields.items()}
    types = {name: spec.type for name, spec in {**specs, **fields}.items()}
    types |= {f"{member}.{POSITION}": types.get(f"{member}.{POSITION}", NUMBER) for member in law.vocabulary.members}
    gathered = [part for part in parts if type(part) is Gathered]
    lists = {(each.name, each.member, each.complete) for each in law.vocabulary.records.values()}
    questions = {name: spec for name, spec in law.decisions.items() if spec.background is None}
    units = {(name, amount): each.unit for name, spec in questions.items() for amount, each in spec.amounts.items()}
    amounts = [part for part in parts if type(part) is AmountOf]
    yield "Answered.question", [part.question for part in parts if type(part) is Answered], questions
    yield "AmountOf.amount", [(part.question, part.amount) for part in amounts], units
    of_units = [(part, Unit.parse(units[part.question, part.amount] or "1")) for part in amounts]
    yield "AmountOf.type", [part.amount for part, unit in of_units if part.type.unit != unit], ()
    over_time = [part for part in parts if type(part) is OverTime]
    periods, by = law.vocabulary.periods, {spec.name: spec.by for spec in law.vocabulary.series}
    yield "OverTime.each", [each.each for each in over_time], periods
    yield "OverTime.window", [each.window.period for each in over_time], periods
    yield "OverTime.window", [each.window for each in over_time if not _is_of_whole(each, periods)], ()
    yield "OverTime.day", [each.day.name for each in over_time], [law.instrument.as_of_fact]
    yield "OverTime.term", [each.each for each in over_time if _told_by(each, by) != {each.each}], ()
    yield "Gathered.records", [(each.records, each.member, each.complete.name) for each in gathered], lists
    yield "RecordList.complete", [each.complete for each in law.vocabulary.records.values()], specs
    yield "Fact.name", [fact.name for fact in facts], types
    yield "Fact.type", [fact.name for fact in facts if fact.type != types[fact.name]], ()
    yield (
        "Derived.name",
        [part.name for part in named if not _is_stated(part.type, stated.get(part.name, ()))],
        (),
    )
    yield "Constant.value", [pair for part in parts if type(part) is Constant for pair in _codes(part)], codes
    ranges = NumberRanges(law)
    yield "Apply.operands", [type(divisor).__name__ for divisor in divisors if ranges.of(divisor).holds_nought], ()


def _is_of_whole(node: OverTime, periods: Mapping[str, PeriodKind]) -> bool:
    """Whether the periods of a window are made of whole ones of those that it holds."""
    return periods[node.each].divides(periods[node.window.period])


def _told_by(node: OverTime, by: Mapping[str, str | None]) -> set[str | None]:
    """The periods by which the facts of a term are told."""
    return {by[name] for name in facts_of(node.term) if name in by}


def _is_stated(wanted: Type, stated: Sequence[Type]) -> bool:
    return any(alike(wanted, type_) for type_ in stated)


def _is_stated_by_itself(value: Node) -> bool:
    """Whether a value is a constant, or a table of such."""
    if isinstance(value, Table):
        return all(_is_stated_by_itself(row.value) for row in value.every_row)
    return isinstance(value, Constant)


def _codes(node: Constant) -> list[tuple[str, object]]:
    """The codes that a constant holds, each with its enumeration."""
    enumeration = node.type.codes if node.type.item is None else node.type.item.codes
    if enumeration is None:
        return []
    return [(enumeration, code) for code in (node.value if isinstance(node.value, tuple) else (node.value,))]


def _values(rule: Rule) -> list[Node]:
    return [body.value for body in rule.bodies if body.value is not None]

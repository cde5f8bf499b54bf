"""The law on a day under a choice of readings: the rules in force, every name replaced by what it means.

Parameters get the value that is in force on the day, those by cases and derived facts what defines them, and contested
rules the parts of the reading chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TypeGuard, TypeVar

from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.language.checker import PARAMETER_PREFIX
from afterschool_policy.language.connectives import FALSE, TRUE, all_of, any_of, not_
from afterschool_policy.language.presumptions import Presumptions
from afterschool_policy.language.tree import (
    AmountOf,
    Answered,
    Apply,
    Constant,
    Derived,
    Fact,
    Node,
    Parameter,
    Table,
    facts_of,
    rebuilt,
    walk,
)
from afterschool_policy.law.eras import law_on
from afterschool_policy.law.model import Alternative, Body, DecisionSpec, Effective, Law, Reading, Referral, Rule
from afterschool_policy.law.sentences import filled
from afterschool_policy.law.unencoded import is_unanswered
from afterschool_policy.semantics.answered import AskedQuestion, Labels
from afterschool_policy.semantics.linked_rule import LinkedRule
from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.types import Kind, Type
from afterschool_policy.vocabulary.model import FactSpec
from afterschool_policy.vocabulary.written import written

T = TypeVar("T")
_NOT_SET = Text("（当日未规定）", "(not set on that day)")


@dataclass(frozen=True, slots=True)
class Edition:
    """The rules in force on a day under a choice of readings; a rule is linked when it is first asked for.

    `current` are their versions as written, `named` the same by name with the order among them under the readings,
    `bodies` their parts under these, not yet linked. `definitions` and `parameters` are the rules that state them, by
    the name stated.

    An edition for no day is the latest one; where versions change, `periods` holds it with all others that could
    govern, in the order of time, and `named` the rules of all of them. `answers` fills with what the answers of other
    questions are called that rules ask for.
    """

    law: Law
    current: tuple[Rule, ...]
    readings: Mapping[str, str]
    named: Mapping[str, Rule]
    bodies: Mapping[str, Body]
    definitions: Mapping[str, Rule]
    parameters: Mapping[str, Rule]
    linker: _Linker
    periods: tuple[Period, ...] = ()
    answers: dict[str, Labels] = field(default_factory=dict, repr=False, compare=False)
    _linked: dict[str, LinkedRule] = field(default_factory=dict, repr=False, compare=False)
    _readers: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def rules(self) -> tuple[LinkedRule, ...]:
        """Every rule that says something, in the order of the document."""
        return tuple(self.linked(rule) for rule in self.current if not self.bodies[rule.name].silent)

    def of(self, decision: DecisionSpec) -> tuple[LinkedRule, ...]:
        """The rules that answer one question, in the order of the document."""
        answering = (rule for rule in self.current if decision.name in rule.decisions)
        return tuple(self.linked(rule) for rule in answering if not self.bodies[rule.name].silent)

    def asked(self, name: str) -> AskedQuestion:
        """A question as rules of others ask it."""
        spec = self.law.decisions[name]
        return AskedQuestion(spec, self.of(spec), unanswered=is_unanswered(self.law, name))

    def readers(self, fact: str) -> tuple[str, ...]:
        """The questions whose rules read a fact, in the order of the policy."""
        if not self._readers:
            readers: dict[str, list[str]] = {}
            editions = [period.edition for period in self.periods] or [self]
            for spec in self.law.decisions.values():
                for name in frozenset().union(*(rule.reads for edition in editions for rule in edition.of(spec))):
                    readers.setdefault(name, []).append(spec.name)
            self._readers.update({name: tuple(questions) for name, questions in readers.items()})
        return self._readers.get(fact, ())

    def bears_on(self, reading: str, decision: DecisionSpec) -> bool:
        """Whether another choice of a reading could change a question: its rules, silent ones too, or what they use."""
        if self.periods:
            return any(period.edition.bears_on(reading, decision) for period in self.periods)
        answering = (rule for rule in self.current if decision.name in rule.decisions)
        return any(reading == name for rule in answering for name, _ in self.linked(rule).chosen)

    def linked(self, rule: Rule) -> LinkedRule:
        """One of the current rules, linked."""
        linked = self._linked.get(rule.name)
        if linked is None:
            body = self.in_words(self.linker.body(self.bodies[rule.name]))
            ordered = self.in_words(self.named[rule.name])
            linked = self._linked[rule.name] = LinkedRule.of(ordered, body, self._chosen(rule, body))
        return linked

    def reordering(self, rule: Rule) -> Alternative | None:
        """The chosen reading in which other rules give way to a rule than in the default one; None where it is none."""
        chosen = (each for each in rule.alternatives if self.readings.get(each.reading) == each.code)
        return next((each for each in chosen if each.reorders), None)

    def in_words(self, part: T) -> T:
        """A part of the law, its sentences telling the values of parameters that hold in this edition."""
        return filled(part, self._value_in_words)

    def reading(self, name: str) -> Reading:
        """An entry of the register in words."""
        return self.in_words(self.law.readings[name])

    def _value_in_words(self, parameter: str) -> Text:
        rule = self.parameters.get(parameter)
        stated = self.bodies[rule.name].value if rule is not None else None
        return written(stated.value, stated.type, self._label_of) if isinstance(stated, Constant) else _NOT_SET

    def _label_of(self, code: str, type_: Type) -> Text:
        enumeration = self.law.vocabulary.enumerations.get(type_.codes or "")
        return enumeration.label_of(code) if enumeration is not None else Text(code, code)

    def _chosen(self, rule: Rule, body: Body) -> tuple[tuple[str, str], ...]:
        """The readings of a rule and of every definition and parameter that it uses, with the code that holds."""
        used = (node.rule for tree in body.trees for node in walk(tree) if isinstance(node, Derived | Parameter))
        rules = (rule, *(self.named[name] for name in dict.fromkeys(used) if name is not None))
        names = dict.fromkeys(name for used_rule in rules for name in used_rule.readings)
        return tuple((name, _code_in(self.law, name, self.readings)) for name in names)


@dataclass(frozen=True, slots=True)
class Period:
    """The days between two changes of the law: from the first on (None: from the beginning) until the next period."""

    first: date | None
    edition: Edition


def in_force(effective: Effective, day: date, starts: date | None) -> bool:
    """Whether a version holds on a day; `starts` is the day on which the instrument takes effect.

    Where the day of the instrument is unknown it is not presumed to lie ahead: whoever asks under the instrument
    takes it to be in force, and the question of its force is a decision of its own.
    """
    first = starts if effective.first == "in_force" else effective.first
    if isinstance(first, date) and day < first:
        return False
    return effective.last is None or day <= effective.last


def turning_days(law: Law, starts: date | None) -> list[date | None]:
    """The first days of the periods in which one edition each governs, from the day on which the instrument starts."""
    days = {rule.effective.first for rule in law.rules if isinstance(rule.effective.first, date)}
    lasts = (rule.effective.last for rule in law.rules)
    days |= {last + timedelta(days=1) for last in lasts if last is not None and last < date.max}
    days |= {era.first for era in law.eras if era.first is not None}
    return [starts, *sorted(day for day in days if starts is None or day > starts)]


def current_on(law: Law, day: date | None, starts: date | None) -> tuple[Rule, ...]:
    """The rules in force on a day, behind the limits of the policy; None stands for before any version has changed."""
    then = date.min if day is None else day
    return (*law.limits, *(rule for rule in law.rules if in_force(rule.effective, then, starts)))


def link(law: Law, as_of: date | None, starts: date | None, readings: Mapping[str, str]) -> Edition:
    """The edition for a day; for no day the latest, with every other that could govern.

    Raises:
        InvalidRequest: where two chosen readings change the same part of a rule.
    """
    if as_of is not None:
        return _edition(law_on(law, as_of), current_on(law, as_of, starts), readings, {})
    answers: dict[str, Labels] = {}
    periods = [
        Period(day, _edition(law_on(law, day or date.min), current_on(law, day, starts), readings, answers))
        for day in turning_days(law, starts)
    ]
    return _latest(law, periods)


def under_readings(edition: Edition, readings: Mapping[str, str]) -> Edition:
    """The same day's rules under other readings; raises as `link` does."""
    if edition.periods:
        periods = [replace(each, edition=under_readings(each.edition, readings)) for each in edition.periods]
        return _latest(edition.law, periods)
    return _edition(edition.law, edition.current, readings, edition.answers)


def _latest(law: Law, periods: Sequence[Period]) -> Edition:
    """The last of several periods' editions, which knows the others, and all codes and answers of the law."""
    last = periods[-1].edition
    if len(periods) == 1:
        return last
    named = {name: rule for period in periods for name, rule in period.edition.named.items()}
    return replace(last, law=law, named=named, periods=tuple(periods))


def _edition(law: Law, current: tuple[Rule, ...], readings: Mapping[str, str], answers: dict[str, Labels]) -> Edition:
    codes = {name: _code_in(law, name, readings) for name in law.readings}
    read = [_read(rule, codes) for rule in current]
    bodies, named = {rule.name: body for rule, body in read}, {rule.name: rule for rule, _ in read}
    definitions = {rule.define: rule for rule in current if rule.define is not None}
    parameters = {rule.parameter: rule for rule in current if rule.parameter is not None}
    linker = _Linker(bodies, definitions, parameters, answers, law.vocabulary.facts)
    edition = Edition(law, current, dict(readings), named, bodies, definitions, parameters, linker, (), answers)
    linker.question = edition.asked
    return edition


def derived_facts(edition: Edition) -> dict[str, tuple[str, ...]]:
    """Each derived fact with the facts that it rests on."""
    values = {name: edition.linked(rule).body.value for name, rule in edition.definitions.items()}
    return {name: facts_of(value) if value is not None else () for name, value in values.items()}


def _code_in(law: Law, reading: str, readings: Mapping[str, str]) -> str:
    """The reading that is taken of a contested matter: the one chosen as long as it stands, else the default."""
    entry = law.readings[reading]
    chosen = readings.get(reading, entry.default)
    return chosen if chosen in entry.choices else entry.default


def _read(rule: Rule, readings: Mapping[str, str]) -> tuple[Rule, Body]:
    """The rule with its order, and its body, under the readings taken; its own goes by the default of its first day."""
    body = rule.body
    changed_by: dict[str, Alternative] = {}
    for alternative in rule.alternatives:
        if readings.get(alternative.reading) != alternative.code:
            continue
        for part in alternative.parts:
            if part in changed_by:
                one, other = changed_by[part].reading, alternative.reading
                fields = {"one": one, "other": other, "name": rule.id, "part": part}
                raise InvalidRequest([Diagnostic("reading-clash", rule.span, fields)])
            changed_by[part] = alternative
        rule, body = alternative.order_of(rule), alternative.over(body)
    return rule, body


def _hands_on(node: Node) -> TypeGuard[Answered]:
    """Whether it asks a question and leaves to a person what that does; one that asks just for this is answered."""
    return isinstance(node, Answered) and Outcome.NEEDS_HUMAN_JUDGEMENT not in node.outcomes


def _answering(node: Node, truth: Node) -> Node:
    """A condition in which every question that it asks has come out one way."""
    if _hands_on(node):
        return truth
    if not isinstance(node, Apply):
        return node
    below = [_answering(operand, truth) for operand in node.operands]
    match node.symbol:
        case "and":
            return all_of(*below)
        case "or":
            return any_of(*below)
        case "not":
            return not_(below[0])
    return replace(node, operands=tuple(below))


def _compares_tables(test: Apply) -> bool:
    """Whether a test compares numbers of which a table makes one, and every table has a value in every case."""
    if not test.operator.by_order or test.operands[0].type.kind is not Kind.NUMBER:
        return False
    tables = [node for node in walk(test) if isinstance(node, Table)]
    return tables != [] and not any(table.partial or table.hit.completes for table in tables)


class _Linker:
    """The names of an edition with what they mean; each derived fact is linked once."""

    def __init__(
        self,
        bodies: Mapping[str, Body],
        definitions: Mapping[str, Rule],
        parameters: Mapping[str, Rule],
        answers: dict[str, Labels],
        specs: Mapping[str, FactSpec],
    ) -> None:
        self.question: Callable[[str], AskedQuestion] | None = None
        self._answers = answers
        self._asked: dict[str, AskedQuestion] = {}
        self._bodies = bodies
        self._definitions = definitions
        self._parameters = parameters
        self._derived: dict[str, Derived] = {}
        self._presumptions = Presumptions()
        self._specs = specs
        self._facts: dict[str, Fact] = {}

    def body(self, body: Body) -> Body:
        scope = self._optional(body.applies)
        referred = [*self._handed_on(body.applies), *self._handed_on(body.condition)]
        if scope is not None:
            scope = any_of(scope, *(referral.when for referral in self._handed_on(body.applies)))
        return replace(
            body,
            applies=scope,
            condition=self._optional(body.condition),
            unless=tuple(replace(exemption, when=self.node(exemption.when)) for exemption in body.unless),
            refer=(*(replace(each, when=self.node(each.when)) for each in body.refer), *referred),
            amounts=tuple((name, self.node(value)) for name, value in body.amounts),
            values=tuple((name, self.node(value)) for name, value in body.values),
            value=self._optional(body.value),
        )

    def _optional(self, node: Node | None) -> Node | None:
        return None if node is None else self.node(node)

    def node(self, node: Node) -> Node:
        match node:
            case Parameter(name=name):
                return self._parameter(node, name)
            case Derived(name=name):
                return self._derive(node, name)
            case Answered() | AmountOf():
                question = self._question(node.question)
                answer = question.comes_to(node) if isinstance(node, Answered) else question.amount(node)
                self._answers.update(question.labels)
                return answer
            case Fact(name=name):
                return self._limited(node, name)
            case Constant():
                return node
        linked = rebuilt(node, self.node)
        if isinstance(linked, Apply) and _compares_tables(linked):
            linked = replace(linked, by_bounds=True)
        return self._presumptions.told_apart(linked)

    def _limited(self, node: Fact, name: str) -> Fact:
        """A fact with its limits; that of a record, until all are known, has none."""
        if name not in self._facts:
            spec = self._specs.get(name)
            limits = (None, None) if spec is None else (spec.minimum, spec.maximum)
            self._facts[name] = Fact(name, node.type, *limits)
        return self._facts[name]

    def _question(self, name: str) -> AskedQuestion:
        """Another question, as rules ask it; each is looked at once."""
        if name not in self._asked:
            assert self.question is not None
            self._asked[name] = self.question(name)
        return self._asked[name]

    def _handed_on(self, tree: Node | None) -> Iterator[Referral]:
        """What a part leaves to a person, because the question that it asks does, and its truth turns on that."""
        asked = [] if tree is None else [node for node in walk(tree) if _hands_on(node)]
        if tree is None or not asked:
            return
        holding, failing = (self.node(_answering(tree, truth)) for truth in (TRUE, FALSE))
        turns = any_of(all_of(holding, not_(failing)), all_of(not_(holding), failing))
        for name in dict.fromkeys(node.question for node in asked):
            question = self._question(name)
            when = all_of(question.is_left_to_a_person, turns)
            if when != FALSE:
                self._answers.update(question.labels)
                yield Referral(when, question.spec.question, None, name)

    def _parameter(self, node: Parameter, name: str) -> Node:
        rule = self._parameters.get(name)
        stated = self._bodies[rule.name].value if rule is not None else None
        if rule is None or stated is None:
            return node
        if isinstance(stated, Constant):
            return replace(node, value=stated.value, rule=rule.name)
        by_cases = f"{PARAMETER_PREFIX}{name}"
        if by_cases not in self._derived:
            self._derived[by_cases] = Derived(by_cases, node.type, self.node(stated), rule.name)
        return self._derived[by_cases]

    def _derive(self, node: Derived, name: str) -> Node:
        if name not in self._derived:
            rule = self._definitions.get(name)
            value = self._bodies[rule.name].value if rule is not None else None
            linked = None if value is None else self.node(value)
            self._derived[name] = replace(node, body=linked, rule=rule.name if rule is not None else None)
        return self._derived[name]

"""The law on a day under a choice of readings: the rules in force, every name replaced by what it means.

Parameters get the value that is in force on the day, derived facts the body of their definition, contested rules
the parts of the reading chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.language.tree import (
    Apply,
    Constant,
    Derived,
    Fact,
    ListOf,
    Node,
    Parameter,
    Quantified,
    facts_of,
    walk,
)
from afterschool_policy.law.model import Alternative, Body, DecisionSpec, Effective, Law, Rule
from afterschool_policy.semantics.linked_rule import LinkedRule


@dataclass(frozen=True, slots=True)
class Edition:
    """The rules in force on a day under a choice of readings; a rule is linked when it is first asked for.

    `current` are their versions as written, `named` the same by name, `bodies` their parts under the readings, not yet
    linked; `definitions` and `parameters` are the rules that state them, by the name stated.
    """

    law: Law
    current: tuple[Rule, ...]
    readings: Mapping[str, str]
    named: Mapping[str, Rule]
    bodies: Mapping[str, Body]
    definitions: Mapping[str, Rule]
    parameters: Mapping[str, Rule]
    linker: _Linker
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

    def readers(self, fact: str) -> tuple[str, ...]:
        """The questions whose rules read a fact, in the order of the policy."""
        if not self._readers:
            readers: dict[str, list[str]] = {}
            for spec in self.law.decisions.values():
                for name in frozenset().union(*(rule.reads for rule in self.of(spec))):
                    readers.setdefault(name, []).append(spec.name)
            self._readers.update({name: tuple(questions) for name, questions in readers.items()})
        return self._readers.get(fact, ())

    def bears_on(self, reading: str, decision: DecisionSpec) -> bool:
        """Whether another choice of a reading could change a question: its rules, silent ones too, or what they use."""
        answering = (rule for rule in self.current if decision.name in rule.decisions)
        return any(reading == name for rule in answering for name, _ in self.linked(rule).chosen)

    def linked(self, rule: Rule) -> LinkedRule:
        """One of the current rules, linked."""
        linked = self._linked.get(rule.name)
        if linked is None:
            body = self.linker.body(self.bodies[rule.name])
            linked = self._linked[rule.name] = LinkedRule.of(rule, body, self._chosen(rule, body))
        return linked

    def _chosen(self, rule: Rule, body: Body) -> tuple[tuple[str, str], ...]:
        """The readings of a rule and of every definition and parameter that it uses, with the code that holds."""
        used = (node.rule for tree in all_trees(body) for node in walk(tree) if isinstance(node, Derived | Parameter))
        rules = (rule, *(self.named[name] for name in dict.fromkeys(used) if name is not None))
        names = dict.fromkeys(name for used_rule in rules for name in used_rule.readings)
        return tuple((name, self.readings.get(name, self.law.readings[name].default)) for name in names)


def in_force(effective: Effective, as_of: date | None, starts: date | None) -> bool:
    """Whether a version holds on a day. Without a day the latest version holds; `starts` is the instrument's day.

    Where the day of the instrument is unknown it is not presumed to lie ahead: whoever asks under the instrument
    takes it to be in force, and the question of its force is a decision of its own.
    """
    if as_of is None:
        return effective.last is None
    first = starts if effective.first == "in_force" else effective.first
    if isinstance(first, date) and as_of < first:
        return False
    return effective.last is None or as_of <= effective.last


def link(law: Law, as_of: date | None, starts: date | None, readings: Mapping[str, str]) -> Edition:
    """The edition for a day.

    Raises:
        InvalidRequest: where two chosen readings change the same part of a rule.
    """
    return _edition(law, tuple(rule for rule in law.rules if in_force(rule.effective, as_of, starts)), readings)


def under_readings(edition: Edition, readings: Mapping[str, str]) -> Edition:
    """The same day's rules under other readings; raises as `link` does."""
    return _edition(edition.law, edition.current, readings)


def _edition(law: Law, current: tuple[Rule, ...], readings: Mapping[str, str]) -> Edition:
    bodies = {rule.name: _read(rule, readings) for rule in current}
    definitions = {rule.define: rule for rule in current if rule.define is not None}
    parameters = {rule.parameter: rule for rule in current if rule.parameter is not None}
    linker = _Linker(bodies, definitions, parameters)
    named = {rule.name: rule for rule in current}
    return Edition(law, current, dict(readings), named, bodies, definitions, parameters, linker)


def derived_facts(edition: Edition) -> dict[str, tuple[str, ...]]:
    """Each derived fact with the facts that it rests on."""
    values = {name: edition.linked(rule).body.value for name, rule in edition.definitions.items()}
    return {name: facts_of(value) if value is not None else () for name, value in values.items()}


def all_trees(body: Body) -> Iterator[Node]:
    """Every tree of a body: conditions, definitions, amounts and values."""
    yield from (tree for tree in (body.applies, body.condition, body.value) if tree is not None)
    yield from (exemption.when for exemption in body.unless)
    yield from (referral.when for referral in body.refer)
    yield from (tree for _, tree in (*body.amounts, *body.values))


def _read(rule: Rule, readings: Mapping[str, str]) -> Body:
    """The rule's body under the chosen readings."""
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
        body = alternative.over(body)
    return body


class _Linker:
    """The names of an edition with what they mean; each derived fact is linked once."""

    def __init__(
        self, bodies: Mapping[str, Body], definitions: Mapping[str, Rule], parameters: Mapping[str, Rule]
    ) -> None:
        self._bodies = bodies
        self._definitions = definitions
        self._parameters = parameters
        self._derived: dict[str, Derived] = {}

    def body(self, body: Body) -> Body:
        return replace(
            body,
            applies=self._optional(body.applies),
            condition=self._optional(body.condition),
            unless=tuple(replace(exemption, when=self.node(exemption.when)) for exemption in body.unless),
            refer=tuple(replace(referral, when=self.node(referral.when)) for referral in body.refer),
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
            case Constant() | Fact():
                return node
        return rebuilt(node, self.node)

    def _parameter(self, node: Parameter, name: str) -> Node:
        rule = self._parameters.get(name)
        stated = self._bodies[rule.name].value if rule is not None else None
        if rule is None or not isinstance(stated, Constant):
            return node
        return replace(node, value=stated.value, rule=rule.name)

    def _derive(self, node: Derived, name: str) -> Node:
        if name not in self._derived:
            rule = self._definitions.get(name)
            value = self._bodies[rule.name].value if rule is not None else None
            linked = None if value is None else self.node(value)
            self._derived[name] = replace(node, body=linked, rule=rule.name if rule is not None else None)
        return self._derived[name]


def rebuilt(node: Node, change: Callable[[Node], Node]) -> Node:
    """The node with each node directly below it changed."""
    match node:
        case Apply(operands=operands):
            return replace(node, operands=tuple(map(change, operands)))
        case Quantified(over=over, against=against):
            return replace(node, over=change(over), against=change(against))
        case ListOf(items=items):
            return replace(node, items=tuple(map(change, items)))
    return node

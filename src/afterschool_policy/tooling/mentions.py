"""What a rule speaks of, and what it states: facts, parameters, questions, readings and clauses, by kind and name."""

from __future__ import annotations

from collections.abc import Iterable

from afterschool_policy.language.tree import (
    AmountOf,
    Answered,
    Derived,
    Fact,
    Gathered,
    Node,
    OverTime,
    Parameter,
    walk,
)
from afterschool_policy.law.model import DecisionSpec, Rule
from afterschool_policy.law.sentences import filled
from afterschool_policy.text import Text

Name = tuple[str, str]
"""A kind and a name, as in `("parameter", "loan_days")`."""
_NOTHING = Text("", "")


def spoken_of(rule: Rule) -> set[Name]:
    """What a rule reads, asks or cites, in whatever reading, its sentences too."""
    nodes = (node for body in rule.bodies for tree in body.trees for node in walk(tree))
    names = {name for node in nodes for name in _named(node)}
    names |= {("clause", clause) for clause in rule.cited_clauses}
    names |= {("reading", reading) for reading in rule.readings}
    return names | in_words(rule)


def _named(node: Node) -> Iterable[Name]:
    match node:
        case Parameter(name=name):
            return (("parameter", name),)
        case Fact(name=name) | Derived(name=name):
            return (("fact", name),)
        case Answered(question=question) | AmountOf(question=question):
            return (("question", question),)
        case Gathered(records=records):
            return (("fact", records),)
        case OverTime(day=day):
            return (("fact", day.name),)
    return ()


def in_words(part: Rule | DecisionSpec) -> set[Name]:
    """The parameters whose values its sentences tell."""
    told: set[Name] = set()

    def value(parameter: str) -> Text:
        told.add(("parameter", parameter))
        return _NOTHING

    filled(part, value)
    return told


def stated(rule: Rule) -> set[Name]:
    """What a rule answers, defines, or gives a value."""
    named: set[Name] = {("question", name) for name in rule.decisions}
    if rule.define is not None:
        named.add(("fact", rule.define))
    if rule.parameter is not None:
        named.add(("parameter", rule.parameter))
    return named

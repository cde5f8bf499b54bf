"""Which questions a rule bears on: whose cases can tell that it is changed."""

from __future__ import annotations

from collections.abc import Iterator

from afterschool_policy.language.tree import AmountOf, Answered, Derived, Parameter, walk
from afterschool_policy.law.model import Body, Law, Rule

_Said = tuple[str, str]
"""What rules read of each other: a definition, a parameter, the answer to a question, by its name."""


def decisions_by_rule(law: Law) -> dict[str, set[str]]:
    """The questions that each version bears on, by itself or through what other rules read of it, in any reading."""
    every = (*law.limits, *law.rules)
    readers: dict[_Said, list[Rule]] = {}
    for rule in every:
        for said in dict.fromkeys(read_by(rule)):
            readers.setdefault(said, []).append(rule)
    by_id: dict[str, set[str]] = {}
    for rule in every:  # a version that is no longer in force bears on what its successors bear on
        by_id.setdefault(rule.id, set()).update(_decisions(rule, readers))
    return {rule.name: by_id[rule.id] for rule in every}


def other_readings(law: Law, rule: Rule) -> list[dict[str, str]]:
    """The other readings in which something reads a rule: there it may tell what it does not in the default ones."""
    says = {*_says(rule)}
    found = (
        (each.reading, each.code)
        for other in law.rules
        for each in other.alternatives
        if not says.isdisjoint(_read_in(each.body))
    )
    return [dict([choice]) for choice in dict.fromkeys(found)]


def _decisions(rule: Rule, readers: dict[_Said, list[Rule]]) -> set[str]:
    reached, waiting = {rule.name: rule}, [rule]
    while waiting:
        for said in _says(waiting.pop()):
            for reader in readers.get(said, ()):
                if reader.name not in reached:
                    reached[reader.name] = reader
                    waiting.append(reader)
    return {name for each in reached.values() for name in each.decisions}


def _says(rule: Rule) -> Iterator[_Said]:
    if rule.define is not None:
        yield "definition", rule.define
    if rule.parameter is not None:
        yield "parameter", rule.parameter
    yield from (("answer", name) for name in rule.decisions)


def read_by(rule: Rule) -> Iterator[_Said]:
    """What a rule reads of others, in any reading."""
    return (said for body in rule.bodies for said in _read_in(body))


def _read_in(body: Body) -> Iterator[_Said]:
    for node in (node for tree in body.trees for node in walk(tree)):
        match node:
            case Derived(name=name):
                yield "definition", name
            case Parameter(name=name):
                yield "parameter", name
            case Answered(question=name) | AmountOf(question=name):
                yield "answer", name

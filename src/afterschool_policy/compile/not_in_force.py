"""Parameters and definitions that a rule reads on days on which none of their versions is in force.

What such a rule comes to would stay unknown whatever anybody found out. Every period is looked at and every reading of
the rule; a definition is a rule like any other, so that what it rests on is found at the definition.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from afterschool_policy.authoring.loader import AuthoredPolicy
from afterschool_policy.compile.periods import in_words, periods_of
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.language.tree import Derived, Parameter, walk
from afterschool_policy.law.model import Law, Rule
from afterschool_policy.text import enumerated

_PARAMETER = "parameter."


def names_not_in_force(law: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A diagnostic for each name that a rule in force reads on days on which nothing states it."""
    documents = {document.model.name: document for document in authored.rules}
    limits = {rule.name for rule in law.limits}
    periods = periods_of(law)
    bare: dict[tuple[str, str], list[int]] = {}
    for place, period in enumerate(periods):
        stated = set(chain.from_iterable(map(_stated_by, period.rules)))
        for rule in period.rules:
            # Before the law takes effect nothing of it stands to be limited.
            if not (period.before and rule.name in limits):
                for name in _read_by(rule) - stated:
                    bare.setdefault((rule.name, name), []).append(place)
    for (rule_name, name), places in bare.items():
        span = documents.get(rule_name, authored.instrument).mention(name)
        days = enumerated(in_words(places, periods))
        yield Diagnostic.of("name-not-in-force", span, name=rule_name, used=name, days=days)


def _stated_by(rule: Rule) -> Iterator[str]:
    if rule.parameter is not None:
        yield _PARAMETER + rule.parameter
    if rule.define is not None:
        yield rule.define


def _read_by(rule: Rule) -> set[str]:
    """The parameters and definitions that a rule names by itself, under any reading, as expressions write them."""
    nodes = (node for body in rule.bodies for tree in body.trees for node in walk(tree))
    named = (node for node in nodes if isinstance(node, Parameter | Derived))
    return {_PARAMETER + node.name if isinstance(node, Parameter) else node.name for node in named}

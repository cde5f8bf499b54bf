"""What a rule names on days on which there is no such thing: parameters, definitions, facts and codes.

What such a rule comes to would stay unknown whatever anybody found out, or would turn on what nobody can say. Every
period is looked at and every reading of the rule; a definition is a rule like any other, so that what it rests on is
found at the definition.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain

from afterschool_policy.authoring.loader import AuthoredPolicy
from afterschool_policy.compile.periods import in_words, periods_of
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.language.tree import Constant, Derived, Fact, Node, Parameter, walk
from afterschool_policy.law.eras import law_on
from afterschool_policy.law.model import Law, Rule
from afterschool_policy.text import enumerated
from afterschool_policy.vocabulary.model import Vocabulary

_PARAMETER = "parameter."


def names_not_in_force(law: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A diagnostic for each name that a rule in force reads on days on which there is no such thing."""
    documents = {document.model.name: document for document in authored.rules}
    limits = {rule.name for rule in law.limits}
    periods = periods_of(law)
    bare: dict[tuple[str, str, str], list[int]] = {}
    for place, period in enumerate(periods):
        stated = set(chain.from_iterable(map(_stated_by, period.rules)))
        then = law_on(law, period.first or date.min).vocabulary
        for rule in period.rules:
            # Before the law takes effect nothing of it stands to be limited.
            if not (period.before and rule.name in limits):
                found = [("name-not-in-force", name) for name in _read_by(rule) - stated]
                found += [("name-gone", name) for name in _gone(then, rule, period.first or date.min)]
                for code, name in dict.fromkeys(found):
                    bare.setdefault((code, rule.name, name), []).append(place)
    for (code, rule_name, name), places in bare.items():
        span = documents.get(rule_name, authored.instrument).mention(name)
        days = enumerated(in_words(places, periods))
        yield Diagnostic.of(code, span, name=rule_name, used=name, days=days)


def _stated_by(rule: Rule) -> Iterator[str]:
    if rule.parameter is not None:
        yield _PARAMETER + rule.parameter
    if rule.define is not None:
        yield rule.define


def _read_by(rule: Rule) -> set[str]:
    """The parameters and definitions that a rule names by itself, under any reading, as expressions write them."""
    named = (node for node in _nodes(rule) if isinstance(node, Parameter | Derived))
    return {_PARAMETER + node.name if isinstance(node, Parameter) else node.name for node in named}


def _gone(then: Vocabulary, rule: Rule, day: date) -> Iterator[str]:
    """The facts that a rule reads and that are not asked any more, and the codes that it names beside a list's own."""
    for node in _nodes(rule):
        if isinstance(node, Fact):
            spec = then.facts.get(node.name)
            if spec is not None and spec.last is not None and spec.last < day:
                yield node.name
        elif isinstance(node, Constant):
            listed = then.enumerations.get((node.type.item or node.type).codes or "")
            codes = node.value if isinstance(node.value, tuple) else (node.value,)
            yield from (
                str(code) for code in codes if listed is not None and not listed.open and code not in listed.codes
            )


def _nodes(rule: Rule) -> Iterator[Node]:
    return (node for body in rule.bodies for tree in body.trees for node in walk(tree))

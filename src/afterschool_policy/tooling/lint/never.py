"""Rules that can never apply, conditions that are always the same, exceptions whose turn never comes.

Each is proved in every edition of the law; what turns on a contested reading is left alone, and what cannot be proved
within the bound as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from afterschool_policy.authoring.loader import AuthoredPolicy
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.language.connectives import TRUE, all_of
from afterschool_policy.language.tree import Node, atoms_of
from afterschool_policy.law.model import Body, Law, Rule
from afterschool_policy.search.budget import Budget, BudgetSpentError
from afterschool_policy.search.covering import is_covered
from afterschool_policy.semantics.edition import Edition
from afterschool_policy.tooling.lint.editions import editions_of, rests_on_readings
from afterschool_policy.values.types import BOOLEAN
from afterschool_policy.vocabulary.model import Vocabulary

MAX_STEPS = 5_000
"""So many steps at most for one rule in one edition."""

_Found = frozenset[tuple[str, int]]
"""What is found of a rule: a code, and of an exception its place, from 1."""


def never_and_always(law: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """Advice on each part that is always the same, wherever its rule is in force."""
    found = _in_every_edition(law)
    for document in authored.rules:
        name = document.model.name
        for code, place in sorted(found.get(name, frozenset())):
            part = {"scope-never": "applies", "exception-never": "unless"}.get(code, "condition")
            part = "value" if part == "condition" and document.model.condition is None else part
            path = (part, place - 1) if place else (part,)
            span = document.span(*path) if place else document.key_span(*path)
            yield Diagnostic.of(code, span, name=document.model.rule, place=str(place))


def _in_every_edition(law: Law) -> Mapping[str, _Found]:
    found: dict[str, _Found] = {}
    seen: dict[tuple[str, Body], _Found] = {}
    for edition in editions_of(law):
        for rule in edition.current:
            body = edition.linker.body(edition.bodies[rule.name])
            if (rule.name, body) not in seen:
                seen[rule.name, body] = frozenset(_of_rule(rule, body, edition))
            found[rule.name] = found.get(rule.name, seen[rule.name, body]) & seen[rule.name, body]
    return found


def _of_rule(rule: Rule, body: Body, edition: Edition) -> Iterator[tuple[str, int]]:
    if body.silent or rests_on_readings(rule, body, edition):
        return
    budget, vocabulary, scope = Budget(MAX_STEPS), edition.law.vocabulary, body.applies or TRUE
    try:
        if body.applies is not None and is_covered(scope, [], vocabulary, budget):
            yield "scope-never", 0
            return
        condition = body.condition if rule.define is None else body.value
        if condition is not None and condition.type == BOOLEAN and any(atoms_of(condition)):
            yield from _of_condition(scope, condition, vocabulary, budget)
        before: list[Node] = []
        for place, each in enumerate(body.unless, 1):
            if any(atoms_of(each.when)) and is_covered(all_of(scope, each.when), before, vocabulary, budget):
                yield "exception-never", place
            before.append(each.when)
    except BudgetSpentError:
        return


def _of_condition(scope: Node, condition: Node, vocabulary: Vocabulary, budget: Budget) -> Iterator[tuple[str, int]]:
    if is_covered(all_of(scope, condition), [], vocabulary, budget):
        yield "condition-never", 0
    elif is_covered(scope, [condition], vocabulary, budget):
        yield "condition-always", 0

"""Duties and bans that nobody can keep together: where both apply, whatever is done breaches one of them.

It is proved for one edition at a time. Two of which one stands before the other are left alone, and what turns on a
contested reading, and what cannot be proved within the bound as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from afterschool_policy.authoring.loader import AuthoredPolicy
from afterschool_policy.compile.levels import is_binding
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.language.tree import Apply, Node, facts_of
from afterschool_policy.law.modalities import MODALITIES
from afterschool_policy.law.model import Law, Rule
from afterschool_policy.search.budget import Budget, BudgetSpentError
from afterschool_policy.search.covering import is_covered
from afterschool_policy.semantics.edition import Edition
from afterschool_policy.tooling.lint.editions import editions_of, rests_on_readings
from afterschool_policy.values.outcomes import OUTCOMES
from afterschool_policy.values.types import BOOLEAN
from afterschool_policy.vocabulary.model import Vocabulary

MAX_STEPS = 5_000
"""So many steps at most for one pair of rules in one edition."""


class _Duty(NamedTuple):
    """A rule that asks for something: where it does, without exception, and what keeps it."""

    rule: Rule
    reach: tuple[Node, ...]
    kept: Node


def duties_at_odds(law: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """Advice on each of two rules, the one that stands later, where nothing keeps both."""
    told = {
        (later.name, earlier.name): earlier
        for edition in editions_of(law)
        for earlier, later in _pairs([*_duties(edition)], edition.law.vocabulary)
    }
    documents = {document.model.name: document for document in authored.rules}
    for (name, _), earlier in told.items():
        if document := documents.get(name):
            fields = {"name": document.model.rule, "other": earlier.id, "first": str(earlier.span)}
            yield Diagnostic.of("duties-at-odds", document.key_span("condition"), **fields)


def _duties(edition: Edition) -> Iterator[_Duty]:
    for rule in edition.current:
        body = edition.linker.body(edition.bodies[rule.name])
        if is_binding(rule) and body.condition is not None and not rests_on_readings(rule, body, edition):
            apart = [*(each.when for each in body.unless), *(each.when for each in body.refer)]
            scope = [] if body.applies is None else [body.applies]
            yield _Duty(rule, (*scope, *map(_not, apart)), _kept(rule, body.condition))


def _kept(rule: Rule, condition: Node) -> Node:
    outcome = MODALITIES[rule.modality].when_true
    return _not(condition) if outcome is not None and OUTCOMES[outcome].is_breach else condition


def _pairs(duties: Sequence[_Duty], vocabulary: Vocabulary) -> Iterator[tuple[Rule, Rule]]:
    for one, other in combinations(duties, 2):
        if {*facts_of(one.kept)}.isdisjoint(facts_of(other.kept)) or _have_an_order(one.rule, other.rule):
            continue
        budget = Budget(MAX_STEPS)

        def is_possible(*parts: Node, within: Budget = budget) -> bool:
            return not is_covered(_all(parts), [], vocabulary, within)

        try:
            both = *one.reach, *other.reach
            each_alone = is_possible(*both, one.kept) and is_possible(*both, other.kept)
            if each_alone and not is_possible(*both, one.kept, other.kept):
                yield one.rule, other.rule
        except BudgetSpentError:
            continue


def _have_an_order(one: Rule, other: Rule) -> bool:
    return bool(one.rule_order(other.id) or other.rule_order(one.id))


def _not(node: Node) -> Node:
    return Apply("not", (node,), BOOLEAN)


def _all(parts: Sequence[Node]) -> Node:
    return Apply("and", tuple(parts), BOOLEAN) if len(parts) > 1 else parts[0]

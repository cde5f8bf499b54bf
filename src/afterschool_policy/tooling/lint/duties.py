"""Duties and bans that nobody can keep together: where both apply, whatever is done breaches one of them.

It is proved for one edition at a time. Two of which one stands before the other are left alone, and what turns on a
contested reading, and what cannot be proved within the bound as well; and a principle from which one may depart by
stating why, which then is no breach.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import combinations
from typing import NamedTuple

from afterschool_policy.authoring.loader import AuthoredPolicy
from afterschool_policy.compile.conflicts import have_an_order
from afterschool_policy.compile.levels import is_binding
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.language.connectives import TRUE, all_of, not_
from afterschool_policy.language.tree import Node, facts_of
from afterschool_policy.law.modalities import MODALITIES
from afterschool_policy.law.model import Law, Rule
from afterschool_policy.search.budget import Budget, BudgetSpentError
from afterschool_policy.search.covering import is_covered
from afterschool_policy.semantics.edition import Edition
from afterschool_policy.tooling.lint.editions import editions_of, rests_on_readings
from afterschool_policy.values.outcomes import OUTCOMES
from afterschool_policy.vocabulary.model import Vocabulary

MAX_STEPS = 5_000
"""So many steps at most for one pair of rules in one edition."""


class _Duty(NamedTuple):
    """A rule that asks for something: where it does, without exception, and what keeps it."""

    rule: Rule
    reach: Node
    kept: Node


def duties_at_odds(law: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """Advice on the later of two rules, where whatever is done breaches one of them."""
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
        if not is_binding(rule) or body.condition is None or body.reason is not None:
            continue
        if not rests_on_readings(rule, body, edition):
            apart = (*(each.when for each in body.unless), *(each.when for each in body.refer))
            yield _Duty(rule, all_of(body.applies or TRUE, *map(not_, apart)), _kept(rule, body.condition))


def _kept(rule: Rule, condition: Node) -> Node:
    outcome = MODALITIES[rule.modality].when_true
    return not_(condition) if outcome is not None and OUTCOMES[outcome].is_breach else condition


def _pairs(duties: Sequence[_Duty], vocabulary: Vocabulary) -> Iterator[tuple[Rule, Rule]]:
    for one, other in combinations(duties, 2):
        if {*facts_of(one.kept)}.isdisjoint(facts_of(other.kept)) or have_an_order(one.rule, other.rule):
            continue
        with suppress(BudgetSpentError):
            if _are_at_odds(one, other, vocabulary, Budget(MAX_STEPS)):
                yield one.rule, other.rule


def _are_at_odds(one: _Duty, other: _Duty, vocabulary: Vocabulary, budget: Budget) -> bool:
    """Whether each can be kept alone where both apply, and both cannot."""
    both = all_of(one.reach, other.reach)
    alone = (all_of(both, each.kept) for each in (one, other))
    if any(is_covered(each, [], vocabulary, budget) for each in alone):
        return False
    return is_covered(all_of(both, one.kept, other.kept), [], vocabulary, budget)

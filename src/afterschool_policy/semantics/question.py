"""A question as the engines see it: the rules that answer one decision, and their distinct atoms.

An atom is a single test on facts. An engine computes the atoms and nothing else; what their truths mean is said
once, in `semantics.conclusion` and `semantics.verdict`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from afterschool_policy.language.tree import Node, atoms_of, facts_of
from afterschool_policy.law.model import DecisionSpec
from afterschool_policy.semantics.edition import Edition
from afterschool_policy.semantics.linked_rule import LinkedRule


@dataclass(frozen=True, slots=True)
class Question:
    """One decision of one edition; `atoms` are its distinct tests in the order the rules write them.

    Where it is asked on some `clauses` alone, its rules are those that cite one of them.

    `places` tells where the truth of an atom stands among those of all atoms, by the identity of each node that
    writes it: equal tests share a place, and nobody has to compare trees to find it.
    """

    spec: DecisionSpec
    edition: Edition
    rules: tuple[LinkedRule, ...]
    atoms: tuple[Node, ...]
    facts: tuple[str, ...]
    places: Mapping[int, int]
    clauses: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[Callable[..., Question], tuple[Edition, DecisionSpec, tuple[str, ...]]]:
        # Identities do not outlive a process: the copy asks anew.
        return question_of, (self.edition, self.spec, self.clauses)


def question_of(edition: Edition, spec: DecisionSpec, clauses: tuple[str, ...] = ()) -> Question:
    """The question that `spec` puts to an edition, on these clauses alone where there are any."""
    rules = edition.of(spec)
    if clauses:
        rules = tuple(linked for linked in rules if not linked.rule.cited_clauses.isdisjoint(clauses))
    atoms: dict[Node, int] = {}
    occurrences = (atom for rule in rules for tree in trees(rule) for atom in atoms_of(tree))
    places = {id(atom): atoms.setdefault(atom, len(atoms)) for atom in occurrences}
    outputs = (node for rule in rules for _, node in (*rule.body.amounts, *rule.body.values))
    facts = dict.fromkeys(name for node in (*atoms, *outputs) for name in facts_of(node))
    return Question(spec, edition, rules, tuple(atoms), tuple(facts), places, clauses)


def trees(rule: LinkedRule) -> Iterator[Node]:
    """The boolean trees of a rule, in the order they are tried."""
    return (tree for _, tree in parts(rule))


def parts(rule: LinkedRule) -> Iterator[tuple[str, Node]]:
    """The boolean trees of a rule with the part that each has in it, in the order they are tried."""
    body = rule.body
    if body.applies is not None:
        yield "applies", body.applies
    yield from (("unless", exemption.when) for exemption in body.unless)
    yield from (("refer", referral.when) for referral in body.refer)
    last = (
        ("condition", body.condition),
        ("known", rule.amount_known),
        ("reported", rule.duty_reported),
        ("recorded", rule.reason_recorded),
    )
    yield from ((role, tree) for role, tree in last if tree is not None)

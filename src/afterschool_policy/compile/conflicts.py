"""Conflicts: pairs of rules of which one permits what the other prohibits, without a stated order between them.

The search gives facts values one by one and lets three-valued logic cut off every branch in which either rule is
already settled otherwise; what it finds is a real case, which the diagnostic shows. It has a bound for each pair and
one for all of them together, and a warning tells how many pairs were not searched to the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from afterschool_policy.authoring.loader import AuthoredPolicy
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.tree import Node, Value, atoms_of
from afterschool_policy.law.model import Law, Rule
from afterschool_policy.search.examples import Steps, described, example
from afterschool_policy.search.what_if import TriesSpentError
from afterschool_policy.semantics.conclusion import conclude
from afterschool_policy.semantics.edition import Edition, link
from afterschool_policy.semantics.linked_rule import LinkedRule
from afterschool_policy.semantics.question import Question, question_of, trees
from afterschool_policy.values import truth as truths
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.truth import Truth

MAX_STEPS = 3_000
"""So many steps at most for one pair of rules."""

MAX_STEPS_IN_ALL = 50_000
"""So many at most for all pairs of a policy."""

_PERMITTING = frozenset({"may", "delegation", "encouraged"})
_ALLOWS = frozenset({Outcome.PERMITTED, Outcome.SATISFIED})
_FORBIDS = frozenset({Outcome.PROHIBITED})


def unordered_conflicts(law: Law, _: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A diagnostic for each unordered conflict under the default readings."""
    edition = link(law, None, None, {})
    reported: set[tuple[str, str]] = set()
    ended_early: list[tuple[Rule, Rule]] = []
    left = MAX_STEPS_IN_ALL
    for spec in law.decisions.values():
        question = question_of(edition, spec)
        for permits, prohibits in _permission_and_ban(question):
            rule, other = permits.rule, prohibits.rule
            if (rule.id, other.id) in reported or _have_an_order(rule, other):
                continue
            if not left:
                ended_early.append((rule, other))
                continue
            steps, facts = Steps(min(MAX_STEPS, left)), None
            try:
                facts = _search(permits, prohibits, edition, steps)
            except TriesSpentError:
                ended_early.append((rule, other))
            left -= steps.taken
            if facts is not None:
                reported.add((rule.id, other.id))
                witness = described(facts, law.vocabulary)
                yield Diagnostic.of("unordered-conflict", rule.span, name=rule.id, other=other.id, witness=witness)
    for rule, other in ended_early[:1]:
        count = str(len(ended_early))
        yield Diagnostic.of("conflicts-not-searched", rule.span, name=rule.id, other=other.id, count=count)


def _permission_and_ban(question: Question) -> Iterator[tuple[LinkedRule, LinkedRule]]:
    for one, other in combinations(question.rules, 2):
        for permits, prohibits in ((one, other), (other, one)):
            if permits.rule.modality in _PERMITTING and _can_prohibit(prohibits):
                yield permits, prohibits


def _can_prohibit(rule: LinkedRule) -> bool:
    return rule.rule.modality == "must_not" or rule.body.otherwise in _FORBIDS


def _have_an_order(one: Rule, other: Rule) -> bool:
    return other.id in (name for name, _ in one.overrides) or one.id in (name for name, _ in other.overrides)


def _search(permits: LinkedRule, prohibits: LinkedRule, edition: Edition, steps: Steps) -> Mapping[str, Value] | None:
    """Facts under which the one permits and the other prohibits, or None; raises where the steps are spent."""
    # The tests of the permission come first: what it needs narrows the search most.
    tests = dict.fromkeys(atom for rule in (permits, prohibits) for tree in trees(rule) for atom in atoms_of(tree))
    return example(
        tests,
        edition.law,
        lambda facts: _possible(permits, facts, _ALLOWS) and _possible(prohibits, facts, _FORBIDS),
        steps,
    )


def _possible(rule: LinkedRule, facts: Mapping[str, Value], wanted: frozenset[Outcome]) -> bool:
    def of_atom(atom: Node) -> Truth:
        return truths.of(value_of(atom, facts))

    return bool(conclude(rule, of_atom).possible & wanted)

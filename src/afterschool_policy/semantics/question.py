"""A question as the engines see it: the rules that answer one decision, and their distinct atoms.

An atom is a single test on facts. An engine computes the atoms and nothing else; what their truths mean is said
once, in `semantics.conclusion` and `semantics.verdict`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from afterschool_policy.cache import Cache
from afterschool_policy.language.tree import Fact, Node, Presuming, atoms_of, children, facts_of, is_presuming
from afterschool_policy.law.model import DecisionSpec
from afterschool_policy.law.over_time import wait_for_the_day
from afterschool_policy.law.unencoded import is_unanswered
from afterschool_policy.semantics.edition import Edition
from afterschool_policy.semantics.linked_rule import LinkedRule
from afterschool_policy.semantics.undated import day_tests, rules_of
from afterschool_policy.values.truth import Truth

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Question:
    """One decision of one edition, in its words; `atoms` are its distinct tests in the order the rules write them.

    Where it is asked on some `clauses` alone, its rules are the limits of the policy and those that cite one of them.

    `facts` are those that the rules read, `sources` the others that can entail one of these, and `own` are the facts by
    which the question is told from others: all but those that only the limits of the policy read, and doubts that
    nobody has to raise; `limiting` are those that only the limits read.
    `places` tells where the truth of an atom stands among those of all atoms, by the identity of each node that writes
    it: equal tests share a place, and nobody has to compare trees to find it. `periods` are the ways in which the tests
    on the day can turn out together, by their places, where no day is given and the law has changed. `kept` is what has
    been made of the question itself (`once`), by what makes it.
    """

    spec: DecisionSpec
    edition: Edition
    rules: tuple[LinkedRule, ...]
    atoms: tuple[Node, ...]
    facts: tuple[str, ...]
    sources: tuple[str, ...]
    own: tuple[str, ...]
    limiting: frozenset[str]
    places: Mapping[int, int]
    periods: tuple[Mapping[int, Truth], ...] = ()
    kept: Cache[object, Any] = field(default_factory=Cache, repr=False, compare=False)
    clauses: tuple[str, ...] = ()

    @property
    def unanswered(self) -> bool:
        """Whether the policy has no rule yet that answers it on any day: then only its limits tell anything."""
        return is_unanswered(self.edition.law, self.spec.name)

    def once(self, make: Callable[[Question], Made]) -> Made:
        """What this makes of the question and of nothing else, worked out once for all who ask."""
        made: Made | None = self.kept.get(make)
        return self.kept.keep(make, make(self)) if made is None else made

    def __reduce__(self) -> tuple[Callable[..., Question], tuple[Edition, DecisionSpec, tuple[str, ...]]]:
        # Identities do not outlive a process: the copy asks anew.
        return question_of, (self.edition, self.spec, self.clauses)


def question_of(edition: Edition, spec: DecisionSpec, clauses: tuple[str, ...] = ()) -> Question:
    """The question that `spec` puts to an edition, on these clauses alone where there are any."""
    rules = tuple(rule for rule in rules_of(edition, spec) if not clauses or _bears_on(rule, clauses))
    return _put_to(edition, edition.in_words(spec), rules, clauses)


def narrowed(question: Question, places: Iterable[int]) -> Question:
    """A question as if it had the rules at these places alone."""
    rules = tuple(question.rules[place] for place in places)
    return _put_to(question.edition, question.spec, rules, question.clauses)


def _put_to(edition: Edition, spec: DecisionSpec, rules: tuple[LinkedRule, ...], clauses: tuple[str, ...]) -> Question:
    atoms: dict[Node, int] = {}
    occurrences = (atom for rule in rules for tree in trees(rule) for atom in atoms_of(tree))
    places = {id(atom): atoms.setdefault(atom, len(atoms)) for atom in occurrences}
    facts = _read(rules)
    sources = edition.law.entailments.sources_of(facts)
    inside = tuple(rule for rule in rules if not rule.is_limit)
    own, limiting = _asked(inside), frozenset(facts).difference(_read(inside))
    periods = tuple(_periods(edition, atoms))
    read = (facts, sources, own, limiting)
    return Question(spec, edition, rules, tuple(atoms), *read, places, periods, clauses=clauses)


def waits_for_its_day(question: Question) -> bool:
    """Whether only the day asked about tells what some tests ask: which months count, where facts are monthly."""
    return wait_for_the_day(tree for rule in question.rules for tree in trees(rule))


def _bears_on(rule: LinkedRule, clauses: Iterable[str]) -> bool:
    """Whether a rule cites one of these clauses, or limits all of them."""
    return rule.is_limit or not rule.rule.cited_clauses.isdisjoint(clauses)


def _periods(edition: Edition, places: Mapping[Node, int]) -> Iterator[Mapping[int, Truth]]:
    """The truths of the tests on the day in each period, as far as the question asks them; each set of truths once."""
    days = {places[test]: truths for test, truths in day_tests(edition).items() if test in places}
    for truths in dict.fromkeys(zip(*days.values(), strict=True)):
        yield dict(zip(days, truths, strict=True))


def _read(rules: Iterable[LinkedRule]) -> tuple[str, ...]:
    """The facts that rules read in their tests and for what they compute, each once."""
    every = tuple(rules)
    tests = (tree for rule in every for tree in trees(rule))
    computed = (node for rule in every for node in outputs(rule))
    return tuple(dict.fromkeys(name for node in (*tests, *computed) for name in facts_of(node)))


def _asked(rules: Iterable[LinkedRule]) -> tuple[str, ...]:
    """The same without what is only presumed where nobody speaks of it."""
    nodes = (node for rule in rules for tree in (*trees(rule), *outputs(rule)) for node in _unpresumed(tree))
    return tuple(dict.fromkeys(node.name for node in nodes if isinstance(node, Fact)))


def _unpresumed(node: Node) -> Iterator[Node]:
    yield node
    if not is_presuming(node):
        for child in (node.test,) if isinstance(node, Presuming) else children(node):
            yield from _unpresumed(child)


def outputs(rule: LinkedRule) -> Iterator[Node]:
    """What a rule computes."""
    return (node for _, node in (*rule.body.amounts, *rule.body.values))


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

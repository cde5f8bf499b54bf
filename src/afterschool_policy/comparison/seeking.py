"""Facts under which a rule comes to something else than before: put together value by value, at random.

What two rules can be told apart by mostly lies on a narrow line: in their scope, every other condition as it has to be,
a number at its limit. That takes many tries, so it is looked for in the two rules alone, and only what is found there
is asked of the whole policies.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product
from typing import TypeVar

from afterschool_policy.language.evaluate import Values
from afterschool_policy.language.tree import Node, Value, children, facts_of, walk
from afterschool_policy.search.budget import Budget
from afterschool_policy.search.domains import Domains
from afterschool_policy.semantics.conclusion import conclude
from afterschool_policy.semantics.linked_rule import LinkedRule
from afterschool_policy.semantics.question import outputs, trees
from afterschool_policy.values.outcomes import OUTCOMES, Outcome
from afterschool_policy.vocabulary.closure import Entailments
from afterschool_policy.vocabulary.model import Vocabulary

RulePair = tuple[LinkedRule | None, LinkedRule | None]
"""A rule as it was and as it is; None where it is not there."""

_T = TypeVar("_T")
_Known = Mapping[str, Value]
_MOST_VALUES = 20
"""Of so many values of a fact at most one is taken."""
_MOST_SETTINGS = 12
"""So many settings of the facts of the two rules are looked at for one that tells them apart."""
_SHARES_KNOWN = (1.0, 1.0, 0.8)
"""So often a fact of the two rules is known: by turns, as some differences show only where one is not."""
_OTHERS = ((0.0, False), (0.4, False), (0.4, False), (0.8, False), (1.0, True))
"""So often another fact is known where it is taken at random, and whether so that no other rule is broken by it.

A breach covers what is less grave: that shows only where all else is in order.
"""
_SILENT = frozenset({Outcome.NOT_APPLICABLE})


class Seeking:
    """The facts of two questions, for one rule in which they differ; None and None where no rule does.

    What the rule does not read is taken from one of the `starts`, or at random; `beside` are the other rules.
    """

    def __init__(
        self,
        pair: RulePair,
        domains: Domains,
        names: Sequence[str],
        *,
        beside: Sequence[LinkedRule],
        vocabulary: Vocabulary,
        entailments: Entailments,
        starts: Sequence[_Known],
        rng: random.Random,
    ) -> None:
        self._rules = tuple(rule for rule in pair if rule is not None)
        self._pair, self._domains, self._entailments, self._random = pair, domains, entailments, rng
        self._starts = starts
        read = frozenset().union(*(rule.reads for rule in self._rules))
        self._own = [name for name in names if name in read]
        self._others = [name for name in names if name not in read]
        self._reading: dict[str, list[tuple[LinkedRule, int]]] = {}
        for rule in beside:
            size = sum(1 for tree in trees(rule) for _ in walk(tree))
            for name in rule.reads:
                self._reading.setdefault(name, []).append((rule, size))
        self._otherwise = Domains(_otherwise(*pair), vocabulary)
        self._size = sum(1 for rule in self._rules for tree in (*trees(rule), *outputs(rule)) for _ in walk(tree))

    def near(self, budget: Budget) -> Iterator[dict[str, Value]]:
        """The starts with one fact changed that the two rules test otherwise, where these then differ."""
        for start, name in self._shuffled([*product(self._starts, self._otherwise.facts)]):
            values = self._otherwise.of(name, start, budget).values
            settings = [known for _, known in self._entailments.agreeing(name, values, start)]
            for known in ({each: value for each, value in start.items() if each != name}, *settings):
                budget.charge(self._size)
                if known != start and self._are_told_apart(known):
                    yield {each: known[each] for each in (*start, name) if each in known}

    def anywhere(self, tries: int, budget: Budget) -> Iterator[dict[str, Value]]:
        """So many sets of facts at random."""
        return (self._facts(budget) for _ in range(tries))

    def _facts(self, budget: Budget) -> dict[str, Value]:
        given, known = self._of_the_rules(budget)
        start, calm = self._random.choice([*self._starts, None]) if self._starts else None, False
        if start is not None:
            others = [(name, [start[name]]) for name in self._others if name in start]
        else:
            share, calm = self._random.choice(_OTHERS)
            picked = [name for name in self._others if self._random.random() < share]
            others = [(name, None) for name in self._shuffled(picked)]  # type: ignore[misc]  # None: any value
        for name, values in others:
            fitting = self._fitting(name, known, budget) if values is None else iter(values)
            agreeing = self._entailments.agreeing(name, fitting, known)
            found = next((each for each in agreeing if not calm or self._is_calm(name, each[1], budget)), None)
            if found is not None:
                given[name], known = found
        return given

    def _of_the_rules(self, budget: Budget) -> tuple[dict[str, Value], _Known]:
        """Facts of the two rules by which they come to different things, where there are any among those looked at."""
        given: dict[str, Value] = {}
        known: _Known = {}
        for _ in range(_MOST_SETTINGS if self._rules else 1):
            given, known = self._setting(self._random.choice(_SHARES_KNOWN), budget)
            budget.charge(self._size)
            if self._are_told_apart(known):
                break
        return given, known

    def _setting(self, share: float, budget: Budget) -> tuple[dict[str, Value], _Known]:
        given: dict[str, Value] = {}
        known: _Known = {}
        for name in self._shuffled([name for name in self._own if self._random.random() < share]):
            found = None
            for found in self._entailments.agreeing(name, self._fitting(name, known, budget), known):
                budget.charge(self._size)
                if self._may_speak(found[1]):
                    break
            if found is not None:
                given[name], known = found
        return given, known

    def _fitting(self, name: str, known: _Known, budget: Budget) -> Iterator[Value]:
        return islice(self._shuffled(self._domains.ways(name, Values(known), budget)), _MOST_VALUES)

    def _may_speak(self, facts: _Known) -> bool:
        values = Values(facts)
        return any(not conclude(rule, values.truth).possible <= _SILENT for rule in self._rules)

    def _are_told_apart(self, facts: _Known) -> bool:
        values = Values(facts)
        was, now = (None if rule is None else _told(rule, values) for rule in self._pair)
        return was != now

    def _is_calm(self, name: str, facts: _Known, budget: Budget) -> bool:
        """Whether none of the other rules that read a fact is certainly broken."""
        values = Values(facts)
        for rule, size in self._reading.get(name, ()):
            budget.charge(size)
            if all(OUTCOMES[outcome].is_breach for outcome in conclude(rule, values.truth).possible):
                return False
        return True

    def _shuffled(self, values: Sequence[_T]) -> list[_T]:
        return self._random.sample(values, len(values))


def _otherwise(was: LinkedRule | None, now: LinkedRule | None) -> Iterator[Node]:
    """The smallest parts of either rule that the other does not have and that read a fact."""
    one, other = (dict.fromkeys(_nodes(rule)) for rule in (was, now))
    changed = {node for node in (*one, *other) if (node in one) != (node in other) and facts_of(node)}
    yield from (node for node in (*one, *other) if node in changed and changed.isdisjoint(children(node)))


def _nodes(rule: LinkedRule | None) -> Iterator[Node]:
    if rule is not None:
        yield from (node for tree in (*trees(rule), *outputs(rule)) for node in walk(tree))


def _told(rule: LinkedRule, values: Values) -> object:
    """What a rule comes to and computes by some facts."""
    told = conclude(rule, values.truth)
    return told.outcome, told.speaks, told.possible, [values.of(node) for node in outputs(rule)]

"""Many rules told apart by the value of a fact: only those are run whose scope that value leaves open.

Where a district, a kind or a grade tells which rules are about a case, all others come to the same whatever else is
known: they do not apply. So these are not run at all; what they contribute and find was worked out before. Where the
fact is unknown, every rule is run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from afterschool_policy.cache import Cache
from afterschool_policy.engines.generated_verdict import GeneratedVerdict
from afterschool_policy.engines.protocol import OutlineOf
from afterschool_policy.engines.rule_trees import Codes, RuleGroup, RuleTrees, groups_of
from afterschool_policy.engines.tests_source import TestsSource
from afterschool_policy.language.needed_values import needed_values
from afterschool_policy.language.tree import Value, atoms_of
from afterschool_policy.semantics.outline import Outline, Outlines
from afterschool_policy.semantics.precedence import losers_of
from afterschool_policy.semantics.question import Question, narrowed
from afterschool_policy.semantics.verdict import Verdict

MANY = 32
"""So many rules at least are told apart by a fact: fewer are run faster than looked up."""

_MOST_OFTEN = 4
"""So often at most is a rule compiled, on average: once for each value under which it can apply."""


class _Needing(NamedTuple):
    """A group of rules with the values of which a fact has to have one, or else none of them applies."""

    group: RuleGroup
    values: frozenset[str]


class _RuleUnit:
    """Some groups of rules that are run together; their function is written when it is first wanted."""

    def __init__(self, groups: Iterable[RuleGroup], outlines: Outlines) -> None:
        run = [*groups]
        self.places = [place for group in run for place in group.places]
        self.trees = RuleTrees(run, outlines)
        self._codes: Callable[[Mapping[str, Value]], Codes] | None = None

    def codes(self, facts: Mapping[str, Value]) -> Codes:
        """The codes of their trees."""
        codes = self._codes
        if codes is None:
            trees = self.trees.each
            atoms = tuple(dict.fromkeys(atom for tree in trees for atom in atoms_of(tree)))
            codes = self._codes = TestsSource(trees, atoms).compiled("codes", "key", "{codes}", {})
        return codes(facts)


_MOST_OPEN = 250
"""So many ways in which facts tell rules apart are kept ready for cases that these leave open."""

_VERDICTS_EACH = 50
"""So many verdicts are kept in each of these."""

_Key = tuple[tuple[_RuleUnit, ...], tuple[Codes, ...]]


class _UnitsOfFact:
    """The groups of rules that a fact tells apart, by its value."""

    def __init__(self, needing: Iterable[_Needing], outlines: Outlines) -> None:
        self._outlines = outlines
        self._groups: dict[Value, list[RuleGroup]] = {}
        for group, values in needing:
            for value in values:
                self._groups.setdefault(value, []).append(group)
        self._units: dict[Value, _RuleUnit] = {}
        self._none = _RuleUnit((), outlines)

    def of(self, value: Value) -> _RuleUnit:
        """Those that can apply where the fact has a value."""
        unit = self._units.get(value)
        if unit is None:
            groups = self._groups.get(value)
            unit = self._none if groups is None else self._units.setdefault(value, _RuleUnit(groups, self._outlines))
        return unit


class ByValue:
    """A question whose rules are run by the values of some facts, beside those that are run whatever these are."""

    def __init__(self, question: Question, told_apart: Mapping[str, Sequence[_Needing]], *, bound: int) -> None:
        self._question = question
        apart = {each.group: None for needing in told_apart.values() for each in needing}
        self._outlines = Outlines(question, [place for group in apart for place in group.places])
        self._always = _RuleUnit((group for group in groups_of(question) if group not in apart), self._outlines)
        self._by_fact = [(fact, _UnitsOfFact(needing, self._outlines)) for fact, needing in told_apart.items()]
        self._found: Cache[_Key, Outline | None] = Cache(self._outline, bound=bound)
        self._open: Cache[tuple[_RuleUnit, ...], _Open] = Cache(self._narrowed, bound=_MOST_OPEN)

    @classmethod
    def of(cls, question: Question, *, bound: int) -> ByValue | None:
        """A question of which facts tell many rules apart; None where none does."""
        told_apart = _told_apart(question)
        return cls(question, told_apart, bound=bound) if told_apart else None

    def outlined(self, by_all_rules: OutlineOf) -> OutlineOf:
        """The outline by the facts; where one of those that tell rules apart is unknown, by all rules."""
        always, by_fact, found = self._always, self._by_fact, self._found

        def outline(facts: Mapping[str, Value]) -> Outline | Verdict:
            try:
                units = (always, *[units.of(facts[fact]) for fact, units in by_fact])
            except KeyError:
                return by_all_rules(facts)
            return found[units, tuple([unit.codes(facts) for unit in units])] or self._open[units](facts)

        return outline

    def _outline(self, key: _Key) -> Outline | None:
        standings = [unit.trees.standings(codes) for unit, codes in zip(*key, strict=True)]
        return self._outlines.outline([*chain.from_iterable(standings)])

    def _narrowed(self, units: tuple[_RuleUnit, ...]) -> _Open:
        return _Open(self._question, units, self._outlines)


class _Open:
    """The outlines of a question that is open by the rules that can apply.

    It is decided by a question that has these alone, and one that is left out: the others that are left out come to the
    same as that, and of rules that do, one bears on the outcome as much as many.
    """

    def __init__(self, question: Question, units: Iterable[_RuleUnit], outlines: Outlines) -> None:
        run = {place for unit in units for place in unit.places}
        self._left_out = next((place for place in outlines.leaving_out if place not in run), None)
        self._places = sorted(run if self._left_out is None else {*run, self._left_out})
        self._verdict = GeneratedVerdict(narrowed(question, self._places), bound=_VERDICTS_EACH)
        self._outlines = outlines

    def __call__(self, facts: Mapping[str, Value]) -> Outline:
        return self._outlines.of_verdict(self._verdict(facts), self._places, self._left_out)


def _told_apart(question: Question) -> dict[str, list[_Needing]]:
    """The groups of rules that facts tell apart, by the fact that does so into the most."""
    needed = {group: needed_values(group.trees[0]) for group in _leavable(question)}
    values: dict[str, set[str]] = {}
    for of_group in needed.values():
        for fact, each in of_group.items():
            values.setdefault(fact, set()).update(each)
    found: dict[str, list[_Needing]] = {}
    for group, of_group in needed.items():
        if of_group:
            fact = max(of_group, key=lambda name: len(values[name]))
            found.setdefault(fact, []).append(_Needing(group, of_group[fact]))
    return {fact: needing for fact, needing in found.items() if _are_worth_it(needing)}


def _are_worth_it(needing: Iterable[_Needing]) -> bool:
    sizes = [(len(group.places), len(values)) for group, values in needing]
    rules = sum(count for count, _ in sizes)
    return rules >= MANY and sum(count * values for count, values in sizes) <= _MOST_OFTEN * rules


def _leavable(question: Question) -> Iterable[RuleGroup]:
    """The groups of rules that can be left out where their scope is false: nothing else makes a difference then.

    Not a limit of the policy, no rule that takes the place of others, or whose place is taken: then its finding says
    so; and none with exceptions, which its finding may cite.
    """
    losers = losers_of(question.rules)
    involved = {place for place, over in enumerate(losers) if over}
    involved |= {place for winner in involved if not question.rules[winner].is_limit for place in losers[winner]}
    for group in groups_of(question):
        rules = [(place, question.rules[place]) for place in group.places]
        if all(
            rule.body.applies is not None and not rule.body.unless and not rule.is_limit and place not in involved
            for place, rule in rules
        ):
            yield group

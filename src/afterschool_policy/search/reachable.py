"""The outcomes that a question could still come to: an over-approximation, which never omits a reachable one.

What is out of reach here stays out of reach for every assignment of the open tests: that lets a search over facts cut
a branch off without trying it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from afterschool_policy.cache import Cache
from afterschool_policy.language.tree import Given, Known, Node, atoms_of, walk
from afterschool_policy.law.answers import Answers
from afterschool_policy.search.budget import Budget
from afterschool_policy.search.truth_sets import ANY, TruthSet, members, only, possible_truths
from afterschool_policy.search.what_if import TruthSets
from afterschool_policy.semantics.conclusion import RuleState, TreeState, result_of
from afterschool_policy.semantics.linked_rule import LinkedRule
from afterschool_policy.semantics.precedence import is_optional, losers_of, overriding_first
from afterschool_policy.semantics.question import Question, parts, trees
from afterschool_policy.semantics.ways import outcomes_of
from afterschool_policy.values.outcomes import OUTCOMES, Outcome
from afterschool_policy.values.truth import Truth

_UNKNOWN = only(Truth.UNKNOWN)


@dataclass(frozen=True, slots=True)
class PossibleResult:
    """One result of a rule: its outcome in the question's words, and the outcomes that it could still turn into."""

    outcome: Outcome
    possible: frozenset[Outcome]


@dataclass(frozen=True, slots=True)
class RuleRange:
    """All possible results of a rule.

    `always_applies` and `may_apply` tell whether it defeats the rules it overrides, `may_be_defeated` whether another
    rule may defeat it.
    """

    linked: LinkedRule
    results: frozenset[PossibleResult]
    always_applies: bool
    may_apply: bool
    may_be_defeated: bool = False

    @property
    def may_be_open(self) -> bool:
        """Whether it could have no outcome of its own yet."""
        return any(result.outcome is Outcome.UNDETERMINED for result in self.results)

    @property
    def is_breach(self) -> bool:
        """Whether it comes to a breach in every way."""
        return all(OUTCOMES[result.outcome].is_breach for result in self.results)


class ReachableOutcomes:
    """The outcomes in reach of one question; what is asked again of a rule is kept by the truths of its tests.

    Every time that the rules are taken together is work of the `budget`.
    """

    def __init__(self, question: Question, budget: Budget) -> None:
        self._budget = budget
        answers = question.spec.answers
        self._weight = answers.weight
        self._losers = losers_of(question.rules)
        self._unanswered = question.unanswered
        self._rules = [
            (place, _RuleRanges(question.rules[place], question.places, answers, budget))
            for place in overriding_first(self._losers)
        ]
        self._optional = {id(rule) for rule in question.rules if is_optional(rule)}
        self._least = Cache(self._least_of)
        self._width = sum(1 + len(rule.places) for _, rule in self._rules)
        self._reads = {id(rule.linked): rule.places for _, rule in self._rules}
        self._never_false = [isinstance(atom, Known | Given) for atom in question.atoms]
        self._asked = {place for _, rule in self._rules if not rule.linked.is_limit for place in rule.places}
        self._of_days = frozenset(place for period in question.periods for place in period)

    def allows(self, outcome: Outcome, truth_sets: TruthSets) -> bool:
        """Whether the question could come to this outcome."""
        standing = self.standing(truth_sets)
        against = self.against(outcome, standing)
        if not against and _is_brought(outcome, standing):
            return True
        # Open rules may agree for every assignment of the unknown tests: then they do so for each of these.
        return any(truths & _UNKNOWN for truths in truth_sets) and all(
            self._comes_to(outcome, assigned) for assigned in self._assignments(truth_sets, against)
        )

    def is_settled(self, truth_sets: TruthSets) -> bool:
        """Whether the question surely comes to one and the same outcome; where that cannot be told, it is not."""
        standing = self.standing(truth_sets)
        if self._may_stay_open(standing):
            return False
        told = {each for rule in standing for result in rule.results for each in (result.outcome, *result.possible)}
        reached = (each for each in {*told, Outcome.NOT_APPLICABLE} if self.allows(each, truth_sets))
        return len([*islice(reached, 2)]) < 2

    def _may_stay_open(self, standing: Iterable[RuleRange]) -> bool:
        """Whether it could be undetermined: a rule may be open, and none surely comes to a breach, which stands."""
        return self._unanswered or (
            any(rule.may_be_defeated or rule.may_be_open for rule in standing)
            and not any(rule.is_breach and not rule.may_be_defeated for rule in standing)
        )

    def standing(self, truth_sets: TruthSets) -> list[RuleRange]:
        """The rules that are not always defeated, each before those that it overrides."""
        self._budget.spend(self._width, tries=0)
        defeated: set[int] = set()
        threatened: set[int] = set()
        ranges: list[RuleRange] = []
        for place, rule in self._rules:
            if place in defeated:
                continue
            range_ = rule.range(truth_sets)
            if place in threatened:
                range_ = replace(range_, may_be_defeated=True)
            if range_.always_applies and not range_.may_be_defeated:
                defeated.update(self._losers[place])
            elif range_.may_apply:
                threatened.update(self._losers[place])
            ranges.append(range_)
        return ranges

    def against(self, outcome: Outcome, standing: Iterable[RuleRange]) -> list[RuleRange]:
        """The rules that come to something stronger, or leave it open, for every assignment of their tests.

        A breach is not kept open by what could be graver, and nothing by what is allowed in general.
        """
        weight, opens = self._weight(outcome), not OUTCOMES[outcome].is_breach
        return [
            rule
            for rule in standing
            if not rule.may_be_defeated
            and self._least[rule.results, opens and id(rule.linked) not in self._optional] > weight
        ]

    def bringing(self, outcome: Outcome) -> tuple[str, ...]:
        """The rules that could come to this outcome under some facts, by id."""
        anything = (ANY,) * len(self._never_false)
        able = (rule for rule in self.standing(anything) if _is_brought(outcome, [rule]))
        return tuple(rule.linked.rule.id for rule in able) if outcome is not Outcome.NOT_APPLICABLE else ()

    def _comes_to(self, outcome: Outcome, truth_sets: TruthSets) -> bool:
        standing = self.standing(truth_sets)
        return not self.against(outcome, standing) and _is_brought(outcome, standing)

    def _assignments(self, truth_sets: TruthSets, against: Iterable[RuleRange]) -> Iterator[TruthSets]:
        """The unknown tests all true and all false, then so but for a single test of the rules that stand against it.

        Tests on the day turn out together, so that none of them is told apart.
        """
        true, false = (self._assigned(truth_sets, truth) for truth in (Truth.TRUE, Truth.FALSE))
        yield from (true, false)
        places = {place for rule in against for place in self._reads[id(rule.linked)]} - self._of_days
        for place in sorted(places):
            if true[place] != false[place]:
                yield (*true[:place], false[place], *true[place + 1 :])
                yield (*false[:place], true[place], *false[place + 1 :])

    def _assigned(self, truth_sets: TruthSets, truth: Truth) -> TruthSets:
        """The tests with what is unknown taken as true, or as false where it can be; the limits' own stay unknown."""
        return tuple(
            truths & ~_UNKNOWN | only(Truth.TRUE if self._never_false[place] else truth)
            if truths & _UNKNOWN and place in self._asked
            else truths
            for place, truths in enumerate(truth_sets)
        )

    def _least_of(self, key: tuple[frozenset[PossibleResult], bool]) -> int:
        """The weight that a rule has at the least, open results taken for the strongest that they may turn into."""
        results, opens = key
        return min(self._most(result, opens=opens) for result in results)

    def _most(self, result: PossibleResult, *, opens: bool) -> int:
        """The weight of the strongest outcome that this result may turn into, or that it has where none `opens`."""
        if result.outcome is Outcome.UNDETERMINED:
            return max(map(self._weight, result.possible)) if opens else 0
        return self._weight(result.outcome)


def _is_brought(outcome: Outcome, standing: Iterable[RuleRange]) -> bool:
    """Whether some rule could come to the outcome; none needs to where no rule has to apply."""
    return outcome is Outcome.NOT_APPLICABLE or any(
        result.outcome is outcome for rule in standing for result in rule.results
    )


class _RuleRanges:
    """One rule with the places of its tests, and its possible results, as far as they were asked for."""

    def __init__(self, linked: LinkedRule, place_of: Mapping[int, int], answers: Answers, budget: Budget) -> None:
        self.linked = linked
        self._budget = budget
        self._size = sum(1 for tree in trees(linked) for _ in walk(tree))
        self.places = sorted({place_of[id(atom)] for tree in trees(linked) for atom in atoms_of(tree)})
        self._place_of = place_of
        self._word = answers.word
        self._by_tests = Cache(self._of_tests)
        self._by_trees = Cache(self._of_trees)

    def range(self, truth_sets: TruthSets) -> RuleRange:
        """All possible results of the rule."""
        return self._by_tests[tuple([truth_sets[place] for place in self.places])]

    def _of_tests(self, truth_sets: TruthSets) -> RuleRange:
        self._budget.spend(2 * self._size, tries=0)  # by what is known, and by what is presumed
        by_place = dict(zip(self.places, truth_sets, strict=True))

        def of_atom(atom: Node) -> TruthSet:
            place = self._place_of.get(id(atom))
            return _UNKNOWN if place is None else by_place[place]  # a definition that is not in force has no place

        return self._by_trees[
            tuple(
                (possible_truths(tree, of_atom, presuming=False), possible_truths(tree, of_atom, presuming=True))
                for tree in trees(self.linked)
            )
        ]

    def _of_trees(self, truth_sets: tuple[tuple[TruthSet, TruthSet], ...]) -> RuleRange:
        results: set[PossibleResult] = set()
        always_applies, may_apply = True, False
        # Who asks stands inside the limits of the policy, unless the facts tell otherwise.
        applying = {Truth.TRUE} if self.linked.is_limit else {Truth.TRUE, Truth.UNKNOWN}
        for state in self._rule_states(truth_sets):
            outcome, _, possible, may_speak = result_of(self.linked, state)
            words = frozenset(map(self._word, possible))
            outcome = next(iter(words)) if len(words) == 1 else self._word(outcome)
            results.add(PossibleResult(outcome, words))
            always_applies = always_applies and may_speak is Truth.TRUE
            may_apply = may_apply or may_speak in applying
        return RuleRange(self.linked, frozenset(results), always_applies, may_apply)

    def _rule_states(self, truth_sets: Iterable[tuple[TruthSet, TruthSet]]) -> set[RuleState]:
        """How the rule can stand: each way once, in which its parts make a difference."""
        roles = [role for role, _ in parts(self.linked)]
        states, idle = {RuleState()}, None
        for part in zip(roles, truth_sets, outcomes_of(self.linked.body, roles), strict=True):
            if part == idle:  # of many exceptions most say nothing new beside the one before
                continue
            role, (known, presumed), outcome = part
            each = [*_states(known, presumed)]
            self._budget.spend(len(states) * len(each), tries=0)
            after = {before.after(role, state, outcome) for before in states for state in each}
            idle = part if after == states else None
            states = after
        return states


def _states(known: TruthSet, presumed: TruthSet) -> Iterator[TreeState]:
    """The states of a part: what is presumed of it is what is known, and only where nothing is known another truth."""
    for truth in members(known):
        if truth is not Truth.UNKNOWN:
            yield truth, truth
        else:
            yield from ((truth, other) for other in members(presumed))

"""Takes a question and the truths that its tests could have; gives whether an outcome is in reach, never wrongly no.

What is out of reach here stays out of reach however the open tests turn out: that is what lets a search over facts
cut a branch off without trying it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

from afterschool_policy.cache import Cache
from afterschool_policy.language.tree import Given, Known, Node, atoms_of
from afterschool_policy.search.truth_sets import ANY, TruthSet, members, only, possible_truths
from afterschool_policy.search.what_if import TruthSets
from afterschool_policy.semantics.conclusion import conclude_from
from afterschool_policy.semantics.linked_rule import LinkedRule
from afterschool_policy.semantics.question import Question, trees
from afterschool_policy.semantics.verdict import losers_of, overriding_first, silent_outcomes
from afterschool_policy.values.outcomes import Outcome, in_words_of
from afterschool_policy.values.truth import Truth

_UNKNOWN = only(Truth.UNKNOWN)


@dataclass(frozen=True, slots=True)
class PossibleResult:
    """One thing that a rule could come to: its outcome in the question's words, and what it could still turn into."""

    outcome: Outcome
    possible: frozenset[Outcome]


@dataclass(frozen=True, slots=True)
class RuleRange:
    """All that a rule could come to. `always_applies` and `may_apply` tell whether it takes the word of those that it
    overrides, `may_be_defeated` whether another may take its own.
    """

    linked: LinkedRule
    states: frozenset[PossibleResult]
    always_applies: bool
    may_apply: bool
    may_be_defeated: bool = False


class ReachableOutcomes:
    """The outcomes in reach of one question. What a rule could come to is kept by the truths of its tests."""

    def __init__(self, question: Question) -> None:
        answers = question.spec.answers
        self._rank = {outcome: len(answers) - place for place, outcome in enumerate(answers)}
        order = overriding_first(losers_of(question.rules))
        self._rules = [_RuleRanges(question.rules[place], question.places, answers) for place in order]
        self._never_false = [isinstance(atom, Known | Given) for atom in question.atoms]

    def allows(self, outcome: Outcome, truth_sets: TruthSets) -> bool:
        """Whether the question could come to this outcome."""
        if self._comes_to(outcome, truth_sets):
            return True
        # Open rules may agree, whichever way the unknown tests turn out: then they do so for these two ways.
        return any(each & _UNKNOWN for each in truth_sets) and all(
            self._comes_to(outcome, self._turned(truth_sets, truth)) for truth in (Truth.TRUE, Truth.FALSE)
        )

    def standing(self, truth_sets: TruthSets) -> list[RuleRange]:
        """The rules that are not surely overridden, each before those that it overrides."""
        lost: set[str] = set()
        threatened: set[str] = set()
        found: list[RuleRange] = []
        for rule in self._rules:
            name = rule.linked.rule.id
            if name in lost:
                continue
            each = rule.range(truth_sets)
            if name in threatened:
                each = replace(each, may_be_defeated=True)
            losers = {loser for loser, _ in rule.linked.rule.overrides}
            if each.always_applies and not each.may_be_defeated:
                lost |= losers
            elif each.may_apply:
                threatened |= losers
            found.append(each)
        return found

    def against(self, outcome: Outcome, standing: Iterable[RuleRange]) -> list[RuleRange]:
        """The rules that come to something stronger, or leave it open, whichever way they turn out."""
        weight = self._weight(outcome)
        return [
            each
            for each in standing
            if not each.may_be_defeated and min(self._most(state) for state in each.states) > weight
        ]

    def bringing(self, outcome: Outcome) -> tuple[str, ...]:
        """The rules that could come to this outcome under some facts, by id."""
        anything = (ANY,) * len(self._never_false)
        able = (each for each in self.standing(anything) if _is_given(outcome, [each]))
        return tuple(each.linked.rule.id for each in able) if outcome is not Outcome.NOT_APPLICABLE else ()

    def _comes_to(self, outcome: Outcome, truth_sets: TruthSets) -> bool:
        standing = self.standing(truth_sets)
        return not self.against(outcome, standing) and _is_given(outcome, standing)

    def _turned(self, truth_sets: TruthSets, truth: Truth) -> TruthSets:
        """The tests with what is unknown turned out true, or false where it can be."""
        return tuple(
            each & ~_UNKNOWN | only(Truth.TRUE if never_false else truth) if each & _UNKNOWN else each
            for each, never_false in zip(truth_sets, self._never_false, strict=True)
        )

    def _most(self, state: PossibleResult) -> int:
        """The weight of the strongest thing that a rule in this state may come to."""
        if state.outcome is Outcome.UNDETERMINED:
            return max(map(self._weight, state.possible))
        return self._weight(state.outcome)

    def _weight(self, outcome: Outcome) -> int:
        return self._rank.get(outcome, 0)


def _is_given(outcome: Outcome, standing: Iterable[RuleRange]) -> bool:
    """Whether some rule could come to the outcome; none needs to where no rule has to speak."""
    return outcome is Outcome.NOT_APPLICABLE or any(
        state.outcome is outcome for each in standing for state in each.states
    )


class _RuleRanges:
    """One rule with the places of its tests, and what it could come to, as far as it was asked."""

    def __init__(self, linked: LinkedRule, place_of: Mapping[int, int], answers: Mapping[Outcome, object]) -> None:
        self.linked = linked
        self.places = sorted({place_of[id(atom)] for tree in trees(linked) for atom in atoms_of(tree)})
        self._place_of = place_of
        self._answers = answers
        self._silent = silent_outcomes(linked)
        self._by_tests = Cache(self._of_tests)
        self._by_trees = Cache(self._of_trees)

    def range(self, truth_sets: TruthSets) -> RuleRange:
        """All that the rule could come to."""
        return self._by_tests[tuple([truth_sets[place] for place in self.places])]

    def _of_tests(self, truth_sets: TruthSets) -> RuleRange:
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
        states: set[PossibleResult] = set()
        always_applies, may_apply = True, False
        for choice in product(*(list(_pairs(known, presumed)) for known, presumed in truth_sets)):
            conclusion = conclude_from(self.linked, choice)
            words = frozenset(map(self._word, conclusion.possible))
            outcome = next(iter(words)) if len(words) == 1 else self._word(conclusion.outcome)
            states.add(PossibleResult(outcome, words))
            always_applies = always_applies and not conclusion.possible & self._silent
            may_apply = may_apply or bool(conclusion.possible - self._silent)
        return RuleRange(self.linked, frozenset(states), always_applies, may_apply)

    def _word(self, outcome: Outcome) -> Outcome:
        return in_words_of(self._answers, outcome) or outcome


def _pairs(known: TruthSet, presumed: TruthSet) -> Iterator[tuple[Truth, Truth]]:
    """What is known of a part with what is presumed of it: the same, or something where nothing is known."""
    for truth in members(known):
        if truth is not Truth.UNKNOWN:
            yield truth, truth
        else:
            yield from ((truth, each) for each in members(presumed))

"""Takes a question and the truths that its tests could have; gives whether an outcome is in reach, never wrongly no.

What is out of reach here stays out of reach however the open tests turn out: that is what lets a search over facts
cut a branch off without trying it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from afterschool_policy.language.tree import Given, Known, Node, atoms_of
from afterschool_policy.law.answers import Answers
from afterschool_policy.search.truth_sets import ANY, Open, members, only, open_truth
from afterschool_policy.search.what_if import Opens
from afterschool_policy.semantics.conclusion import concluded
from afterschool_policy.semantics.question import Asked, Question, trees
from afterschool_policy.semantics.verdict import losers_of, overriding_first, silent_outcomes
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.truth import Truth

_UNKNOWN = only(Truth.UNKNOWN)


@dataclass(frozen=True, slots=True)
class State:
    """One thing that a rule could come to: its outcome in the question's words, and what it could still turn into."""

    outcome: Outcome
    possible: frozenset[Outcome]


@dataclass(frozen=True, slots=True)
class Range:
    """All that a rule could come to. `surely_speaks` and `may_speak` tell whether it takes the word of those that it
    overrides, `may_lose` whether another may take its own.
    """

    asked: Asked
    states: frozenset[State]
    surely_speaks: bool
    may_speak: bool
    may_lose: bool = False


class Reach:
    """The outcomes in reach of one question. What a rule could come to is kept by the truths of its tests."""

    def __init__(self, question: Question) -> None:
        answers = question.spec.answers
        self._weight = answers.weight
        order = overriding_first(losers_of(question.rules))
        self._rules = [_Rule(question.rules[place], question.places, answers) for place in order]
        self._never_false = [isinstance(atom, Known | Given) for atom in question.atoms]

    def allows(self, outcome: Outcome, opens: Opens) -> bool:
        """Whether the question could come to this outcome."""
        if self._comes_to(outcome, opens):
            return True
        # Open rules may agree, whichever way the unknown tests turn out: then they do so for these two ways.
        return any(each & _UNKNOWN for each in opens) and all(
            self._comes_to(outcome, self._turned(opens, truth)) for truth in (Truth.TRUE, Truth.FALSE)
        )

    def standing(self, opens: Opens) -> list[Range]:
        """The rules that are not surely overridden, each before those that it overrides."""
        lost: set[str] = set()
        threatened: set[str] = set()
        found: list[Range] = []
        for rule in self._rules:
            name = rule.asked.linked.rule.id
            if name in lost:
                continue
            each = rule.range(opens)
            if name in threatened:
                each = replace(each, may_lose=True)
            losers = {loser for loser, _ in rule.asked.linked.rule.overrides}
            if each.surely_speaks and not each.may_lose:
                lost |= losers
            elif each.may_speak:
                threatened |= losers
            found.append(each)
        return found

    def against(self, outcome: Outcome, standing: Iterable[Range]) -> list[Range]:
        """The rules that come to something stronger, or leave it open, whichever way they turn out."""
        weight = self._weight(outcome)
        return [
            each for each in standing if not each.may_lose and min(self._most(state) for state in each.states) > weight
        ]

    def bringing(self, outcome: Outcome) -> tuple[str, ...]:
        """The rules that could come to this outcome under some facts, by id."""
        anything = (ANY,) * len(self._never_false)
        able = (each for each in self.standing(anything) if _is_given(outcome, [each]))
        return tuple(each.asked.linked.rule.id for each in able) if outcome is not Outcome.NOT_APPLICABLE else ()

    def _comes_to(self, outcome: Outcome, opens: Opens) -> bool:
        standing = self.standing(opens)
        return not self.against(outcome, standing) and _is_given(outcome, standing)

    def _turned(self, opens: Opens, truth: Truth) -> Opens:
        """The tests with what is unknown turned out true, or false where it can be."""
        return tuple(
            each & ~_UNKNOWN | only(Truth.TRUE if never_false else truth) if each & _UNKNOWN else each
            for each, never_false in zip(opens, self._never_false, strict=True)
        )

    def _most(self, state: State) -> int:
        """The weight of the strongest thing that a rule in this state may come to."""
        if state.outcome is Outcome.UNDETERMINED:
            return max(map(self._weight, state.possible))
        return self._weight(state.outcome)


def _is_given(outcome: Outcome, standing: Iterable[Range]) -> bool:
    """Whether some rule could come to the outcome; none needs to where no rule has to speak."""
    return outcome is Outcome.NOT_APPLICABLE or any(
        state.outcome is outcome for each in standing for state in each.states
    )


class _Rule:
    """One rule with the places of its tests, and what it could come to, as far as it was asked."""

    def __init__(self, asked: Asked, place_of: Mapping[int, int], answers: Answers) -> None:
        self.asked = asked
        self.places = sorted({place_of[id(atom)] for tree in trees(asked) for atom in atoms_of(tree)})
        self._place_of = place_of
        self._word = answers.word
        self._silent = silent_outcomes(asked)
        self._ranges: dict[Opens, Range] = {}
        self._by_trees: dict[object, Range] = {}

    def range(self, opens: Opens) -> Range:
        """All that the rule could come to."""
        key = tuple([opens[place] for place in self.places])
        found = self._ranges.get(key)
        if found is None:
            found = self._ranges[key] = self._range(opens)
        return found

    def _range(self, opens: Opens) -> Range:
        def of_atom(atom: Node) -> Open:
            place = self._place_of.get(id(atom))
            return _UNKNOWN if place is None else opens[place]  # a definition that is not in force has no place

        key = tuple(
            (open_truth(tree, of_atom, presuming=False), open_truth(tree, of_atom, presuming=True))
            for tree in trees(self.asked)
        )
        if key not in self._by_trees:
            self._by_trees[key] = self._of_trees(key)
        return self._by_trees[key]

    def _of_trees(self, opens: Sequence[tuple[Open, Open]]) -> Range:
        states: set[State] = set()
        surely_speaks, may_speak = True, False
        for choice in product(*(list(_pairs(known, presumed)) for known, presumed in opens)):
            conclusion = concluded(self.asked, choice)
            words = frozenset(map(self._word, conclusion.possible))
            outcome = next(iter(words)) if len(words) == 1 else self._word(conclusion.outcome)
            states.add(State(outcome, words))
            surely_speaks = surely_speaks and not conclusion.possible & self._silent
            may_speak = may_speak or bool(conclusion.possible - self._silent)
        return Range(self.asked, frozenset(states), surely_speaks, may_speak)


def _pairs(known: Open, presumed: Open) -> Iterator[tuple[Truth, Truth]]:
    """What is known of a part with what is presumed of it: the same, or something where nothing is known."""
    for truth in members(known):
        if truth is not Truth.UNKNOWN:
            yield truth, truth
        else:
            yield from ((truth, each) for each in members(presumed))

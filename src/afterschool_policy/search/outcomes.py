"""What a question comes to for every way in which its tests turn out, at once, as one decision diagram.

It says of all ways what `semantics.verdict` says of one, and no more: rule by rule what each comes to, then which of
them prevails. Where tests are open, and every way in which they can turn out brings the same outcome, that is told as
there; of more than a few open tests a verdict does not try it, so such ways are told apart (`WhenTold`).
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from enum import IntEnum
from functools import partial
from math import inf
from typing import NamedTuple

from afterschool_policy.language.tree import (
    Apply,
    Constant,
    Derived,
    Given,
    Known,
    Node,
    Presuming,
    atoms_of,
    is_connective,
)
from afterschool_policy.law.answers import Answers
from afterschool_policy.search.diagrams import Diagram, Diagrams
from afterschool_policy.semantics.conclusion import RuleState, result_of
from afterschool_policy.semantics.linked_rule import LinkedRule
from afterschool_policy.semantics.precedence import is_optional, losers_of, overriding_first
from afterschool_policy.semantics.question import Question, parts, trees
from afterschool_policy.semantics.ways import outcomes_of
from afterschool_policy.values import truth as truths
from afterschool_policy.values.outcomes import OUTCOMES, Outcome
from afterschool_policy.values.truth import Truth
from afterschool_policy.values.types import Kind

_OPEN = Outcome.UNDETERMINED
_EITHER, _NEVER_FALSE, _AS_IT_IS = (Truth.FALSE, Truth.TRUE), (Truth.TRUE, Truth.UNKNOWN), (Truth.UNKNOWN,)


class WhenTold(IntEnum):
    """When a verdict tells an outcome: whatever else is unknown, where few tests are open, or that is left to it."""

    ALWAYS = 0
    OF_FEW = 1
    LEFT = 2


class WayOutcome(NamedTuple):
    """An outcome, and when a verdict tells it."""

    outcome: Outcome
    told: WhenTold = WhenTold.ALWAYS


class OutcomeDiagram(NamedTuple):
    """The diagram, whose values are `WayOutcome`, in the store that holds it.

    `counted` are the open tests that a verdict would try, `open_` is how many more of them are unknown for good.
    """

    diagrams: Diagrams
    standing: Diagram
    counted: tuple[int, ...]
    open_: int


class _Answer(NamedTuple):
    """What a rule comes to in the words of the question, and could come to; whether it speaks, and may do so."""

    outcome: Outcome
    possible: frozenset[Outcome]
    speaks: Truth
    may_speak: Truth


class _Place(NamedTuple):
    """Where the rules that prevail over another leave it."""

    defeated: bool = False
    threatened: bool = False


class _Weighed(NamedTuple):
    """The strongest outcome that is settled so far, and the weight of the strongest that keeps the question open.

    `tried` is the weight from which on it is tried whether the open tests agree, `spoken` whether a rule surely speaks.
    """

    strongest: Outcome | None = None
    possible: int = 0
    tried: float = 0
    spoken: bool = False


def outcome_diagram(question: Question, known: Mapping[int, Truth]) -> OutcomeDiagram:
    """The diagram of a question, where some of its tests are known or stay unknown for good, by their place.

    Raises:
        BudgetSpentError: where there are too many ways.
    """
    made = _Making(question, known)
    return OutcomeDiagram(made.diagrams, made.standing(), *made.tried())


class _Making:
    """The making of one diagram."""

    def __init__(self, question: Question, known: Mapping[int, Truth]) -> None:
        self._question, self._known = question, known
        self.diagrams = Diagrams()
        self._answers = question.spec.answers
        days = frozenset(place for period in question.periods for place in period)
        self._undated = bool(days) and all(known.get(place) is Truth.UNKNOWN for place in days)
        # The tests on the day are told apart until the periods have been held against one another.
        self._later = days if self._undated else frozenset[int]()
        # Who asks stands inside the limits of the policy: whether their tests are tried depends on the other rules.
        asked = self._tests(limiting=False)
        self._ways = self._ways_found_out(asked)
        self._ways_inside = self._ways_found_out(asked - self._tests(limiting=True))
        self._of_trees: dict[tuple[int, bool], Diagram] = {}

    def standing(self) -> Diagram:
        """What the question comes to."""
        diagrams, weighed = self.diagrams, self._weighed()
        coarse = diagrams.combined(self._outcome, weighed)
        later = [diagrams.found_out(coarse, ways.__getitem__) for ways in (self._ways, self._ways_inside)]
        found = diagrams.combined(_agreed, coarse, diagrams.combined(self._is_tried, weighed), *later)
        if self._undated:
            unknown = dict.fromkeys(self._later, Truth.UNKNOWN)
            each = [diagrams.given(found, period) for period in self._question.periods]
            open_ = (diagrams.given(one, unknown) for one in (coarse, found))
            found = diagrams.combined(_in_every_period, *open_, *each)
        return found

    def tried(self) -> tuple[tuple[int, ...], int]:
        """The tests that a verdict may try, and the number of those that are unknown for good."""
        asked = [place for place, ways in self._ways.items() if ways is not _AS_IT_IS]
        open_ = sum(self._known.get(place) is Truth.UNKNOWN for place in asked)
        return tuple(place for place in asked if place not in self._known), open_

    def _ways_found_out(self, asked: Container[int]) -> Mapping[int, Sequence[Truth]]:
        """The truths that each test can have once it is found out; those that are not asked stay unknown."""
        told = (_NEVER_FALSE if isinstance(atom, Known | Given) else _EITHER for atom in self._question.atoms)
        return {place: ways if place in asked else _AS_IT_IS for place, ways in enumerate(told)}

    def _tests(self, *, limiting: bool) -> frozenset[int]:
        """The tests of the limits of the policy, or of its other rules."""
        rules = (rule for rule in self._question.rules if rule.is_limit is limiting)
        atoms = (atom for rule in rules for tree in trees(rule) for atom in atoms_of(tree))
        return frozenset(self._question.places[id(atom)] for atom in atoms)

    def _weighed(self) -> Diagram:
        """The rules taken together."""
        rules, diagrams = self._question.rules, self.diagrams
        answers = [*map(self._answer, rules)]
        losers = losers_of(rules)
        places = [diagrams.leaf(_Place())] * len(rules)
        for winner in overriding_first(losers) if any(losers) else []:
            put = partial(_put, over_all=rules[winner].is_limit)
            for loser in losers[winner]:
                places[loser] = diagrams.combined(put, answers[winner], places[winner], places[loser])
        weighed = diagrams.leaf(_Weighed())
        for rule, answer, place in zip(rules, answers, places, strict=True):
            weigh = partial(_weigh, self._answers, optional=is_optional(rule))
            weighed = diagrams.combined(weigh, weighed, answer, place)
        return weighed

    def _answer(self, rule: LinkedRule) -> Diagram:
        """What one rule comes to."""
        state = self.diagrams.leaf(RuleState())
        outcomes = outcomes_of(rule.body, (role for role, _ in parts(rule)))
        for (role, tree), outcome in zip(parts(rule), outcomes, strict=True):
            of_tree = (self._tree(tree, presuming=presuming) for presuming in (False, True))
            state = self.diagrams.combined(partial(_after, role, outcome), state, *of_tree)
        return self.diagrams.combined(partial(_answer_of, rule, self._answers), state)

    def _outcome(self, weighed: _Weighed) -> Outcome:
        """The outcome of all rules together, as far as it is told without trying."""
        if self._question.unanswered and not weighed.spoken:
            return _OPEN
        strongest = weighed.strongest or Outcome.NOT_APPLICABLE
        if OUTCOMES[strongest].is_breach:  # a settled breach stands, whatever graver one is possible
            return strongest
        return _OPEN if weighed.possible > self._answers.weight(strongest) else strongest

    def _is_tried(self, weighed: _Weighed) -> bool:
        outcome = self._outcome(weighed)
        return outcome is _OPEN or weighed.tried > self._answers.weight(outcome)

    def _tree(self, node: Node, *, presuming: bool) -> Diagram:
        """The truth of a tree, by what is known or presumed (as `evaluate.truth_of`)."""
        key = (id(node), presuming)
        if key not in self._of_trees:
            self._of_trees[key] = self._worked_out(node, presuming=presuming)
        return self._of_trees[key]

    def _worked_out(self, node: Node, *, presuming: bool) -> Diagram:
        diagrams = self.diagrams
        match node:
            case Constant(value=value):
                return diagrams.leaf(truths.of(value))
            case Derived(body=body, type=type_) if type_.kind is Kind.BOOLEAN:
                return diagrams.leaf(Truth.UNKNOWN) if body is None else self._tree(body, presuming=presuming)
            case Apply(operator=row, operands=(first, *others)) if is_connective(node):
                joined = self._tree(first, presuming=presuming)
                if not others:
                    return diagrams.combined(lambda one: row.join([one], presuming=presuming), joined)
                for other in others:  # one after the other: `and` and `or` do not mind
                    below = self._tree(other, presuming=presuming)
                    joined = diagrams.combined(lambda *both: row.join(both, presuming=presuming), joined, below)
                return joined
            case Presuming(test=test, known=known):
                by_known = self._tree(known, presuming=presuming)
                if not presuming:
                    return by_known
                return diagrams.combined(_known_or, by_known, self._tree(test, presuming=True))
        place = self._question.places.get(id(node))
        if place is None:  # a definition that is not in force
            return diagrams.leaf(Truth.UNKNOWN)
        if place in self._known and place not in self._later:
            return diagrams.leaf(self._known[place])
        return diagrams.test(place)


def _after(role: str, outcome: Outcome | None, state: RuleState, known: Truth, presumed: Truth) -> RuleState:
    return state.after(role, (known, presumed), outcome)


def _answer_of(rule: LinkedRule, answers: Answers, state: RuleState) -> _Answer:
    result = result_of(rule, state)
    possible = frozenset(map(answers.word, result.possible))
    outcome = answers.word(result.outcome) if len(possible) > 1 else next(iter(possible))
    return _Answer(outcome, possible, result.speaks, result.may_speak)


def _put(winner: _Answer, of_winner: _Place, loser: _Place, *, over_all: bool) -> _Place:
    """Where a rule leaves one over which it prevails."""
    if of_winner.defeated:
        return loser
    if not of_winner.threatened and winner.speaks is Truth.TRUE:
        return loser._replace(defeated=True)
    open_ = winner.outcome is _OPEN or of_winner.threatened or winner.speaks is Truth.UNKNOWN
    threatens = winner.may_speak is not Truth.FALSE and open_ and not over_all
    return loser._replace(threatened=loser.threatened or threatens)


def _weigh(answers: Answers, before: _Weighed, answer: _Answer, place: _Place, *, optional: bool) -> _Weighed:
    """The rules so far with one more."""
    spoken = before.spoken or answer.speaks is Truth.TRUE
    if answer.outcome is not _OPEN and not place.threatened:
        every = [each for each in (before.strongest, answer.outcome) if each is not None]
        strongest = before.strongest if place.defeated else answers.strongest(every)
        return before._replace(strongest=strongest, spoken=spoken)
    weight = max(map(answers.weight, answer.possible))
    keeps_nothing_open = optional and not place.threatened
    keeps_open = 0 if place.defeated or keeps_nothing_open else weight
    tried = inf if keeps_nothing_open else weight
    return _Weighed(before.strongest, max(before.possible, keeps_open), max(before.tried, tried), spoken)


def _agreed(
    coarse: Outcome,
    tried: bool,  # the value of a diagram
    *later: frozenset[Outcome],
) -> WayOutcome:
    """What is told where it is tried whether all ways agree, those of the tests of limits taken in or left out."""
    if not tried:
        return WayOutcome(coarse)
    one, other = (next(iter(each)) if len(each) == 1 else coarse for each in later)
    if one is not other:
        return WayOutcome(_OPEN, WhenTold.LEFT)
    return WayOutcome(one, WhenTold.ALWAYS if one is coarse else WhenTold.OF_FEW)


def _in_every_period(coarse: Outcome, found: WayOutcome, *each: WayOutcome) -> WayOutcome:
    """What is told where the day is open: where that matters, the outcome that the days of every period bring."""
    if coarse is not _OPEN:
        return found
    (outcome, *others) = {one.outcome for one in each}
    return WayOutcome(_OPEN if others else outcome, max(one.told for one in each))


def _known_or(known: Truth, presumed: Truth) -> Truth:
    return presumed if known is Truth.UNKNOWN else known

"""What each rule of a question contributes to its outcome, and the outcome that they make together.

What a rule comes to depends on the truths that it reads alone, so it is concluded once for all of them. Of what it
contributes only little bears on the outcome: rules that are alike in that count as one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from afterschool_policy.cache import BOUND, Cache
from afterschool_policy.language.tree import Node, atoms_of
from afterschool_policy.semantics.conclusion import STATES, Conclusion, conclude, conclude_from
from afterschool_policy.semantics.finding import Finding, finding_of
from afterschool_policy.semantics.precedence import is_optional, losers_of, overriding_first
from afterschool_policy.semantics.question import Question, trees
from afterschool_policy.values.outcomes import OUTCOMES, Outcome
from afterschool_policy.values.truth import Truth

KEPT_A_RULE = 20
"""So many answers are kept for each rule of a question with many."""

_OPEN = Outcome.UNDETERMINED
_NOT_APPLICABLE = frozenset({Outcome.NOT_APPLICABLE})


@dataclass(frozen=True, slots=True, eq=False)
class Bearing:
    """What of a rule's contribution bears on the outcome of the question; equal ones are one object.

    `possible` are the outcomes that it could still come to. It `speaks` surely or not, `stands` where no rule prevails
    over it, and `is_open` where it is not known yet what it contributes; one that is `idle` then keeps nothing open.
    It `settles` an outcome that is its own, but for a limit of the policy while inside it. It `prevails` where it takes
    the place of other rules, or may do so.
    """

    outcome: Outcome
    possible: frozenset[Outcome]
    speaks: bool
    stands: bool
    is_open: bool
    idle: bool
    settles: bool
    prevails: bool

    def decides(self, outcome: Outcome) -> bool:
        """Whether a settled outcome rests on such a rule."""
        return self.stands and self.outcome is outcome and self.settles


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one rule contributes, as far as the rules that override it are known.

    `outcome` and `possible` are in the question's words, `exempting` the clauses that exempt; `defeated_by` is the
    id@version of the rule that prevails over it, `threatened_by` are those that still may.
    """

    place: int
    conclusion: Conclusion
    outcome: Outcome
    possible: frozenset[Outcome]
    exempting: tuple[str, ...]
    bearing: Bearing
    defeated_by: str | None = None
    threatened_by: tuple[str, ...] = ()


def bearings_of(contributions: Iterable[Contribution]) -> Collection[Bearing]:
    """All that bears on the outcome, in the order of the rules."""
    return dict.fromkeys([rule.bearing for rule in contributions])


class Contributions:
    """The contributions of the rules of one question, each concluded once for all truths that it reads."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._answers = question.spec.answers
        self._word, self._weight = self._answers.word, self._answers.weight
        atoms = ((atom for tree in trees(rule) for atom in atoms_of(tree)) for rule in question.rules)
        self.reads = [tuple(dict.fromkeys(question.places[id(atom)] for atom in of_rule)) for of_rule in atoms]
        self.losers = losers_of(question.rules)
        self._unanswered = question.unanswered
        # Who asks a question stands inside the scope of the policy, unless the facts tell otherwise.
        self.over_all = [rule.is_limit for rule in question.rules]
        self._optional = [is_optional(rule) for rule in question.rules]
        self._order = overriding_first(self.losers) if any(self.losers) else []
        bound = max(BOUND, KEPT_A_RULE * len(question.rules))
        self._by_truths: Cache[tuple[int, tuple[Truth, ...]], Contribution] = Cache(self._of_truths, bound=bound)
        self._bearings: dict[tuple[object, ...], Bearing] = {}
        self._findings: Cache[object, Finding] = Cache(bound=bound)

    def of_truths(self, truths: Sequence[Truth]) -> list[Contribution]:
        """Those of all rules, in their order, for these truths of the question's atoms."""
        return self.defeated(
            [self._by_truths[place, tuple([truths[read] for read in reads])] for place, reads in enumerate(self.reads)]
        )

    def of_codes(self, place: int, codes: Sequence[int]) -> Contribution:
        """That of one rule by itself, for these codes of its trees (`STATES`)."""
        return self._in_words(place, conclude_from(self._question.rules[place], [STATES[code] for code in codes]))

    def conclusion(self, place: int, truths: Sequence[int]) -> tuple[Conclusion, Callable[[Node], Truth]]:
        """What one rule comes to for these truths of all atoms, and the truth of each that it reads."""
        of_rule = tuple([Truth(truths[read]) for read in self.reads[place]])
        of_atom = self.truth_in(dict(zip(self.reads[place], of_rule, strict=True)))
        return self._by_truths[place, of_rule].conclusion, of_atom

    def defeated(self, contributions: list[Contribution]) -> list[Contribution]:
        """The same list: a rule that speaks defeats the rules it overrides; one that may speak threatens them."""
        for place in self._order:
            winner = contributions[place]
            if not winner.bearing.prevails or winner.defeated_by is not None:
                continue
            name, conclusion = winner.conclusion.rule.name, winner.conclusion
            defeats = not winner.threatened_by and conclusion.speaks is Truth.TRUE
            threatens = not defeats and conclusion.may_speak is not Truth.FALSE and not self.over_all[place]
            # A rule that is only presumed not to apply does not defeat the loser now, but may do so later.
            # One whose outcome is settled can still be unsure to speak: an exception may take its place.
            by = (name,) if winner.bearing.is_open or conclusion.speaks is Truth.UNKNOWN else ()
            for overridden in self.losers[place] if defeats or threatens else ():
                loser = contributions[overridden]
                if threatens:
                    changed = loser.defeated_by, (*loser.threatened_by, *by), loser.possible | _NOT_APPLICABLE
                else:
                    changed = loser.defeated_by or name, loser.threatened_by, loser.possible
                contributions[overridden] = self._with(loser, *changed)
        return contributions

    def outcome(self, bearings: Collection[Bearing]) -> Outcome:
        """The outcome alone, by all that bears on it in the order of the rules.

        A settled breach stands, whatever graver one is possible. Where no rule has been written that answers the
        question, it is open, unless the policy does not reach it.
        """
        if self._unanswered and not any(each.speaks for each in bearings):
            return _OPEN
        standing = [each for each in bearings if each.stands]
        strongest = self._answers.strongest(each.outcome for each in standing if not each.is_open)
        if OUTCOMES[strongest].is_breach:
            return strongest
        weight = self._weight(strongest)
        open_ = (each for each in standing if each.is_open and not each.idle)
        return (
            _OPEN if any(self._weight(outcome) > weight for each in open_ for outcome in each.possible) else strongest
        )

    def in_any_order(self, bearings: Collection[Bearing]) -> bool:
        """Whether that is so in any order: of those that are settled, no two differ that weigh nothing."""
        settled = {each.outcome for each in bearings if each.stands and not each.is_open}
        return sum(self._weight(outcome) == 0 for outcome in settled) <= 1

    def may_agree(self, bearings: Collection[Bearing], outcome: Outcome) -> bool:
        """Whether open rules could come to another outcome together, whatever the unknown tests turn out to be."""
        weight = self._weight(outcome)
        return outcome is _OPEN or any(
            each.is_open and (each.idle or max(map(self._weight, each.possible)) > weight) for each in bearings
        )

    def finding(self, rule: Contribution, *, decided: bool) -> Finding:
        """The finding of a rule; equal ones are one object, so that many decisions that are kept take little room."""
        key = (rule.place, rule.exempting, rule.outcome, decided, rule.defeated_by)
        finding = self._findings.get(key)
        if finding is None:
            name = self._question.spec.name
            finding = finding_of(rule.conclusion, rule.outcome, decided, rule.defeated_by, name)
            self._findings.keep(key, finding)
        return finding

    def truth_in(self, truths: Sequence[Truth] | Mapping[int, Truth]) -> Callable[[Node], Truth]:
        """The truth of an atom, of which the truths stand at the places of the question's atoms."""
        places = self._question.places

        def of_atom(atom: Node) -> Truth:
            place = places.get(id(atom))
            return Truth.UNKNOWN if place is None else truths[place]  # a definition that is not in force has no place

        return of_atom

    def _of_truths(self, key: tuple[int, tuple[Truth, ...]]) -> Contribution:
        place, truths = key
        of_atom = self.truth_in(dict(zip(self.reads[place], truths, strict=True)))
        return self._in_words(place, conclude(self._question.rules[place], of_atom))

    def _in_words(self, place: int, conclusion: Conclusion) -> Contribution:
        possible = frozenset(map(self._word, conclusion.possible))
        outcome = self._word(conclusion.outcome)
        if len(possible) == 1:  # two words of the rule can be one of the question
            (outcome,) = possible
        exemption = conclusion.exemption
        exempting = exemption.clauses if exemption is not None else ()
        bearing = self._bearing(place, conclusion, outcome, possible, stands=True, threatened=False)
        return Contribution(place, conclusion, outcome, possible, exempting, bearing)

    def _with(
        self,
        rule: Contribution,
        defeated_by: str | None,
        threatened_by: tuple[str, ...],
        possible: frozenset[Outcome],
    ) -> Contribution:
        place, conclusion, outcome = rule.place, rule.conclusion, rule.outcome
        stands, threatened = defeated_by is None, bool(threatened_by)
        bearing = self._bearing(place, conclusion, outcome, possible, stands=stands, threatened=threatened)
        exempting = rule.exempting
        return Contribution(place, conclusion, outcome, possible, exempting, bearing, defeated_by, threatened_by)

    def _bearing(
        self,
        place: int,
        conclusion: Conclusion,
        outcome: Outcome,
        possible: frozenset[Outcome],
        *,
        stands: bool,
        threatened: bool,
    ) -> Bearing:
        over_all, speaks = self.over_all[place], conclusion.speaks is Truth.TRUE
        may_prevail = speaks or (conclusion.may_speak is not Truth.FALSE and not over_all)
        key = (
            outcome,
            possible,
            speaks,
            stands,
            outcome is _OPEN or threatened,
            self._optional[place] and not threatened,
            speaks or not over_all,
            may_prevail and bool(self.losers[place]),
        )
        return self._bearings.get(key) or self._bearings.setdefault(key, Bearing(*key))

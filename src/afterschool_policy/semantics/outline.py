"""Outcome and findings by how the trees of rules stand: all that most callers read, without the tests below the trees.

Rules with the same trees stand together. How a group of them stands is worked out once for each way in which its trees
can; what all groups come to, once for all that bears on the outcome. So a combination that was never met costs a
look-up for each group, and rules whose scope is known to be false cost nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from operator import itemgetter

from afterschool_policy.cache import Cache
from afterschool_policy.semantics.contribution import Bearing, Contribution, Contributions, bearings_of
from afterschool_policy.semantics.finding import Finding
from afterschool_policy.semantics.question import Question, trees
from afterschool_policy.semantics.speaking import surely_speaking, tells
from afterschool_policy.semantics.verdict import Verdict
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.truth import Truth

_OUTCOMES = tuple(Outcome)


class Outline:
    """The outcome of a question and every rule's finding, which are put together when they are first read.

    `speaking` are the places of the rules that compute something and surely speak; None where that is not all.
    """

    __slots__ = ("_findings", "outcome", "speaking")

    def __init__(
        self,
        outcome: Outcome,
        findings: tuple[Finding, ...] | Callable[[], tuple[Finding, ...]],
        speaking: tuple[int, ...] | None = None,
    ) -> None:
        self.outcome = outcome
        self.speaking = speaking
        self._findings = findings

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every rule's finding, in the order of the question."""
        findings = self._findings
        if not isinstance(findings, tuple):
            findings = self._findings = findings()
        return findings


@dataclass(frozen=True, slots=True)
class GroupStanding:
    """What rules with the same trees contribute where these stand in one way.

    `places` are those of the rules, `told` their findings by the number of the outcome that is settled.
    """

    places: tuple[int, ...]
    contributions: tuple[Contribution, ...]
    bearings: frozenset[Bearing]
    told: tuple[tuple[Finding, ...], ...]


class Outlines:
    """The outlines of one question, by how the groups of its rules stand.

    `leaving_out` are the places of rules that are left out while their scope is false. Each of them then contributes
    that it does not apply, and what it takes besides its scope makes no difference (see `engines.by_value`).
    """

    def __init__(self, question: Question, leaving_out: Sequence[int] = ()) -> None:
        self._contributions = question.once(Contributions)
        self._tells = [tells(rule) for rule in question.rules]
        self._anything_told = any(self._tells)
        self._alike: dict[frozenset[Bearing], frozenset[Bearing]] = {}
        self._settled: Cache[frozenset[Bearing], Outcome | None] = Cache(self._outcome)
        self.leaving_out = leaving_out
        out = {place: len([*trees(question.rules[place])]) for place in leaving_out}
        self._left_out: list[Contribution | None] = [
            self._contributions.of_codes(place, (Truth.FALSE,) * out[place]) if place in out else None
            for place in range(len(question.rules))
        ]
        self._bearings_left_out = frozenset(each.bearing for each in self._left_out if each is not None)
        self._in_order: Callable[[Sequence[Finding]], tuple[Finding, ...]] | None = None
        self._told_left_out: Cache[tuple[int, str | None], list[Finding | None]] = Cache(self._findings_left_out)

    def standing(self, places: tuple[int, ...], codes: tuple[int, ...]) -> GroupStanding:
        """How the rules at these places stand where their trees have these codes."""
        contributions = tuple(self._contributions.of_codes(place, codes) for place in places)
        bearings = frozenset(each.bearing for each in contributions)
        told = tuple(tuple(self._finding(each, outcome) for each in contributions) for outcome in Outcome)
        return GroupStanding(places, contributions, self._alike.setdefault(bearings, bearings), told)

    def outline(self, standings: Sequence[GroupStanding]) -> Outline | None:
        """What groups come to, of which some may be left out; None where it takes more to tell."""
        alike = {each.bearings for each in standings}
        if self._bearings_left_out and sum(len(each.places) for each in standings) < len(self._left_out):
            alike.add(self._bearings_left_out)
        bearings = frozenset[Bearing]().union(*alike)
        if any(each.prevails for each in bearings):
            return self._with_defeated(standings)
        outcome = self._settled[bearings]
        if outcome is None:
            return None
        speaking = surely_speaking(self._asked_whether_they_speak(standings)) if self._anything_told else ()
        return Outline(outcome, partial(self._findings, standings, _OUTCOMES.index(outcome)), speaking)

    def of_verdict(self, verdict: Verdict, places: Sequence[int], example: int | None) -> Outline:
        """What a verdict on the rules at these places tells of all, but not of what they compute.

        What came of the `example`, the place of one that could be left out, came of all that were.
        """
        number = _OUTCOMES.index(verdict.outcome)
        defeated_by = None if example is None else verdict.findings[places.index(example)].defeated_by
        found = verdict.findings
        return Outline(verdict.outcome, partial(self._with_left_out, number, places, found, defeated_by))

    def _outcome(self, bearings: frozenset[Bearing]) -> Outcome | None:
        """The outcome where these settle it and a rule decides it."""
        outcome = self._contributions.outcome(bearings)
        if self._contributions.may_agree(bearings, outcome) or not self._contributions.in_any_order(bearings):
            return None
        return outcome if any(each.decides(outcome) for each in bearings) else None

    def _with_defeated(self, standings: Sequence[GroupStanding]) -> Outline | None:
        """The same where a rule takes the place of another, or may do so."""
        placed = [*self._left_out]
        for contribution in chain.from_iterable(each.contributions for each in standings):
            placed[contribution.place] = contribution
        rules = self._contributions.defeated([each for each in placed if each is not None])
        bearings = bearings_of(rules)
        outcome = self._contributions.outcome(bearings)
        if self._contributions.may_agree(bearings, outcome) or not any(each.decides(outcome) for each in bearings):
            return None
        findings = tuple(self._contributions.finding(rule, decided=rule.bearing.decides(outcome)) for rule in rules)
        return Outline(outcome, findings, surely_speaking(enumerate(rules)))

    def _asked_whether_they_speak(self, standings: Sequence[GroupStanding]) -> list[tuple[int, Contribution]]:
        """The rules that may have something to tell, in their order."""
        every = chain.from_iterable([each.contributions for each in standings])
        return sorted(((rule.place, rule) for rule in every if self._tells[rule.place]), key=lambda each: each[0])

    def _findings(self, standings: Sequence[GroupStanding], number: int) -> tuple[Finding, ...]:
        found: list[Finding] = []
        for each in standings:
            found += each.told[number]
        if not self._bearings_left_out:  # the groups of a whole question come in one order
            self._in_order = self._in_order or _arranging(standings)
            return self._in_order(found)
        return self._with_left_out(number, chain.from_iterable([each.places for each in standings]), found)

    def _with_left_out(
        self, number: int, places: Iterable[int], findings: Iterable[Finding], defeated_by: str | None = None
    ) -> tuple[Finding, ...]:
        every = self._told_left_out[number, defeated_by].copy()
        for place, finding in zip(places, findings, strict=True):
            every[place] = finding
        return tuple(every)  # type: ignore[arg-type]  # a place that is not left out has a finding

    def _findings_left_out(self, key: tuple[int, str | None]) -> list[Finding | None]:
        number, by = key
        if by is None:
            return [None if each is None else self._finding(each, _OUTCOMES[number]) for each in self._left_out]
        defeated = (None if each is None else replace(each, defeated_by=by) for each in self._left_out)
        return [None if each is None else self._contributions.finding(each, decided=False) for each in defeated]

    def _finding(self, rule: Contribution, outcome: Outcome) -> Finding:
        return self._contributions.finding(rule, decided=rule.bearing.decides(outcome))


def _arranging(standings: Sequence[GroupStanding]) -> Callable[[Sequence[Finding]], tuple[Finding, ...]]:
    """What puts the findings of groups, one group after the other, in the order of the rules."""
    places = [place for each in standings for place in each.places]
    number_of = {place: number for number, place in enumerate(places)}
    order = [number_of[place] for place in range(len(places))]
    return itemgetter(*order) if len(order) > 1 else tuple

"""The verdict on a question: every rule's finding, the outcome, and what could still change it.

The strongest finding wins; an unknown that cannot change the outcome does not keep it open, and a settled breach
stands whatever else is open. A verdict depends on the truths of the question's atoms alone, so an engine may keep it
and answer the next equal case by a look-up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from afterschool_policy.cache import BOUND, Cache, once
from afterschool_policy.language.tree import Given, Known, Node
from afterschool_policy.semantics.conclusion import Conclusion
from afterschool_policy.semantics.contribution import KEPT_A_RULE, Contribution, Contributions, bearings_of
from afterschool_policy.semantics.finding import Finding
from afterschool_policy.semantics.pending import Effect, pending_atoms
from afterschool_policy.semantics.question import Question
from afterschool_policy.semantics.speaking import surely_speaking
from afterschool_policy.semantics.trace import RuleTrace
from afterschool_policy.semantics.traces import Traces
from afterschool_policy.semantics.ways import Said
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.truth import Truth

MAX_OPEN = 7
"""With more open tests than this, not every assignment of them is tried."""

MAX_SHARED = 4
"""The same where no override is open."""

_NEVER_FALSE = (Truth.UNKNOWN, Truth.TRUE)
_EITHER = (Truth.FALSE, Truth.TRUE)
_OPEN = Outcome.UNDETERMINED


@dataclass(frozen=True, slots=True)
class RuleVerdict:
    """One rule in a verdict: its outcome in the question's words, and whether the decision's outcome rests on it.

    `defeated_by` is the id@version of the rule that prevails over it, `threatened_by` are those that still may;
    `pending` are the atoms that are unknown and could still change the decision through this rule.
    """

    conclusion: Conclusion
    outcome: Outcome
    decided: bool
    defeated_by: str | None
    threatened_by: tuple[str, ...]
    pending: tuple[Node, ...]


@dataclass(frozen=True)
class Verdict:
    """The outcome of a question with the part that each rule has in it, in the question's order.

    `truths` are those of `question.atoms`, `pending` the atoms that are unknown and could still change the decision.
    `rounds` is how often the rules were taken together for it: on a day that is open, or with tests that may agree
    however they turn out, more than once. It is the same whatever was kept, so that searches can count by it.
    """

    outcome: Outcome
    rules: tuple[RuleVerdict, ...]
    pending: tuple[Node, ...]
    truths: tuple[Truth, ...]
    findings: tuple[Finding, ...]
    of_atom: Callable[[Node], Truth] = field(repr=False, compare=False)
    traces: Traces = field(repr=False, compare=False)
    rounds: int = field(default=1, repr=False, compare=False)

    @once
    def kept(self) -> Cache[type, object]:
        """What has been worked out of the verdict alone, by its class, so that the next equal case need not."""
        return Cache()

    @once
    def speaking(self) -> tuple[int, ...] | None:
        """The places of the rules that compute something and surely speak; None where that is not all."""
        return surely_speaking(enumerate(self.rules))

    @once
    def trace(self) -> tuple[RuleTrace, ...]:
        """The why as objects, rule by rule."""
        return self.traces.of(self.findings, self.truths)


def verdict_of(question: Question, truths: Mapping[Node, Truth]) -> Verdict:
    """The verdict for these truths, one for each atom of the question; nothing that was kept before goes into it."""
    return Verdicts(question, Contributions(question)).verdict(tuple(truths[atom] for atom in question.atoms))


def _agreed(outcomes: Iterable[tuple[Outcome, int]]) -> tuple[Outcome | None, int]:
    """The outcome that all of them are, None where two differ; and the rounds until that was known."""
    agreed, rounds = None, 0
    for outcome, taken in outcomes:
        rounds += taken
        if agreed not in (None, outcome):
            return None, rounds
        agreed = outcome
    return agreed, rounds


class Verdicts:
    """The verdicts on one question, whose rules are concluded once for all truths that each of them reads."""

    def __init__(self, question: Question, contributions: Contributions | None = None) -> None:
        self._question = question
        self._word, self._weight = question.spec.answers.word, question.spec.answers.weight
        self._contributions = contributions or question.once(Contributions)
        bound = max(BOUND, KEPT_A_RULE * len(question.rules))
        self._open: Cache[object, tuple[Node, ...]] = Cache(bound=bound)
        self.traces = Traces(question, self._contributions)

    def verdict(self, truths: tuple[Truth, ...]) -> Verdict:
        """The verdict for these truths of the question's atoms."""
        contributions = self._contributions.of_truths(truths)
        outcome = self._contributions.outcome(bearings_of(contributions))
        if outcome is _OPEN and self._is_undated(truths):
            agreed, rounds = _agreed(self._outcomes_of_every_day(truths))
            return self._verdict(contributions, truths, agreed or _OPEN, 1 + rounds)
        verdict = self._verdict(contributions, truths, outcome)
        most = MAX_OPEN if any(rule.threatened_by for rule in contributions) else MAX_SHARED
        if self._contributions.may_agree(bearings_of(contributions), verdict.outcome) and len(verdict.pending) <= most:
            # Rules that share a test, or of which one may prevail, can agree for every assignment.
            agreed, rounds = _agreed((each, 1) for each in self._outcomes_when_known(verdict))
            if agreed is None:
                return replace(verdict, rounds=1 + rounds)
            return self._verdict(contributions, truths, agreed, 1 + rounds)
        return verdict

    def in_every_period(self, truths: Sequence[Truth]) -> Iterator[Verdict]:
        """The verdicts on the days of each period, where the day is open and matters; else none."""
        if self._is_undated(truths):
            for period in self._question.periods:
                yield self.verdict(tuple(period.get(place, truth) for place, truth in enumerate(truths)))

    def _outcomes_of_every_day(self, truths: Sequence[Truth]) -> Iterator[tuple[Outcome, int]]:
        """The outcome on the days of each period with the rounds that it took, to the first one that is open."""
        for verdict in self.in_every_period(truths):
            yield verdict.outcome, verdict.rounds
            if verdict.outcome is _OPEN:
                return

    def _is_undated(self, truths: Sequence[Truth]) -> bool:
        periods = self._question.periods
        return bool(periods) and all(truths[place] is Truth.UNKNOWN for place in periods[0])

    def pending(self, truths: tuple[Truth, ...]) -> tuple[Node, ...]:
        """The tests that could still change the outcome, rule by rule, without trying whether they agree in the end."""
        return self._together(self._pending_of_each(self._contributions.of_truths(truths), truths))

    def outcome_and_rounds(self, truths: tuple[Truth, ...]) -> tuple[Outcome, int]:
        """The outcome alone, as the verdict has it, with the rounds that it took."""
        contributions = self._contributions.of_truths(truths)
        outcome = self._contributions.outcome(bearings_of(contributions))
        if not self._contributions.may_agree(bearings_of(contributions), outcome):
            return outcome, 1
        verdict = self.verdict(truths)
        return verdict.outcome, verdict.rounds

    def _outcomes_when_known(self, verdict: Verdict) -> Iterator[Outcome]:
        """The outcome for every assignment of the verdict's pending atoms, one truth for each of them."""
        place_of = self._question.places
        places = [place_of.get(id(atom)) for atom in verdict.pending]  # a definition that is not in force has none
        choices = (_NEVER_FALSE if isinstance(atom, Known | Given) else _EITHER for atom in verdict.pending)
        for assignment in product(*choices):
            truths = list(verdict.truths)
            for place, truth in zip(places, assignment, strict=True):
                if place is not None:
                    truths[place] = truth
            yield self._contributions.outcome(bearings_of(self._contributions.of_truths(truths)))

    def _verdict(
        self, contributions: list[Contribution], truths: tuple[Truth, ...], outcome: Outcome, rounds: int = 1
    ) -> Verdict:
        # A settled outcome can rest on open rules alone, which agree on it for every assignment of the unknown tests.
        undefeated = (rule for rule in contributions if rule.defeated_by is None)
        certain = outcome is not _OPEN and any(rule.outcome is outcome for rule in undefeated)
        open_ = self._pending_of_each(contributions, truths)
        rules: list[RuleVerdict] = []
        findings: list[Finding] = []
        for rule, pending in zip(contributions, open_, strict=True):
            resting_open = outcome is _OPEN or (rule.outcome is _OPEN and not certain)
            decided = bool(pending) if resting_open else rule.bearing.decides(outcome)
            rules.append(
                RuleVerdict(rule.conclusion, rule.outcome, decided, rule.defeated_by, rule.threatened_by, pending)
            )
            findings.append(self._contributions.finding(rule, decided=decided))
        told = (tuple(rules), self._together(open_), truths, tuple(findings))
        return Verdict(outcome, *told, self._contributions.truth_in(truths), self.traces, rounds)

    def _pending_of_each(self, contributions: list[Contribution], truths: Sequence[Truth]) -> list[tuple[Node, ...]]:
        """For each rule the tests that could still change the decision through it."""
        undefeated = (rule for rule in contributions if rule.defeated_by is None)
        least = {rule.place: min(map(self._weight, rule.possible)) for rule in undefeated}
        highest = [*sorted(least.values(), reverse=True)[:2], 0, 0]
        pending: list[tuple[Node, ...]] = []
        for place, rule in enumerate(contributions):
            asked = rule.defeated_by is None and not self._contributions.over_all[place]
            unsure = bool(self._contributions.losers[place]) and rule.conclusion.may_speak is Truth.UNKNOWN
            if asked and (len(rule.possible) > 1 or rule.threatened_by or unsure):
                # What the others come to at the least: the highest of them, this rule left out.
                floor = highest[least[place] == highest[0]]
                pending.append(self._pending(place, rule, truths, floor))
            else:
                pending.append(())
        return pending

    def _together(self, pending: Iterable[tuple[Node, ...]]) -> tuple[Node, ...]:
        """The tests of all rules, equal ones once."""
        places = self._question.places
        by_place: dict[object, Node] = {}
        for atom in (atom for of_rule in pending for atom in of_rule):
            by_place.setdefault(places.get(id(atom), atom), atom)  # a definition that is not in force has no place
        return tuple(by_place.values())

    def _pending(self, place: int, rule: Contribution, truths: Sequence[Truth], floor: int) -> tuple[Node, ...]:
        """The tests that could still change the decision through a rule, once for all truths that it reads."""
        key = (place, floor, *[truths[read] for read in self._contributions.reads[place]])
        found = self._open.get(key)
        return self._open.keep(key, self._open_tests(place, rule, truths, floor)) if found is None else found

    def _open_tests(self, place: int, rule: Contribution, truths: Sequence[Truth], floor: int) -> tuple[Node, ...]:
        overrides = bool(self._contributions.losers[place])

        def effect(said: Said) -> Effect:
            outcome, speaks = said
            return max(self._weight(self._word(outcome)), floor), overrides and speaks

        return pending_atoms(
            rule.conclusion, effect, self._contributions.truth_in(truths), is_open=rule.outcome is _OPEN
        )

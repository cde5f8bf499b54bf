"""The mutants that no case notices, and for each a case that would: a case must be able to fail."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import groupby

from afterschool_policy.comparison.questions import Circumstances, Compared, question_change
from afterschool_policy.decision.decision import SingleDecision
from afterschool_policy.language.tree import Value
from afterschool_policy.law.model import Law
from afterschool_policy.policy import Policy
from afterschool_policy.search.budget import Budget
from afterschool_policy.testing.bearing import decisions_by_rule, other_readings
from afterschool_policy.testing.cases import LoadedCase
from afterschool_policy.testing.mutants.mutant import Mutant
from afterschool_policy.testing.mutants.noticing import Cases
from afterschool_policy.testing.mutants.suggestion import SuggestedCase, suggestion
from afterschool_policy.vocabulary.facts import plain_values

TRIES = 50
"""So many sets of facts are tried for a case that tells a mutant apart, on each day and for each rule that differs."""
WORK = 400_000
"""So much work goes into it at most (see `search.budget`)."""
_MOST_STARTS = 16
"""The facts of so many cases are where the search begins."""


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mutant that no case notices.

    Attributes:
        mutant: The rule with its fault.
        suggestion: A case that would notice; None where no facts were found that tell the two apart.
        tried: How many sets of facts were tried for it.
        all_tried: Whether no other could tell them apart: then the fault is none.
    """

    mutant: Mutant
    suggestion: SuggestedCase | None
    tried: int
    all_tried: bool


@dataclass(frozen=True, slots=True)
class Trials:
    """What came of some mutants: how many were tried, and those that no case notices."""

    tried: int
    survivors: tuple[Survivor, ...]

    @property
    def with_case(self) -> tuple[Survivor, ...]:
        """Those for which there is a case that would notice."""
        return tuple(each for each in self.survivors if each.suggestion is not None)

    @property
    def without(self) -> tuple[Survivor, ...]:
        """Those that nothing was found to tell from what is right."""
        return tuple(each for each in self.survivors if each.suggestion is None)


def trials(
    policy: Policy, cases: Sequence[LoadedCase], mutants: Sequence[Mutant], jobs: int = 1
) -> Iterator[Survivor | None]:
    """For each mutant, in order, None where a case notices it; the rules are shared out to so many processes."""
    if jobs == 1:
        yield from Trial(policy, cases).survivors(mutants)
        return
    by_rule = [[*each] for _, each in groupby(mutants, key=lambda mutant: mutant.name)]
    with ProcessPoolExecutor(jobs, initializer=_begin, initargs=(policy, tuple(cases))) as pool:
        for each in pool.map(_tried, by_rule):
            yield from each


_trial: list[Trial] = []  # that of a process among several


def _begin(policy: Policy, cases: Sequence[LoadedCase]) -> None:
    _trial[:] = [Trial(policy, cases)]


def _tried(mutants: Sequence[Mutant]) -> list[Survivor | None]:
    return [*_trial[0].survivors(mutants)]


def readings_of(law: Law, mutant: Mutant) -> list[dict[str, str]]:
    """The readings under which a mutant may answer otherwise, the default ones first where its fault is in these."""
    return [mutant.readings] if mutant.readings else [{}, *other_readings(law, mutant.rule)]


class Trial:
    """A policy whose mutants are tried on its cases."""

    def __init__(self, policy: Policy, cases: Sequence[LoadedCase]) -> None:
        self._policy = policy
        self._cases = Cases(policy, cases)
        self._questions: Mapping[str, Collection[str]] = decisions_by_rule(policy.law)
        self._compared: dict[tuple[tuple[str, str], ...], Compared] = {}

    def survivors(self, mutants: Sequence[Mutant]) -> Iterator[Survivor | None]:
        """For each mutant what there is to say: None where a case notices it."""
        cases: list[LoadedCase] = []
        of = ""
        for mutant in mutants:
            if mutant.name != of:
                of, cases = mutant.name, self._cases.of(self._questions[mutant.name], mutant.name)
            changed = Policy(mutant.of(self._policy.law))
            yield None if self._cases.notice(changed, cases) else self._survivor(mutant, changed, cases)

    def _survivor(self, mutant: Mutant, changed: Policy, cases: Sequence[LoadedCase]) -> Survivor:
        tried, all_tried = 0, True
        budget = Budget(work=WORK)
        for readings in readings_of(self._policy.law, mutant):
            key = tuple(readings.items())
            if key not in self._compared:
                self._compared[key] = Compared(self._policy, Circumstances(readings=readings))
            pair = self._compared[key], Compared(changed, Circumstances(readings=readings))
            for name in self._asked(mutant):
                starts = [*self._starts(cases, name)]
                for change in question_change(pair, name, starts, tries=TRIES, budget=budget):
                    tried, all_tried = tried + change.tried, all_tried and change.all_tried
                    for witness in change.witnesses:
                        made = suggestion(witness, readings)
                        if made is not None:
                            return Survivor(mutant, made, tried, all_tried)
        return Survivor(mutant, None, tried, all_tried)

    def _asked(self, mutant: Mutant) -> list[str]:
        """The questions that the mutant bears on, its own first; not the audits, which ask them in turn."""
        own, decisions = mutant.rule.decisions, self._policy.law.decisions
        names = dict.fromkeys((*own, *sorted(self._questions[mutant.name])))
        return [name for name in names if decisions[name].background is None]

    def _starts(self, cases: Sequence[LoadedCase], question: str) -> Iterator[Mapping[str, Value]]:
        of_it = [case for case in cases if case.decision == question]
        for case in of_it[:_MOST_STARTS]:
            decision = self._cases.decided(case)
            if isinstance(decision, SingleDecision):
                yield plain_values(decision.facts)

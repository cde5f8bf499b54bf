"""The smallest sets of facts that, changed, would bring another outcome.

A set is smallest when no part of it alone would do. They are found by what stands against them: a *demand* is a set of
facts of which at least one has to change, because the outcome is out of reach while all of them stay as they are. A
smallest selection that meets every demand (a hitting set) is either a remedy, which deciding again confirms, or it
teaches a further demand. So every remedy is found, the smallest first, without trying the combinations (the dual of
minimal conflicts and hitting sets in model-based diagnosis).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from afterschool_policy.cache import once
from afterschool_policy.language.tree import Value
from afterschool_policy.search.alternatives import Alternatives
from afterschool_policy.search.budget import Budget, BudgetSpentError
from afterschool_policy.search.changing import Changing
from afterschool_policy.search.evaluation import Truths
from afterschool_policy.search.hitting_sets import smallest
from afterschool_policy.search.reachable import ReachableOutcomes
from afterschool_policy.search.what_if import TruthSets, WhatIf
from afterschool_policy.semantics.edition import in_force
from afterschool_policy.semantics.question import Question
from afterschool_policy.values.outcomes import Outcome

MAX_REMEDIES = 12
"""More sets than this are not listed."""

MAX_TRIES = 10_000
"""After so many tries, or the work of a search (`search.budget`), the search ends, and says so."""


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """A smallest set of facts with values that bring the outcome.

    Of the values tried of a fact, `options` would do as well, for all options of the other facts, and `refused` might
    not; `values` are among the options, the nearest to what the facts are now.
    """

    values: Mapping[str, Value]
    options: Mapping[str, tuple[Value, ...]]
    refused: Mapping[str, tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class ChangeSets:
    """The smallest sets, smallest first. `complete` says that there is no other.

    Where the outcome is out of reach whatever anybody changes, `fixed` are the ids of the rules by which it is: those
    that stand against it, else those that alone could have brought it. `in_time` are the days after
    the one asked about on which the same facts come to it, under the same rules.
    """

    sets: tuple[ChangeSet, ...]
    complete: bool
    fixed: tuple[str, ...]
    in_time: ChangeSet | None = None


def smallest_changes(
    question: Question, known: Mapping[str, Value], wanted: Outcome, entailed: Collection[str] = ()
) -> ChangeSets:
    """The smallest changes that would make the question come to `wanted`, which it does not come to now.

    Of the known facts, those `entailed` follow from the others.
    """
    search = _ChangeSearch(question, known, wanted, entailed)
    found = search.changes()
    try:
        in_time = search.in_time()
    except BudgetSpentError:
        return replace(found, complete=False)
    return replace(found, in_time=in_time, fixed=() if in_time is not None else found.fixed)


class _ChangeSearch:
    """The search for the sets that bring one outcome."""

    def __init__(
        self, question: Question, known: Mapping[str, Value], wanted: Outcome, entailed: Collection[str]
    ) -> None:
        self._question = question
        self._wanted = wanted
        self._budget = Budget(MAX_TRIES)
        self._what_if = WhatIf(question, known, self._budget, entailed)
        self._alternatives = Alternatives(question, known, entailed, self._budget)
        self._changing = Changing(question, self._what_if, self._alternatives)
        self._reach = ReachableOutcomes(question, self._budget)
        self._unsure = False
        self._demands: list[frozenset[str]] = []
        self._found: list[ChangeSet] = []

    @once
    def _free(self) -> tuple[str, ...]:
        """The facts that may change."""
        return tuple(name for name in self._alternatives.facts if self._may_change(name))

    def _may_change(self, name: str) -> bool:
        """A known fact where somebody can change it, an unknown one always; never the day asked about.

        What the limits of the policy alone read is not changed either: nobody is advised to stand outside them.
        """
        fixed = name == self._question.edition.law.instrument.as_of_fact or name in self._question.limiting
        return not fixed and bool(self._changing.of(name))

    def changes(self) -> ChangeSets:
        """The search: meet the demands, try, and learn."""
        try:
            if not self._reachable(self._free, {}):
                return ChangeSets((), True, self._fixed())
            while len(self._found) < MAX_REMEDIES and (names := self._next()) is not None:
                values = self._solve(names, {})
                if values is not None:
                    self._found.append(self._change_set(values))
                else:
                    self._demands.append(self._learn(names))
            complete = len(self._found) < MAX_REMEDIES and not self._unsure
            fixed = self._fixed() if complete and not self._found else ()
        except BudgetSpentError:
            complete, fixed = False, ()
        return ChangeSets(tuple(self._found), complete, fixed)

    def in_time(self) -> ChangeSet | None:
        """The first days after the one asked about that bring the outcome, nothing else being otherwise."""
        name = self._question.edition.law.instrument.as_of_fact
        today = self._what_if.known.get(name)
        if not isinstance(today, date) or name in self._question.limiting or name not in self._alternatives.facts:
            return None
        later = sorted(day for day in self._alternatives.of(name) if isinstance(day, date) and day > today)
        brought = [self._brings({name: day}) for day in later]
        if True not in brought:
            return None
        first = brought.index(True)
        last = first + [*brought[first:], False].index(False)
        options = tuple(later[first:last])
        refused = (today, *later[:first], *later[last:])
        return ChangeSet({name: options[0]}, {name: options}, {name: refused})

    def _next(self) -> list[str] | None:
        """A smallest selection of facts that meets every demand and holds no remedy; None where there is none."""
        done = [frozenset(way.values) for way in self._found]
        chosen = smallest(self._demands, done, self._budget, len(done[-1]) if done else 0)
        return None if chosen is None else [name for name in self._free if name in chosen]

    def _tries_all(self, names: Sequence[str]) -> bool:
        """Whether the values tried of these facts are sure to hold one for each way in which their tests turn out."""
        return not self._alternatives.depend_on_each_other(names) and all(map(self._alternatives.is_complete, names))

    def _reachable(self, opened: Iterable[str], changed: Mapping[str, Value]) -> bool:
        self._budget.check()
        return self._reach.allows(self._wanted, self._truth_sets(opened, changed))

    def _truth_sets(self, opened: Iterable[str], changed: Mapping[str, Value]) -> TruthSets:
        open_ = tuple(opened)
        return self._changing.narrowed(self._what_if.truth_sets(open_, changed), open_, changed.keys())

    def _learn(self, names: list[str]) -> frozenset[str]:
        """What to demand after these facts have failed: one of the others has to change as well.

        The outcome stays out of reach for all values of these facts and of the others that are not demanded.
        """
        self._unsure |= self._reachable(names, {}) and not self._tries_all(names)
        others = [name for name in self._free if name not in names]
        # A fact whose values are not all tried stays open here, so that nothing is demanded that it could do without.
        open_ = [name for name in names if not self._tries_all([name])]
        open_ = [*names] if self._alternatives.depend_on_each_other(names) else open_
        demanded: set[str] = set()
        self._keep_out([name for name in names if name not in open_], {}, open_, others, demanded)
        return frozenset(demanded)

    def _keep_out(
        self,
        names: Sequence[str],
        values: Mapping[str, Value],
        open_: Sequence[str],
        others: Sequence[str],
        demanded: set[str],
    ) -> None:
        """Demand as many of the others as keep the outcome out of reach, for every value of the facts still to go."""
        opened = [*open_, *(other for other in others if other not in demanded)]
        if not self._reachable([*names, *opened], values):
            return
        if names:
            name, *rest = names
            self._keep_out(rest, values, open_, others, demanded)
            for value in self._values_by_truths(name, rest, values):
                self._keep_out(rest, {**values, name: value}, open_, others, demanded)
            return
        candidates = [name for name in others if name not in demanded]
        demanded.update(candidates)
        for name in candidates:
            if not self._reachable([*open_, name, *(other for other in others if other not in demanded)], values):
                demanded.discard(name)

    def _fixed(self) -> tuple[str, ...]:
        standing = self._reach.standing(self._truth_sets(self._free, {}))
        against = self._reach.against(self._wanted, standing)
        return tuple(rule.linked.rule.id for rule in against) or self._reach.bringing(self._wanted)

    def _solve(self, names: Sequence[str], values: dict[str, Value]) -> dict[str, Value] | None:
        """Values for these facts, each another than now, with which the outcome is the one that is wanted."""
        if not self._reachable(names, values):
            return None
        if not names:
            return values if self._brings(values) else None
        name, *rest = names
        for value in self._values_by_truths(name, rest, values):
            solution = self._solve(rest, {**values, name: value})
            if solution is not None:
                return solution
        return None

    def _values_by_truths(self, name: str, rest: Sequence[str], values: Mapping[str, Value]) -> list[Value]:
        """The values of a fact, one for each combination of truths of its tests."""
        if not set(self._alternatives.beside(name)).isdisjoint(rest):
            return list(self._possible(name, rest, values))
        by_truths: dict[Truths, Value] = {}
        for value in self._possible(name, rest, values):
            by_truths.setdefault(self._truths_of(name, {**values, name: value}), value)
        return list(by_truths.values())

    def _possible(self, name: str, rest: Sequence[str], values: Mapping[str, Value]) -> Iterator[Value]:
        """The values of a fact that go with the given facts, but for the `rest`, which are to change as well."""
        for value in self._changing.of(name):
            if self._what_if.is_possible({**values, name: value}, rest):
                yield value

    def _brings(self, values: Mapping[str, Value]) -> bool:
        if not self._same_law(values):
            self._unsure = True
            return False
        return self._what_if.is_possible(values) and self._what_if.verdict(values).outcome is self._wanted

    def _same_law(self, values: Mapping[str, Value]) -> bool:
        """Whether the same rules are in force, and of the same months where some are told month by month.

        A day of effect that becomes known, or a later day, may bring others.
        """
        law = self._question.edition.law
        starts_fact, day_fact = law.instrument.in_force_fact, law.instrument.as_of_fact
        day, starts = self._what_if.known.get(day_fact), values.get(starts_fact)
        then, before = values.get(day_fact, day), law.instrument.in_force
        if not isinstance(day, date) or not isinstance(then, date):
            return True
        told_by_period = {spec.name for spec in law.vocabulary.series}
        if not told_by_period.isdisjoint(self._question.facts) and any(
            period.number(then) != period.number(day) for period in law.vocabulary.periods.values()
        ):
            return False
        after = starts if isinstance(starts, date) else before
        return all(in_force(rule.effective, then, after) == in_force(rule.effective, day, before) for rule in law.rules)

    def _change_set(self, values: dict[str, Value]) -> ChangeSet:
        options = {name: self._as_well(name, values) for name in values}
        refused = {
            name: tuple(value for value in self._changing.of(name) if value not in options[name]) for name in values
        }
        return ChangeSet(values, options, refused)

    def _as_well(self, name: str, values: dict[str, Value]) -> tuple[Value, ...]:
        """The values of a fact that would do as well, for all options of the other changed facts."""
        if len(values) == 1:
            return tuple(value for value in self._changing.of(name) if self._brings({name: value}))
        if not values.keys().isdisjoint(self._alternatives.beside(name)):
            return (values[name],)
        truths = self._truths_of(name, values)
        return tuple(
            value for value in self._changing.of(name) if self._truths_of(name, {**values, name: value}) == truths
        )

    def _truths_of(self, name: str, values: Mapping[str, Value]) -> Truths:
        """The truths of the tests that read a fact."""
        truths = self._what_if.truths(values)
        return tuple(truths[place] for place in self._what_if.places(name))

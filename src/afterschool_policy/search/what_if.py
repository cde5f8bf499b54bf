"""A question with some facts otherwise, or with some that could be anything."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping, Sequence

from afterschool_policy.cache import Cache
from afterschool_policy.language.evaluate import Values
from afterschool_policy.language.tree import Given, Node, Value
from afterschool_policy.search.budget import Budget
from afterschool_policy.search.evaluation import Evaluation, Truths
from afterschool_policy.search.truth_sets import ANY, EITHER, TruthSet, only
from afterschool_policy.semantics.question import Question
from afterschool_policy.semantics.verdict import Verdict, Verdicts
from afterschool_policy.values.truth import Truth

TruthSets = tuple[TruthSet, ...]
"""The truths that each of them could have."""


MAX_VERDICTS = 10_000
"""More than any search tries, so that none works a verdict out twice."""


class WhatIf:
    """One question tried with changed facts.

    Of the `known` facts, those `entailed` follow from the others, and follow a change of these. Every try takes of the
    `budget` of the search.
    """

    def __init__(
        self, question: Question, known: Mapping[str, Value], budget: Budget, entailed: Collection[str] = ()
    ) -> None:
        self.known = known
        self._budget = budget
        self._question = question
        self._entailments = question.edition.law.entailments
        self._given = {name: value for name, value in known.items() if name not in entailed}
        self._evaluation = question.once(Evaluation)
        self._values: Cache[object, Values] = Cache()
        self._base = self._evaluation.truths(self._values_with(known, ()))
        self._places = Cache(self._read_by)
        self._verdicts = question.once(Verdicts)
        self._by_truths = Cache(self._verdict, bound=MAX_VERDICTS)
        self._closures: Cache[object, Mapping[str, Value] | None] = Cache()

    def places(self, name: str) -> Sequence[int]:
        """The places of the tests that a fact bears on, among the atoms of the question.

        A fact that is tied to others by entailments bears on theirs, too.
        """
        return self._places[name]

    def _read_by(self, name: str) -> Sequence[int]:
        return sorted(self._evaluation.reading_any((name, *self._entailments.sources_of((name,)))))

    def is_possible(self, changed: Mapping[str, Value], changing: Iterable[str] = ()) -> bool:
        """Whether these values go with the other given facts; nothing is held against those that are `changing` too."""
        return self._closed(changed, changing) is not None

    def truths(self, changed: Mapping[str, Value]) -> Truths:
        """The truth of each test with these values changed, and what follows from it."""
        self._budget.spend(len(self._base))
        facts = self._closed(changed) or {**self.known, **changed}
        return self._with(facts)

    def truth_sets(self, opened: Iterable[str], changed: Mapping[str, Value]) -> TruthSets:
        """The truths that each test could have with these values changed and the opened facts being anything.

        A known fact that is opened is known to be something; an unknown one may stay unknown.
        """
        self._budget.spend(len(self._base))
        facts = self._closed(changed) or {**self.known, **changed}
        truth_sets = [only(truth) for truth in self._with(facts)]
        opened = set(opened)
        opened |= {name for name in self._entailments.sources_of(opened) if name not in self._given}
        atoms, tests = self._question.atoms, self._evaluation
        for place in tests.reading_any(opened):
            partial = tests.partial[place]
            truth_sets[place] = _truth_set(atoms[place], tests.facts[place], facts, opened, partial=partial)
        return tuple(truth_sets)

    def _closed(self, changed: Mapping[str, Value], changing: Iterable[str] = ()) -> Mapping[str, Value] | None:
        """The facts with these values changed and all that they entail; None where they contradict one another."""
        if not self._entailments.ties(changed):
            return {**self.known, **changed}
        tied = {name: value for name, value in changed.items() if self._entailments.ties((name,))}
        free = tuple(sorted(self._given.keys() & set(changing)))
        key = (free, *((name, repr(tied[name])) for name in sorted(tied)))
        if key not in self._closures:
            still = {name: value for name, value in self._given.items() if name not in free}
            self._budget.spend(self._entailments.size, tries=0)
            self._closures.keep(key, self._entailments.with_more({}, {**still, **tied}))
        closed = self._closures[key]
        return None if closed is None else {**closed, **changed}

    def _with(self, facts: Mapping[str, Value]) -> Truths:
        changed = [name for name in {**self.known, **facts} if facts.get(name) != self.known.get(name)]
        self._budget.spend(sum(map(self._evaluation.weight, changed)), tries=0)
        return self._evaluation.again(self._base, self._values_with(facts, changed), changed)

    def _values_with(self, facts: Mapping[str, Value], changed: Sequence[str]) -> Values:
        """What tests come to with these changes, by what they come to without the last: that mostly comes again."""
        key = tuple((name, repr(facts.get(name))) for name in changed)
        values = self._values.get(key)
        if values is None and not changed:
            values = self._evaluation.values(self.known)
        elif values is None:
            *others, last = changed
            before = {name: value for name, value in facts.items() if name != last}
            if last in self.known:
                before[last] = self.known[last]
            values = self._values_with(before, others).after(facts, (last,))
        return self._values.keep(key, values)

    def verdict(self, changed: Mapping[str, Value]) -> Verdict:
        """What the question comes to with these values changed."""
        return self._by_truths[self.truths(changed)]

    def _verdict(self, truths: Truths) -> Verdict:
        verdict = self._verdicts.verdict(truths)
        self._budget.spend(verdict.rounds * self._evaluation.size, tries=0)
        return verdict


def _truth_set(
    atom: Node, names: Sequence[str], facts: Mapping[str, Value], opened: Container[str], *, partial: bool
) -> TruthSet:
    """The truths that a test could have, which reads these facts, some of them opened."""
    unknown = [name for name in names if name not in facts]
    if isinstance(atom, Given):
        return only(Truth.TRUE) | (only(Truth.UNKNOWN) if len(unknown) == len(names) else 0)
    if partial:
        return ANY
    if not unknown:
        return EITHER
    return ANY if all(name in opened for name in unknown) else only(Truth.UNKNOWN)

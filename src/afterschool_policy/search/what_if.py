"""A question with some facts otherwise, or with some that could be anything."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping, Sequence

from afterschool_policy.cache import Cache
from afterschool_policy.language.tree import Apply, Given, Node, Value, facts_of, is_connective, walk
from afterschool_policy.search.evaluation import Evaluation, Truths
from afterschool_policy.search.truth_sets import ANY, EITHER, TruthSet, only
from afterschool_policy.semantics.question import Question
from afterschool_policy.semantics.verdict import Verdict, Verdicts
from afterschool_policy.values.truth import Truth

TruthSets = tuple[TruthSet, ...]
"""The truths that each of them could have."""


MAX_VERDICTS = 10_000
"""More than any search tries, so that none works a verdict out twice."""


class TriesSpentError(Exception):
    """A search has used up its tries."""


class WhatIf:
    """One question tried with changed facts.

    Of the `known` facts, those `entailed` follow from the others, and follow a change of these. `spent` counts the
    tries, so that a search ends after a number of them, on every machine alike.
    """

    def __init__(self, question: Question, known: Mapping[str, Value], entailed: Collection[str] = ()) -> None:
        self.known = known
        self.spent = 0
        self._question = question
        self._entailments = question.edition.law.entailments
        self._given = {name: value for name, value in known.items() if name not in entailed}
        self._evaluation = Evaluation(question)
        self._base = self._evaluation.truths(known)
        self._places = Cache(self._read_by)
        self._verdicts = Cache(Verdicts(question).verdict, bound=MAX_VERDICTS)

    def check(self, most: int) -> None:
        """Raise TriesSpentError after more than so many tries."""
        if self.spent > most:
            raise TriesSpentError

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
        self.spent += 1
        facts = self._closed(changed) or {**self.known, **changed}
        return self._with(facts)

    def truth_sets(self, opened: Iterable[str], changed: Mapping[str, Value]) -> TruthSets:
        """The truths that each test could have with these values changed and the opened facts being anything.

        A known fact that is opened is known to be something; an unknown one may stay unknown.
        """
        self.spent += 1
        facts = self._closed(changed) or {**self.known, **changed}
        truth_sets = [only(truth) for truth in self._with(facts)]
        opened = set(opened)
        opened |= {name for name in self._entailments.sources_of(opened) if name not in self._given}
        for place in self._evaluation.reading_any(opened):
            truth_sets[place] = _truth_set(self._question.atoms[place], facts, opened)
        return tuple(truth_sets)

    def _closed(self, changed: Mapping[str, Value], changing: Iterable[str] = ()) -> Mapping[str, Value] | None:
        """The facts with these values changed and all that they entail; None where they contradict one another."""
        if not self._entailments.ties(changed):
            return {**self.known, **changed}
        still = {name: value for name, value in self._given.items() if name not in changing}
        closure = self._entailments.closure({**still, **changed})
        return None if closure.contradictions else closure.values

    def _with(self, facts: Mapping[str, Value]) -> Truths:
        changed = [name for name in {**self.known, **facts} if facts.get(name) != self.known.get(name)]
        return self._evaluation.again(self._base, facts, changed)

    def verdict(self, changed: Mapping[str, Value]) -> Verdict:
        """What the question comes to with these values changed."""
        return self._verdicts[self.truths(changed)]


def _truth_set(atom: Node, facts: Mapping[str, Value], opened: Container[str]) -> TruthSet:
    """The truths that a test on opened facts could have."""
    names = facts_of(atom)
    unknown = [name for name in names if name not in facts]
    if isinstance(atom, Given):
        return only(Truth.TRUE) | (only(Truth.UNKNOWN) if len(unknown) == len(names) else 0)
    if _is_partial(atom):
        return ANY
    if not unknown:
        return EITHER
    return ANY if all(name in opened for name in unknown) else only(Truth.UNKNOWN)


def _is_partial(atom: Node) -> bool:
    """Whether a test can be unknown though its facts are known, or known though one of them is not."""
    return any(is_connective(node) or (isinstance(node, Apply) and node.operator.partial) for node in walk(atom))

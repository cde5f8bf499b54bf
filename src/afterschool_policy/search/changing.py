"""What somebody can change a known fact to, and what the tests of the question could then turn out to be."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import reduce

from afterschool_policy.cache import Cache
from afterschool_policy.language.tree import Value
from afterschool_policy.search.alternatives import Alternatives
from afterschool_policy.search.evaluation import Evaluation
from afterschool_policy.search.line import Place, line_of
from afterschool_policy.search.truth_sets import TruthSet, only
from afterschool_policy.search.what_if import TruthSets, WhatIf
from afterschool_policy.semantics.question import Question
from afterschool_policy.vocabulary.model import Changeable

_ONE_WAY = (Changeable.UP, Changeable.DOWN)


class Changing:
    """The alternatives of each fact, less those that nobody can bring about: a known fact may go one way only.

    A fact that is not known is free to be found out, whatever it is.
    """

    def __init__(self, question: Question, what_if: WhatIf, alternatives: Alternatives) -> None:
        self._what_if = what_if
        self._alternatives = alternatives
        self._by_fact = Cache(self._possible)
        self._one_way = Cache(self._truths_one_way)
        self._facts = question.edition.law.vocabulary.facts
        self._entailments = question.edition.law.entailments
        self._facts_of_test = question.once(Evaluation).facts

    def of(self, name: str) -> tuple[Value, ...]:
        """The values that a fact could take in place of its own, the nearest first."""
        return self._by_fact[name]

    def _possible(self, name: str) -> tuple[Value, ...]:
        every, now, changeable = (
            self._alternatives.of(name),
            self._what_if.known.get(name),
            self._facts[name].changeable,
        )
        if now is None or changeable is Changeable.FREELY:
            return every
        if changeable is Changeable.NEVER:
            return ()
        up = changeable is Changeable.UP
        here = self._place(name, now)
        return tuple(value for value in every if (self._place(name, value) > here) is up)

    def _place(self, name: str, value: Value) -> Place:
        """Where a value lies in the order of the values of its fact, as every fact has that goes one way."""
        spec = self._facts[name]
        line = line_of(spec, spec.type)
        place = line.place(value) if line is not None else None
        assert place is not None, name
        return place

    def narrowed(self, truth_sets: TruthSets, opened: Collection[str], changed: Collection[str]) -> TruthSets:
        """The truth sets without those truths that an opened fact would have to go the other way for.

        Told of the tests alone that read nothing else that is opened or changed.
        """
        narrower = list(truth_sets)
        for name in opened:
            if name in self._what_if.known and self._facts[name].changeable in _ONE_WAY:
                for place, truths in self._one_way[name].items():
                    others = {*self._facts_of_test[place]} - {name}
                    if others.isdisjoint(opened) and others.isdisjoint(changed):
                        narrower[place] &= truths
        return tuple(narrower)

    def _truths_one_way(self, name: str) -> Mapping[int, TruthSet]:
        """The truths that each test could have when this fact alone goes its way, where that is sure."""
        if not self._alternatives.is_complete(name):
            return {}
        ties = self._entailments.ties
        sure = [place for place in self._what_if.places(name) if not ties(self._facts_of_test[place])]
        every = [self._what_if.truths({name: value}) for value in (self._what_if.known[name], *self.of(name))]
        return {place: reduce(int.__or__, (only(truths[place]) for truths in every)) for place in sure}

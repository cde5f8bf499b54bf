"""`missing` names exactly what could still change the outcome: the shipped policy against every combination of values.

From cases of the policy with some facts taken away, so that at most eight are unknown, every combination of values of
the unknown facts is decided. They are drawn apart from the searches of the library (`tests.sampling`), so none is left
out because a search leaves it out. What was given and does not confirm what it is to confirm counts as unknown: it is
to be looked into again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import product
from math import prod
from pathlib import Path
from random import Random

import pytest

from afterschool_policy import Policy
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.tree import Value, facts_of
from afterschool_policy.law.modalities import MODALITIES
from afterschool_policy.search import missing as searching
from afterschool_policy.search.missing import Missing, missing, presumed_facts
from afterschool_policy.semantics.pending import unknown_in
from afterschool_policy.semantics.question import Question, trees
from afterschool_policy.semantics.verdict import Verdicts
from afterschool_policy.testing.cases import LoadedCase, load_cases
from afterschool_policy.values import truth
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.truth import Truth
from tests.sampling import told_apart

ROOT = Path(__file__).parents[2]
POLICY = Policy.load(ROOT / "policy")
CASES = load_cases(ROOT / "fixtures")
DECISIONS = sorted(name for name, spec in POLICY.decisions.items() if spec.background is None)
MOST_UNKNOWN = 8
MOST_COMBINATIONS = 5_000
STAGES_A_DECISION = 5
_HIGH_SCHOOLS = {"IC-04": "senior_high_included"}


class Brute:
    """Every combination of values of the unknown facts, closed over by the entailments, with its outcome.

    A value that the known facts rule out is none, and a fact without one stays unknown.
    """

    def __init__(self, put: Question, known: Mapping[str, Value]) -> None:
        self._put = put
        self._known = known
        self._verdicts = Verdicts(put)
        self._outcomes: dict[tuple[Truth, ...], Outcome] = {}
        law = put.edition.law
        tests = (*put.atoms, *law.entailments.tests_on(put.facts))
        values = told_apart(tests, law.vocabulary, known.values(), most=10, possible=self._is_possible)
        unknown = [name for name in _read(put, limits=False) if name not in known]
        self.values = {name: values[name] for name in unknown if values.get(name)}

    @property
    def size(self) -> int:
        return prod(len(each) + 1 for each in self.values.values())

    def _closed(self, chosen: Sequence[Value | None]) -> Mapping[str, Value] | None:
        """The facts when the unknown ones have turned out like this; None where they contradict one another."""
        return self._with({name: value for name, value in zip(self.values, chosen, strict=True) if value is not None})

    def _is_possible(self, name: str, value: Value) -> bool:
        return name in self._known or self._with({name: value}) is not None

    def _with(self, more: Mapping[str, Value]) -> Mapping[str, Value] | None:
        closure = self._put.edition.law.entailments.closure({**self._known, **more})
        return None if closure.contradictions else closure.values

    def _outcome(self, facts: Mapping[str, Value]) -> Outcome:
        truths = tuple(truth.of(value_of(atom, facts)) for atom in self._put.atoms)
        if truths not in self._outcomes:
            self._outcomes[truths] = self._verdicts.verdict(truths).outcome
        return self._outcomes[truths]

    def mattering(self, open_: Set[str]) -> set[str]:
        """The facts with two values, or one and none, that make a difference for some combination of the others.

        A fact tied to others counts where an open test reads it: what only entails such a fact is not asked for too.
        """
        names = list(self.values)
        entailments = self._put.edition.law.entailments
        presumed = presumed_facts(self._put)
        found = set()
        for place, name in enumerate(names):
            absent = presumed | set(entailments.sources_of((name,)))
            tied = {other for other in names if other not in {*absent, name} and entailments.sources_of((other,))}
            others = [
                (*values, None) if other in absent | tied else values
                for other, values in self.values.items()
                if other != name
            ]
            if name not in open_ and entailments.sources_of((name,)):
                continue
            if any(
                self._differ(place, name, [*rest]) and self._turned_out(place, [*rest], tied)
                for rest in product(*others)
            ):
                found.add(name)
        return found

    def _turned_out(self, place: int, rest: list[Value | None], tied: Set[str]) -> bool:
        """Whether of the tied facts only such stay unknown as can have no value beside the others."""
        chosen = [*rest[:place], None, *rest[place:]]
        unknown = [at for at, name in enumerate(self.values) if name in tied and chosen[at] is None]
        names = list(self.values)
        return not any(
            self._closed([*chosen[:at], value, *chosen[at + 1 :]]) is not None
            for at in unknown
            for value in self.values[names[at]]
        )

    def _differ(self, place: int, name: str, rest: list[Value | None]) -> bool:
        closed = [self._closed([*rest[:place], value, *rest[place:]]) for value in self.values[name]]
        possible = [each for each in closed if each is not None]
        unknown = self._closed([*rest[:place], None, *rest[place:]])
        return len({self._outcome(facts) for facts in (*possible, unknown) if facts is not None}) > 1


def stages(decision: str) -> Iterator[tuple[LoadedCase, Question, dict[str, Value]]]:
    """Cases of a decision with some facts taken away."""
    source = Random(decision)
    of_decision = [case for case in CASES if case.decision == decision]
    source.shuffle(of_decision)
    for case in of_decision:
        facts = {
            group: {name: value for name, value in named.items() if source.random() < 0.6}
            for group, named in case.facts.items()
        }
        decided = POLICY.decide(decision, facts, as_of=case.case.as_of, readings=case.case.readings)
        put = decided.basis.question
        known = {**_limits(put), **decided.basis.facts.values}
        yield case, put, put.edition.law.entailments.closure(known).values


def _limits(put: Question) -> dict[str, Value]:
    """Facts that the limits of the policy read: never asked about, so that they have to be known to be compared."""
    values = told_apart(put.atoms, put.edition.law.vocabulary)
    others = _read(put, limits=False)
    return {name: values[name][0] for name in _read(put, limits=True) if name in others}


def _read(put: Question, *, limits: bool) -> dict[str, None]:
    """The facts that the tests of the limits of the policy read, or those of the other rules."""
    rules = (rule for rule in put.rules if MODALITIES[rule.rule.modality].over_all is limits)
    return dict.fromkeys(name for rule in rules for tree in trees(rule) for name in facts_of(tree))


@pytest.mark.parametrize("decision", DECISIONS)
def test_missing_is_what_brute_force_finds(decision: str) -> None:
    tried = 0
    for case, put, known in stages(decision):
        brute = Brute(put, known)
        if tried == STAGES_A_DECISION:
            break
        if not brute.values or len(brute.values) > MOST_UNKNOWN or brute.size > MOST_COMBINATIONS:
            continue
        tried += 1
        truths = tuple(truth.of(value_of(atom, known)) for atom in put.atoms)
        verdict = Verdicts(put).verdict(truths)
        found = missing(put, verdict, known)
        open_ = {name for atom in verdict.pending for name in facts_of(atom)}
        again = known.keys() & {name for atom in verdict.pending for name in unknown_in(atom, known)}
        freed = Brute(put, {name: value for name, value in known.items() if name not in again})
        expected = brute.mattering(open_) | (freed.mattering(open_) & again)
        assert found.complete
        assert set(found.names) == expected, (case.span.line, known)


def test_where_a_doubt_may_stay_unknown_the_search_comes_to_its_end() -> None:
    """A ban on the evening stands unless it is not the evening: whatever else is unknown then turns nothing."""
    for stage in ("primary", "senior_high"):
        put = POLICY.decide("evening_study", {"school": {"stage": stage}}, readings=_HIGH_SCHOOLS).basis
        assert missing(put.question, put.verdict, put.facts.values) == Missing(("session.slot",), complete=True)


def test_a_search_that_ends_early_says_so_and_leaves_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    put = POLICY.decide("session_time", {}).basis
    every = missing(put.question, put.verdict, {})
    assert every.complete
    monkeypatch.setattr(searching, "MAX_TRIES", 3)
    cut = missing(put.question, put.verdict, {})
    assert not cut.complete
    assert set(every.names) <= set(cut.names)

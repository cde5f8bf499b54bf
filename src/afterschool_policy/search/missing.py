"""The unknown facts that could still change the outcome, exactly.

A fact matters where, all other unknown facts having turned out in some way, the outcome is not the same whatever this
fact is, or while it stays unknown. The verdict names the facts that can matter, rule by rule, as if rules and tests were
independent; for each of them a way is sought in which it does. The others are given one telling value after another,
and a branch is left as soon as the verdict no longer names the fact. What no way is found for does not matter.

The search has a bound: a fact that it has not come to is named, so that none is ever left out, and the answer is not
`complete`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from afterschool_policy.cache import Cache
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.tree import Apply, Given, Node, Value, facts_of, walk
from afterschool_policy.search.domains import Domains
from afterschool_policy.semantics.question import Question, trees
from afterschool_policy.semantics.verdict import Verdict, Verdicts
from afterschool_policy.search.what_if import TriesSpentError
from afterschool_policy.values import truth as truths
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.truth import Truth

MAX_TRIES = 3_000
"""After so many tries in all, the facts that are left are named as they are."""


@dataclass(frozen=True, slots=True)
class Missing:
    """The dotted names, sorted; where the search is not `complete`, one or another may not matter after all."""

    names: tuple[str, ...]
    complete: bool


def missing(question: Question, verdict: Verdict, known: Mapping[str, Value]) -> Missing:
    """What is missing of a question; `known` are the facts given. For an open verdict there is something."""
    names = sorted({name for atom in verdict.pending for name in _unknown_in(atom, known)})
    return _Search(question, verdict, known).missing(names) if names else Missing((), True)


def missing_facts(question: Question, verdict: Verdict, known: Mapping[str, Value]) -> tuple[str, ...]:
    """The names of what is missing."""
    return missing(question, verdict, known).names


def presumed_facts(question: Question) -> set[str]:
    """The facts whose absence a rule reads: below `shown`, a reason on record, whether a duty was done."""
    readers = (
        node
        for rule in question.rules
        for tree in trees(rule)
        for node in walk(tree)
        if isinstance(node, Given) or (isinstance(node, Apply) and node.operator.presumes)
    )
    return {name for node in readers for name in facts_of(node)}


def _unknown_in(atom: Node, known: Mapping[str, Value]) -> tuple[str, ...]:
    names = facts_of(atom)
    unknown = tuple(name for name in names if name not in known)
    # Below `confirmed` a known fact can be what keeps a test open: it has to be looked into again.
    return unknown or names


@dataclass(frozen=True, slots=True)
class _Stage:
    """How some of the unknown facts have turned out: their values, the truths of all tests, and who was decided."""

    facts: Mapping[str, Value]
    truths: tuple[Truth, ...]
    decided: frozenset[str]


class _Search:
    """The search for ways in which facts matter to one question."""

    def __init__(self, question: Question, verdict: Verdict, known: Mapping[str, Value]) -> None:
        self._question = question
        self._known = known
        self._verdict_now = verdict
        self._presumed = presumed_facts(question)
        self._domains = Domains(question.atoms, question.edition.law.vocabulary)
        verdicts = Verdicts(question)
        self._verdicts = Cache(verdicts.verdict)
        self._pending = Cache(verdicts.pending)
        self._places: dict[str, list[int]] = {}
        for place, atom in enumerate(question.atoms):
            for name in facts_of(atom):
                self._places.setdefault(name, []).append(place)
        self._left = MAX_TRIES
        self._failed: set[object] = set()
        self._all_tried = True

    def missing(self, names: Sequence[str]) -> Missing:
        """Those of the names that matter; all of an open verdict where none does by itself."""
        mattering: set[str] = set()
        complete = True
        again = [name for name in names if name in self._known]
        for name in names:
            if name in mattering:
                continue
            try:
                found = self._way(name, self._start(again if name in self._known else ()))
            except TriesSpentError:
                mattering.add(name)
                complete = False
                continue
            if found is not None:
                mattering.add(name)
                if name not in again:
                    mattering.update(self._as_well(found, [each for each in names if each not in (*mattering, *again)]))
        if not mattering and self._verdict_now.outcome is Outcome.UNDETERMINED:
            mattering.update(names)
        return Missing(tuple(sorted(mattering)), complete)

    def _start(self, freed: Iterable[str]) -> _Stage:
        facts = {name: value for name, value in self._known.items() if name not in freed}
        return _Stage(facts, tuple(truths.of(value_of(atom, facts)) for atom in self._question.atoms), frozenset())

    def _with(self, stage: _Stage, name: str, value: Value | None) -> _Stage:
        """The stage after one more fact has turned out; None where nothing is to be found out about it."""
        decided = stage.decided | {name}
        if value is None:
            return _Stage(stage.facts, stage.truths, decided)
        facts = {**stage.facts, name: value}
        now = list(stage.truths)
        for place in self._places[name]:
            now[place] = truths.of(value_of(self._question.atoms[place], facts))
        return _Stage(facts, tuple(now), decided)

    def _without(self, stage: _Stage, name: str) -> _Stage:
        """The stage with a fact unknown again."""
        facts = {each: value for each, value in stage.facts.items() if each != name}
        now = list(stage.truths)
        for place in self._places[name]:
            now[place] = truths.of(value_of(self._question.atoms[place], facts))
        return _Stage(facts, tuple(now), stage.decided - {name})

    def _way(self, name: str, stage: _Stage) -> _Stage | None:
        """A way in which the others can turn out, those of the stage as they have, so that the fact matters."""
        if self._left == 0:
            raise TriesSpentError
        self._left -= 1
        live = {each for atom in self._pending[stage.truths] for each in facts_of(atom) if each not in stage.facts}
        if name not in live:
            return None
        others = [each for each in self._near(name) if each in live and each not in stage.decided]
        if not others:
            return stage if self._turns(name, stage) else None
        key = (name, stage.truths, *((each, repr(stage.facts.get(each))) for each in sorted(stage.decided)))
        if key in self._failed:
            return None
        for value in self._ways(others[0], stage):
            found = self._way(name, self._with(stage, others[0], value))
            if found is not None:
                return found
        self._failed.add(key)
        return None

    def _as_well(self, stage: _Stage, names: Sequence[str]) -> Iterator[str]:
        """Others of these facts that matter where the last one does: most ways show more than one."""
        for name in self._domains.facts:
            if name not in stage.facts and name not in stage.decided:
                stage = self._with(stage, name, self._ways(name, stage)[0])
        yield from (name for name in names if self._turns(name, self._without(stage, name)))

    def _ways(self, name: str, stage: _Stage) -> list[Value | None]:
        ways: list[Value | None] = [*self._domains.ways(name, stage.facts)]
        return [*ways, None] if name in self._presumed else ways

    def _turns(self, name: str, stage: _Stage) -> bool:
        """Whether the outcome is not the same for every value of a fact, and while it stays unknown."""
        now = self._verdicts[stage.truths].outcome
        ways = self._domains.ways(name, stage.facts)
        return any(self._verdicts[self._with(stage, name, value).truths].outcome is not now for value in ways)

    def _near(self, name: str) -> Sequence[str]:
        """The other facts: first those of the same tests, then those of the same rules."""
        beside = self._domains.beside(name)
        rules = [{each for tree in trees(rule) for each in facts_of(tree)} for rule in self._question.rules]
        same = {each for rule in rules if name in rule for each in rule}
        others = [each for each in self._domains.facts if each != name]
        return sorted(others, key=lambda each: (each not in beside, each not in same))

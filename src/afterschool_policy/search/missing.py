"""The unknown facts that could still change the outcome, exactly.

A fact matters where, all other unknown facts having turned out in some way, the outcome is not the same whatever this
fact is, or while it stays unknown. The verdict names the facts that can matter, rule by rule, as if rules and tests
were independent (so that a fact which only entails one of them is not named beside it); for each of them a way is
sought in which it does. The others are given one telling value after another, and a branch is left as soon as the
verdict no longer names the fact, or no outcome but one is in reach, as where a doubt stays unknown and a ban stands.
What has no way does not matter.

Most facts have many ways, and a search that has taken a wrong turn early looks for long where there is none. So a few
short looks come first, each taking the values in another order; only then is every branch gone through.

The search has a bound, and not every way in which tests turn out is met by trying values. A fact that it has not come
to, or of which it cannot be sure, is named, so that none is ever left out, and the answer is not `complete`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import product

from afterschool_policy.cache import Cache
from afterschool_policy.language.tree import (
    Apply,
    Given,
    Node,
    Table,
    Value,
    facts_of,
    is_connective,
    is_presuming,
    walk,
)
from afterschool_policy.search.budget import Budget, BudgetSpentError
from afterschool_policy.search.domains import domains_of
from afterschool_policy.search.evaluation import Evaluation, Truths
from afterschool_policy.search.reachable import ReachableOutcomes
from afterschool_policy.search.stages import Stage, Stages
from afterschool_policy.search.truth_sets import ANY, only
from afterschool_policy.semantics.pending import unknown_in
from afterschool_policy.semantics.question import Question, trees, waits_for_its_day
from afterschool_policy.semantics.verdict import Verdict, Verdicts
from afterschool_policy.values.outcomes import OUTCOMES, Outcome
from afterschool_policy.values.truth import Truth

MAX_TRIES = 5_000
"""After so many tries in all, or the work of a search (`search.budget`), the facts left are named as they are."""

MAX_DECIDED = 200
"""With so many facts decided a way is not followed further."""

MAX_TESTS = 5
"""With more tests open than this it is not tried whether they turn the outcome in every way they could come out."""

SHORT_LOOKS = 8
TRIES_OF_A_SHORT_LOOK = 30


@dataclass(frozen=True, slots=True)
class Missing:
    """The dotted names, sorted; where the search is not `complete`, one or another may not matter after all."""

    names: tuple[str, ...]
    complete: bool


NOTHING_MISSING = Missing((), True)


def missing(question: Question, verdict: Verdict, known: Mapping[str, Value]) -> Missing:
    """What is missing of a question; `known` are the facts given. For an open verdict there is something."""
    names = sorted({name for atom in verdict.pending for name in unknown_in(atom, known)})
    return _MissingSearch(question, verdict, known).missing(names) if names else NOTHING_MISSING


def presumed_facts(question: Question) -> set[str]:
    """The facts whose absence a rule reads: below `shown`, a reason on record, whether a duty was done."""
    readers = (
        node
        for rule in question.rules
        for tree in trees(rule)
        for node in walk(tree)
        if isinstance(node, Given) or is_presuming(node)
    )
    return {name for node in readers for name in facts_of(node)}


def _of_open_rules(question: Question, verdict: Verdict, known: Mapping[str, Value]) -> Iterator[str]:
    """The facts of the open rules that could still come to more than the outcome.

    A record that is left out of a list can make such a rule speak where no fact of those listed does.
    """
    if OUTCOMES[verdict.outcome].is_breach:
        return
    answers = question.spec.answers
    weight = answers.weight(verdict.outcome)
    for rule in verdict.rules:
        if any(answers.weight(answers.word(outcome)) > weight for outcome in rule.conclusion.possible):
            yield from (name for atom in rule.pending for name in unknown_in(atom, known))


def _has_row_to_confirm(node: Node) -> bool:
    """Whether it is a table a row of which can stay open though all its facts are known; lists are looked at apart."""
    if not isinstance(node, Table) or node.hit.completes:
        return False
    return any(is_connective(part) and part.operator.asks_again for row in node.rows for part in walk(row.when))


class _Readings:
    """What a search reads of a question whatever is known: its facts and tests, and the verdicts met so far."""

    def __init__(self, question: Question) -> None:
        verdicts, self.evaluation = question.once(Verdicts), question.once(Evaluation)
        self.outcome_and_rounds = Cache(verdicts.outcome_and_rounds)
        self.waits_for = Cache(partial(self._waits_for, verdicts))
        # What it takes to tell is charged to the search that asks.
        self.is_settled = Cache(ReachableOutcomes(question, Budget()).is_settled)
        self.stages = Stages(question)
        self.tests = question.atoms
        self.domains = question.once(domains_of)
        self.facts = tuple(name for name in self.domains.facts if name in question.facts)
        self.presumed = presumed_facts(question)
        law = question.edition.law
        self.wholes = frozenset(each.complete for each in law.vocabulary.records.values())
        if question.once(waits_for_its_day):
            self.wholes |= {law.instrument.as_of_fact}
        self.tied: Cache[str, frozenset[str]] = Cache(
            lambda name: frozenset(question.edition.law.entailments.sources_of((name,)))
        )
        self.tied_directly: Cache[str, frozenset[str]] = Cache(
            lambda name: frozenset(
                each for node in question.edition.law.entailments.tests_on((name,)) for each in facts_of(node)
            )
        )
        self.shared_tests = [place for place, names in enumerate(self.evaluation.facts) if len(names) > 1]
        self.computing_tests = frozenset(
            place
            for place in self.shared_tests
            for node in walk(question.atoms[place])
            if isinstance(node, Apply) and node.operator.arithmetic
        )
        self.confirming_tests = frozenset(
            place for place, test in enumerate(question.atoms) if any(map(_has_row_to_confirm, walk(test)))
        )
        self.near = Cache(self._nearest_first)
        self._facts_of_rule = [{name for tree in trees(rule) for name in facts_of(tree)} for rule in question.rules]

    def _waits_for(self, verdicts: Verdicts, truths: Truths) -> frozenset[str]:
        """The facts of the tests that could still change the outcome."""
        return frozenset(name for atom in verdicts.pending(truths) for name in self.evaluation.facts_of(atom))

    def _nearest_first(self, name: str) -> Sequence[str]:
        """The other facts: first those of the same tests, then those of the same rules."""
        beside = frozenset(self.domains.beside(name))
        same = {each for rule in self._facts_of_rule if name in rule for each in rule}
        others = (each for each in self.facts if each != name)
        return sorted(others, key=lambda each: (each not in beside, each not in same))


class _MissingSearch:
    """The search for ways in which facts matter to one question."""

    def __init__(self, question: Question, verdict: Verdict, known: Mapping[str, Value]) -> None:
        self._known = known
        self._verdict = verdict
        self._readings = question.once(_Readings)
        self._pending = [place for atom in verdict.pending if (place := question.places.get(id(atom))) is not None]
        self._left_out = self._readings.wholes.intersection(_of_open_rules(question, verdict, known))
        self._budget = Budget(MAX_TRIES)
        self._shift = 0
        self._failed: set[object] = set()
        self._unsure = False

    def missing(self, names: Sequence[str]) -> Missing:
        """Those of the names that matter; all of an open verdict where none does by itself."""
        mattering: set[str] = set()
        complete = True
        again = [name for name in names if name in self._known]
        for name in names:
            if name in mattering:
                continue
            freed = again if name in again else ()
            start = self._readings.stages.start(
                {each: value for each, value in self._known.items() if each not in freed}
            )
            self._unsure = False
            try:
                found = self._find(name, start)
            except BudgetSpentError:
                found, self._unsure = None, True
            if found is None and (name in self._left_out or (self._unsure and self._turns_by_tests(name))):
                mattering.add(name)
                complete = False
            if found is not None:
                mattering.add(name)
                left = [each for each in names if each not in mattering and each not in again]
                with suppress(BudgetSpentError):
                    mattering.update(self._as_well(found, left))
        if not mattering and self._verdict.outcome is Outcome.UNDETERMINED:
            mattering.update(names)
        return Missing(tuple(sorted(mattering)), complete)

    def _turns_by_tests(self, name: str) -> bool:
        """Whether the outcome could turn by the tests on a fact, could they come out in every way with the others.

        Where it could not, no value turns it, and none need be found; of very many tests it is taken to be so.
        """
        if len(self._pending) > MAX_TESTS:
            return True
        own = [place for place in self._pending if name in self._readings.evaluation.facts[place]]
        others = [place for place in self._pending if place not in own]

        def outcome_for(*assignment: Truth) -> Outcome:
            truths = list(self._verdict.truths)
            for place, truth in zip((*others, *own), assignment, strict=True):
                truths[place] = truth
            return self._readings.outcome_and_rounds[tuple(truths)][0]

        return any(
            len({outcome_for(*around, *each) for each in product(Truth, repeat=len(own))}) > 1
            for around in product(Truth, repeat=len(others))
        )

    def _find(self, name: str, start: Stage) -> Stage | None:
        """A way in which a fact matters: by a short look, in one order of the values or another, else by the whole."""
        whole = self._budget
        for shift in range(SHORT_LOOKS):
            self._shift, self._budget = shift, whole.part(TRIES_OF_A_SHORT_LOOK)
            try:
                return self._way(name, start)
            except BudgetSpentError:
                continue
            finally:
                self._shift, self._budget = 0, whole
        return self._way(name, start)

    def _way(self, name: str, stage: Stage) -> Stage | None:
        """A way in which the others can turn out, those of the stage as they have, so that the fact matters."""
        if len(stage.decided) > MAX_DECIDED:
            raise BudgetSpentError
        self._budget.check()
        self._budget.charge(self._readings.evaluation.size, once=("waits for", stage.truths))
        self._budget.spend(0)
        live = self._readings.waits_for[stage.truths] - stage.facts.keys()
        if name not in live:
            return None
        stays_unknown = not stage.decided <= stage.facts.keys()  # which the verdict, rule by rule, does not go by
        if stays_unknown and self._is_settled(stage, live - stage.decided):
            return None
        other = next((each for each in self._readings.near[name] if each in live and each not in stage.decided), None)
        if other is None:
            if self._turns(name, stage):
                return stage
            self._unsure |= not self._tries_all(name, stage)
            return None
        key = name, stage.truths, *self._still_read(stage)
        if key in self._failed:
            return None
        for after in self._afterwards(other, stage, unknown=self._may_stay_unknown(other, name)):
            found = self._way(name, after)
            if found is not None:
                return found
        self._failed.add(key)
        self._unsure |= not self._tries_all(other, stage)
        return None

    def _is_settled(self, stage: Stage, open_: Set[str]) -> bool:
        """Whether the outcome is the same however the `open_` facts turn out, and those that can be told from them."""
        readings, tied = self._readings, self._readings.tied
        told = (name for name in readings.facts if name not in stage.facts and not tied[name].isdisjoint(open_))
        open_tests = readings.evaluation.reading_any({*open_, *told})
        truth_sets = tuple(
            ANY if truth is Truth.UNKNOWN and place in open_tests else only(truth)
            for place, truth in enumerate(stage.truths)
        )
        # Each rule is taken by what is known, and by what is presumed.
        self._budget.charge(2 * readings.evaluation.size, once=("settled", truth_sets))
        return readings.is_settled[truth_sets]

    def _tries_all(self, name: str, stage: Stage) -> bool:
        """Whether the values tried of a fact are sure to hold one for each way in which its open tests turn out.

        Where two of these read one more fact that is open, and one of them computes, both may have to be met at once.
        Where a row of a table is to be confirmed and is not, what the other rows make tells more than any one value.
        """
        readings, idle = self._readings, stage.decided - stage.facts.keys()
        open_ = [
            place
            for place in readings.evaluation.reading(name)
            if stage.truths[place] is Truth.UNKNOWN and idle.isdisjoint(readings.evaluation.facts[place])
        ]
        if not readings.confirming_tests.isdisjoint(open_):
            return False
        together = [place for place in open_ if not stage.facts.keys() >= {*readings.evaluation.facts[place]} - {name}]
        if len(together) > 1 and not readings.computing_tests.isdisjoint(together):
            return False
        return readings.domains.tells_all(name, stage.values, [readings.tests[place] for place in open_], self._budget)

    def _may_stay_unknown(self, other: str, name: str) -> bool:
        """Whether nobody need find out about a fact: its absence tells something, or `name` tells what it tells."""
        return other in self._readings.presumed or other in self._readings.tied[name]

    def _still_read(self, stage: Stage) -> Iterator[object]:
        """The decided values that count for more than the truths of tests: unknown ones are still held against them."""
        open_ = {
            name
            for place in self._readings.shared_tests
            if stage.truths[place] is Truth.UNKNOWN
            for name in self._readings.evaluation.facts[place]
        }
        for name in sorted(stage.decided):
            if name in open_ or not self._readings.tied_directly[name] <= stage.facts.keys():
                yield name, repr(stage.facts.get(name))

    def _as_well(self, stage: Stage, names: Sequence[str]) -> Iterator[str]:
        """Others of these facts that matter where the last one does: most ways show more than one."""
        for name in self._readings.facts:
            if names and name not in stage.facts and name not in stage.decided:
                stage = next(self._afterwards(name, stage, unknown=True))
        for name in names:
            if not self._budget.is_spent and self._turns(name, self._readings.stages.without(stage, name)):
                yield name

    def _afterwards(self, name: str, stage: Stage, *, unknown: bool) -> Iterator[Stage]:
        """The stages after a fact has turned out in one way or another, or has stayed `unknown`."""
        values = self._readings.domains.ways(name, stage.values, self._budget)
        ways = (*values, None) if unknown else values
        first = self._shift % len(ways) if ways else 0
        for value in (*ways[first:], *ways[:first]):
            self._budget.charge(self._readings.evaluation.weight(name))
            after = self._readings.stages.after(stage, name, value)
            if after is not None:
                yield after

    def _turns(self, name: str, stage: Stage) -> bool:
        """Whether the outcome is not the same for every value of a fact, and while it stays unknown."""
        now = self._outcome(stage)
        return any(self._outcome(after) is not now for after in self._afterwards(name, stage, unknown=False))

    def _outcome(self, stage: Stage) -> Outcome:
        self._budget.charge(self._readings.evaluation.size, once=("comes to", stage.truths))
        outcome, rounds = self._readings.outcome_and_rounds[stage.truths]
        self._budget.charge((rounds - 1) * self._readings.evaluation.size, once=("comes to again", stage.truths))
        return outcome

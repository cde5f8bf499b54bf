"""The fewest questions that settle an open decision, whatever is answered.

A plan asks one fact, and by the answer the next, until the outcome is settled. Its length is that of its longest
branch: so many questions are enough whatever the answers are. The shortest plan is found by asking whether one
question is enough, then whether two are, and so on; answers that were met before are not thought through again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from afterschool_policy.language.tree import Value
from afterschool_policy.search.alternatives import Alternatives
from afterschool_policy.search.budget import Budget, BudgetSpentError
from afterschool_policy.search.evaluation import Evaluation
from afterschool_policy.search.missing import presumed_facts
from afterschool_policy.search.what_if import WhatIf
from afterschool_policy.semantics.question import Question
from afterschool_policy.semantics.verdict import Verdict
from afterschool_policy.values.outcomes import Outcome

MAX_TRIES = 3_000
"""After so many tries, or the work of a search (`search.budget`), the plan is the best that was seen and no more."""

_Answers = Mapping[str, Value | None]
"""The answers given so far; None where nothing is to be found out about a fact."""


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """Answers to one question after which the plan goes on alike; `outcome` is what they settle, or None."""

    values: tuple[Value | None, ...]
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class PlannedQuestion:
    """A question of the plan, by the name of its fact, with where its answers lead when it is asked first.

    It has no answers where the search ended before it came to them.
    """

    name: str
    answers: tuple[AnswerGroup, ...]


@dataclass(frozen=True, slots=True)
class QuestionPlan:
    """The questions, the first to be asked first.

    At most `most` questions settle the outcome, whatever is answered, and no plan is sure to do it with fewer than
    `fewest`; the two are equal where the plan is `complete`.
    """

    questions: tuple[PlannedQuestion, ...]
    fewest: int
    most: int
    complete: bool


def question_plan(
    question: Question, verdict: Verdict, known: Mapping[str, Value], missing: Iterable[str]
) -> QuestionPlan:
    """The plan for an open question by the facts that are `missing` of it; a settled one needs no question."""
    if verdict.outcome is not Outcome.UNDETERMINED:
        return QuestionPlan((), 0, 0, True)
    return _Planner(question, known, frozenset(missing)).plan()


class _Planner:
    """The search for one plan."""

    def __init__(self, question: Question, known: Mapping[str, Value], missing: frozenset[str]) -> None:
        self._question = question
        self._known = known
        self._missing = missing
        self._budget = Budget(MAX_TRIES)
        self._what_if = WhatIf(question, known, self._budget)
        self._facts_of = question.once(Evaluation).facts_of
        self._alternatives = Alternatives(question, known, budget=self._budget)
        self._presumed = presumed_facts(question)
        self._enough: dict[tuple[object, int], str | None] = {}

    def plan(self) -> QuestionPlan:
        """Longer and longer plans, until one is enough."""
        length = 0
        try:
            for length in range(1, len(self._missing) + 1):
                first = self._first({}, length)
                if first is not None:
                    names = self._in_order(first, length)
                    # What is not tried may need more, never fewer; what is missing is always enough.
                    most = length if self._tries_all(names) else len(self._missing)
                    return QuestionPlan(tuple(map(self._planned, names)), length, most, length == most)
        except BudgetSpentError:
            pass
        questions = tuple(self._every_question())
        return QuestionPlan(questions, min(length, len(questions)), len(questions), False)

    def _every_question(self) -> Iterator[PlannedQuestion]:
        """All that is missing, the most decisive first; what there was no more work for comes last, untried."""
        tried: dict[str, tuple[tuple[int, ...], PlannedQuestion]] = {}
        names = [name for name in self._alternatives.facts if name in self._missing]
        for name in names:
            with suppress(BudgetSpentError):
                tried[name] = self._decisive(name), self._planned(name)
        yield from (tried[name][1] for name in sorted(tried, key=lambda name: tried[name][0]))
        yield from (PlannedQuestion(name, ()) for name in names if name not in tried)

    def _tries_all(self, names: Sequence[str]) -> bool:
        return not self._alternatives.depend_on_each_other(names) and all(map(self._alternatives.is_complete, names))

    def _first(self, state: _Answers, length: int) -> str | None:
        """A question with which a plan of this length begins; "" where the outcome is settled, None for no plan."""
        if self._settled(state) is not None:
            return ""
        if length == 0:
            return None
        key = (self._key(state), length)
        if key not in self._enough:
            able = (name for name in self._open(state) if self._is_enough(name, state, length))
            self._enough[key] = min(able, key=self._decisive, default=None) if not state else next(able, None)
        return self._enough[key]

    def _is_enough(self, name: str, state: _Answers, length: int) -> bool:
        groups = self._groups(name, state)
        return all(self._first({**state, name: group[0]}, length - 1) is not None for group in groups)

    def _settled(self, state: _Answers) -> Outcome | None:
        self._budget.check()
        outcome = self._verdict(state).outcome
        return None if outcome is Outcome.UNDETERMINED else outcome

    def _verdict(self, state: _Answers) -> Verdict:
        return self._what_if.verdict({name: value for name, value in state.items() if value is not None})

    def _key(self, state: _Answers) -> object:
        """What of a state decides how it goes on: the truths, and the answered values that open tests read."""
        verdict = self._verdict(state)
        read = {name for atom in verdict.pending for name in self._facts_of(atom)}
        return verdict.truths, tuple((name, repr(state[name])) for name in sorted(state) if name in read)

    def _open(self, state: _Answers) -> list[str]:
        """The facts to ask about: those that an open test reads, of those that can change the outcome at all."""
        read = {name for atom in self._verdict(state).pending for name in self._facts_of(atom)}
        return [name for name in self._alternatives.facts if name in read & self._missing - state.keys()]

    def _groups(self, name: str, state: _Answers) -> list[list[Value | None]]:
        """The answers to a question, grouped by the truths that they give its tests."""
        answered = {fact: answer for fact, answer in state.items() if answer is not None}
        values: list[Value | None] = [
            value for value in self._alternatives.of(name) if self._what_if.is_possible({**answered, name: value})
        ]
        if name in self._presumed:
            values.append(None)
        if {*self._alternatives.beside(name)} - state.keys() - self._known.keys():
            return [[value] for value in values]
        groups: dict[object, list[Value | None]] = {}
        for value in values:
            self._budget.charge(0)  # what the tests come to is counted where that is worked out
            answered = {fact: answer for fact, answer in {**state, name: value}.items() if answer is not None}
            truths = self._what_if.truths(answered)
            key = tuple(truths[place] for place in self._what_if.places(name)), value is None
            groups.setdefault(key, []).append(value)
        return [*groups.values()]

    def _in_order(self, first: str, length: int) -> list[str]:
        """Every question that the plan may come to, those that come sooner first."""
        names: dict[str, None] = {}
        states: list[dict[str, Value | None]] = [{}]
        while states and length:
            following: dict[object, dict[str, Value | None]] = {}
            for state in states:
                name = first if not state else self._first(state, length)
                if name:
                    names.setdefault(name)
                    answered = ({**state, name: group[0]} for group in self._groups(name, state))
                    following.update({self._key(after): after for after in answered})
            states, length = [*following.values()], length - 1
        return [*names]

    def _planned(self, name: str) -> PlannedQuestion:
        return PlannedQuestion(name, tuple(self._answers(name)))

    def _answers(self, name: str) -> Iterator[AnswerGroup]:
        for values in self._groups(name, {}):
            outcome = self._verdict({name: values[0]}).outcome
            yield AnswerGroup(tuple(values), None if outcome is Outcome.UNDETERMINED else outcome)

    def _decisive(self, name: str) -> tuple[int, int, int, int]:
        """The more answers settle the outcome the better, then the less stays open; a judgement is asked for last."""
        verdicts = [self._verdict({name: group[0]}) for group in self._groups(name, {})]
        open_ = [verdict for verdict in verdicts if verdict.outcome is Outcome.UNDETERMINED]
        spec = self._question.edition.law.vocabulary.facts[name]
        share = 1000 * len(open_) // max(1, len(verdicts))
        return share, max((len(verdict.pending) for verdict in open_), default=0), spec.judgement, self._place(name)

    def _place(self, name: str) -> int:
        return self._alternatives.facts.index(name)

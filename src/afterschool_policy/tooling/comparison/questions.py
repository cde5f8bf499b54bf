"""What a change does, question by question: whether two policies can answer differently, with an example that does.

Two questions whose rules mean the same on every day cannot. For the others facts are sought that tell them apart: of
all tests of both the telling values, put together so that a rule that differs speaks, at random but always in the same
way. Each example is made as small as it gets, and both policies have decided it as they would for anybody.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from math import prod
from typing import NamedTuple, TypeVar

from afterschool_policy.audit.grading import grade_of
from afterschool_policy.decision.contract import Decision
from afterschool_policy.diagnostics import InvalidFacts
from afterschool_policy.diagnostics.requests import known_name
from afterschool_policy.language.evaluate import Values
from afterschool_policy.language.tree import Value, atoms_of, walk
from afterschool_policy.law.over_time import with_few_periods
from afterschool_policy.law.records import with_one_record
from afterschool_policy.policy import Policy
from afterschool_policy.search.budget import Budget, BudgetSpentError
from afterschool_policy.search.domains import Domains
from afterschool_policy.semantics.conclusion import conclude
from afterschool_policy.semantics.edition import Edition, link, turning_days
from afterschool_policy.semantics.linked_rule import LinkedRule
from afterschool_policy.semantics.question import Question, outputs, parts, question_of, trees
from afterschool_policy.text import Text
from afterschool_policy.tooling.comparison.given import Given, as_given, known_to, with_both
from afterschool_policy.values.grades import Grade, gravest
from afterschool_policy.values.outcomes import Outcome

TRIES = 400
"""So many sets of facts are tried on each day for each version that differs; all of them where they are fewer.

For a question together they may take as much work as any search (`search.budget`).
"""

_T = TypeVar("_T")
_MOST_VALUES = 20
"""Of so many values of a fact at most one is taken."""
_SHARE_OF_OTHERS = 0.4
"""So often a fact that the rule in question does not read is known."""
_Flat = dict[str, Value]
_SILENT = frozenset({Outcome.NOT_APPLICABLE})


_NO_WORDS = Text("", "")
_READING, _CHOICE = Text("解释", "reading"), Text("读法", "choice")


@dataclass(frozen=True, slots=True)
class Witness:
    """Facts to which two policies answer differently, with both answers; none of the facts could be left out."""

    grade: Grade
    facts: Given
    as_of: date | None
    before: Decision
    after: Decision


@dataclass(frozen=True, slots=True)
class QuestionChange:
    """What a change of the policy does to a question.

    Attributes:
        decision: The question.
        rules: The versions that mean something else, or that one of the two policies does not have, as `id@version`.
        witnesses: An example for each grade of difference that was found, the gravest first.
        tried: How many sets of facts were tried.
        all_tried: Whether no other could make a difference: what was not found then is not there.
    """

    decision: str
    rules: tuple[str, ...]
    witnesses: tuple[Witness, ...]
    tried: int
    all_tried: bool

    @property
    def grade(self) -> Grade:
        """The gravest difference that was found."""
        return gravest(each.grade for each in self.witnesses)


class Circumstances(NamedTuple):
    """Under what two policies are compared: on one day alone or on all, by the default readings or others."""

    as_of: date | None = None
    readings: Mapping[str, str] = {}


EVERYWHERE = Circumstances()


def circumstances_of(old: Policy, new: Policy, as_of: date | None, readings: Mapping[str, str]) -> Circumstances:
    """A day and readings, each of which one of the policies at least has to know.

    Raises:
        InvalidRequest: for a reading or a choice that neither knows.
    """
    for name, code in readings.items():
        knowing = [policy.readings[name] for policy in (old, new) if name in policy.readings]
        choices = {choice: None for entry in knowing for choice in entry.choices}
        known_name(name, {**old.readings, **new.readings}, _READING, f"readings.{name}")
        known_name(code, choices, _CHOICE, f"readings.{name}")
    return Circumstances(as_of, dict(readings))


def question_changes(
    old: Policy, new: Policy, decisions: Iterable[str] | None = None, circumstances: Circumstances = EVERYWHERE
) -> Iterator[QuestionChange]:
    """The questions of both policies that are answered or worded otherwise, in the order of the new one."""
    pair = _Editions(old, circumstances), _Editions(new, circumstances)
    for name in new.decisions if decisions is None else decisions:
        spec = old.decisions.get(name)
        if spec is not None and spec.background is None and name in new.decisions:
            yield from _Search(pair, name, circumstances.as_of).change()


class _Editions:
    """A policy with its law by day: with one record in each list and few periods, enough to see what a rule means."""

    def __init__(self, policy: Policy, circumstances: Circumstances) -> None:
        self.policy = policy
        known = {name: entry.choices for name, entry in policy.readings.items()}
        self.readings = {name: code for name, code in circumstances.readings.items() if code in known.get(name, ())}
        self.law = with_one_record(with_few_periods(policy.law))
        self._editions: dict[date | None, Edition] = {}

    def question(self, name: str, day: date | None) -> Question:
        """A question on a day."""
        if day not in self._editions:
            self._editions[day] = link(self.law, day, self.law.instrument.in_force, self.readings)
        return question_of(self._editions[day], self.law.decisions[name])


class _Search:
    """The search for facts that tell two questions of one name apart."""

    def __init__(self, pair: tuple[_Editions, _Editions], name: str, day: date | None) -> None:
        self._pair, self._name, self._day = pair, name, day
        self._random = random.Random(name)
        self._found: dict[Grade, Witness] = {}
        self._budget = Budget()
        self._tried = 0
        self._vocabulary = with_both(*(each.law.vocabulary for each in pair))

    def change(self) -> Iterator[QuestionChange]:
        """What there is to tell; nothing where the questions mean the same, in the same words."""
        differing: dict[str, None] = {}
        is_same, all_tried = True, True
        for day in self._days():
            before, after = (each.question(self._name, day) for each in self._pair)
            rules = [*_differing(before, after)]
            if rules or _means(before) != _means(after):
                is_same = False
                differing |= dict.fromkeys(rule.rule.name for rule in rules)
                try:
                    all_tried &= self._look(day, (before, after), rules)
                except BudgetSpentError:
                    all_tried = False
        if not self._found:
            self._look_at_words()
        if self._found or not is_same:
            witnesses = tuple(self._smallest(self._found[grade]) for grade in Grade if grade in self._found)
            yield QuestionChange(self._name, tuple(differing), witnesses, self._tried, all_tried)

    def _days(self) -> list[date | None]:
        """The one day asked about; else no day, and where versions turn the days on both sides."""
        if self._day is not None:
            return [self._day]
        days = {day for each in self._pair for day in turning_days(each.law, None) if day is not None}
        return [None, *sorted(days | {day - timedelta(days=1) for day in days})]

    def _look(self, day: date | None, pair: tuple[Question, Question], differing: Sequence[LinkedRule]) -> bool:
        """Try facts on a day; whether no other could make a difference."""
        rules = (*pair[0].rules, *pair[1].rules)
        tests = dict.fromkeys(atom for rule in rules for tree in trees(rule) for atom in atoms_of(tree))
        numbers = dict.fromkeys(node for rule in rules for node in outputs(rule))
        domains = Domains((*tests, *numbers), self._vocabulary)
        size = sum(1 for tree in (*tests, *numbers) for _ in walk(tree))
        as_of = {question.edition.law.instrument.as_of_fact for question in pair}
        names = [name for name in domains.facts if name not in as_of]
        every = _every(domains, names)
        if every is not None:
            for facts in every:
                self._budget.charge(size)
                self._try(facts, day)
            return True
        nobody: list[LinkedRule | None] = [None]
        for rule in differing or nobody:
            for _ in range(TRIES):
                self._budget.charge(size)
                self._try(self._some(domains, names, rule), day)
                if self._is_told:
                    break
        return False

    def _look_at_words(self) -> None:
        """Keep as an example that no fact is known, where the explanations differ: there every rule is told of."""
        witness = self._witness({}, self._day, Grade.WORDING)
        if witness is not None:
            self._found[witness.grade] = witness

    @property
    def _is_told(self) -> bool:
        """Whether there is an example of the gravest difference, settled by both."""
        gravest = self._found.get(Grade.OUTCOME)
        return gravest is not None and not _is_open(gravest)

    def _some(self, domains: Domains, names: Sequence[str], rule: LinkedRule | None) -> _Flat:
        """Facts at random, with those that a rule reads so that it has something to say, where it ever has."""
        size = 0 if rule is None else sum(1 for tree in trees(rule) for _ in walk(tree))
        read = frozenset() if rule is None else rule.reads
        entailments = self._pair[1].law.entailments
        own = [name for name in names if name in read]
        others = [name for name in names if name not in own and self._random.random() < _SHARE_OF_OTHERS]
        given: _Flat = {}
        known: Mapping[str, Value] = {}
        for name in (*self._shuffled(own), *self._shuffled(others)):
            fitting: list[tuple[Value, Mapping[str, Value]]] = []
            for value in self._shuffled(domains.ways(name, Values(known), self._budget))[:_MOST_VALUES]:
                self._budget.charge(size)
                more = entailments.with_more(known, {name: value})
                if more is not None:
                    fitting.append((value, more))
                    if rule is None or name not in read or _may_speak(rule, more):
                        break
            if fitting:
                given[name], known = fitting[-1]
        return given

    def _shuffled(self, values: Sequence[_T]) -> list[_T]:
        return self._random.sample(values, len(values))

    def _try(self, facts: _Flat, day: date | None) -> None:
        """Keep what tells the two apart, where it is the first of its grade or the first that is settled."""
        given = as_given(facts, self._vocabulary)
        # What an answer rests on takes long to tell, and matters only where the answers are always the same.
        least = Grade.AMOUNT if self._found else Grade.REASONS
        witness = None if given is None else self._witness(given, day, least)
        self._tried += 1
        if witness is not None:
            kept = self._found.get(witness.grade)
            if kept is None or (_is_open(kept) and not _is_open(witness)):
                self._found[witness.grade] = witness

    def _witness(self, given: Given, day: date | None, least: Grade = Grade.REASONS) -> Witness | None:
        """The two answers where they differ; None where they do not, or one of the policies refuses the facts."""
        try:
            before, after = (
                each.policy.decide(self._name, known_to(each.law.vocabulary, given), as_of=day, readings=each.readings)
                for each in self._pair
            )
        except InvalidFacts:
            return None
        grade = grade_of(before, after, least)
        return None if grade is Grade.NONE else Witness(grade, given, day, before, after)

    def _smallest(self, witness: Witness) -> Witness:
        """The witness without the facts that it can do without."""
        for group in [*witness.facts]:
            for name in [*witness.facts[group]]:
                less = {
                    **witness.facts,
                    group: {key: each for key, each in witness.facts[group].items() if key != name},
                }
                other = self._witness({key: each for key, each in less.items() if each}, witness.as_of)
                if other is not None and other.grade is witness.grade and _is_open(other) <= _is_open(witness):
                    witness = other
                    if group not in witness.facts:
                        break
        return witness


def _differing(before: Question, after: Question) -> Iterator[LinkedRule]:
    """The rules of either question that the other does not have with the same meaning."""
    was, now = ({rule.rule.id: (_meaning(rule), rule) for rule in question.rules} for question in (before, after))
    for name in dict.fromkeys((*was, *now)):
        if name not in was or name not in now or was[name][0] != now[name][0]:
            yield from (found[name][1] for found in (was, now) if name in found)


def _meaning(rule: LinkedRule) -> object:
    """What of a rule can change an answer: everything but its words."""
    body, written = rule.body, rule.rule
    exempts = [(each.clauses, each.outcome) for each in body.unless]
    overridden = [name for name, _ in written.overrides]
    computed = (body.amounts, body.values, body.otherwise, body.silent, exempts)
    return written.modality, written.clauses, tuple(parts(rule)), computed, overridden, written.bases


def _means(question: Question) -> object:
    """What beside its rules can change the answer of a question."""
    law, spec = question.edition.law, question.spec
    bounds = {name: (law.vocabulary.facts[name].type, law.vocabulary.facts[name].minimum) for name in question.facts}
    entailed = [replace(each, reason=_NO_WORDS) for each in law.entailments.each]
    quotes = {clause: law.clauses[clause].quote for rule in question.rules for clause in rule.rule.clauses}
    return tuple(spec.answers), spec.amounts, bounds, entailed, quotes


def _may_speak(rule: LinkedRule, facts: Mapping[str, Value]) -> bool:
    return not conclude(rule, Values(facts).truth).possible <= _SILENT


def _every(domains: Domains, names: Sequence[str]) -> Iterator[_Flat] | None:
    """All settings of the facts, each also unknown; None where they are many, or others could make a difference."""
    tellings = [domains.of(name, {}) for name in names]
    if not all(each.complete for each in tellings) or any(domains.beside(name) for name in names):
        return None
    if prod(len(each.values) + 1 for each in tellings) > TRIES:
        return None
    settings = product(*((None, *each.values) for each in tellings))
    return (
        {name: value for name, value in zip(names, setting, strict=True) if value is not None} for setting in settings
    )


def _is_open(witness: Witness) -> bool:
    return Outcome.UNDETERMINED in (witness.before.outcome, witness.after.outcome)

"""What a change does, question by question: whether two policies can answer differently, with an example that does.

Two questions whose rules mean the same on every day cannot. For the others facts are sought that tell them apart: of
all tests of both the telling values, put together so that a rule that differs comes to something else
(`comparison.seeking`), at random but always in the same way. Each example is made as small as it gets, and both
policies have decided it as they would for anybody.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, islice, product
from math import prod
from typing import NamedTuple

from afterschool_policy.audit.grading import grade_of
from afterschool_policy.comparison.given import Given, as_given, known_to, with_both
from afterschool_policy.comparison.seeking import RulePair, Seeking
from afterschool_policy.decision.contract import Decision
from afterschool_policy.diagnostics import InvalidFacts
from afterschool_policy.diagnostics.requests import known_name
from afterschool_policy.language.gatherings import POSITION
from afterschool_policy.language.tree import Value, atoms_of, walk
from afterschool_policy.law.over_time import with_few_periods
from afterschool_policy.law.records import with_one_record
from afterschool_policy.policy import Policy
from afterschool_policy.search.budget import Budget, BudgetSpentError
from afterschool_policy.search.domains import Domains
from afterschool_policy.semantics.edition import Edition, link, turning_days
from afterschool_policy.semantics.linked_rule import LinkedRule
from afterschool_policy.semantics.question import Question, outputs, parts, question_of, trees
from afterschool_policy.text import Text
from afterschool_policy.values.grades import Grade, gravest
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.types import Kind, Type
from afterschool_policy.vocabulary.model import FactSpec, Vocabulary
from afterschool_policy.vocabulary.records import place_in_list

TRIES = 400
"""So many sets of facts are tried on each day for each version that differs; all of them where they are fewer.

For a question together they may take as much work as any search (`search.budget`).
"""

_MOST_REASONS = 60
"""In so many sets of facts it is looked at what the two answers rest on, where these are the same."""
_ABSENT: tuple[object, None] = (None, None)
_NOBODY: tuple[RulePair, ...] = ((None, None),)
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
    pair = Compared(old, circumstances), Compared(new, circumstances)
    for name in new.decisions if decisions is None else decisions:
        spec = old.decisions.get(name)
        if spec is not None and spec.background is None and name in new.decisions:
            yield from question_change(pair, name)


def question_change(
    pair: Pair,
    name: str,
    starts: Sequence[Mapping[str, Value]] = (),
    *,
    tries: int = TRIES,
    budget: Budget | None = None,
) -> Iterator[QuestionChange]:
    """What a change does to one question; nothing where it means the same, in the same words.

    Args:
        pair: The policy as it was and as it is, under the same circumstances.
        name: The question, which both have.
        starts: Sets of facts by their names that are worth beginning with: what a rule that differs does not read is
            left as it is in one of them.
        tries: How many sets of facts are tried on each day for each version that differs.
        budget: What the search may do; as much as any search where none is given.
    """
    return _WitnessSearch(pair, name, starts, tries, budget or Budget()).change()


class Compared:
    """A policy under some circumstances, with its law by day: with one record in each list and few periods.

    That is enough to see what a rule means.
    """

    def __init__(self, policy: Policy, circumstances: Circumstances = EVERYWHERE) -> None:
        self.policy = policy
        self.as_of = circumstances.as_of
        known = {name: entry.choices for name, entry in policy.readings.items()}
        self.readings = {name: code for name, code in circumstances.readings.items() if code in known.get(name, ())}
        self.law = with_one_record(with_few_periods(policy.law))
        self._editions: dict[date | None, Edition] = {}

    def question(self, name: str, day: date | None) -> Question:
        """A question on a day."""
        if day not in self._editions:
            self._editions[day] = link(self.law, day, self.law.instrument.in_force, self.readings)
        return question_of(self._editions[day], self.law.decisions[name])


Pair = tuple[Compared, Compared]


class _WitnessSearch:
    """The search for facts that tell two questions of one name apart."""

    def __init__(
        self, pair: Pair, name: str, starts: Sequence[Mapping[str, Value]], tries: int, budget: Budget
    ) -> None:
        self._pair, self._name, self._starts, self._tries, self._budget = pair, name, starts, tries, budget
        self._random = random.Random(name)
        self._found: dict[Grade, Witness] = {}
        self._tried = 0
        before, after = (each.law.vocabulary for each in pair)
        known = with_both(before, after)
        self._facts = frozenset(known.facts)
        places = {spec.name: spec for each in (before, after) for spec in _places(each) if spec.name not in known.facts}
        self._vocabulary = replace(known, facts={**known.facts, **places})

    def change(self) -> Iterator[QuestionChange]:
        """What there is to tell; nothing where the questions mean the same, in the same words."""
        differing: dict[str, None] = {}
        is_same, all_tried = True, True
        for day, is_given in self._days():
            before, after = (each.question(self._name, day) for each in self._pair)
            rules = [*_differing(before, after)]
            if rules or _means(before) != _means(after):
                is_same = False
                differing |= dict.fromkeys(rule.rule.name for pair in rules for rule in pair if rule is not None)
                try:
                    all_tried &= self._look(day, (before, after), rules, day_given=is_given)
                except BudgetSpentError:
                    all_tried = False
        if not self._found:
            self._look_at_words()
        if self._found or not is_same:
            witnesses = tuple(self._smallest(self._found[grade]) for grade in Grade if grade in self._found)
            yield QuestionChange(self._name, tuple(differing), witnesses, self._tried, all_tried)

    def _days(self) -> list[tuple[date | None, bool]]:
        """The one day asked about; else no day, and where versions turn the days on both sides.

        Each with whether it is given apart: last of all no day is, and the fact that carries it is tried as others are.
        """
        day = self._pair[1].as_of
        if day is not None:
            return [(day, True)]
        days = {day for each in self._pair for day in turning_days(each.law, None) if day is not None}
        turning = sorted(days | {day - timedelta(days=1) for day in days})
        return [(None, True), *((day, True) for day in turning), (None, False)]

    def _look(
        self, day: date | None, pair: tuple[Question, Question], differing: Sequence[RulePair], *, day_given: bool
    ) -> bool:
        """Try facts on a day; whether no other could make a difference."""
        rules = (*pair[0].rules, *pair[1].rules)
        tests = dict.fromkeys(atom for rule in rules for tree in trees(rule) for atom in atoms_of(tree))
        numbers = dict.fromkeys(node for rule in rules for node in outputs(rule))
        domains = Domains((*tests, *numbers), self._vocabulary)
        size = sum(1 for tree in (*tests, *numbers) for _ in walk(tree))
        as_of = {question.edition.law.instrument.as_of_fact for question in pair}
        if not day_given and as_of.isdisjoint(domains.facts):
            return True
        names = [name for name in domains.facts if name in self._facts and not (day_given and name in as_of)]
        every = _every(domains, names)
        if every is not None:
            for facts in every:
                self._budget.charge(size)
                self._try(facts, day)
            return True
        starts = [{name: start[name] for name in names if name in start} for start in self._starts]
        for start in starts:
            if not self._is_told:
                self._budget.charge(size)
                self._try(start, day)
        for rule in differing or _NOBODY:
            seeking = Seeking(
                rule, domains, names, vocabulary=self._vocabulary, entailments=self._pair[1].law.entailments,
                beside=[each for each in pair[1].rules if each not in rule], starts=starts, rng=self._random,
            )  # fmt: skip
            for facts in chain(
                islice(seeking.near(self._budget), self._tries), seeking.anywhere(self._tries, self._budget)
            ):
                if self._is_told:
                    break
                self._budget.charge(size)
                self._try(facts, day)
        return False

    def _look_at_words(self) -> None:
        """Keep as an example that no fact is known, where the explanations differ: there every rule is told of."""
        witness = self._witness({}, self._pair[1].as_of, Grade.WORDING)
        if witness is not None:
            self._found[witness.grade] = witness

    @property
    def _is_told(self) -> bool:
        """Whether there is an example of the gravest difference, settled by both."""
        gravest = self._found.get(Grade.OUTCOME)
        return gravest is not None and not _is_open(gravest)

    def _try(self, facts: Mapping[str, Value], day: date | None) -> None:
        """Keep what tells the two apart, where it is the first of its grade or the first that is settled."""
        given = as_given(facts, self._vocabulary)
        # What an answer rests on takes long to tell, and matters only where the answers are always the same.
        least = Grade.AMOUNT if self._found or self._tried >= _MOST_REASONS else Grade.REASONS
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


def _differing(before: Question, after: Question) -> Iterator[RulePair]:
    """The rules that mean something else in the two questions, as they were and as they are."""
    was, now = ({rule.rule.id: (_meaning(rule), rule) for rule in question.rules} for question in (before, after))
    for name in dict.fromkeys((*was, *now)):
        (old, one), (new, other) = was.get(name, _ABSENT), now.get(name, _ABSENT)
        if old != new:
            yield one, other


def _places(vocabulary: Vocabulary) -> Iterator[FactSpec]:
    """The place of a record in its list, which rules read and nobody gives."""
    for each in vocabulary.records.values():
        words = place_in_list(each, 0)
        place = Type(Kind.NUMBER)
        yield FactSpec(f"{each.member}.{POSITION}", place, words, words, whole=True, minimum=Decimal(1))


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


def _every(domains: Domains, names: Sequence[str]) -> Iterator[dict[str, Value]] | None:
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

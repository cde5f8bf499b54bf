"""The parts of an explanation, in both languages: what a document and a page are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from afterschool_policy.explain import phrases
from afterschool_policy.explain.branches import Branches
from afterschool_policy.law.model import Actor, Clause
from afterschool_policy.text import Text
from afterschool_policy.values.later import LATER
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.truth import Truth
from afterschool_policy.vocabulary.facts import Evidence

_NEARLY_ALL = 0.75


class Presumed(NamedTuple):
    """What is taken to be so because nobody said otherwise, in one sentence, and the facts that could say otherwise."""

    text: Text
    facts: tuple[str, ...]


class Statement(NamedTuple):
    """A test or a group of tests, as it is; where it is unknown, as it is asked.

    `truth` is true of all that is known, since a test that fails is put as its contrary, else unknown. `decides` tells
    that the truth above it rests on it. `definition` marks one that the policy defines by its members, `presumed` what
    is taken not to be so because nobody raised it, `beside` a group of what makes no difference, `plain_list` one whose
    heading says no more than that all its members hold. `fact` is the single fact whose value a test tells. Below one
    that is `tabled` stand the rows of the tables whose value it tests.
    """

    text: Text
    truth: Truth
    decides: bool
    members: tuple[Statement, ...] = ()
    plain_list: bool = False
    definition: bool = False
    presumed: Presumed | None = None
    beside: bool = False
    fact: str | None = None
    tabled: bool = False


class Step(NamedTuple):
    """A part of a rule as it was tried: scope, exception, referral or condition; `found` is its truth in words.

    `cited` are the clauses as they are called.
    """

    role: str
    label: Text
    truth: Truth
    found: Text
    statement: Statement
    clauses: tuple[str, ...] = ()
    question: Text | None = None
    to: Text | None = None
    cited: tuple[Text, ...] = ()


class Computed(NamedTuple):
    """An amount or value that a rule computes, with how; `rows` are those of tables that give it, or still can."""

    name: str
    label: Text
    how: Text
    value: Text
    rows: tuple[Statement, ...] = ()


class Told(NamedTuple):
    """An amount or value of the whole decision."""

    name: str
    label: Text
    value: Text


class ReadingTaken(NamedTuple):
    """A contested reading: the matter, the reading chosen in words, and the other readings registered."""

    id: str
    matter: Text
    chosen: str
    text: Text
    others: tuple[tuple[str, Text], ...]


class RuleExplained(NamedTuple):
    """One rule: what it comes to and why; `modality` by its name in the table of modalities.

    `norm` tells in a sentence what it asks and where, `grounds` what its outcome rests on, each as it is; `act` is
    what meets it, where the rule names that, and `due` the same where it is due now. Where it gives way to a
    rule of another text or by a clause, `by_which` tells which text prevails, why and by which clauses.
    """

    rule: str
    title: Text
    modality: str
    norm: Text
    outcome: Outcome
    says: Text
    decided: bool
    defeated_by: str | None
    clauses: tuple[Clause, ...]
    steps: tuple[Step, ...]
    grounds: tuple[Text, ...]
    computed: tuple[Computed, ...]
    readings: tuple[ReadingTaken, ...]
    act: Text | None
    due: Text | None
    by_which: Text | None = None

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Whom it addresses: those whom nearly all of its clauses name, else whomever one of them names."""
        named = [clause.actors for clause in self.clauses]
        every = dict.fromkeys(actor for actors in named for actor in actors)
        most = [actor for actor in every if sum(actor in actors for actors in named) >= _NEARLY_ALL * len(named)]
        return tuple(most or every)


class MissingFact(NamedTuple):
    """A fact to be found out, with the question to ask; `judgement` where a person has to determine it.

    `supplied_by` names those who can supply it.
    """

    name: str
    label: Text
    question: Text
    judgement: bool
    supplied_by: tuple[Text, ...] = ()


class FactUsed(NamedTuple):
    """A known fact that the question asks about, with what supports it where somebody said so.

    `entailed` tells, of a fact that nobody gave, from what it follows. It is `undated` where its evidence ends on a day
    and no day was asked about: it is then taken to stand, which is said.
    """

    name: str
    label: Text
    value: Text
    evidence: Evidence | None
    entailed: Text | None = None
    undated: bool = False


class FactUnread(NamedTuple):
    """A given fact that no rule of the question reads, with the questions that do, or why it bears on none."""

    name: str
    label: Text
    read_by: tuple[str, ...]
    questions: tuple[Text, ...]
    no_effect: Text | None


StepKind = Literal["find_out", "judge", "do", "see_to", "stop", "refrain"]


class NextStep(NamedTuple):
    """What is to be done about a decision, by whom where that is known, and the clauses that ask for it.

    `kind` tells whether a fact is to be found out (`what` is the question, `about` the fact), a matter judged, an act
    done, a state of things seen to, a conduct that is banned stopped, or one that is not allowed left.
    """

    kind: StepKind
    what: Text
    who: tuple[Text, ...] = ()
    clauses: tuple[str, ...] = ()
    about: Text | None = None


_FIRST, _LAST = {"place": -1}, {"place": 1}  # where a field stands in JSON, beside those of the other class


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is said of one decision and of a whole audit alike; `reason` gives the why in two sentences.

    `rests_on` tells what the answer rests on beside the facts known, so that no answer is told without it.
    `asked_clauses` are those that the question was asked on alone.
    """

    question: Text
    outcome: Outcome
    label: Text
    answer: Text
    rests_on: tuple[Text, ...]
    reason: Text
    missing: tuple[MissingFact, ...] = field(metadata=_LAST)
    facts: tuple[FactUsed, ...] = field(metadata=_LAST)
    expired: tuple[Text, ...] = field(metadata=_LAST)
    contradictions: tuple[Text, ...] = field(metadata=_LAST)
    unread: tuple[FactUnread, ...] = field(metadata=_LAST)
    interpreter: Text = field(metadata=_LAST)
    interpreter_clauses: tuple[Clause, ...] = field(metadata=_LAST)
    instrument: Text = field(metadata=_LAST)
    further: tuple[Text, ...] = field(default=(), metadata={**_LAST, **LATER})
    as_of: Text | None = field(metadata=_LAST)
    asked_clauses: tuple[str, ...] = field(metadata=_LAST)
    fingerprint: str = field(metadata=_LAST)

    @property
    def headline(self) -> Text:
        """The answer with what it rests on."""
        return phrases.resting(self.answer, self.rests_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation(Answer):
    """The full why of a decision on one question.

    Attributes:
        question: What was asked.
        outcome: What it comes to.
        label: The outcome in a word.
        answer: The outcome as a sentence.
        rests_on: What the answer rests on beside the facts known, as a presumption or a reading chosen.
        reason: The why in two sentences.
        missing: The unknown facts that could still change the outcome.
        facts: The facts that were read, with what supports them.
        expired: Given values that no longer stood on the day.
        contradictions: Which given facts cannot all be true, and why.
        unread: Given facts that no rule of the question reads.
        interpreter: Who interprets the text.
        interpreter_clauses: The clauses that say so.
        instrument: Name of the document; of several, of the first that the outcome rests on.
        further: Names of the others that it rests on.
        as_of: The day asked about, where one was given.
        asked_clauses: Ids of the clauses that were asked about alone.
        fingerprint: Revision of the policy that decided.
        decision: Name of the question.
        outputs: The amounts and values that are told, or the bounds of an amount that is not.
        next_steps: What is to be done, and by whom.
        turns_on: What an open outcome turns on.
        rules: What each rule comes to and why, those that decide first.
    """

    decision: str = field(metadata=_FIRST)
    outputs: tuple[Told, ...]
    next_steps: tuple[NextStep, ...]
    turns_on: Branches
    rules: tuple[RuleExplained, ...]

    @property
    def unnamed(self) -> tuple[MissingFact, ...]:
        """The missing facts that no branch told names: of a settled outcome all, of an open one as a rule none."""
        told = self.turns_on.branches if self.turns_on.is_told else ()
        named = {fact for branch in told for each in branch.conditions for fact in each.facts}
        return tuple(fact for fact in self.missing if fact.name not in named)

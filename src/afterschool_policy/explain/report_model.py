"""The report of an audit as a structure: what is wrong, due and open, and every finding by section of the document."""

from __future__ import annotations

from dataclasses import dataclass

from afterschool_policy.explain.branches import Branches
from afterschool_policy.explain.model import Answer, MissingFact, RuleExplained
from afterschool_policy.law.model import Actor
from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import OUTCOMES, Outcome

COUNTED = (
    Outcome.VIOLATED,
    Outcome.REQUIRED,
    Outcome.NEEDS_HUMAN_JUDGEMENT,
    Outcome.UNDETERMINED,
    Outcome.SATISFIED,
    Outcome.NOT_APPLICABLE,
)


def counted(outcome: Outcome) -> Outcome:
    """The outcome under which a finding is counted."""
    counterpart = OUTCOMES[outcome].counterpart
    return counterpart if outcome not in COUNTED and counterpart is not None else outcome


@dataclass(frozen=True, slots=True)
class ReportFinding:
    """A finding under a question, and whose it is to act on it."""

    decision: str
    rule: RuleExplained
    actors: tuple[Actor, ...]


@dataclass(frozen=True, slots=True)
class QuestionAnswered:
    """A question of the audit with its answer.

    `missing` are the facts to be found out that no earlier question asks for; `listed_before` counts the others.
    `turns_on` tells what an answer that is open turns on.
    """

    decision: str
    section: Text
    question: Text
    outcome: Outcome
    label: Text
    answer: Text
    missing: tuple[MissingFact, ...]
    listed_before: int
    turns_on: Branches


@dataclass(frozen=True, slots=True)
class ReferredQuestion:
    """A matter left to a person, in the words of the rule that leaves it."""

    question: Text
    found: ReportFinding


@dataclass(frozen=True, slots=True)
class Referred:
    """Everything that one person or body is to judge."""

    who: Text
    matters: tuple[ReferredQuestion, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section of the document with the findings of its clauses."""

    heading: str
    found: tuple[ReportFinding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Answer):
    """An audit for a person to read. The counts take an outcome and its counterpart together.

    Attributes:
        question: What was asked.
        outcome: What it comes to.
        label: The outcome in a word.
        answer: The outcome as a sentence.
        rests_on: What the answers rest on beside the facts known, counted.
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
        next_steps: What is to be done, each with the name of the question that asks for it.
        questions: How many questions came to each outcome.
        totals: How many findings came to each outcome.
        asked: The questions with their answers.
        referred: What is left to a person, by who is to judge.
        sections: The findings by section of the document.
    """

    next_steps: tuple[tuple[str, Text], ...]
    questions: tuple[tuple[Outcome, int], ...]
    totals: tuple[tuple[Outcome, int], ...]
    asked: tuple[QuestionAnswered, ...]
    referred: tuple[Referred, ...]
    sections: tuple[Chapter, ...]

    def of(self, outcome: Outcome) -> tuple[ReportFinding, ...]:
        """Every finding of an outcome or of its counterpart, in the order of the document."""
        findings = (finding for chapter in self.sections for finding in chapter.found)
        return tuple(finding for finding in findings if counted(finding.rule.outcome) is outcome)

    def by_question(self, outcome: Outcome) -> tuple[tuple[QuestionAnswered, tuple[ReportFinding, ...]], ...]:
        """The findings of an outcome under the questions that they were found for."""
        findings = self.of(outcome)
        grouped = (
            (question, tuple(finding for finding in findings if finding.decision == question.decision))
            for question in self.asked
        )
        return tuple((question, under) for question, under in grouped if under)

    def open(self, *, settled: bool) -> tuple[QuestionAnswered, ...]:
        """The questions with facts to be found out: those without an answer yet, or those whose answer may change."""
        unknown = (question for question in self.asked if question.missing or question.listed_before)
        return tuple(question for question in unknown if (question.outcome is not Outcome.UNDETERMINED) is settled)

"""What a decision is made of, and what is read off it: missing facts, amounts, values, facts that nothing reads.

Nothing here decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from afterschool_policy.cache import once
from afterschool_policy.explain.phrases import with_drafts
from afterschool_policy.explain.results import UnreadFact
from afterschool_policy.explain.unread import unread
from afterschool_policy.search.by_standing import ByStanding
from afterschool_policy.search.implicants import Implicants, implicants_of
from afterschool_policy.search.missing import NOTHING_MISSING, Missing, missing
from afterschool_policy.semantics.outputs import Computing, Output, amounts_of, by_definition, values_of
from afterschool_policy.semantics.question import Question
from afterschool_policy.semantics.verdict import Verdict, Verdicts
from afterschool_policy.text import Text
from afterschool_policy.vocabulary.facts import Facts, plain_values


@dataclass(eq=False)  # which nobody changes: a frozen one takes six times as long to make
class Basis:
    """The question, its verdict, the facts and the day of one decision; `computing` is its engine's of the question."""

    question: Question
    verdict: Verdict
    facts: Facts
    as_of: date | None
    computing: Computing = by_definition

    @property
    def asked(self) -> Text:
        """The question in words, said to be a what-if where drafts decided."""
        return with_drafts(self.question.edition.law.drafts, self.question.spec.question)

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of the unknown facts that could still change the outcome, sorted."""
        return self._missing.names

    @property
    def missing_complete(self) -> bool:
        """Whether the search for them came to its end; else one or another of them may not matter after all."""
        return self._missing.complete

    @once
    def _missing(self) -> Missing:
        if not self.verdict.pending:
            return NOTHING_MISSING
        question, verdict, known = self.question, self.verdict, self.facts.values
        return question.once(_missing_found).of(verdict, known, lambda: missing(question, verdict, known))

    @once
    def implicants(self) -> Implicants:
        """What the outcome turns on, where it is open."""
        return implicants_of(self.question, self.verdict, self.facts.values, self.missing)

    @property
    def periods(self) -> tuple[Basis, ...]:
        """The same on the days of each period, where no day is given and the law that governs turns on it."""
        return self._periods if self.question.periods else ()

    @once
    def _periods(self) -> tuple[Basis, ...]:
        verdicts = self.question.once(Verdicts).in_every_period(self.verdict.truths)
        return tuple(replace(self, verdict=verdict) for verdict in verdicts)

    @once
    def amounts(self) -> Sequence[Output]:
        """What the rules compute as amounts, rule by rule."""
        return amounts_of(self.verdict, plain_values(self.facts), self.computing)

    @once
    def values(self) -> Sequence[Output]:
        """What the rules compute as codes and lists, rule by rule."""
        return values_of(self.verdict, plain_values(self.facts), self.computing)

    @once
    def unread(self) -> tuple[UnreadFact, ...]:
        """The given facts that no rule of the question reads, and that tell of no fact that one reads, by name."""
        facts = self.facts
        telling = (name for read in self.question.facts if read in facts.entailed for name in facts.given_behind(read))
        contested = (name for each in facts.contradictions for name in each.facts)
        return unread(self.question.edition, {*self.question.facts, *telling, *contested}, facts)


def _missing_found(question: Question) -> ByStanding[Missing]:
    return ByStanding(question)

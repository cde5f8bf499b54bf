"""What a decision is made of, and what follows: citations, missing facts, amounts, values, readings.

Nothing here decides: it reads off the verdict what the outcome rests on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from afterschool_policy.explain.results import Citation, ReadingUsed, UnreadFact
from afterschool_policy.explain.unread import unread
from afterschool_policy.language.tree import Derived, Fact, Parameter, walk
from afterschool_policy.search.missing import Missing, missing
from afterschool_policy.semantics.finding import clauses_of
from afterschool_policy.semantics.grounds import grounds_of
from afterschool_policy.semantics.outputs import Output, amounts_of, values_of
from afterschool_policy.semantics.question import Question
from afterschool_policy.semantics.verdict import Verdict, Verdicts
from afterschool_policy.vocabulary.entailment import Entailed
from afterschool_policy.vocabulary.facts import Facts


@dataclass(frozen=True)
class Basis:
    """The question, its verdict, the facts and the day of one decision."""

    question: Question
    verdict: Verdict
    facts: Facts
    as_of: date | None

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of the unknown facts that could still change the outcome, sorted."""
        return self._missing.names

    @property
    def missing_complete(self) -> bool:
        """Whether the search for them came to its end; else one or another of them may not matter after all."""
        return self._missing.complete

    @cached_property
    def _missing(self) -> Missing:
        return missing(self.question, self.verdict, self.facts.values)

    @cached_property
    def periods(self) -> tuple[Basis, ...]:
        """The same on the days of each period, where no day is given and the law that governs turns on it."""
        verdicts = Verdicts(self.question).in_every_period(self.verdict.truths)
        return tuple(replace(self, verdict=verdict) for verdict in verdicts)

    @cached_property
    def amounts(self) -> tuple[Output, ...]:
        """What the rules compute as amounts, rule by rule."""
        return tuple(amounts_of(self.verdict, self.facts.values, self.question.edition.law.vocabulary))

    @cached_property
    def values(self) -> tuple[Output, ...]:
        """What the rules compute as codes and lists, rule by rule."""
        return tuple(values_of(self.verdict, self.facts.values, self.question.edition.law.vocabulary))

    @cached_property
    def unread(self) -> tuple[UnreadFact, ...]:
        """The given facts that no rule of the question reads, and that tell of no fact that one reads, by name."""
        facts = self.facts
        telling = (name for read in self.question.facts if read in facts.entailed for name in facts.given_behind(read))
        contested = (name for each in facts.contradictions for name in each.facts)
        return unread(self.question.edition, {*self.question.facts, *telling, *contested}, facts)


def citations(basis: Basis) -> tuple[Citation, ...]:
    """The clauses that the outcome and the amounts told rest on, in the order of the text, each once.

    Those of the deciding rules come first, then those of the definitions and numbers that they use, and of what entails
    a fact that nobody gave.
    """
    law = basis.question.edition.law
    cited: dict[str, Citation] = {}
    for source, clauses in _cited(basis):
        for clause in clauses:
            cited.setdefault(clause, Citation(clause, law.clauses[clause].quote, source))
    return tuple(cited[clause] for clause in law.clauses if clause in cited)


def _cited(basis: Basis) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is cited, by its name, with its clauses."""
    decided = [settled for settled in basis.verdict.rules if settled.decided]
    for settled in decided:
        yield settled.conclusion.rule.name, clauses_of(settled.conclusion)
    told = (output.node for output in basis.amounts if output.value is not None)
    tested = (node for settled in decided for node in grounds_of(settled.conclusion, basis.verdict.of_atom))
    for node in (*tested, *(below for tree in told for below in walk(tree))):
        if isinstance(node, Derived | Parameter) and node.rule is not None:
            yield node.rule, basis.question.edition.named[node.rule].clauses
        elif isinstance(node, Fact):
            yield from _entailing(node.name, basis.facts.entailed)


def _entailing(name: str, entailed: Mapping[str, Entailed]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The entailments behind a fact, with their clauses; none where it was given."""
    found = entailed.get(name)
    if found is not None:
        yield found.by.id, found.by.clauses
        for source in found.sources:
            yield from _entailing(source, entailed)


def readings(basis: Basis) -> tuple[ReadingUsed, ...]:
    """The contested readings that the outcome rests on, by id."""
    used = {
        reading: code
        for settled in basis.verdict.rules
        if settled.decided
        for reading, code in settled.conclusion.linked.chosen
    }
    return tuple(ReadingUsed(name, used[name]) for name in sorted(used))

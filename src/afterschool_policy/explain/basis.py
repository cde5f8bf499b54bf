"""What a decision is made of, and what follows: citations, missing facts, amounts, values, readings.

Nothing here decides: it reads off the verdict what the outcome rests on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from afterschool_policy.explain.results import Amount, Citation, OutputValue, ReadingUsed, UnreadFact
from afterschool_policy.explain.unread import unread
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.search.missing import missing_facts
from afterschool_policy.semantics.finding import clauses_of
from afterschool_policy.semantics.question import Question
from afterschool_policy.semantics.verdict import RuleVerdict, Verdict
from afterschool_policy.values import numbers
from afterschool_policy.vocabulary.facts import Facts


@dataclass(frozen=True)
class Basis:
    """The question, its verdict, the facts and the day of one decision."""

    question: Question
    verdict: Verdict
    facts: Facts
    as_of: date | None

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The names of the unknown facts that could still change the outcome, sorted."""
        return missing_facts(self.question, self.verdict, self.facts.values)

    @cached_property
    def unread(self) -> tuple[UnreadFact, ...]:
        """The given facts that no rule of the question reads, by name."""
        return unread(self.question.edition, self.question.facts, self.facts)


def citations(basis: Basis) -> tuple[Citation, ...]:
    """The clauses that the outcome rests on, in the order of the text, each once."""
    law = basis.question.edition.law
    cited: dict[str, Citation] = {}
    for settled in basis.verdict.rules:
        if settled.decided:
            rule = settled.conclusion.rule.name
            for clause in clauses_of(settled.conclusion):
                cited.setdefault(clause, Citation(clause, law.clauses[clause].quote, rule))
    return tuple(cited[clause] for clause in law.clauses if clause in cited)


def amounts(basis: Basis) -> dict[str, Amount]:
    """The amounts that can be computed, by name."""
    computed: dict[str, Amount] = {}
    for settled in _active(basis):
        for name, node in settled.conclusion.body.amounts:
            value = value_of(node, basis.facts.values)
            if value is not None:
                unit = basis.question.spec.amounts[name].unit or "1"
                computed.setdefault(name, Amount(numbers.decimal(value), unit))  # type: ignore[arg-type]  # checked as number
    return computed


def values(basis: Basis) -> dict[str, OutputValue]:
    """The lists and codes that can be computed, by name; what several rules say under one name is joined."""
    computed: dict[str, OutputValue] = {}
    for settled in _active(basis):
        for name, node in settled.conclusion.body.values:
            value = value_of(node, basis.facts.values)
            if value is not None:
                before = computed.get(name, ())
                codes = (before,) if isinstance(before, str) else before
                added = map(str, value) if isinstance(value, tuple) else (str(value),)
                together = tuple(dict.fromkeys((*codes, *added)))
                alone = len(together) == 1 and not isinstance(value, tuple) and isinstance(computed.get(name, ""), str)
                computed[name] = together[0] if alone else together
    return computed


def readings(basis: Basis) -> tuple[ReadingUsed, ...]:
    """The contested readings that the outcome rests on, by id."""
    used = {
        reading: code
        for settled in basis.verdict.rules
        if settled.decided
        for reading, code in settled.conclusion.linked.chosen
    }
    return tuple(ReadingUsed(name, used[name]) for name in sorted(used))


def _active(basis: Basis) -> Iterator[RuleVerdict]:
    return (rule for rule in basis.verdict.rules if rule.defeated_by is None and rule.conclusion.is_active)

"""Takes a question, its verdict and the facts; gives what follows from them: citations, missing facts, amounts.

Nothing here decides: it reads off the verdict what the outcome rests on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from afterschool_policy.explain.results import Amount, Citation, OutputValue, ReadingUsed
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.search.missing import missing_facts
from afterschool_policy.semantics.finding import clauses_of
from afterschool_policy.semantics.question import Question
from afterschool_policy.semantics.verdict import RuleVerdict, Verdict
from afterschool_policy.values import numbers
from afterschool_policy.vocabulary.facts import Facts


class Basis(NamedTuple):
    """What a decision was made of."""

    question: Question
    verdict: Verdict
    facts: Facts
    as_of: date | None


def citations(basis: Basis) -> tuple[Citation, ...]:
    """The clauses that the outcome rests on, in the order of the text, each once."""
    law = basis.question.edition.law
    found: dict[str, Citation] = {}
    for each in basis.verdict.rules:
        if each.decided:
            for clause in clauses_of(each.conclusion):
                rule = each.conclusion.rule.name
                found.setdefault(clause, Citation(clause, law.clauses[clause].quote, rule))
    order = {clause: place for place, clause in enumerate(law.clauses)}
    return tuple(sorted(found.values(), key=lambda citation: order[citation.clause]))


def missing(basis: Basis) -> tuple[str, ...]:
    """The names of the unknown facts that could still change the outcome, sorted."""
    return missing_facts(basis.question, basis.verdict, basis.facts.values)


def amounts(basis: Basis) -> dict[str, Amount]:
    """The amounts that can be computed, by name."""
    found: dict[str, Amount] = {}
    for each in _active(basis):
        for name, node in each.conclusion.body.amounts:
            value = value_of(node, basis.facts.values)
            if value is not None:
                unit = basis.question.spec.amounts[name].unit or "1"
                found.setdefault(name, Amount(numbers.decimal(value), unit))  # type: ignore[arg-type]  # checked as number
    return found


def values(basis: Basis) -> dict[str, OutputValue]:
    """The lists and codes that can be computed, by name; what several rules say under one name is joined."""
    found: dict[str, OutputValue] = {}
    for each in _active(basis):
        for name, node in each.conclusion.body.values:
            value = value_of(node, basis.facts.values)
            if isinstance(value, tuple):
                before = found.get(name, ())
                before = (before,) if isinstance(before, str) else before
                found[name] = tuple(dict.fromkeys((*before, *map(str, value))))
            elif value is not None:
                before = found.setdefault(name, str(value))
                if before != str(value):
                    both = (before,) if isinstance(before, str) else before
                    found[name] = tuple(dict.fromkeys((*both, str(value))))
    return found


def readings(basis: Basis) -> tuple[ReadingUsed, ...]:
    """The contested readings that the outcome rests on, by id."""
    used = {
        reading: code for each in basis.verdict.rules if each.decided for reading, code in each.conclusion.linked.chosen
    }
    return tuple(ReadingUsed(name, used[name]) for name in sorted(used))


def _active(basis: Basis) -> Iterator[RuleVerdict]:
    return (each for each in basis.verdict.rules if each.defeated_by is None and each.conclusion.is_active)

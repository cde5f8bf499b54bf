"""What the outcome of a decision and the amounts told rest on: clauses in their own words, and contested readings.

Nothing here decides: it reads off the verdict what carries it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from afterschool_policy.explain.basis import Basis
from afterschool_policy.explain.outputs import amounts
from afterschool_policy.explain.results import Citation, ReadingUsed
from afterschool_policy.language.tree import Derived, Fact, Parameter, Row
from afterschool_policy.semantics.finding import clauses_of
from afterschool_policy.semantics.grounds import Ground, grounds_of, grounds_of_value
from afterschool_policy.semantics.outputs import Output
from afterschool_policy.semantics.verdict import RuleVerdict
from afterschool_policy.vocabulary.entailment import Entailed


def citations(basis: Basis) -> tuple[Citation, ...]:
    """The clauses that the outcome and the amounts told rest on, in the order of the text, each once.

    Those of the deciding rules come first, then those of the rules that tell an amount, then those of the definitions
    and numbers that they use, and of what entails a fact that nobody gave.
    """
    law = basis.question.edition.law
    cited: dict[str, Citation] = {}
    for source, clauses in _cited(basis):
        for clause in clauses:
            cited.setdefault(clause, Citation(clause, law.clauses[clause].quote, source))
    return tuple(cited[clause] for clause in law.clauses if clause in cited)


def readings(basis: Basis) -> tuple[ReadingUsed, ...]:
    """The contested readings that the outcome and the amounts told rest on, by id."""
    used = {reading: code for rule in _carrying(basis, _told(basis)) for reading, code in rule.conclusion.linked.chosen}
    return tuple(ReadingUsed(name, used[name]) for name in sorted(used))


def _cited(basis: Basis) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is cited, by its name, with its clauses."""
    told = _told(basis)
    for rule in _carrying(basis, told):
        yield rule.conclusion.rule.name, clauses_of(rule.conclusion)
    for _, output in told:
        rounding = basis.question.spec.amounts[output.name].rounding
        yield output.rule.conclusion.rule.name, rounding.clauses if rounding is not None else ()
    yield from _prevailing(basis)
    for node, source in _grounds(basis, told):
        if isinstance(node, Derived | Parameter) and node.rule is not None:
            yield node.rule, basis.question.edition.named[node.rule].clauses
        elif isinstance(node, Row):
            yield source, node.clauses
        elif isinstance(node, Fact):
            yield from _entailing(node.name, basis.facts.entailed)


def _prevailing(basis: Basis) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The clauses by which a rule that decides prevails over others."""
    deciding = {rule.conclusion.rule.name: rule.conclusion.rule for rule in basis.verdict.rules if rule.decided}
    for rule in basis.verdict.rules:
        winner = deciding.get(rule.defeated_by or "")
        if winner is not None:
            yield winner.name, dict(winner.bases).get(rule.conclusion.rule.id, ())


def _told(basis: Basis) -> list[tuple[Basis, Output]]:
    """What computes the amounts that are told, with its basis: without a day, that of each period."""
    told = {name for name, amount in amounts(basis).items() if amount.value is not None}
    return [
        (of_day, output)
        for of_day in basis.periods or (basis,)
        for output in of_day.amounts
        if output.name in told and output.value is not None
    ]


def _carrying(basis: Basis, told: Iterable[tuple[Basis, Output]]) -> Iterator[RuleVerdict]:
    """The rules that decide, and those that tell an amount."""
    yield from (rule for rule in basis.verdict.rules if rule.decided)
    yield from (output.rule for _, output in told)


def _grounds(basis: Basis, told: Iterable[tuple[Basis, Output]]) -> Iterator[Ground]:
    """All that a deciding rule or an amount rests on."""
    known = basis.facts.values
    for rule in basis.verdict.rules:
        if rule.decided:
            yield from grounds_of(rule.conclusion, basis.verdict.of_atom, known)
    for of_day, output in told:
        yield from grounds_of(output.rule.conclusion, of_day.verdict.of_atom, known)
        yield from grounds_of_value(output.node, known, output.rule.conclusion.rule.name)


def _entailing(name: str, entailed: Mapping[str, Entailed]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The entailments behind a fact, with their clauses; none where it was given."""
    found = entailed.get(name)
    if found is not None:
        yield found.by.id, found.by.clauses
        for source in found.sources:
            yield from _entailing(source, entailed)

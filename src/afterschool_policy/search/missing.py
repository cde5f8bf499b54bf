"""The unknown facts that could still change the outcome, exactly.

A verdict names them rule by rule, as if rules and tests were independent. Here their assignments are tried: fact by
fact over the boundary values where those are few and settle it, else test by test. Where even those are too many, the
names of the verdict stand: an over-approximation, which never omits a fact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod

from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.tree import Apply, Given, Node, Value, facts_of, walk
from afterschool_policy.search.domains import domains
from afterschool_policy.semantics.question import Question, trees
from afterschool_policy.semantics.verdict import MAX_OPEN, Verdict, Verdicts, verdict_of
from afterschool_policy.values import truth as truths
from afterschool_policy.values.outcomes import Outcome

MAX_WAYS = 200
"""The most combinations of boundary values that are tried."""

_BoundaryValues = Mapping[str, Sequence[Value | None]]
_Case = tuple[tuple[object, ...], Outcome]
"""An assignment of values or truths, and the outcome with it."""


def missing_facts(question: Question, verdict: Verdict, known: Mapping[str, Value]) -> tuple[str, ...]:
    """The dotted names, sorted; `known` are the facts given. For an open verdict there is at least one."""
    names = sorted({name for atom in verdict.pending for name in _unknown_in(atom, known)})
    if not names:
        return ()
    values_of = _boundary_values(names, question)
    tried = _cases(question, verdict, known, values_of)
    if tried is None:
        return tuple(names)
    cases, moved_by = tried
    mattering = tuple(
        name
        for name in names
        if _matters(moved_by[name], cases) or _changes_alone(name, values_of[name], question, verdict, known)
    )
    return mattering or (tuple(names) if verdict.outcome is Outcome.UNDETERMINED else ())


def _cases(
    question: Question, verdict: Verdict, known: Mapping[str, Value], values_of: _BoundaryValues
) -> tuple[Sequence[_Case], Mapping[str, Sequence[int]]] | None:
    """The cases to try, and the places in each that a fact changes; None where there are too many."""
    names = list(values_of)
    alone = all(len(facts_of(atom)) == 1 for atom in question.atoms if not known.keys() >= set(facts_of(atom)))
    if alone and not any(name in known for name in names) and prod(map(len, values_of.values())) <= MAX_WAYS:
        by_values = list(_by_values(question, known, values_of))
        if all(outcome is not Outcome.UNDETERMINED for _, outcome in by_values):
            return by_values, {name: [place] for place, name in enumerate(names)}
    atoms = verdict.pending
    if len(atoms) > MAX_OPEN:
        return None
    by_tests = [*Verdicts(question).outcomes_when_known(verdict).items()]
    return by_tests, {
        name: [place for place, atom in enumerate(atoms) if name in _unknown_in(atom, known)] for name in names
    }


def _unknown_in(atom: Node, known: Mapping[str, Value]) -> tuple[str, ...]:
    names = facts_of(atom)
    unknown = tuple(name for name in names if name not in known)
    # Below `confirmed` a known fact can be what keeps a test open: it has to be looked into again.
    return unknown or names


def _boundary_values(names: Sequence[str], question: Question) -> _BoundaryValues:
    """The boundary values of each fact, and None where its staying unknown is an answer of its own."""
    reading = [atom for atom in question.atoms if not set(names).isdisjoint(facts_of(atom))]
    values = domains(reading, question.edition.law.vocabulary)
    presumed = presumed_facts(question)
    return {name: [*values[name], None] if name in presumed else list(values[name]) for name in names}


def presumed_facts(question: Question) -> set[str]:
    """The facts whose absence a rule reads: below `shown`, a reason on record, whether a duty was done."""
    readers = (
        node
        for rule in question.rules
        for tree in trees(rule)
        for node in walk(tree)
        if isinstance(node, Given) or (isinstance(node, Apply) and node.operator.presumes)
    )
    return {name for node in readers for name in facts_of(node)}


def _by_values(question: Question, known: Mapping[str, Value], values_of: _BoundaryValues) -> Iterator[_Case]:
    for values in product(*values_of.values()):
        chosen = zip(values_of, values, strict=True)
        facts = {**known, **{name: value for name, value in chosen if value is not None}}
        yield tuple(map(repr, values)), _outcome(question, facts)


def _changes_alone(
    name: str, values: Sequence[Value | None], question: Question, verdict: Verdict, known: Mapping[str, Value]
) -> bool:
    """Whether some value of this fact, the others staying unknown, settles an open outcome or changes a settled one."""
    tried = [value for value in values if value is not None]
    # Where a fact is compared with another one, the values that are known are its boundaries.
    tried += [value for value in known.values() if type(value) is type(tried[0])]
    same = (verdict.outcome, Outcome.UNDETERMINED)
    return any(_outcome(question, {**known, name: value}) not in same for value in tried)


def _outcome(question: Question, facts: Mapping[str, Value]) -> Outcome:
    return verdict_of(question, {atom: truths.of(value_of(atom, facts)) for atom in question.atoms}).outcome


def _matters(moved: Sequence[int], cases: Sequence[_Case]) -> bool:
    """Whether two cases that differ in these places alone come to different outcomes."""
    by_others: dict[tuple[object, ...], set[Outcome]] = {}
    for assignment, outcome in cases:
        others = tuple(each for place, each in enumerate(assignment) if place not in moved)
        by_others.setdefault(others, set()).add(outcome)
    return any(len(outcomes) > 1 for outcomes in by_others.values())

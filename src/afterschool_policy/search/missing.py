"""Takes a question, its verdict and the facts; gives the unknown facts that could still change the outcome, exactly.

The verdict names them rule by rule, as if rules and tests were independent. Here the ways in which they could turn out
are tried: fact by fact over their telling values where those are few and settle it, else test by test. Where even
those are too many, the answer of the verdict stands, which may name a fact too many and never one too few.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod

from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.tree import Apply, Given, Node, Value, facts_of, walk
from afterschool_policy.search.domains import domains
from afterschool_policy.semantics.question import Question, trees
from afterschool_policy.semantics.verdict import MAX_OPEN, Verdict, settle, turnings
from afterschool_policy.values import truth as truths
from afterschool_policy.values.outcomes import Outcome

MAX_WAYS = 200
"""The most combinations of telling values that are tried."""

_Telling = Mapping[str, Sequence[Value | None]]
_Way = tuple[tuple[object, ...], Outcome]


def missing_facts(question: Question, verdict: Verdict, known: Mapping[str, Value]) -> tuple[str, ...]:
    """The dotted names, sorted; `known` are the facts that were given. An open verdict names at least one."""
    names = sorted({name for atom in verdict.pending for name in _unknown_in(atom, known)})
    if not names:
        return ()
    telling = _telling(names, question)
    ways = _ways(question, verdict, known, telling)
    if ways is None:
        return tuple(names)
    tried, moved_by = ways
    mattering = tuple(
        name
        for name in names
        if _matters(moved_by[name], tried) or _changes_alone(name, telling[name], question, verdict, known)
    )
    return mattering or (tuple(names) if verdict.outcome is Outcome.UNDETERMINED else ())


def _ways(
    question: Question, verdict: Verdict, known: Mapping[str, Value], telling: _Telling
) -> tuple[Sequence[_Way], Mapping[str, Sequence[int]]] | None:
    """The ways that are tried, and the places in them that each fact moves; None where there are too many."""
    names = list(telling)
    alone = all(len(facts_of(atom)) == 1 for atom in question.atoms if not known.keys() >= set(facts_of(atom)))
    if alone and not any(name in known for name in names) and prod(map(len, telling.values())) <= MAX_WAYS:
        by_values = list(_by_values(question, known, telling))
        if all(outcome is not Outcome.UNDETERMINED for _, outcome in by_values):
            return by_values, {name: [place] for place, name in enumerate(names)}
    atoms = verdict.pending
    if len(atoms) > MAX_OPEN:
        return None
    by_tests = [(tuple(way), outcome) for way, outcome in turnings(question, verdict).items()]
    return by_tests, {
        name: [place for place, atom in enumerate(atoms) if name in _unknown_in(atom, known)] for name in names
    }


def _unknown_in(atom: Node, known: Mapping[str, Value]) -> tuple[str, ...]:
    names = facts_of(atom)
    unknown = tuple(name for name in names if name not in known)
    # Below `confirmed` a known fact can be what keeps a test open: it has to be looked into again.
    return unknown or names


def _telling(names: Sequence[str], question: Question) -> _Telling:
    """The values of each fact that make a difference; None where that it stays unknown is an answer of its own."""
    asked = set(names)
    atoms = [atom for atom in question.atoms if asked & set(facts_of(atom))]
    found = domains(atoms, question.edition.law.vocabulary).of
    presumed = presumed_facts(question)
    return {name: [*found[name], None] if name in presumed else list(found[name]) for name in names}


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


def _by_values(question: Question, known: Mapping[str, Value], telling: _Telling) -> Iterator[_Way]:
    for values in product(*telling.values()):
        chosen = zip(telling, values, strict=True)
        facts = {**known, **{name: value for name, value in chosen if value is not None}}
        yield tuple(map(repr, values)), _outcome(question, facts)


def _changes_alone(
    name: str, telling: Sequence[Value | None], question: Question, verdict: Verdict, known: Mapping[str, Value]
) -> bool:
    """Whether some value of this fact, the others staying unknown, settles an open outcome or changes a settled one."""
    tried = [value for value in telling if value is not None]
    # A fact may be compared with another fact: the values that are known tell then.
    tried += [value for value in known.values() if type(value) is type(tried[0])]
    same = (verdict.outcome, Outcome.UNDETERMINED)
    return any(_outcome(question, {**known, name: value}) not in same for value in tried)


def _outcome(question: Question, facts: Mapping[str, Value]) -> Outcome:
    return settle(question, {atom: truths.of(value_of(atom, facts)) for atom in question.atoms}).outcome


def _matters(moved: Sequence[int], ways: Sequence[_Way]) -> bool:
    """Whether two ways that differ in these places alone come to different outcomes."""
    seen: dict[tuple[object, ...], set[Outcome]] = {}
    for way, outcome in ways:
        fixed = tuple(each for place, each in enumerate(way) if place not in moved)
        seen.setdefault(fixed, set()).add(outcome)
    return any(len(outcomes) > 1 for outcomes in seen.values())

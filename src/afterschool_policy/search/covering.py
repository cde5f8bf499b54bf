"""Whether a condition holds only where others do.

It is proved, not tried: a fact goes through values that stand for all others, and a test of which that cannot be said,
as it holds facts against one another, may come out either way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from afterschool_policy.language.evaluate import truth_of, value_of
from afterschool_policy.language.tree import Node, Presuming, Value, atoms_of, facts_of, is_presuming, walk
from afterschool_policy.search.budget import Budget
from afterschool_policy.search.domains import Domains
from afterschool_policy.values import truth as truths
from afterschool_policy.values.truth import Truth
from afterschool_policy.vocabulary.model import Vocabulary


def is_covered(condition: Node, others: Sequence[Node], vocabulary: Vocabulary, budget: Budget) -> bool:
    """Whether there is no way in which a condition holds and none of the others does; of no others, no way at all.

    Raises:
        BudgetSpentError: where the search has done what it may do.
    """
    atoms = [*dict.fromkeys(atom for each in (condition, *others) for atom in atoms_of(each))]
    size = sum(1 for each in (condition, *others) for _ in walk(each))
    by_fact = _by_fact(atoms, vocabulary)
    settled = {atom for _, tests in by_fact.values() for atom in tests}
    ways: list[list[Mapping[Node, Truth]]] = [[*_of_values(*each)] for each in by_fact.values()]
    ways += ([{atom: Truth.TRUE}, {atom: Truth.FALSE}] for atom in atoms if atom not in settled)
    presumed = {atom for each in (condition, *others) for atom in _presumed(each)}
    for of_fact in ways:
        if not presumed.isdisjoint(of_fact[0]):  # where nobody speaks of the fact, what is presumed can hold
            of_fact.append({test: truths.of(value_of(test, {})) for test in of_fact[0]})

    def is_reached(known: Mapping[Node, Truth], place: int) -> bool:
        budget.check()
        budget.spend(size)

        def of_atom(atom: Node) -> Truth:
            return known.get(atom, Truth.UNKNOWN)

        if place == len(ways):
            holds = truth_of(condition, of_atom) is Truth.TRUE
            return holds and not any(truth_of(each, of_atom) is Truth.TRUE for each in others)
        if truth_of(condition, of_atom, presuming=False) is Truth.FALSE:
            return False
        if any(truth_of(each, of_atom, presuming=False) is Truth.TRUE for each in others):
            return False
        return any(is_reached({**known, **way}, place + 1) for way in ways[place])

    return not is_reached({}, 0)


def _presumed(node: Node) -> Iterator[Node]:
    """The tests of which something is presumed while they are open."""
    for part in walk(node):
        if isinstance(part, Presuming) or is_presuming(part):
            yield from atoms_of(part)


def _by_fact(atoms: Sequence[Node], vocabulary: Vocabulary) -> dict[str, tuple[tuple[Value, ...], list[Node]]]:
    """The facts of which some values stand for all, with these and the tests that read nothing else."""
    tests: dict[str, list[Node]] = {}
    for atom in atoms:
        names = facts_of(atom)
        if len(names) == 1:
            tests.setdefault(names[0], []).append(atom)
    found: dict[str, tuple[tuple[Value, ...], list[Node]]] = {}
    for name, of_fact in tests.items():
        telling = Domains(of_fact, vocabulary).of(name, {})
        if telling.complete:
            found[name] = telling.values, of_fact
    return found


def _of_values(values: Sequence[Value], tests: Sequence[Node]) -> Iterator[Mapping[Node, Truth]]:
    """The different ways in which the tests of one fact come out together."""
    seen: list[Mapping[Node, Truth]] = []
    for value in values:
        way = {test: truths.of(value_of(test, dict.fromkeys(facts_of(test), value))) for test in tests}
        if way not in seen:
            seen.append(way)
            yield way

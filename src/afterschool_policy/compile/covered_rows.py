"""Rows of a table by order whose turn never comes, because one before them holds wherever they do.

That such a row is covered is proved, not tried: a fact goes through values that stand for all others, and a test of
which that cannot be said, as it holds facts against one another, may come out either way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from afterschool_policy.compile.written_tables import Place
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.language.evaluate import truth_of, value_of
from afterschool_policy.language.tree import (
    Apply,
    Derived,
    Node,
    Parameter,
    Presuming,
    Row,
    Table,
    Value,
    atoms_of,
    facts_of,
    walk,
)
from afterschool_policy.law.model import Law
from afterschool_policy.search.budget import Budget
from afterschool_policy.search.domains import Domains
from afterschool_policy.semantics.edition import Edition
from afterschool_policy.text import Counted, Text, enumerated
from afterschool_policy.values import truth as truths
from afterschool_policy.values.truth import Truth
from afterschool_policy.vocabulary.model import Vocabulary

Covered = Mapping[int, tuple[int, ...]]
"""Rows that are covered by their number, each with the rows before it that do so; none where it holds in no case."""

_COVERED = Counted(
    "凡它成立的，在前的第 {rows} 行已有成立的",
    "wherever it holds, row {rows} before it does",
    "wherever it holds, one of rows {rows} before it does",
)
_NEVER_HOLDS = Text("它的条件没有成立的情形", "its condition holds in no case")


class CoveredRows:
    """The rows whose turn never comes in any edition: where a number differs by the day or by a reading, it may."""

    def __init__(self, law: Law) -> None:
        self._vocabulary = law.vocabulary
        self._found: dict[tuple[str, int], tuple[Place, Covered]] = {}

    def look(self, place: Place, table: Table, number: int, edition: Edition, budget: Budget) -> None:
        """Look for them in a table by order, the one of this number in its rule.

        Raises:
            BudgetSpentError: where the search has done what it may do.
        """
        key = place.rule.name, number
        _, before = self._found.get(key, (place, None))
        self._found[key] = place, {}
        used = (node.rule for node in walk(table) if isinstance(node, Derived | Parameter))
        rests_on_readings = any(edition.named[name].alternatives for name in used if name is not None)
        covered = {} if rests_on_readings else covered_rows(table, self._vocabulary, budget)
        self._found[key] = place, {row: by for row, by in covered.items() if before is None or row in before}

    def faults(self) -> Iterator[Diagnostic]:
        """A diagnostic for each of them."""
        for place, covered in self._found.values():
            for row, by in covered.items():
                why = _NEVER_HOLDS
                if by:
                    why = _COVERED.format(len(by), rows=enumerated(Text(str(each), str(each)) for each in by))
                yield Diagnostic.of("table-row-covered", place.span, name=place.rule.id, row=str(row), why=why)


def covered_rows(table: Table, vocabulary: Vocabulary, budget: Budget) -> Covered:
    """The rows of a table by order that are never reached.

    Raises:
        BudgetSpentError: where the search has done what it may do.
    """
    found: dict[int, tuple[int, ...]] = {}
    for place, row in enumerate(table.rows):
        before = {number: each for number, each in enumerate(table.rows[:place], 1) if number not in found}
        if _is_covered(row, [*before.values()], vocabulary, budget):
            for number in [*before]:  # what is not needed to cover it does not do so
                others = [each for other, each in before.items() if other != number]
                if _is_covered(row, others, vocabulary, budget):
                    del before[number]
            found[place + 1] = tuple(before)
    return found


def _is_covered(row: Row, before: Sequence[Row], vocabulary: Vocabulary, budget: Budget) -> bool:
    """Whether there is no way in which a row holds and none of those before it does."""
    atoms = [*dict.fromkeys(atom for each in (row, *before) for atom in atoms_of(each.when))]
    size = sum(1 for each in (row, *before) for _ in walk(each.when))
    by_fact = _by_fact(atoms, vocabulary)
    settled = {atom for _, tests in by_fact.values() for atom in tests}
    ways: list[list[Mapping[Node, Truth]]] = [[*_of_values(*each)] for each in by_fact.values()]
    ways += ([{atom: Truth.TRUE}, {atom: Truth.FALSE}] for atom in atoms if atom not in settled)
    presumed = {atom for each in (row, *before) for atom in _presumed(each.when)}
    for of_fact in ways:
        if not presumed.isdisjoint(of_fact[0]):  # where nobody speaks of the fact, what is presumed can hold
            of_fact.append({test: truths.of(value_of(test, {})) for test in of_fact[0]})

    def is_reached(known: Mapping[Node, Truth], place: int) -> bool:
        budget.check()
        budget.spend(size)

        def of_atom(atom: Node) -> Truth:
            return known.get(atom, Truth.UNKNOWN)

        if place == len(ways):
            holds = truth_of(row.when, of_atom) is Truth.TRUE
            return holds and not any(truth_of(each.when, of_atom) is Truth.TRUE for each in before)
        if truth_of(row.when, of_atom, presuming=False) is Truth.FALSE:
            return False
        if any(truth_of(each.when, of_atom, presuming=False) is Truth.TRUE for each in before):
            return False
        return any(is_reached({**known, **way}, place + 1) for way in ways[place])

    return not is_reached({}, 0)


def _presumed(node: Node) -> Iterator[Node]:
    """The tests of which something is presumed while they are open."""
    for part in walk(node):
        if isinstance(part, Presuming) or (isinstance(part, Apply) and part.operator.presumes):
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

"""Rows of a table by order whose turn never comes, because one before them holds wherever they do: that is proved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from afterschool_policy.compile.written_tables import Place
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.language.tree import Derived, Parameter, Table, walk
from afterschool_policy.law.model import Law
from afterschool_policy.search.budget import Budget
from afterschool_policy.search.covering import is_covered
from afterschool_policy.semantics.edition import Edition
from afterschool_policy.text import Counted, Text, enumerated
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
        before = {number: each.when for number, each in enumerate(table.rows[:place], 1) if number not in found}
        if is_covered(row.when, [*before.values()], vocabulary, budget):
            for number in [*before]:  # what is not needed to cover it does not do so
                others = [each for other, each in before.items() if other != number]
                if is_covered(row.when, others, vocabulary, budget):
                    del before[number]
            found[place + 1] = tuple(before)
    return found

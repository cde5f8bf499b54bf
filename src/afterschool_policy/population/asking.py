"""The two ways in which a question is put to the rows of a table: by planes of bits, or to each row that differs.

By planes where it is a single question of rules that stand as they are written. An audit, a policy with lists of
records or with facts that are told period by period, and one whose vocabulary has changed over time are asked through
`decide`, once for all rows that agree.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple, Protocol

import numpy as np

from afterschool_policy.decision.contract import Decision
from afterschool_policy.engines.columnar.atoms import alike_in_facts
from afterschool_policy.engines.columnar.columns import FactRows
from afterschool_policy.engines.columnar.engine import ColumnarQuestion
from afterschool_policy.engines.columnar.numbering import Alike, Numbers, RowNumbers
from afterschool_policy.population.relevance import READS, alike_where_read, all_reads
from afterschool_policy.semantics.finding import Finding
from afterschool_policy.semantics.verdict import Verdict
from afterschool_policy.values.outcomes import Outcome


class Outlined(Protocol):
    """What has an outcome and findings: an outline, a verdict, a decision."""

    @property
    def outcome(self) -> Outcome:
        """The outcome."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every rule's finding."""


class Asking(Protocol):
    """A question that is put to the rows of a table."""

    def outlined(self) -> tuple[Numbers, Sequence[Outlined]]:
        """Outcome and findings: the number of each row's, and those that there are."""

    def alike(self, part: str) -> Alike:
        """Rows of which the same is told, in this part of their decisions."""


class RowByRow:
    """A question that is decided once for each way in which rows differ."""

    def __init__(self, rows: FactRows, decide: Callable[[int], Decision]) -> None:
        self._rows, self._decide = rows, decide

    @cached_property
    def _alike(self) -> Alike:
        return alike_in_facts(self._rows, self._rows.columns)

    def outlined(self) -> tuple[Numbers, Sequence[Outlined]]:
        """The decisions."""
        return self._alike.numbers, [self._decide(int(row)) for row in self._alike.first]

    def alike(self, part: str) -> Alike:  # the same for each
        """Rows that agree in all facts."""
        return self._alike


class EditionRows(NamedTuple):
    """The rows of one edition, by their `places` among all, with what follows from them, and what is put to them."""

    places: RowNumbers
    rows: FactRows
    put: ColumnarQuestion


class ByPlanes:
    """A question that is answered for all rows of an edition at once. `given` are the rows as they came."""

    def __init__(self, given: FactRows, parts: Sequence[EditionRows]) -> None:
        self._given, self._parts = given, parts

    def outlined(self) -> tuple[Numbers, Sequence[Outlined]]:
        """Outlines, and verdicts where these do not suffice."""
        numbers, every = np.empty(self._given.count, np.int64), list[Outlined]()
        for part in self._parts:
            found = part.put.answers(part.rows)
            numbers[part.places] = found.numbers + len(every)
            every += found.each
        return numbers, every

    def alike(self, part: str) -> Alike:
        """Rows of one verdict that agree in what the part turns on."""
        reads = READS.get(part)
        numbers, first = np.empty(self._given.count, np.int64), list[RowNumbers]()
        count = 0
        for edition, (verdict_of, verdicts) in zip(self._parts, self._verdicts, strict=True):
            question = edition.put.question
            if reads is None or question.periods:
                alike = alike_in_facts(self._given.of(edition.places), all_reads(question))
            else:
                alike = alike_where_read(edition.rows, verdict_of, [reads(question, each) for each in verdicts])
            numbers[edition.places] = alike.numbers + count
            first.append(edition.places[alike.first])
            count += alike.distinct
        return Alike(numbers, np.concatenate(first) if first else np.empty(0, np.intp))

    @cached_property
    def _verdicts(self) -> list[tuple[Numbers, list[Verdict]]]:
        found = [part.put.verdicts(part.rows) for part in self._parts]
        return [(each.numbers, [verdict for verdict in each.each if isinstance(verdict, Verdict)]) for each in found]

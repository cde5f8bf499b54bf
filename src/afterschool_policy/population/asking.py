"""The two ways in which a question is put to the rows of a table: by planes of bits, or to each row that differs.

By planes where it is a single question of rules that stand as they are written. An audit, a policy with lists of
records or with facts that are told period by period, and one whose vocabulary has changed over time are asked through
`decide`, once for all rows that agree.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, Protocol, TypeVar

import numpy as np

from afterschool_policy.decision.contract import Decision
from afterschool_policy.engines.columnar.atoms import alike_in_facts
from afterschool_policy.engines.columnar.columns import FactRows
from afterschool_policy.engines.columnar.engine import ColumnarQuestion, PutToRows
from afterschool_policy.engines.columnar.numbering import Alike, Numbers, RowNumbers
from afterschool_policy.explain.results import Amount, OutputValue
from afterschool_policy.explain.telling import SureOutputs
from afterschool_policy.population.relevance import READS, alike_where_read, all_reads
from afterschool_policy.semantics.finding import Finding
from afterschool_policy.semantics.verdict import Verdict
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.read_only import read_only

T = TypeVar("T")
_Outputs = Mapping[str, Amount | OutputValue]


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

    def told(self, part: str, of: Callable[[Decision], T]) -> tuple[Numbers, list[T]]:
        """A part of the decisions, by its name and as it is read of one: the number of each row's, and what is told."""


class RowByRow:
    """A question that is decided once for each way in which rows differ."""

    def __init__(self, rows: FactRows, decide: Callable[[int], Decision]) -> None:
        self._rows, self._decide = rows, decide

    @cached_property
    def _alike(self) -> Alike:
        return alike_in_facts(self._rows, self._rows.columns)

    def outlined(self) -> tuple[Numbers, Sequence[Outlined]]:
        """The decisions."""
        return self._alike.numbers, self._decisions

    def told(self, part: str, of: Callable[[Decision], T]) -> tuple[Numbers, list[T]]:  # the same for each
        """That of the decision on each way in which rows differ."""
        return self._alike.numbers, [*map(of, self._decisions)]

    @cached_property
    def _decisions(self) -> list[Decision]:
        return [self._decide(int(row)) for row in self._alike.first]


class EditionRows(NamedTuple):
    """The rows of one edition, by their `places` among all, with what follows from them, and what is put to them.

    `telling` tells amounts and values of them the short way, where it can.
    """

    places: RowNumbers
    rows: FactRows
    put: ColumnarQuestion
    telling: SureOutputs


class ByPlanes:
    """A question that is answered for all rows of an edition at once. `given` are the rows as they came."""

    def __init__(self, given: FactRows, parts: Sequence[EditionRows], decide: Callable[[int], Decision]) -> None:
        self._given, self._parts, self._decide = given, parts, decide

    def outlined(self) -> tuple[Numbers, Sequence[Outlined]]:
        """Outlines, and verdicts where these do not suffice."""
        numbers, every = np.empty(self._given.count, np.int64), list[Outlined]()
        for part, put in zip(self._parts, self._put, strict=True):
            found = put.answers()
            numbers[part.places] = found.numbers + len(every)
            every += found.each
        return numbers, every

    def told(self, part: str, of: Callable[[Decision], T]) -> tuple[Numbers, list[T]]:
        """That of the decisions on rows that stand for those of one verdict that agree in what the part turns on."""
        numbers, every = np.empty(self._given.count, np.int64), list[T]()
        for edition, (verdict_of, verdicts) in zip(self._parts, self._verdicts, strict=True):
            alike = self._alike(part, edition, verdict_of, verdicts)
            numbers[edition.places] = alike.numbers + len(every)
            for row in alike.first.tolist():
                told = _short_way(part, edition, row, verdicts[verdict_of[row]])
                every.append(of(self._decide(int(edition.places[row]))) if told is None else told)  # type: ignore[arg-type]
        return numbers, every

    def _alike(self, part: str, edition: EditionRows, verdict_of: Numbers, verdicts: Sequence[Verdict]) -> Alike:
        reads, question = READS.get(part), edition.put.question
        if reads is None or question.periods:
            read = all_reads(question)
            return alike_in_facts(self._given.of(edition.places, read), read)
        return alike_where_read(edition.rows, verdict_of, [reads(question, each) for each in verdicts])

    @cached_property
    def _put(self) -> list[PutToRows]:
        return [part.put.put_to(part.rows) for part in self._parts]

    @cached_property
    def _verdicts(self) -> list[tuple[Numbers, list[Verdict]]]:
        found = [put.verdicts() for put in self._put]
        return [(each.numbers, [verdict for verdict in each.each if isinstance(verdict, Verdict)]) for each in found]


def _short_way(part: str, edition: EditionRows, row: int, verdict: Verdict) -> _Outputs | None:
    """Amounts or values of a row whose rules surely speak of them, as its decision tells them; None for all else."""
    tell = {"amounts": edition.telling.amounts, "values": edition.telling.values}.get(part)
    if tell is None or verdict.speaking is None:
        return None
    told = tell(verdict, edition.rows.facts(row, edition.put.question.facts))
    return None if told is None else read_only(told)

"""One question decided for every row of a table; each part of the answers is worked out when it is first read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from afterschool_policy.decision.contract import Decision
from afterschool_policy.explain.render.formats import Format
from afterschool_policy.explain.results import Amount, Citation, Finding, OutputValue, ReadingUsed
from afterschool_policy.population.by_row import REJECTED, ByRow
from afterschool_policy.population.settling import settled_by
from afterschool_policy.text import Lang
from afterschool_policy.values.depth import Depth
from afterschool_policy.values.outcomes import Outcome

if TYPE_CHECKING:
    from afterschool_policy.engines.columnar.numbering import Numbers, RowNumbers
    from afterschool_policy.population.asking import Asking, Outlined


T = TypeVar("T")


class DecidedTable:
    """The answers to one question by row, as `Policy.decide` gives them; None for a row that was rejected.

    `kept` are the rows that were decided, by their places in the table of `count`; `decide` decides one of them.
    """

    def __init__(self, asking: Asking, kept: RowNumbers, count: int, decide: Callable[[int], Decision]) -> None:
        self._asking, self._kept, self._count, self._decide = asking, kept, count, decide

    def __len__(self) -> int:
        return self._count

    def decision(self, row: int) -> Decision:
        """The decision on a row, counted from 0.

        Raises:
            InvalidFacts: where the row was rejected.
        """
        return self._decide(range(self._count)[row])

    def explain(
        self,
        row: int,
        lang: Lang = "zh",
        format: Format = "text",  # noqa: A002  # as `Decision.explain` has it
        *,
        depth: Depth | None = None,
        audience: str | None = None,
    ) -> str:
        """The full why of a row, see `Decision.explain`."""
        return self.decision(row).explain(lang, format, depth=depth, audience=audience)

    @cached_property
    def outcome(self) -> ByRow[Outcome]:
        """The outcome of every row."""
        return self._outlined.map(lambda each: each.outcome)

    @cached_property
    def findings(self) -> ByRow[tuple[Finding, ...]]:
        """Every rule's finding, of every row."""
        return self._outlined.map(lambda each: each.findings)

    @cached_property
    def decided_rules(self) -> ByRow[tuple[str, ...]]:
        """The rules that settled the outcome, as id@version; of an open one those that it waits for."""
        return self.findings.map(lambda each: tuple(finding.rule for finding in each if finding.decided))

    @cached_property
    def missing(self) -> ByRow[tuple[str, ...]]:
        """The dotted names of the unknown facts that could still change the outcome."""
        return self._told("missing", lambda each: each.missing)

    @cached_property
    def settled_by(self) -> ByRow[tuple[str, ...]]:
        """The missing facts each of which alone settles an open row, whatever it turns out to be."""
        return self._told("settled_by", settled_by)

    @cached_property
    def amounts(self) -> ByRow[Mapping[str, Amount]]:
        """What is due, required, short or in excess, by name."""
        return self._told("amounts", lambda each: each.amounts)

    @cached_property
    def values(self) -> ByRow[Mapping[str, OutputValue]]:
        """The codes or lists of codes that the question computes, by name."""
        return self._told("values", lambda each: each.values)

    @cached_property
    def readings(self) -> ByRow[tuple[ReadingUsed, ...]]:
        """The contested readings that the outcome rests on, each with the choice that was made."""
        return self._told("readings", lambda each: each.readings)

    @cached_property
    def citations(self) -> ByRow[tuple[Citation, ...]]:
        """The clauses that the outcome rests on."""
        return self._told("citations", lambda each: each.citations)

    def counts(self) -> Counter[Outcome]:
        """How many rows came to each outcome."""
        return self.outcome.counts()

    @cached_property
    def _outlined(self) -> ByRow[Outlined]:
        numbers, each = self._asking.outlined()
        return ByRow(self._of_all(numbers), each)

    def _told(self, part: str, of: Callable[[Decision], T]) -> ByRow[T]:
        """A part of the decisions, worked out once for all rows that are alike in it."""
        numbers, told = self._asking.told(part, of)
        return ByRow(self._of_all(numbers), told)

    def _of_all(self, numbers: Numbers) -> Numbers:
        """The numbers of the rows that were decided, among all rows."""
        import numpy as np

        every = np.full(self._count, REJECTED, np.int64)
        every[self._kept] = numbers
        return every

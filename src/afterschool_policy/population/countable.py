"""What a report counts: the rows of a batch under a question, by columns, and under other readings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from afterschool_policy.population.by_row import ByRow
from afterschool_policy.population.counts import GroupKey
from afterschool_policy.population.decided import DecidedTable
from afterschool_policy.population.rejects import Rejects


class Countable(Protocol):
    """Rows that can be counted: a `Population` is such."""

    @property
    def revision(self) -> str:
        """The fingerprint of the policy by which they are decided."""

    @property
    def rejects(self) -> Rejects:
        """The rows of which nothing is decided."""

    def decide(self, decision: str) -> DecidedTable:
        """The answers to a question for every row."""

    def by(self, columns: Sequence[str]) -> ByRow[GroupKey]:
        """The values of some columns row by row."""

    def under(self, readings: Mapping[str, str]) -> Countable:
        """The same rows under other readings."""

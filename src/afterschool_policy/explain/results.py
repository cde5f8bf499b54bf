"""The parts of a decision that callers read: findings, citations, amounts, readings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from afterschool_policy.language.tree import Value
from afterschool_policy.semantics.finding import Finding
from afterschool_policy.semantics.trace import RuleTrace, TestTrace

__all__ = ["Amount", "Citation", "Finding", "OutputValue", "ReadingUsed", "Trace"]

OutputValue = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A clause that the outcome rests on, in the text's own words, with the rule that encodes it."""

    clause: str
    quote: str
    rule: str


@dataclass(frozen=True, slots=True)
class Amount:
    """An exact amount with its unit, as in 120 yuan."""

    value: Decimal
    unit: str


class Trace(NamedTuple):
    """The why as objects: the rules with their parts and tests, and the values that the tests saw."""

    rules: tuple[RuleTrace, ...]
    values: Mapping[str, Value]

    def seen(self, test: TestTrace) -> tuple[Value | None, ...]:
        """The values of the facts that a test reads, in their order; None for an unknown one."""
        return tuple(self.values.get(name) for name in test.facts)


@dataclass(frozen=True, slots=True)
class ReadingUsed:
    """A contested reading that the outcome rests on: its id in the register and the reading chosen."""

    id: str
    chosen: str

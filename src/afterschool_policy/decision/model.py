"""Takes nothing; gives the parts of a decision that callers read: findings, citations, amounts, readings."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from afterschool_policy.program.finding import Finding

__all__ = ["Amount", "Citation", "Finding", "OutputValue", "ReadingUsed"]

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


@dataclass(frozen=True, slots=True)
class ReadingUsed:
    """A contested reading that the outcome rests on: its id in the register and the reading chosen."""

    id: str
    chosen: str

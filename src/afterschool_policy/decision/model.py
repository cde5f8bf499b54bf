"""Takes nothing; gives the parts of a decision that callers read: findings, citations, amounts, readings."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import Outcome

OutputValue = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule comes to: `rule` is id@version, `decided` whether the decision's outcome rests on it.

    `defeated_by` names the rule that prevails over it, where one does; `decision` the question it was asked for.
    """

    rule: str
    title: Text
    outcome: Outcome
    clauses: tuple[str, ...]
    decided: bool
    defeated_by: str | None = None
    decision: str = ""


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

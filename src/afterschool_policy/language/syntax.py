"""The syntax tree of an expression: what was written and where, before any meaning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from afterschool_policy.values.units import Unit


@dataclass(frozen=True, slots=True)
class At:
    """The place of a piece of an expression in its text: offsets from 0, the end exclusive."""

    start: int
    end: int

    def to(self, other: At) -> At:
        """From the beginning of this piece to the end of the other."""
        return At(self.start, other.end)


@dataclass(frozen=True, slots=True)
class Name:
    """A name: dotted for a fact or a parameter, bare for a code."""

    name: str
    at: At


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written out, a span of time with its unit."""

    value: bool | int | Decimal | time | date | str
    at: At
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class ListDisplay:
    """Values between brackets."""

    items: tuple[Expression, ...]
    at: At


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator or function with its operands; `symbol` is its key in the table of operators."""

    symbol: str
    operands: tuple[Expression, ...]
    at: At
    symbol_at: At


@dataclass(frozen=True, slots=True)
class Comprehension:
    """What a function makes of the records of a list: `sum(term for member in records if test)`."""

    function: str
    term: Expression
    member: Name
    records: Name
    test: Expression | None
    at: At
    symbol_at: At


@dataclass(frozen=True, slots=True)
class WindowOf:
    """So many periods before that of the day asked about, with `current` that one as well; `count` is all of them."""

    count: int
    current: bool
    period: Name
    at: At


@dataclass(frozen=True, slots=True)
class OverWindow:
    """What a function makes of the periods of a window: `sum(term, last 12 months)`."""

    function: str
    term: Expression
    window: WindowOf
    at: At
    symbol_at: At


Expression = Name | Literal | ListDisplay | Operation | Comprehension | WindowOf | OverWindow

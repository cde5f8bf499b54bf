"""The text of a condition, for engines whose languages differ in spelling only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.workload.conditions import (
    All,
    Compare,
    Condition,
    Either,
    Equals,
    In,
    Is,
    Not,
    Number,
    Shares,
    Times,
)
from benchmarks.workload.rules import UNKNOWN, Rule


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a language writes the kinds of condition: `{0}` and `{1}` stand for their parts."""

    conjunction: str
    disjunction: str
    negation: str
    member: str
    shares: str
    quote: str = '"'
    prefix: str = ""

    def fact(self, name: str) -> str:
        """A fact of the record."""
        return self.prefix + name

    def text(self, code: str) -> str:
        """A code as a string of the language."""
        return f"{self.quote}{code}{self.quote}"

    def listed(self, codes: Sequence[str]) -> str:
        """Codes as a list of the language."""
        return f"[{', '.join(map(self.text, codes))}]"


def expression(node: Condition, dialect: Dialect) -> str:
    """The condition in the dialect."""
    match node:
        case Is(fact):
            return dialect.fact(fact)
        case Not(of):
            return dialect.negation.format(expression(of, dialect))
        case Equals(fact, code):
            return f"{dialect.fact(fact)} == {dialect.text(code)}"
        case In(fact, codes):
            return dialect.member.format(dialect.fact(fact), dialect.listed(codes))
        case Shares(fact, codes):
            return dialect.shares.format(dialect.fact(fact), dialect.listed(codes))
        case Compare(symbol, left, right):
            return f"{number(left, dialect)} {symbol} {number(right, dialect)}"
        case All(parts):
            return f"({dialect.conjunction.join(expression(each, dialect) for each in parts)})"
        case Either(parts):
            return f"({dialect.disjunction.join(expression(each, dialect) for each in parts)})"


def number(value: Number, dialect: Dialect) -> str:
    """A number, a fact that is one, or a product."""
    match value:
        case str():
            return dialect.fact(value)
        case Times(fact, by):
            return f"{dialect.fact(fact)} * {by}"
    return str(value)


def choice(rule: Rule, dialect: Dialect) -> str:
    """The outcome of a rule as one expression of the language, which has `? :` and null."""
    quoted = dialect.text
    written = f"({expression(rule.condition, dialect)}) ? {quoted(rule.held)} : {quoted(rule.failed)}"
    if rule.open is None:
        return written
    return f"{dialect.fact(rule.open)} == null ? {quoted(UNKNOWN)} : ({written})"

"""Numbers in SQL, exactly: no quotient is ever made, so many parts of one are told instead, of which so many make one.

So nothing is rounded, and nothing is computed that a dialect has no exact numbers for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import partial
from math import lcm
from typing import NamedTuple

from afterschool_policy.engines.sql import quoting
from afterschool_policy.engines.sql.dialects import Dialect
from afterschool_policy.engines.sql.unsayable import UnsayableError
from afterschool_policy.text import Text

_NOT_WHOLE = Text("{dialect} 不能精确计算小数", "{dialect} does not compute decimals exactly")
_DIVISOR = Text("除数不是固定的数", "it divides by what is no fixed number")

_MILLION = 1_000_000
"""A dialect without decimals computes in millionths, which are whole numbers."""


class SqlTerm(NamedTuple):
    """An expression of so many `parts`; `whole` where it has no fraction, `fixed` where it is one number.

    `plain` is a column, which is not computed with yet.
    """

    text: str
    parts: int = 1
    whole: bool = True
    fixed: Fraction | None = None
    plain: bool = False


def fixed(number: Fraction) -> SqlTerm:
    """A number of the rule itself."""
    if quoting.is_decimal(number):
        return SqlTerm(quoting.number(number), 1, number.denominator == 1, number)
    return SqlTerm(str(number.numerator), number.denominator, True, number)


def alike(dialect: Dialect, *terms: SqlTerm) -> list[SqlTerm]:
    """The terms in parts of one size; as they are, where they are so already."""
    if len({each.parts for each in terms}) == 1:
        return [*terms]
    computed = [_computed(dialect, each) for each in terms]
    parts = lcm(*(each.parts for each in computed))
    return [_in_parts(each, parts) for each in computed]


def _in_parts(term: SqlTerm, parts: int) -> SqlTerm:
    factor = parts // term.parts
    if factor == 1:
        return term
    if term.fixed is not None:
        return term._replace(text=quoting.number(Fraction(term.text) * factor), parts=parts)
    return SqlTerm(f"({term.text} * {factor})", parts, term.whole)


def _computed(dialect: Dialect, term: SqlTerm) -> SqlTerm:
    """A term to compute with."""
    if term.fixed is not None and not dialect.decimals and not term.whole:
        return SqlTerm(str(term.fixed.numerator), term.fixed.denominator, True, term.fixed)
    if not term.whole and not dialect.decimals:
        if not term.plain:
            raise UnsayableError(_NOT_WHOLE.format(dialect=dialect.label))
        return SqlTerm(f"CAST(ROUND({term.text} * {_MILLION}) AS INTEGER)", _MILLION)
    if term.plain:
        return term._replace(text=dialect.wide[term.whole].format(term.text), plain=False)
    return term


def _joined(dialect: Dialect, write: Callable[..., str], *terms: SqlTerm) -> SqlTerm:
    """What is written of terms in parts of one size."""
    each = alike(dialect, *(_computed(dialect, term) for term in terms))
    return SqlTerm(write(*(term.text for term in each)), each[0].parts, all(term.whole for term in each))


def _product(dialect: Dialect, left: SqlTerm, right: SqlTerm) -> SqlTerm:
    one, other = (_computed(dialect, term) for term in (left, right))
    if not dialect.decimals and _MILLION in (one.parts, other.parts) and None is one.fixed is other.fixed:
        raise UnsayableError(_NOT_WHOLE.format(dialect=dialect.label))  # 64 bits do not hold millionths of millionths
    return SqlTerm(f"({one.text} * {other.text})", one.parts * other.parts, one.whole and other.whole)


def _quotient(dialect: Dialect, over: SqlTerm, under: SqlTerm) -> SqlTerm:
    if under.fixed is None or not under.fixed:
        raise UnsayableError(_DIVISOR)
    computed, by = _computed(dialect, over), 1 / under.fixed
    if by.numerator == 1:
        return computed._replace(parts=computed.parts * by.denominator, fixed=None)
    times = f"({computed.text} * {by.numerator})"
    return SqlTerm(times, computed.parts * by.denominator, computed.whole)


def chosen(function: str, *operands: str) -> str:
    """The least or greatest of several values."""
    return known_all(f"{function}({', '.join(operands)})", operands)


def known_all(made: str, operands: Iterable[str]) -> str:
    """An expression that is unknown where one of its operands is, whatever the dialect makes of it."""
    unknown = " OR ".join(f"{each} IS NULL" for each in dict.fromkeys(operands))
    return f"CASE WHEN {unknown} THEN NULL ELSE {made} END"


def _rounded(dialect: Dialect, term: SqlTerm, *, up: bool) -> SqlTerm:
    """The whole number next below or above: so many parts without the rest that make no whole one."""
    computed = _computed(dialect, term)
    if not computed.whole:
        if computed.parts > 1:
            raise UnsayableError(_NOT_WHOLE.format(dialect=dialect.label))
        return SqlTerm(f"{'CEIL' if up else 'FLOOR'}({computed.text})")
    if computed.parts == 1:
        return computed
    text, parts = computed.text, computed.parts
    if up:
        return SqlTerm(f"({text} + (((-({text})) % {parts}) + {parts}) % {parts})", parts)
    return SqlTerm(f"({text} - ((({text}) % {parts}) + {parts}) % {parts})", parts)


TERMS: Mapping[str, Callable[..., SqlTerm]] = {
    "+": lambda dialect, *terms: _joined(dialect, "({} + {})".format, *terms),
    "-": lambda dialect, *terms: _joined(dialect, "({} - {})".format, *terms),
    "*": _product,
    "/": _quotient,
    "negative": lambda dialect, term: _joined(dialect, "(-({}))".format, term),
    "ceil": lambda dialect, term: _rounded(dialect, term, up=True),
    "floor": lambda dialect, term: _rounded(dialect, term, up=False),
    "min": lambda dialect, *terms: _joined(dialect, partial(chosen, dialect.least), *terms),
    "max": lambda dialect, *terms: _joined(dialect, partial(chosen, dialect.greatest), *terms),
}
"""What each operator makes of numbers; one that is not here cannot be said."""

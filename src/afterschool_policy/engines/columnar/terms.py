"""Terms over columns as exact whole numbers of a common denominator, while these fit: else there is none.

How large a result can be is known beforehand from how large its operands are, so nothing overflows unseen. Days and
times are measured and compared by the same numbers.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from math import lcm
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from afterschool_policy.engines.columnar.columns import MOST, FactRows, measure
from afterschool_policy.language.tree import Apply, Constant, Derived, Fact, Node, Parameter

Whole = NDArray[np.int64] | int


class Term(NamedTuple):
    """In each row, or in all alike, so many parts, of which `parts` make one; none of them beyond `most`."""

    numbers: Whole
    parts: int
    most: int


def term_of(node: Node, rows: FactRows) -> Term | None:
    """The value of a node in each row in which all its facts are known; None where it is left to the definition."""
    match node:
        case Fact(name=name):
            column = rows.column(name).scaled
            return None if column is None else _fitting(column.numbers, column.parts, column.most)
        case Constant(value=value) | Parameter(value=value):
            number = None if value is None else measure(value)
            if number is None:
                return None
            return _fitting(number.numerator, number.denominator, abs(number.numerator))
        case Derived(body=body) if body is not None:
            return term_of(body, rows)
        case Apply(symbol="ceil" | "floor", operands=(Apply(symbol="/", operands=(over, under)),)):
            return _rounded_quotient(node.symbol, term_of(over, rows), term_of(under, rows))
        case Apply(symbol=symbol, operands=operands) if symbol in _TERMS:
            below = [term_of(operand, rows) for operand in operands]
            known = [each for each in below if each is not None]
            return _TERMS[symbol](*known) if len(known) == len(below) and node.operator.is_total(len(below)) else None
    return None


def compared(node: Apply, rows: FactRows) -> NDArray[np.bool_] | None:
    """Whether a test by order holds in each row in which all its facts are known; None as for `term_of`."""
    if not node.operator.by_order or node.operator.apply is None:
        return None
    left, right = (term_of(operand, rows) for operand in node.operands)
    if left is None or right is None:
        return None
    pair = _alike(left, right)
    if pair is None:
        return None
    holds = node.operator.apply(pair[0].numbers, pair[1].numbers)
    return np.broadcast_to(np.asarray(holds, np.bool_), (rows.count,))


def _fitting(numbers: Whole, parts: int, most: int) -> Term | None:
    return Term(numbers, parts, most) if most < MOST and parts < MOST else None


def _alike(left: Term, right: Term) -> tuple[Term, Term] | None:
    """Two terms in one denominator."""
    parts = lcm(left.parts, right.parts)
    one, other = (_times(each, parts // each.parts, parts) for each in (left, right))
    return None if one is None or other is None else (one, other)


def _times(term: Term, factor: int, parts: int) -> Term | None:
    most = term.most * abs(factor)
    if most >= MOST or parts >= MOST:
        return None
    return Term(term.numbers if factor == 1 else term.numbers * factor, parts, most)


def _sum(left: Term, right: Term, sign: int) -> Term | None:
    pair = _alike(left, right)
    if pair is None or pair[0].most + pair[1].most >= MOST:
        return None
    one, other = pair
    numbers = one.numbers + other.numbers if sign > 0 else one.numbers - other.numbers
    return Term(numbers, one.parts, one.most + other.most)


def _product(left: Term, right: Term) -> Term | None:
    most, parts = left.most * right.most, left.parts * right.parts
    if most >= MOST or parts >= MOST:
        return None
    return Term(left.numbers * right.numbers, parts, most)


def _quotient(over: Term, under: Term) -> Term | None:
    """By the same number in all rows."""
    if not isinstance(under.numbers, int) or under.numbers == 0:
        return None
    sign = 1 if under.numbers > 0 else -1
    return _times(over, sign * under.parts, over.parts * abs(under.numbers))


def _rounded_quotient(symbol: str, over: Term | None, under: Term | None) -> Term | None:
    """A quotient rounded to a whole number, which need not be made first."""
    pair = None if over is None or under is None else _alike(over, under)
    if pair is None or (isinstance(pair[1].numbers, int) and pair[1].numbers == 0):
        return None
    above, below = pair[0].numbers, pair[1].numbers
    if not isinstance(below, int):
        below = np.where(below == 0, 1, below)  # only of rows in which it is unknown
    return Term(_DIVIDED[symbol](above, below), 1, pair[0].most + 1)


def _whole(symbol: str) -> Callable[[Term], Term | None]:
    return lambda term: Term(_DIVIDED[symbol](term.numbers, term.parts), 1, term.most + 1)


def _extreme(choose: Callable[[Whole, Whole], Whole]) -> Callable[..., Term | None]:
    def extreme(first: Term, *others: Term) -> Term | None:
        found = first
        for other in others:
            pair = _alike(found, other)
            if pair is None:
                return None
            found = Term(choose(pair[0].numbers, pair[1].numbers), pair[0].parts, max(pair[0].most, pair[1].most))
        return found

    return extreme


_DIVIDED: Mapping[str, Callable[[Whole, Whole], Whole]] = {
    "ceil": lambda over, under: -(-over // under),
    "floor": operator.floordiv,
}
_TERMS: Mapping[str, Callable[..., Term | None]] = {
    "+": lambda left, right: _sum(left, right, 1),
    "-": lambda left, right: _sum(left, right, -1),
    "*": _product,
    "/": _quotient,
    "negative": lambda term: Term(-term.numbers, term.parts, term.most),
    "ceil": _whole("ceil"),
    "floor": _whole("floor"),
    "min": _extreme(np.minimum),
    "max": _extreme(np.maximum),
}
"""The operators that whole numbers carry out; every other is left to the definition."""

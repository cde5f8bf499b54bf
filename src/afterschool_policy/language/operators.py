"""Takes nothing; gives the one table of operators: how each is written, typed, computed, compiled and worded.

The parser, the type checker, the evaluators, the code generator, the explanation and the reference pages all
read this table; to add an operator, add a row.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import combinations
from typing import Final

from afterschool_policy.text import Text
from afterschool_policy.values import numbers
from afterschool_policy.values.types import BOOLEAN, NUMBER, ORDERED, Kind, Type
from afterschool_policy.values.units import ONE, Unit

UNARY_MINUS: Final = "negative"


class Role(StrEnum):
    """What an operator does in a condition."""

    CONNECTIVE = "connective"  # joins truths
    TEST = "test"  # makes a truth from values
    TERM = "term"  # makes a value from values
    QUANTIFIER = "quantifier"  # carries a test over the members of a list


@dataclass(frozen=True, slots=True)
class Operator:
    """One row.

    `sign` gives the type of the result for the types of the operands, or None where they do not fit;
    `takes` says in words what fits. `apply` computes on known values (connectives work on truths instead, see
    `values.truth`). `source` is the Python of generated code for known operands; without it the code calls `apply`, or
    for a connective looks the truth up.
    `of_quotient` computes the same of a quotient from its two sides, where that is quicker than dividing first.
    `partial` marks a function that can leave known operands without a value (the least of an empty list).
    `wording` is how the explanation puts it, by kind of the first operand, "" for every other kind.
    """

    symbol: str
    role: Role
    sign: Callable[[Sequence[Type]], Type | None]
    takes: Text
    wording: dict[str, Text]
    apply: Callable[..., object] | None = None
    source: str | None = None
    binding: int = 0
    prefix: bool = False
    chains: bool = True
    negation: str | None = None
    partial: bool = False
    of_quotient: Callable[[numbers.Exact, numbers.Exact], object] | None = None

    def words(self, kind: Kind) -> Text:
        """The wording for operands of this kind."""
        return self.wording.get(kind, self.wording[""])


# ---------------------------------------------------------------------------------------------- types of results
def _booleans(given: Sequence[Type]) -> Type | None:
    return BOOLEAN if all(each.kind is Kind.BOOLEAN for each in given) else None


def _one_boolean(given: Sequence[Type]) -> Type | None:
    return _booleans(given) if len(given) == 1 else None


def alike(left: Type, right: Type) -> bool:
    """Whether values of the two types can be compared: one kind, one unit, one enumeration."""
    if left.kind is not right.kind:
        return False
    if left.kind is Kind.NUMBER:
        return left.unit is None or right.unit is None or left.unit == right.unit
    if left.kind is Kind.LIST:
        return left.item is None or right.item is None or alike(left.item, right.item)
    return left.codes == right.codes


def _equal(given: Sequence[Type]) -> Type | None:
    left, right = given
    return BOOLEAN if alike(left, right) and left.kind is not Kind.LIST else None


def _ordered(given: Sequence[Type]) -> Type | None:
    left, right = given
    return BOOLEAN if alike(left, right) and left.kind in ORDERED else None


def _member(given: Sequence[Type]) -> Type | None:
    left, right = given
    if right.kind is not Kind.LIST or left.kind is Kind.LIST:
        return None
    return BOOLEAN if right.item is None or alike(left, right.item) else None


def _same_number(given: Sequence[Type]) -> Type | None:
    if any(each.kind is not Kind.NUMBER for each in given):
        return None
    if any(not alike(one, other) for one, other in combinations(given, 2)):
        return None
    return Type(Kind.NUMBER, unit=next((each.unit for each in given if each.unit is not None), None))


def _product(given: Sequence[Type]) -> Type | None:
    return _scaled(given, 1)


def _quotient(given: Sequence[Type]) -> Type | None:
    return _scaled(given, -1)


def _scaled(given: Sequence[Type], power: int) -> Type | None:
    left, right = given
    if left.kind is not Kind.NUMBER or right.kind is not Kind.NUMBER:
        return None
    if left.unit is None and right.unit is None:
        return NUMBER
    unit = (left.unit or ONE).times(right.unit or ONE, power)
    return Type(Kind.NUMBER, unit=unit)


def _extreme(given: Sequence[Type]) -> Type | None:
    if len(given) == 1 and given[0].kind is Kind.LIST and given[0].item is not None:
        return given[0].item if given[0].item.kind in ORDERED else None
    if len(given) < 2 or any(each.kind not in ORDERED for each in given):
        return None
    if any(not alike(one, other) for one, other in combinations(given, 2)):
        return None
    return next((each for each in given if each.unit is not None), given[0])


def _counted(given: Sequence[Type]) -> Type | None:
    return NUMBER if len(given) == 1 and given[0].kind is Kind.LIST else None


def _one_number(given: Sequence[Type]) -> Type | None:
    return given[0] if len(given) == 1 and given[0].kind is Kind.NUMBER else None


def _year(given: Sequence[Type]) -> Type | None:
    return Type(Kind.NUMBER, unit=Unit.parse("year")) if [g.kind for g in given] == [Kind.DATE] else None


def _differing(given: Sequence[Type]) -> Type | None:
    if [each.kind for each in given] != [Kind.MAPPING, Kind.MAPPING]:
        return None
    return Type(Kind.LIST, item=Type(Kind.TEXT))


def _list(given: Sequence[Type]) -> Type | None:
    return given[0] if len(given) == 1 and given[0].kind is Kind.LIST else None


# ------------------------------------------------------------------------------------------- values of results
def add(left: numbers.Exact, right: numbers.Exact) -> numbers.Exact:
    """The exact sum."""
    if type(left) is int and type(right) is int:
        return left + right
    return numbers.settle(Fraction(left) + Fraction(right))


def subtract(left: numbers.Exact, right: numbers.Exact) -> numbers.Exact:
    """The exact difference."""
    if type(left) is int and type(right) is int:
        return left - right
    return numbers.settle(Fraction(left) - Fraction(right))


def multiply(left: numbers.Exact, right: numbers.Exact) -> numbers.Exact:
    """The exact product."""
    if type(left) is int and type(right) is int:
        return left * right
    return numbers.settle(Fraction(left) * Fraction(right))


def divide(left: numbers.Exact, right: numbers.Exact) -> numbers.Exact:
    """The exact quotient; the checker lets no divisor in that can be zero."""
    return numbers.settle(Fraction(left) / Fraction(right))


def negative(value: numbers.Exact) -> numbers.Exact:
    """The number with its sign turned."""
    return -value


def member(value: object, among: Sequence[object]) -> bool:
    """Whether a list holds a value."""
    return value in among


def not_member(value: object, among: Sequence[object]) -> bool:
    """Whether a list does not hold a value."""
    return value not in among


def smallest(*values: object) -> object:
    """The least of several values, or of one list (unknown where that list is empty)."""
    among = values[0] if len(values) == 1 else values
    return min(among, default=None)  # type: ignore[call-overload]  # the checker lets only ordered values in


def largest(*values: object) -> object:
    """The greatest of several values, or of one list (unknown where that list is empty)."""
    among = values[0] if len(values) == 1 else values
    return max(among, default=None)  # type: ignore[call-overload]  # the checker lets only ordered values in


def differing(stated: dict[str, object], actual: dict[str, object]) -> tuple[str, ...] | None:
    """The keys that both hold with different values, in the order of the first.

    Where none differs and the second leaves one out, that one is unknown, and so is the answer.
    """
    found = tuple(key for key in stated if key in actual and stated[key] != actual[key])
    return found if found or stated.keys() <= actual.keys() else None


def year_of(day: object) -> int:
    """The calendar year of a date."""
    return day.year  # type: ignore[attr-defined, no-any-return]  # the checker lets only dates in


# ------------------------------------------------------------------------------------------------- the table
_NUMBERS = Text("单位相同的数", "numbers of one unit")
_ANY_NUMBERS = Text("数", "numbers")
_TRUTHS = Text("是非", "booleans")
_ALIKE = Text("两个同类的值（同一单位，同一代码表）", "two values of one sort (one unit, one enumeration)")
_ORDER = Text("两个数、两个时刻或者两个日期（单位相同）", "two numbers, times or dates (of one unit)")
_IN_LIST = Text("一个值和同类值的列表", "a value and a list of its sort")
_A_LIST = Text("一个列表", "a list")


def _order_words(number: Text, moment: Text) -> dict[str, Text]:
    return {"": number, Kind.TIME: moment, Kind.DATE: moment}


_TABLE = (
    Operator("or", Role.CONNECTIVE, _booleans, _TRUTHS, {"": Text("下列任一", "any of")}, source="({0} or {1})", binding=1),
    Operator("and", Role.CONNECTIVE, _booleans, _TRUTHS, {"": Text("下列各项", "all of")}, source="({0} and {1})", binding=2),
    Operator("not", Role.CONNECTIVE, _booleans, _TRUTHS, {"": Text("并非", "not")}, source="(not {0})", binding=3, prefix=True),
    Operator("confirmed", Role.CONNECTIVE, _one_boolean, _TRUTHS, {"": Text("已经查明", "confirmed")}),
    Operator("shown", Role.CONNECTIVE, _one_boolean, _TRUTHS, {"": Text("事实表明", "the facts show")}, source="{0}"),
    Operator(
        "==", Role.TEST, _equal, _ALIKE, {"": Text("{0}为{1}", "{0} is {1}")},
        operator.eq, "({0} == {1})", 4, chains=False, negation="!=",
    ),
    Operator(
        "!=", Role.TEST, _equal, _ALIKE, {"": Text("{0}不是{1}", "{0} is not {1}")},
        operator.ne, "({0} != {1})", 4, chains=False, negation="==",
    ),
    Operator(
        "<", Role.TEST, _ordered, _ORDER,
        _order_words(Text("{0}低于{1}", "{0} is below {1}"), Text("{0}早于{1}", "{0} is before {1}")),
        operator.lt, "({0} < {1})", 4, chains=False, negation=">=",
    ),
    Operator(
        "<=", Role.TEST, _ordered, _ORDER,
        _order_words(Text("{0}不超过{1}", "{0} is at most {1}"), Text("{0}不晚于{1}", "{0} is no later than {1}")),
        operator.le, "({0} <= {1})", 4, chains=False, negation=">",
    ),
    Operator(
        ">", Role.TEST, _ordered, _ORDER,
        _order_words(Text("{0}高于{1}", "{0} is above {1}"), Text("{0}晚于{1}", "{0} is after {1}")),
        operator.gt, "({0} > {1})", 4, chains=False, negation="<=",
    ),
    Operator(
        ">=", Role.TEST, _ordered, _ORDER,
        _order_words(Text("{0}不低于{1}", "{0} is at least {1}"), Text("{0}不早于{1}", "{0} is no earlier than {1}")),
        operator.ge, "({0} >= {1})", 4, chains=False, negation="<",
    ),
    Operator(
        "in", Role.TEST, _member, _IN_LIST, {"": Text("{0}属于{1}", "{0} is among {1}")},
        member, "({0} in {1})", 4, chains=False, negation="not in",
    ),
    Operator(
        "not in", Role.TEST, _member, _IN_LIST, {"": Text("{0}不属于{1}", "{0} is not among {1}")},
        not_member, "({0} not in {1})", 4, chains=False, negation="in",
    ),
    Operator("+", Role.TERM, _same_number, _NUMBERS, {"": Text("{0} + {1}", "{0} + {1}")}, add, binding=5),
    Operator("-", Role.TERM, _same_number, _NUMBERS, {"": Text("{0} - {1}", "{0} - {1}")}, subtract, binding=5),
    Operator("*", Role.TERM, _product, _ANY_NUMBERS, {"": Text("{0} × {1}", "{0} × {1}")}, multiply, binding=6),
    Operator("/", Role.TERM, _quotient, _ANY_NUMBERS, {"": Text("{0} ÷ {1}", "{0} ÷ {1}")}, divide, binding=6),
    Operator(
        UNARY_MINUS, Role.TERM, _one_number, _ANY_NUMBERS, {"": Text("-{0}", "-{0}")}, negative, "(-{0})", 7, prefix=True
    ),
    Operator(
        "ceil", Role.TERM, _one_number, _ANY_NUMBERS,
        {"": Text("{0}，向上取整", "{0}, rounded up")}, math.ceil, of_quotient=numbers.ceiling_of_quotient,
    ),
    Operator(
        "floor", Role.TERM, _one_number, _ANY_NUMBERS,
        {"": Text("{0}，向下取整", "{0}, rounded down")}, math.floor, of_quotient=numbers.floor_of_quotient,
    ),
    Operator("min", Role.TERM, _extreme, _ORDER, {"": Text("取小：{*}", "the lesser of {*}")}, smallest, partial=True),
    Operator("max", Role.TERM, _extreme, _ORDER, {"": Text("取大：{*}", "the greater of {*}")}, largest, partial=True),
    Operator("count", Role.TERM, _counted, _A_LIST, {"": Text("{0}的项数", "the number of items in {0}")}, len),
    Operator(
        "year", Role.TERM, _year, Text("一个日期", "a date"), {"": Text("{0}所在年份", "the year of {0}")}, year_of
    ),
    Operator(
        "differing", Role.TERM, _differing, Text("两个对照表", "two mappings"),
        {"": Text("{0}与{1}不一致的项目", "the items in which {0} and {1} differ")}, differing, partial=True,
    ),
    Operator(
        "any", Role.QUANTIFIER, _list, _A_LIST, {"": Text("{over}中有一项{test}", "some member of {over} {test}")}, any
    ),
    Operator(
        "all", Role.QUANTIFIER, _list, _A_LIST, {"": Text("{over}各项均{test}", "every member of {over} {test}")}, all
    ),
    Operator(
        "those", Role.QUANTIFIER, _list, _A_LIST,
        {"": Text("{over}中{test}的各项", "the members of {over} that satisfy: {test}")}, tuple,
    ),
)  # fmt: skip

OPERATORS: dict[str, Operator] = {row.symbol: row for row in _TABLE}
INFIX: dict[str, Operator] = {row.symbol: row for row in _TABLE if row.binding and not row.prefix}
PREFIX: dict[str, Operator] = {"-" if row.symbol == UNARY_MINUS else row.symbol: row for row in _TABLE if row.prefix}
FUNCTIONS: dict[str, Operator] = {row.symbol: row for row in _TABLE if not row.binding}

"""The one table of operators: how each is written, typed, computed, compiled and worded.

The lexer, the parser, the type checker, the printer, the evaluators, the engines, the searches, the explanation and the
reference pages all read this table; to add an operator, add a row.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from afterschool_policy.language import computation, signatures
from afterschool_policy.text import Text
from afterschool_policy.values import numbers
from afterschool_policy.values import truth as truths
from afterschool_policy.values.truth import Truth
from afterschool_policy.values.types import Kind, Type

ALL_OF: Final = Text("下列各项同时成立", "all of these")
ANY_OF: Final = Text("下列任一成立", "at least one of these")


class Role(StrEnum):
    """What an operator does in a condition."""

    CONNECTIVE = "connective"  # joins truths
    TEST = "test"  # makes a truth from values
    TERM = "term"  # makes a value from values
    QUANTIFIER = "quantifier"  # carries a test over the members of a list


@dataclass(frozen=True, slots=True, eq=False)
class Operator:
    """One row: what every reader of the table asks about an operator.

    How it is written: `symbol` is its key, and what is written unless there is a `mark`; `binding` is the strength of an
    operator (none for a function), `prefix` puts it before one operand, without `chains` two cannot follow each other.

    What it takes and gives: `sign` is the type of the result for the types of the operands, or None where they do not
    fit; `takes` says in words what fits. `undefined_at_zero` refuses a last operand that can be zero, `over_members`
    marks a last operand that is a list of values like the first.

    What it computes: `apply` of known values, and for a quantifier of the truths of its test or, where it `selects`, of
    the members that pass; `truth` of a connective's truths, known or not. A `partial` operator can leave known operands
    without a value (the least of an empty list), unless it `gathers` several of them in place of a list. A connective
    that `presumes` gives a truth to what is unknown, one that `asks_again` none to what is false. `arithmetic` makes a
    number of several. `source` is the Python of generated code for known operands; without it the code calls `apply`, or
    for a connective looks the truth up. `of_quotient` computes the same of a quotient from its two sides, where that is
    quicker than dividing first.

    How the explanation puts it: `wording`, by kind of the first operand, "" for every other kind; for a connective
    `heading` above its operands (else the wording), `contrary` there for its negation (else the negated heading) and
    `joint` between them in one line. `negation` is the operator that holds exactly where this one does not. One that
    `identifies` asks which value there is, so that the explanation names it.
    """

    symbol: str
    role: Role
    sign: Callable[[Sequence[Type]], Type | None]
    takes: Text
    wording: dict[str, Text]
    apply: Callable[..., object] | None = None
    source: str | None = None
    binding: int = 0
    mark: str = ""
    prefix: bool = False
    chains: bool = True
    negation: str | None = None
    identifies: bool = False
    over_members: bool = False
    undefined_at_zero: bool = False
    arithmetic: bool = False
    partial: bool = False
    gathers: bool = False
    selects: bool = False
    of_quotient: Callable[[numbers.Exact, numbers.Exact], object] | None = None
    truth: Callable[..., Truth] | None = None
    presumes: bool = False
    asks_again: bool = False
    heading: Text | None = None
    contrary: Text | None = None
    joint: Text | None = None

    @property
    def is_junction(self) -> bool:
        """Whether it is an `and` or an `or`: of any number of operands, its truth being that of one of them."""
        return self.truth in (truths.all_of, truths.any_of)

    def words(self, kind: Kind) -> Text:
        """The wording for operands of this kind."""
        return self.wording.get(kind, self.wording[""])

    def before(self, operand: str) -> str:
        """A prefix operator as it is written: a word stands apart from its operand, a mark does not."""
        written = self.mark or self.symbol
        return f"{written} {operand}" if written.isidentifier() else written + operand

    def is_total(self, count: int) -> bool:
        """Whether so many known operands always have a value."""
        return not self.partial or (self.gathers and count > 1)

    def compute(self, *operands: object) -> object:
        """The value for known operands."""
        assert self.apply is not None, self.symbol
        return self.apply(*operands)

    def join(self, below: Sequence[Truth], *, presuming: bool = True) -> Truth:
        """The truth of a connective; without `presuming`, what could only be presumed stays unknown."""
        if self.presumes and not presuming and Truth.UNKNOWN in below:
            return Truth.UNKNOWN
        assert self.truth is not None, self.symbol
        return self.truth(*below)


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
    Operator(
        "or", Role.CONNECTIVE, signatures.booleans, _TRUTHS, {"": Text("下列任一", "any of")}, source="({0} or {1})",
        binding=1, truth=truths.any_of, heading=ANY_OF, joint=Text("，或者", " or "),
    ),
    Operator(
        "and", Role.CONNECTIVE, signatures.booleans, _TRUTHS, {"": Text("下列各项", "all of")}, source="({0} and {1})",
        binding=2, truth=truths.all_of, heading=ALL_OF, joint=Text("，且", " and "),
    ),
    Operator(
        "not", Role.CONNECTIVE, signatures.booleans, _TRUTHS, {"": Text("并非", "not")}, source="(not {0})",
        binding=3, prefix=True, truth=truths.negate,
    ),
    Operator(
        "confirmed", Role.CONNECTIVE, signatures.one_boolean, _TRUTHS, {"": Text("已经查明", "confirmed")},
        truth=truths.confirm, asks_again=True,
    ),
    Operator(
        "shown", Role.CONNECTIVE, signatures.one_boolean, _TRUTHS, {"": Text("事实表明", "the facts show")},
        source="{0}", truth=truths.show, presumes=True, contrary=Text("没有事实表明", "nothing shows that"),
    ),
    Operator(
        "==", Role.TEST, signatures.equality, _ALIKE, {"": Text("{0}为{1}", "{0} is {1}")},
        operator.eq, "({0} == {1})", 4, chains=False, negation="!=", identifies=True,
    ),
    Operator(
        "!=", Role.TEST, signatures.equality, _ALIKE, {"": Text("{0}不是{1}", "{0} is not {1}")},
        operator.ne, "({0} != {1})", 4, chains=False, negation="==", identifies=True,
    ),
    Operator(
        "<", Role.TEST, signatures.order, _ORDER,
        _order_words(Text("{0}低于{1}", "{0} is below {1}"), Text("{0}早于{1}", "{0} is before {1}")),
        operator.lt, "({0} < {1})", 4, chains=False, negation=">=",
    ),
    Operator(
        "<=", Role.TEST, signatures.order, _ORDER,
        _order_words(Text("{0}不超过{1}", "{0} is at most {1}"), Text("{0}不晚于{1}", "{0} is no later than {1}")),
        operator.le, "({0} <= {1})", 4, chains=False, negation=">",
    ),
    Operator(
        ">", Role.TEST, signatures.order, _ORDER,
        _order_words(Text("{0}高于{1}", "{0} is above {1}"), Text("{0}晚于{1}", "{0} is after {1}")),
        operator.gt, "({0} > {1})", 4, chains=False, negation="<=",
    ),
    Operator(
        ">=", Role.TEST, signatures.order, _ORDER,
        _order_words(Text("{0}不低于{1}", "{0} is at least {1}"), Text("{0}不早于{1}", "{0} is no earlier than {1}")),
        operator.ge, "({0} >= {1})", 4, chains=False, negation="<",
    ),
    Operator(
        "in", Role.TEST, signatures.membership, _IN_LIST, {"": Text("{0}属于{1}", "{0} is among {1}")},
        computation.member, "({0} in {1})", 4, chains=False, negation="not in",
        identifies=True, over_members=True,
    ),
    Operator(
        "not in", Role.TEST, signatures.membership, _IN_LIST, {"": Text("{0}不属于{1}", "{0} is not among {1}")},
        computation.not_member, "({0} not in {1})", 4, chains=False, negation="in",
        identifies=True, over_members=True,
    ),
    Operator(
        "+", Role.TERM, signatures.same_number, _NUMBERS, {"": Text("{0} + {1}", "{0} + {1}")},
        computation.add, binding=5, arithmetic=True,
    ),
    Operator(
        "-", Role.TERM, signatures.same_number, _NUMBERS, {"": Text("{0} - {1}", "{0} - {1}")},
        computation.subtract, binding=5, arithmetic=True,
    ),
    Operator(
        "*", Role.TERM, signatures.product, _ANY_NUMBERS, {"": Text("{0} × {1}", "{0} × {1}")},
        computation.multiply, binding=6, arithmetic=True,
    ),
    Operator(
        "/", Role.TERM, signatures.quotient, _ANY_NUMBERS, {"": Text("{0} ÷ {1}", "{0} ÷ {1}")},
        computation.divide, binding=6, arithmetic=True, undefined_at_zero=True,
    ),
    Operator(
        "negative", Role.TERM, signatures.one_number, _ANY_NUMBERS, {"": Text("-{0}", "-{0}")},
        computation.negative, "(-{0})", 7, mark="-", prefix=True,
    ),
    Operator(
        "ceil", Role.TERM, signatures.one_number, _ANY_NUMBERS,
        {"": Text("{0}，向上取整", "{0}, rounded up")}, math.ceil, of_quotient=numbers.ceiling_of_quotient,
    ),
    Operator(
        "floor", Role.TERM, signatures.one_number, _ANY_NUMBERS,
        {"": Text("{0}，向下取整", "{0}, rounded down")}, math.floor, of_quotient=numbers.floor_of_quotient,
    ),
    Operator(
        "min", Role.TERM, signatures.extreme, _ORDER, {"": Text("取小：{*}", "the lesser of {*}")},
        computation.smallest, partial=True, gathers=True,
    ),
    Operator(
        "max", Role.TERM, signatures.extreme, _ORDER, {"": Text("取大：{*}", "the greater of {*}")},
        computation.largest, partial=True, gathers=True,
    ),
    Operator("count", Role.TERM, signatures.count, _A_LIST, {"": Text("{0}的项数", "the number of items in {0}")}, len),
    Operator(
        "year", Role.TERM, signatures.year, Text("一个日期", "a date"), {"": Text("{0}所在年份", "the year of {0}")},
        computation.year_of,
    ),
    Operator(
        "differing", Role.TERM, signatures.keys, Text("两个对照表", "two mappings"),
        {"": Text("{0}与{1}不一致的项目", "the items in which {0} and {1} differ")}, computation.differing, partial=True,
    ),
    Operator(
        "any", Role.QUANTIFIER, signatures.truth_of_members, _A_LIST,
        {"": Text("{over}中有一项{test}", "some member of {over} {test}")}, any,
    ),
    Operator(
        "all", Role.QUANTIFIER, signatures.truth_of_members, _A_LIST,
        {"": Text("{over}各项均{test}", "every member of {over} {test}")}, all,
    ),
    Operator(
        "those", Role.QUANTIFIER, signatures.members, _A_LIST,
        {"": Text("{over}中{test}的各项", "the members of {over} that satisfy: {test}")}, tuple, selects=True,
    ),
)  # fmt: skip

OPERATORS: dict[str, Operator] = {row.symbol: row for row in _TABLE}


@dataclass(frozen=True, slots=True)
class Notation:
    """The rows by how they are written, and the marks among what is written, the longest first."""

    infix: dict[str, Operator]
    prefix: dict[str, Operator]
    functions: dict[str, Operator]
    marks: tuple[str, ...]


@cache
def notation() -> Notation:
    """The notation of the table."""
    rows = OPERATORS.values()
    infix = {row.symbol: row for row in rows if row.binding and not row.prefix}
    prefix = {row.mark or row.symbol: row for row in rows if row.prefix}
    marks = dict.fromkeys(written for written in (*infix, *prefix) if not written.replace(" ", "").isidentifier())
    functions = {row.symbol: row for row in rows if not row.binding}
    return Notation(infix, prefix, functions, tuple(sorted(marks, key=len, reverse=True)))

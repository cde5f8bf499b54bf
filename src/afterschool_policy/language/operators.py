"""The one table of operators: how each is written, typed, computed, compiled and worded.

The lexer, the parser, the type checker, the printer, the evaluators, the engines, the searches, the explanation and the
reference pages all read this table; to add an operator, add a row.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cache, partial
from typing import Final

from afterschool_policy.language import computation, dates, inverses, ranges, rounding, signatures, windows
from afterschool_policy.language.ranges import Range
from afterschool_policy.text import Text
from afterschool_policy.values import numbers
from afterschool_policy.values import truth as truths
from afterschool_policy.values.truth import Truth
from afterschool_policy.values.types import Kind, Type

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

    How it is written: `symbol` is its key, and what is written unless there is a `mark`, or for one of several functions
    of a name the `variant`, its last operand, a word; `binding` is the strength of an
    operator (none for a function), `prefix` puts it before one operand, without `chains` two cannot follow each other.
    Of several that are written alike the first counts whose signature the operands fit; `under` names the one that takes
    its place in a policy that has declared another choice of month ends.

    What it takes and gives: `signature` gives the type of the result for the types of the operands, or None where they
    do not fit; `takes` says in words what fits. One `on_calendar` also takes the lists of the policy's calendar, its last
    operands, which nobody writes. One `of_window` is written with a window, for which the day asked about and what the window
    says stand as operands. `undefined_at_zero` refuses a last operand that can be zero, `over_members`
    marks a last operand that is a list of values like the first.

    What it computes: `apply` of known values, and for a quantifier of the truths of its test or, where it `selects`, of
    the members that pass; `truth` of a connective's truths, known or not. A `partial` operator can leave known operands
    without a value (the least of an empty list), unless it `gathers` several of them in place of a list. A connective
    that `presumes` gives a truth to what is unknown, one that `asks_again` none to what is false. `arithmetic` makes a
    number or a day of several, one that `counts` a whole number; `range_` is the range of the result for those of the operands (without it, anything). A test
    `by_order` asks only which operand comes first, or whether they are equal; a term that is `monotone` never turns back
    while one operand grows and the others stay: where both hold, a search finds each value at which the truth turns, at
    once where `inverse` leads back from a value to an operand. `straight` is whether the result runs straight, for
    which of the operands run so, between places at which operands pass each other that it `gathers`, or where it
    `bends` that the first passes one of the others. `source` is the Python of generated code for known
    operands; without it the code calls `apply`, or for a connective looks the truth up. `of_decimals` is the same for
    numbers of which none is a quotient, in the decimal context of our own; what it makes is not in its plainest form.
    `of_quotient` computes the same of a quotient from its two sides, where that is quicker than dividing first.

    How the explanation puts it: `wording`, by kind of the first operand (of a list, of its members; of a quantifier, by
    the test that it carries), "" for all others; in it {*} stands for all operands, {one} for one of the unit of the
    result, {are} for the verb of a number. For a connective `heading` above its operands (else the wording),
    `contrary` there for its negation (else the negated heading), `presumption` for what it takes to be so where
    nothing is known (else its contrary), and `joint` between them in one line. `negation` is the operator that
    holds exactly where this one does not, `denial` the wording of that for a quantifier, which has none. One that
    `identifies` asks which value there is, so that the explanation names it; of a list of one, `of_one` asks the
    same. `tested` words a test of the result against a fixed number, by the test's symbol, and as `none` and `some`
    what asks no more than that; `passed` one of the time that has passed between its operands. `bounded` words an
    operand beside a fixed one; nothing is said of that, nor by an operator that `rounds`, where the operand stays as it is.
    Nothing is said either of a last operand of one of an operator that `converts`, which makes one unit of another.
    """

    symbol: str
    role: Role
    signature: Callable[[Sequence[Type]], Type | None]
    takes: Text
    wording: dict[str, Text]
    apply: Callable[..., object] | None = None
    source: str | None = None
    binding: int = 0
    mark: str = ""
    variant: str = ""
    prefix: bool = False
    chains: bool = True
    under: Mapping[str, str] = field(default_factory=dict)
    on_calendar: bool = False
    of_window: bool = False
    negation: str | None = None
    denial: dict[str, Text] | None = None
    identifies: bool = False
    of_one: str | None = None
    tested: dict[str, Text] | None = None
    passed: Mapping[str, Text] = field(default_factory=dict)
    bounded: Text | None = None
    rounds: bool = False
    converts: bool = False
    over_members: bool = False
    undefined_at_zero: bool = False
    arithmetic: bool = False
    counts: bool = False
    by_order: bool = False
    monotone: bool = False
    inverse: Callable[[inverses.Operands, Fraction], Iterable[Fraction]] | None = None
    partial: bool = False
    gathers: bool = False
    straight: Callable[..., bool] | None = None
    bends: bool = False
    selects: bool = False
    of_decimals: str | None = None
    of_quotient: Callable[[numbers.Exact, numbers.Exact], object] | None = None
    range_: Callable[..., Range] | None = None
    truth: Callable[..., Truth] | None = None
    presumes: bool = False
    asks_again: bool = False
    heading: Text | None = None
    contrary: Text | None = None
    presumption: Text | None = None
    joint: Text | None = None

    @property
    def written(self) -> str:
        """What is written for it: a sign, or the name of a function."""
        return self.mark or (self.symbol.removesuffix(f" {self.variant}") if self.variant else self.symbol)

    @property
    def is_junction(self) -> bool:
        """Whether it is an `and` or an `or`: of any number of operands, its truth being that of one of them."""
        return self.truth in (truths.all_of, truths.any_of)

    def words(self, by: str) -> Text:
        """The wording for operands of this kind, or of a quantifier for this test."""
        return self.wording.get(by, self.wording[""])

    def denied(self, by: str) -> Text | None:
        """The wording of a quantifier that does not hold."""
        return self.denial.get(by, self.denial[""]) if self.denial is not None else None

    def before(self, operand: str) -> str:
        """A prefix operator as it is written: a word stands apart from its operand, a mark does not."""
        return f"{self.written} {operand}" if self.written.isidentifier() else self.written + operand

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
_THREE_NUMBERS = Text("单位相同的三个数", "three numbers of one unit")
_NUMBER_AND_STEP = Text("一个数，和取整到的单位（不为零）", "a number, and what it is rounded to (not zero)")
_ANY_NUMBERS = Text("数", "numbers")
_TRUTHS = Text("是非", "booleans")
_ALIKE = Text("两个同类的值（同一单位，同一代码表）", "two values of one sort (one unit, one enumeration)")
_ORDER = Text("两个数、两个时刻或者两个日期（单位相同）", "two numbers, times or dates (of one unit)")
_IN_LIST = Text("一个值和同类值的列表", "a value and a list of its sort")
_A_LIST = Text("一个列表", "a list")
_A_DATE, _MAPPINGS = Text("一个日期", "a date"), Text("两个对照表", "two mappings")
_TWO_DATES = Text("两个日期", "two dates")
_SUMS = Text(
    "单位相同的数，或者一个日期和多少日、月、年，如 + 15 days；两个日期相差几天写 days(前, 后)",
    "numbers of one unit, or a date and a number of days, months or years, as in + 15 days; the days between two dates are "
    "days(one, other)",
)
_DATE_AND_SPAN = Text("一个日期和多少月、年", "a date and a number of months or years")
_DATE_AND_NUMBER = Text("一个日期和一个数（第几个工作日）", "a date and a number of working days")


def _words(zh: str, en: str, moment: Text | None = None, **by: Text) -> dict[str, Text]:
    return {"": Text(zh, en), **({Kind.TIME: moment, Kind.DATE: moment} if moment is not None else {}), **by}


WHOLE: Final = Text("整数", "a whole number")


def _any(*_: bool) -> bool:
    return True


def _one(*running: bool) -> bool:
    return sum(running) <= 1


def _not_the_last(*running: bool) -> bool:
    return not running[-1]


_compared = partial(Operator, role=Role.TEST, binding=4, chains=False, by_order=True)
_identity = partial(_compared, signature=signatures.equality, takes=_ALIKE, identifies=True)
_order = partial(_compared, signature=signatures.order, takes=_ORDER)
_membership = partial(_compared, signature=signatures.membership, takes=_IN_LIST, identifies=True, over_members=True)
_connective = partial(Operator, role=Role.CONNECTIVE, signature=signatures.booleans, takes=_TRUTHS)
_term = partial(Operator, role=Role.TERM)
_steady = partial(_term, monotone=True)
_sum = partial(_steady, signature=signatures.same_number, takes=_SUMS, binding=5, arithmetic=True, straight=_any)
_moved = partial(_steady, binding=5, arithmetic=True)
_passed = partial(_steady, takes=_TWO_DATES, arithmetic=True)
_product = partial(_steady, takes=_ANY_NUMBERS, binding=6, arithmetic=True)
_of_number = partial(_steady, signature=signatures.one_number, takes=_ANY_NUMBERS)
_extreme = partial(
    _steady,
    signature=signatures.extreme,
    takes=_ORDER,
    partial=True,
    gathers=True,
    straight=_any,
    inverse=inverses.of_extreme,
)
_quantifier = partial(Operator, role=Role.QUANTIFIER, signature=signatures.truth_of_members, takes=_A_LIST)

_FULL = {
    ">=": Text("从{0}到{1}已满{2}", "{1} is at least {2} after {0}"),
    "<": Text("从{0}到{1}未满{2}", "{1} is less than {2} after {0}"),
    ">": Text("从{0}到{1}超过{2}", "{1} is more than {2} in full after {0}"),
    "<=": Text("从{0}到{1}不超过{2}", "{1} is at most {2} in full after {0}"),
    "==": Text("从{0}到{1}整满{2}", "{1} is exactly {2} in full after {0}"),
    "!=": Text("从{0}到{1}不是整满{2}", "{1} is not exactly {2} in full after {0}"),
}
"""How a number of days, months or years that have passed is tested."""

_COUNTED_DAYS = {
    symbol: Text(text.zh.replace("整满", "正好"), text.en.replace(" in full", "")) for symbol, text in _FULL.items()
}
_COUNTED_DAYS |= {
    ">=": Text("从{0}到{1}已有{2}", _FULL[">="].en),
    "<": Text("从{0}到{1}不足{2}", _FULL["<"].en),
}
"""The same of days, of which there are only whole ones."""

_SPANS_OF_MONTHS = {
    "months": (signatures.months_after, 1), "years": (signatures.years_after, dates.MONTHS_OF_A_YEAR),
}  # fmt: skip
_A_WINDOW = Text("一段时间（如 this year、last 3 months）", "a window, as `this year` and `last 3 months` are")
_FIRST_DAY, _LAST_DAY = Text("{0}的首日", "the first day of {0}"), Text("{0}的末日", "the last day of {0}")
_AFTER, _BEFORE = Text("{0}后{1}", "{1} after {0}"), Text("{0}前{1}", "{1} before {0}")


def _aside(said: Text, aside: Text) -> Text:
    return Text(f"{said.zh}（{aside.zh}）", f"{said.en} ({aside.en})")


def _by_months() -> Iterator[Operator]:
    """The rows of days that move by months and years: with a sign as the policy has declared, with a word as that says.

    Those with a sign are of the choice that counts where a policy declares none.
    """
    for sign, name, way, said in (("+", "after", 1, _AFTER), ("-", "before", -1, _BEFORE)):
        for spans, (signature, months) in _SPANS_OF_MONTHS.items():
            of = partial(_steady, signature=signature, arithmetic=True)
            for choice, end in dates.MONTH_ENDS.items():
                apply = partial(dates.after_months, each=way * months, end=end)
                if choice == dates.LAST_DAY:
                    yield of(f"{sign} {spans}", mark=sign, takes=_SUMS, binding=5, apply=apply, wording={"": said},
                             under={dates.NEXT_DAY: f"{name} {spans} {dates.NEXT_DAY}"})  # fmt: skip
                wording = _aside(said, end.wording)
                yield of(f"{name} {spans} {choice}", mark=name, variant=choice, takes=_DATE_AND_SPAN, apply=apply,
                         wording={"": wording})  # fmt: skip


def _months_passed() -> Iterator[Operator]:
    """The rows of whole years and months between days: without a word as the policy has declared, with one as it says."""
    for name, signature, months, of in (
        ("age", signatures.age, dates.MONTHS_OF_A_YEAR, Text("从{0}到{1}的整年数", "the full years from {0} to {1}")),
        ("months", signatures.months_between, 1, Text("从{0}到{1}的整月数", "the full months from {0} to {1}")),
    ):
        for choice, end in dates.MONTH_ENDS.items():
            row = partial(_passed, signature=signature, apply=partial(dates.whole_months, each=months, end=end), passed=_FULL,
                          counts=True)  # fmt: skip
            if choice == dates.LAST_DAY:
                yield row(name, wording={"": of}, under={dates.NEXT_DAY: f"{name} {dates.NEXT_DAY}"})
            wording = _aside(of, end.wording)
            yield row(f"{name} {choice}", variant=choice, wording={"": wording})


_TABLE = (
    _connective("or", wording=_words("下列任一", "any of"), binding=1, truth=truths.any_of, source="({0} or {1})",
                heading=ANY_OF, joint=Text("，或者", " or ")),
    _connective("and", wording=_words("下列各项", "all of"), binding=2, truth=truths.all_of, source="({0} and {1})",
                heading=Text("下列各项同时成立", "all of these"), joint=Text("，且", " and ")),
    _connective("not", signature=signatures.one_boolean, wording=_words("并非", "not"), binding=3, prefix=True, truth=truths.negate, source="(not {0})"),
    _connective("confirmed", wording=_words("已经查明", "confirmed"), signature=signatures.one_boolean, truth=truths.confirm,
                asks_again=True),
    _connective("shown", wording=_words("事实表明", "the facts show"), signature=signatures.one_boolean, truth=truths.show,
                source="{0}", presumes=True, contrary=Text("没有事实表明", "nothing shows that"),
                presumption=Text("没有人提出相反情况，按{what}对待", "nobody has said otherwise, so it is taken that {what}")),
    _identity("==", apply=operator.eq, source="({0} == {1})", negation="!=",
              wording=_words("{0}为{1}", "{0} is {1}", list=Text("{0}为{1}", "{0} are {1}"))),
    _identity("!=", apply=operator.ne, source="({0} != {1})", negation="==",
              wording=_words("{0}不是{1}", "{0} is not {1}", list=Text("{0}不是{1}", "{0} are not {1}"))),
    _order("<", wording=_words("{0}低于{1}", "{0} is below {1}", Text("{0}早于{1}", "{0} is before {1}")),
           apply=operator.lt, source="({0} < {1})", negation=">="),
    _order("<=", wording=_words("{0}不超过{1}", "{0} is at most {1}", Text("{0}不晚于{1}", "{0} is no later than {1}")),
           apply=operator.le, source="({0} <= {1})", negation=">"),
    _order(">", wording=_words("{0}高于{1}", "{0} is above {1}", Text("{0}晚于{1}", "{0} is after {1}")),
           apply=operator.gt, source="({0} > {1})", negation="<="),
    _order(">=", wording=_words("{0}不低于{1}", "{0} is at least {1}", Text("{0}不早于{1}", "{0} is no earlier than {1}")),
           apply=operator.ge, source="({0} >= {1})", negation="<"),
    _membership("in", wording=_words("{0}属于{1}", "{0} is among {1}"), apply=computation.member,
                source="({0} in {1})", negation="not in", of_one="=="),
    _membership("not in", wording=_words("{0}不属于{1}", "{0} is not among {1}"), apply=computation.not_member,
                source="({0} not in {1})", negation="in", of_one="!="),
    _sum("+", wording=_words("{0}+{1}", "{0} + {1}"), apply=computation.add,
         of_decimals="({0} + {1})", range_=ranges.added, inverse=inverses.of_sum),
    _sum("-", wording=_words("{0}−{1}", "{0} − {1}"), apply=computation.subtract,
         of_decimals="({0} - {1})", range_=ranges.subtracted, inverse=inverses.of_difference),
    _product("*", wording=_words("{0}×{1}", "{0} × {1}"), signature=signatures.product, apply=computation.multiply,
             of_decimals="({0} * {1})", straight=_one, range_=ranges.multiplied, inverse=inverses.of_product),
    _product("/", wording=_words("{0}÷{1}", "{0} ÷ {1}"), signature=signatures.quotient, apply=computation.divide,
             undefined_at_zero=True, converts=True, straight=_not_the_last, range_=ranges.divided, inverse=inverses.of_quotient),
    _of_number("negative", wording=_words("−{0}", "−{0}"), apply=numbers.negated, binding=7, mark="-",
               prefix=True, straight=_any, range_=ranges.negated, inverse=inverses.of_contrary),
    _of_number("ceil", wording=_words("{0}，不足{one}的按{one}计", "{0}, rounded up"), apply=math.ceil, rounds=True,
               of_quotient=numbers.ceiling_of_quotient, range_=ranges.rising(math.ceil), inverse=inverses.of_ceiling),
    _of_number("floor", wording=_words("{0}，不足{one}的不计", "{0}, rounded down"), apply=math.floor, rounds=True,
               of_quotient=numbers.floor_of_quotient, range_=ranges.rising(math.floor), inverse=inverses.of_floor),
    *(
        _of_number(f"round {name}", variant=name, signature=signatures.rounded, takes=_NUMBER_AND_STEP, rounds=True,
                   apply=partial(rounding.rounded, mode=mode), undefined_at_zero=True,
                   range_=partial(ranges.rounded, mode=mode), wording={"": mode.wording})
        for name, mode in rounding.MODES.items()
    ),
    _extreme("min", wording=_words("{*}中最小的", "the least of {*}", Text("{*}中最早的", "the earliest of {*}")),
             bounded=Text("{0}，超过的按{1}计", "{0}, but not above {1}"), apply=computation.smallest, range_=ranges.least),
    _extreme("max", wording=_words("{*}中最大的", "the greatest of {*}", Text("{*}中最晚的", "the latest of {*}")),
             bounded=Text("{0}，不足的按{1}计", "{0}, but not below {1}"), apply=computation.largest, range_=ranges.greatest),
    _steady("portion", signature=signatures.portion, takes=_THREE_NUMBERS, apply=computation.portion,
            of_decimals="max(min({0}, {2}) - {1}, 0)", wording=_words("{0}中超过{1}至{2}的部分", "the part of {0} above {1} and up to {2}"),
            straight=_any, bends=True, range_=ranges.portion, inverse=inverses.of_portion),
    _steady("count", signature=signatures.count, takes=_A_LIST, wording=_words("{0}的项数", "the number of {0}"),
            apply=len, counts=True, range_=ranges.counted,
            tested={
                "none": Text("{0}一项也没有", "there is none of {0}"),
                "some": Text("{0}至少有一项", "there is at least one of {0}"),
                "==": Text("{0}正好有{1}项", "there {are} exactly {1} of {0}"),
                "!=": Text("{0}的项数不是{1}", "there {are} not exactly {1} of {0}"),
                ">=": Text("{0}有{1}项以上", "there {are} at least {1} of {0}"),
                ">": Text("{0}超过{1}项", "there {are} more than {1} of {0}"),
                "<=": Text("{0}不超过{1}项", "there {are} at most {1} of {0}"),
                "<": Text("{0}不足{1}项", "there {are} fewer than {1} of {0}"),
            }),
    _steady("year", signature=signatures.year, takes=_A_DATE, wording=_words("{0}所在年份", "the year of {0}"),
          apply=computation.year_of, counts=True),
    *(
        _moved(f"{sign} days", mark=sign, signature=signatures.days_after, takes=_SUMS, wording={"": said},
               apply=partial(dates.after_days, each=way))
        for sign, way, said in (("+", 1, _AFTER), ("-", -1, _BEFORE))
    ),
    *_by_months(),
    *_months_passed(),
    _passed("days", signature=signatures.days_between, apply=dates.days_between, passed=_COUNTED_DAYS,
            counts=True, wording=_words("从{0}到{1}的天数", "the days from {0} to {1}")),
    _passed("working_days", signature=signatures.working_days, apply=dates.working_days, partial=True, on_calendar=True,
            passed=_COUNTED_DAYS, counts=True,
            wording=_words("从{0}到{1}的工作日数", "the working days from {0} to {1}")),
    _steady("working_day_after", signature=signatures.working_day_after, takes=_DATE_AND_NUMBER, arithmetic=True,
            apply=dates.working_day_after, partial=True, on_calendar=True,
            wording=_words("{0}后满{1}之日", "the day {1} after {0}")),
    *(
        _steady(name, signature=signatures.day_of_window, takes=_A_WINDOW, apply=apply, partial=True, of_window=True,
                wording={"": said})
        for (name, apply), said in zip(windows.BOUNDS.items(), (_FIRST_DAY, _LAST_DAY), strict=True)
    ),
    _term("differing", signature=signatures.keys, takes=_MAPPINGS, apply=computation.differing, partial=True,
          wording=_words("{0}与{1}不一致的项目", "the items in which {0} and {1} differ")),
    _quantifier("any", apply=any,
                wording={"": Text("{over}中有{test}的", "at least one of {over} {test}"),
                         "==": Text("{over}中有{against}", "at least one of {over} is {against}")},
                denial={"": Text("{over}中没有{test}的", "none of {over} {test}"),
                        "==": Text("{over}中没有{against}", "none of {over} is {against}")}),
    _quantifier("all", wording=_words("{over}均{test}", "each of {over} {test}"), apply=all,
                denial=_words("{over}并非均{test}", "not every one of {over} {test}")),
    _quantifier("those", wording=_words("{over}中{test}的各项", "each of {over} that {test}"),
                signature=signatures.members, apply=tuple, selects=True),
)  # fmt: skip

OPERATORS: dict[str, Operator] = {row.symbol: row for row in _TABLE}


@dataclass(frozen=True, slots=True)
class Notation:
    """The rows by how they are written, and the marks among what is written, the longest first."""

    infix: dict[str, Operator]
    prefix: dict[str, Operator]
    functions: dict[str, Operator]
    variants: dict[str, dict[str, Operator]]
    marks: tuple[str, ...]
    alike: dict[str, tuple[Operator, ...]]
    """All that is written like an operator, by its symbol, in the order of the table."""


@cache
def notation() -> Notation:
    """The notation of the table."""
    rows = [*OPERATORS.values()]
    infix = {row.written: row for row in reversed(rows) if row.binding and not row.prefix}
    prefix = {row.written: row for row in rows if row.prefix}
    marks = dict.fromkeys(written for written in (*infix, *prefix) if not written.replace(" ", "").isidentifier())
    functions: dict[str, Operator] = {}
    variants: dict[str, dict[str, Operator]] = {}
    spelled: dict[object, tuple[Operator, ...]] = {}
    for row in rows:
        if not row.binding:
            functions.setdefault(row.written, row)  # of several the first, which is the one without a word
        if row.variant:
            variants.setdefault(row.written, {}).setdefault(row.variant, row)
        spelling = row.written, row.variant, row.prefix
        spelled[spelling] = (*spelled.get(spelling, ()), row)
    alike = {row.symbol: each for each in spelled.values() for row in each}
    return Notation(infix, prefix, functions, variants, tuple(sorted(marks, key=len, reverse=True)), alike)

"""The type checker: the typed tree of an expression for the names in scope, or all its faults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from decimal import Decimal
from typing import NamedTuple, assert_never

from afterschool_policy.diagnostics import Field, suggestion
from afterschool_policy.language.dates import LAST_DAY
from afterschool_policy.language.gatherings import GATHERINGS, POSITION, GatheringRow
from afterschool_policy.language.hits import HITS
from afterschool_policy.language.lexer import ExpressionError
from afterschool_policy.language.operators import OPERATORS, Operator, Role, notation
from afterschool_policy.language.parser import ASKING
from afterschool_policy.language.printer import print_expression
from afterschool_policy.language.ranges import ANYTHING, Range
from afterschool_policy.language.slips import TRUTHS
from afterschool_policy.language.syntax import (
    At,
    Comprehension,
    Expression,
    ListDisplay,
    Literal,
    Name,
    Operation,
    OverWindow,
    WindowOf,
)
from afterschool_policy.language.term_ranges import Leaf, term_range
from afterschool_policy.language.tree import (
    AmountOf,
    Answered,
    Apply,
    Constant,
    Derived,
    Fact,
    Gathered,
    ListOf,
    Node,
    OverTime,
    Parameter,
    Quantified,
    facts_of,
)
from afterschool_policy.language.windows import BOUNDS, Window
from afterschool_policy.text import Text
from afterschool_policy.values.names import CODE
from afterschool_policy.values.numbers import Percent
from afterschool_policy.values.periods import EVERYWHERE, PeriodKind
from afterschool_policy.values.types import BOOLEAN, DATE, NUMBER, TEXT, TIME, Kind, Type, alike

PARAMETER_PREFIX = "parameter."
TRUTH, A_DAY = Text("每个期间的是非", "a truth of each period"), Text("一个日期和一段时间", "a date and a window")
_LITERALS = {bool: BOOLEAN, int: NUMBER, Decimal: NUMBER, Percent: NUMBER, time: TIME, date: DATE, str: TEXT}


class QuestionType(NamedTuple):
    """What another question can come to, and the types of its amounts."""

    outcomes: tuple[str, ...]
    amounts: Mapping[str, Type]


class Records(NamedTuple):
    """A list of records: the group of facts that each has, their types, and the fact that tells whether it is whole."""

    member: str
    fields: Mapping[str, Type]
    complete: str


class Series(NamedTuple):
    """A fact that is told period by period: the name of these periods, and the type of what is told of each."""

    period: str
    type: Type


@dataclass(frozen=True, slots=True)
class Scope:
    """The names that an expression may use: facts, derived facts, parameters and the codes of enumerations.

    `ranges` holds what the numbers among them can be, by name, a parameter's with its prefix; all others can be any.
    `questions` are those that can be asked within an expression.
    `records` are the lists of records; the facts of a record have a meaning where it is the `member`.
    `series` are the facts that are told period by period, those of records as well; they have a meaning in what is
    `over_time`. `periods` are all that there are, and `as_of` is the fact of the day asked about.
    `called` are the names of facts and codes by what people call them, for those who write that instead.
    `month_end` is the choice that the policy has declared, `calendar` the lists of its working days, where it has some.
    """

    facts: Mapping[str, Type]
    derived: Mapping[str, Type] = field(default_factory=dict)
    parameters: Mapping[str, Type] = field(default_factory=dict)
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    records: Mapping[str, Records] = field(default_factory=dict)
    member: str | None = None
    questions: Mapping[str, QuestionType] = field(default_factory=dict)
    ranges: Mapping[str, Range] = field(default_factory=dict)
    month_end: str = LAST_DAY
    calendar: tuple[Constant, ...] = ()
    series: Mapping[str, Series] = field(default_factory=dict)
    periods: Mapping[str, PeriodKind] = field(default_factory=lambda: EVERYWHERE)
    over_time: bool = False
    as_of: str = ""
    called: Mapping[str, str] = field(default_factory=dict)

    @property
    def members(self) -> frozenset[str]:
        """The groups of facts that each record of some list has."""
        return frozenset(each.member for each in self.records.values())


def check(tree: Expression, scope: Scope, wanted: Type | None) -> tuple[Node | None, list[ExpressionError]]:
    """The typed tree of type `wanted` (None: any type), or None with the faults that stand in its way."""
    checker = _Checker(scope)
    node = checker.node(tree, wanted)
    if node is not None and wanted is not None and not alike(node.type, wanted):
        checker.fault("wrong-type", tree.at, wanted=wanted.describe(), given=node.type.describe())
    return (None if checker.faults else node), checker.faults


class _Checker:
    """One expression's walk; `faults` fills as it goes."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self.faults: list[ExpressionError] = []

    def fault(self, code: str, at: At, **fields: Field) -> None:
        self.faults.append(ExpressionError(code, at, **fields))

    def node(self, tree: Expression, wanted: Type | None) -> Node | None:
        """The typed tree; `wanted` settles what a bare code or an empty list is."""
        match tree:
            case Literal(value=str() as value) if wanted is not None and wanted.kind is Kind.CODE and CODE.fits(value):
                self._code_in_quotes(value, tree.at, wanted.codes)
                return None
            case Literal(value=value):
                type_ = _LITERALS[type(value)]
                return Constant(value, type_ if tree.unit is None else replace(type_, unit=tree.unit))
            case Name():
                return self._name(tree, wanted)
            case ListDisplay():
                return self._list(tree, wanted)
            case Operation():
                return self._operation(tree, wanted)
            case Comprehension():
                return self._gathered(tree)
            case OverWindow():
                return self._over_time(tree)
            case WindowOf():
                self.fault("window-alone", tree.at)
                return None

    def _name(self, tree: Name, wanted: Type | None) -> Node | None:
        name = tree.name
        if "." not in name:
            return self._code(tree, wanted)
        series = self._scope.series.get(name)
        if series is not None and not self._scope.over_time:
            self.fault("series-alone", tree.at, name=name, period=series.period)
            return None
        if series is not None and name.partition(".")[0] not in self._scope.members:
            return Fact(name, series.type)
        if name.startswith(PARAMETER_PREFIX):
            short = name.removeprefix(PARAMETER_PREFIX)
            if (type_ := self._scope.parameters.get(short)) is not None:
                return Parameter(short, type_)
            self.fault("unknown-parameter", tree.at, name=short, suggestion=suggestion(short, self._scope.parameters))
            return None
        if (type_ := self._scope.facts.get(name)) is not None:
            return Fact(name, type_)
        if (type_ := self._scope.derived.get(name)) is not None and self._is_at_hand(tree):
            return Derived(name, type_)
        if (type_ := self._of_member(tree)) is not None:
            return Fact(name, type_)
        if name in self._scope.records:
            self.fault("records-alone", tree.at, name=name, member=self._scope.records[name].member)
            return None
        if self.faults and self.faults[-1].at == tree.at:
            return None
        known = (*self._scope.facts, *self._scope.series, *self._scope.derived)
        self.fault("unknown-fact", tree.at, name=name, suggestion=suggestion(name, known))
        return None

    def _of_member(self, tree: Name) -> Type | None:
        """The type of a fact of a record, where it is one that is at hand."""
        group = tree.name.partition(".")[0]
        records = next((each for each in self._scope.records.values() if each.member == group), None)
        if records is None or not self._is_at_hand(tree):
            return None
        if tree.name == f"{group}.{POSITION}":
            return records.fields.get(tree.name, NUMBER)
        return records.fields.get(tree.name)

    def _is_at_hand(self, tree: Name) -> bool:
        """Whether a fact is of no record, or of the one that is spoken of; reported where it is of another."""
        group = tree.name.partition(".")[0]
        of = next((name for name, each in self._scope.records.items() if each.member == group), None)
        if of is None or group == self._scope.member:
            return True
        self.fault("records-member", tree.at, name=tree.name, member=group, records=of)
        return False

    def _gathered(self, tree: Comprehension) -> Node | None:
        """What a function makes of records: its term and test are of the record that is spoken of."""
        records, row = self._scope.records.get(tree.records.name), GATHERINGS[tree.function]
        if records is None:
            hint = suggestion(tree.records.name, self._scope.records)
            self.fault("unknown-records", tree.records.at, name=tree.records.name, suggestion=hint)
            return None
        if tree.member.name != records.member:
            self.fault("records-name", tree.member.at, name=tree.member.name, wanted=records.member)
            return None
        if row.placed and self._scope.member != records.member:
            self.fault("records-place", tree.symbol_at, member=records.member, records=tree.records.name)
            return None
        inner = _Checker(replace(self._scope, member=records.member))
        where = None if tree.test is None else inner.truth(tree.test)
        term = None if row.counts else inner.node(tree.term, BOOLEAN if row.joins else None)
        self.faults += inner.faults
        if inner.faults or (tree.test is not None and where is None) or (term is None and not row.counts):
            return None
        type_ = _gathers(row, term)
        if type_ is None or (row.counts and tree.term != replace(tree.member, at=tree.term.at)):
            given = [] if term is None else [term.type.describe()]
            beside = Text("与", " and ").join(given)
            self.fault("type-mismatch", tree.symbol_at, operator=row.name, given=beside, wanted=row.takes)
            return None
        complete = Fact(records.complete, BOOLEAN)
        return Gathered(row.name, tree.records.name, records.member, term, where, complete, type_)

    def _over_time(self, tree: OverWindow) -> Node | None:
        """What a function makes of the periods of a window: its term is of the period that is spoken of."""
        row, window = GATHERINGS[tree.function], self._window(tree.window)
        if self._scope.over_time:
            self.fault("window-within", tree.at)
            return None
        inner = _Checker(replace(self._scope, over_time=True))
        term = inner.node(tree.term, BOOLEAN if row.joins or row.counts else None)
        self.faults += inner.faults
        if inner.faults or window is None or term is None:
            return None
        type_ = _gathers(row, term) if not row.counts else NUMBER if term.type == BOOLEAN else None
        if type_ is None:
            wanted = TRUTH if row.counts else row.takes
            self.fault("type-mismatch", tree.symbol_at, operator=row.name, given=term.type.describe(), wanted=wanted)
            return None
        read = {self._scope.series[name].period: name for name in facts_of(term) if name in self._scope.series}
        if len(read) != 1:
            names = tuple(read.values()) or tuple(self._scope.series)
            self.fault("window-mixed" if read else "window-of-nothing", tree.term.at, allowed=names)
            return None
        each = next(iter(read))
        if not self._scope.periods[each].divides(self._scope.periods[window.period]):
            self.fault("window-straddles", tree.window.at, name=window.period, period=each)
            return None
        return OverTime(row.name, term, each, window, Fact(self._scope.as_of, DATE), type_)

    def _window(self, tree: WindowOf) -> Window | None:
        """A window; reported where there is no such period, which several of have an s after the name."""
        name, known = tree.period.name, self._scope.periods
        period = name if name in known else name.removesuffix("s")
        if period not in known:
            hint = suggestion(name, [*known, *(f"{each}s" for each in known)])
            self.fault("unknown-period", tree.period.at, name=name, allowed=tuple(known), suggestion=hint)
            return None
        return Window(period, tree.count - tree.current, tree.current)

    def _bound(self, name: str, tree: WindowOf) -> Node | None:
        """The first or last day of a window."""
        window = self._window(tree)
        if window is None:
            return None
        starts = Constant(self._scope.periods[window.period].starts, Type(Kind.LIST, item=DATE))
        said = (Constant(window.before, NUMBER), Constant(window.current, BOOLEAN), Constant(window.period, TEXT))
        return Apply(name, (Fact(self._scope.as_of, DATE), *said, starts), DATE)

    def _on_window(self, row: Operator, tree: Operation) -> Node | None:
        """A day that is made of a window, or a test whether a day lies in one."""
        window = tree.operands[-1]
        if not isinstance(window, WindowOf):
            self.fault("window-missing", tree.at, name=tree.symbol)
            return None
        return self._bound(tree.symbol, window) if row.of_window else self._within(tree, window)

    def _within(self, tree: Operation, window: WindowOf) -> Node | None:
        """Whether a day lies in a window: no earlier than its first day, and no later than its last."""
        day, first, last = self.node(tree.operands[0], None), *(self._bound(name, window) for name in BOUNDS)
        if day is None or first is None or last is None:
            return None
        if day.type != DATE:
            self.fault("type-mismatch", tree.symbol_at, operator=tree.symbol, given=day.type.describe(), wanted=A_DAY)
            return None
        inside = Apply("and", (Apply(">=", (day, first), BOOLEAN), Apply("<=", (day, last), BOOLEAN)), BOOLEAN)
        return inside if tree.symbol == "in" else Apply("not", (inside,), BOOLEAN)

    def truth(self, tree: Expression) -> Node | None:
        """A condition; reported where it is none."""
        node = self.node(tree, BOOLEAN)
        if node is not None and node.type != BOOLEAN:
            self.fault("wrong-type", tree.at, wanted=BOOLEAN.describe(), given=node.type.describe())
            return None
        return node

    def _code(self, tree: Name, wanted: Type | None) -> Node | None:
        if tree.name == "null":  # as other languages ask whether something is known
            self.fault("null-tested", tree.at)
            return None
        if tree.name in TRUTHS and (wanted is None or wanted == BOOLEAN):
            self.fault("truth-word", tree.at, found=tree.name, wanted=TRUTHS[tree.name])
            return None
        if wanted is None or wanted.kind is not Kind.CODE or wanted.codes is None:
            self.fault("bare-code", tree.at, name=tree.name)
            return None
        codes = self._scope.codes[wanted.codes]
        if tree.name in codes:
            return Constant(tree.name, wanted)
        self.fault(
            "unknown-code", tree.at, name=tree.name, codes=wanted.codes, allowed=tuple(codes),
            suggestion=suggestion(tree.name, codes),
        )  # fmt: skip
        return None

    def _list(self, tree: ListDisplay, wanted: Type | None) -> Node | None:
        inner = wanted.item if wanted is not None and wanted.kind is Kind.LIST else None
        items: list[Node] = []
        for written in tree.items:
            item = self.node(written, inner)
            if item is None:
                return None
            inner = item.type if inner is None or (inner.unit is None and alike(inner, item.type)) else inner
            if not alike(item.type, inner):
                self.fault("wrong-type", written.at, wanted=inner.describe(), given=item.type.describe())
                return None
            items.append(item)
        type_ = Type(Kind.LIST, item=inner)
        values = tuple(item.value for item in items if isinstance(item, Constant))
        return Constant(values, type_) if len(values) == len(items) else ListOf(tuple(items), type_)

    def _asking(self, tree: Operation) -> Node | None:
        """What is asked of another question."""
        if tree.symbol == "amount":
            return self._amount_of(tree)
        if tree.symbol == "outcome":
            self.fault("outcome-alone", tree.at, name=_asked_name(tree))
            return None
        asked = tree.operands[0]
        assert isinstance(asked, Operation)
        return self._answered(tree, asked)

    def _operation(self, tree: Operation, wanted: Type | None) -> Node | None:
        if _asks(tree):
            return self._asking(tree)
        row = OPERATORS[tree.symbol]
        if row.of_window or (row.over_members and isinstance(tree.operands[-1], WindowOf)):
            return self._on_window(row, tree)
        match row.role:
            case Role.QUANTIFIER:
                return self._mismatch(row, tree.symbol_at, _alone(tree.symbol))
            case Role.TEST if row.binding:
                left, right = tree.operands
                if isinstance(left, Operation) and _is_quantifier(left.symbol):
                    return self._quantified(tree, left, right)
                nodes = self._beside(left, right, listed=row.over_members)
            case Role.CONNECTIVE:
                nodes = [self.node(operand, BOOLEAN) for operand in tree.operands]
            case Role.TEST | Role.TERM:
                hint = wanted if row.role is Role.TERM and len(tree.operands) > 1 else None
                nodes = [self.node(operand, hint) for operand in tree.operands]
            case _:
                assert_never(row.role)
        operands = tuple(node for node in nodes if node is not None)
        if len(operands) < len(nodes):
            return None
        if row.on_calendar and not self._scope.calendar:
            self.fault("no-calendar", tree.symbol_at, name=row.written)
            return None
        made = self._made(row, operands)
        if made is None:
            return self._unfitting(tree, row, operands)
        if made.operator.undefined_at_zero and term_range(operands[-1], self._range_of).holds_nought:
            self.fault("zero-divisor", tree.operands[-1].at, name=print_expression(operands[-1]))
            return None
        return _flat(made)

    def _code_in_quotes(self, written: str, at: At, codes: str | None) -> None:
        """Report a code that was written as a text: without quotes it is one, though perhaps none that is known."""
        known = self._scope.codes.get(codes or "", ())
        hint = suggestion(written, known) if written not in known else Text("", "")
        mended: dict[str, Field] = {"found": f'"{written}"', "wanted": written} if CODE.fits(written) else {}
        self.fault("code-in-quotes", at, name=written, suggestion=hint, **mended)

    def _unfitting(self, tree: Operation, row: Operator, operands: tuple[Node, ...]) -> Node | None:
        """Report operands that do not fit: a code beside a text in quotes that was meant for one, or any others."""
        codes = next((each.type.codes for each in operands if each.type.kind is Kind.CODE), None)
        for written, node in zip(tree.operands, operands, strict=True):
            if codes is not None and isinstance(node, Constant) and isinstance(node.value, str) and node.type == TEXT:
                self._code_in_quotes(node.value, written.at, codes)
                return None
        return self._mismatch(row, tree.symbol_at, *(operand.type.describe() for operand in operands))

    def _made(self, written: Operator, operands: tuple[Node, ...]) -> Apply | None:
        """What is written, by the first row that is written so and that the operands fit."""
        for row in notation().alike[written.symbol]:
            given = (*operands, *(self._scope.calendar if row.on_calendar else ()))
            type_ = row.signature([operand.type for operand in given])
            if type_ is not None:
                return Apply(row.under.get(self._scope.month_end, row.symbol), given, type_)
        return None

    def _question(self, tree: Name, name: str) -> QuestionType | None:
        """What another question can come to; reported where there is none."""
        asked = self._scope.questions.get(name)
        if asked is None:
            hint = suggestion(name, self._scope.questions)
            self.fault("unknown-question", tree.at, name=name, suggestion=hint)
        return asked

    def _answered(self, tree: Operation, question: Operation) -> Node | None:
        """A test of what another question comes to: an outcome, or one of several."""
        (name,) = question.operands
        assert isinstance(name, Name)
        asked, right = self._question(name, name.name), tree.operands[1]
        if asked is None:
            return None
        items = right.items if isinstance(right, ListDisplay) else (right,)
        row = OPERATORS[tree.symbol]
        if not row.identifies or isinstance(right, ListDisplay) != row.over_members:
            self.fault("outcome-alone", question.at, name=name.name)
            return None
        outcomes: list[str] = []
        for item in items:
            if not isinstance(item, Name) or item.name not in asked.outcomes:
                said = item.name if isinstance(item, Name) else "…"
                hint = suggestion(said, asked.outcomes)
                fields: dict[str, Field] = {"name": said, "codes": f"outcome({name.name})", "suggestion": hint}
                self.fault("unknown-code", item.at, allowed=tuple(asked.outcomes), **fields)
                return None
            outcomes.append(item.name)
        node = Answered(name.name, tuple(outcomes))
        return Apply("not", (node,), BOOLEAN) if tree.symbol in ("!=", "not in") else node

    def _amount_of(self, tree: Operation) -> Node | None:
        (name,) = tree.operands
        assert isinstance(name, Name)
        question, _, amount = name.name.partition(".")
        asked = self._question(name, question)
        if asked is None:
            return None
        if amount not in asked.amounts:
            hint = suggestion(amount, asked.amounts)
            self.fault("unknown-output", name.at, decision=question, part="amounts", name=amount, suggestion=hint)
            return None
        return AmountOf(question, amount, asked.amounts[amount])

    def _mismatch(self, row: Operator, at: At, *given: Text) -> Node | None:
        beside = Text("与", " and ").join(given)
        self.fault("type-mismatch", at, operator=row.written, given=beside, wanted=row.takes)
        return None

    def _beside(self, left: Expression, right: Expression, *, listed: bool) -> list[Node | None]:
        """Two operands of a test, the one that says what a bare code means read first."""
        if _is_bare(left) and not _is_bare(right):
            second = self.node(right, None)
            if second is None:
                return [None, None]
            return [self.node(left, second.type.item if listed else second.type), second]
        first = self.node(left, None)
        if first is None:
            return [None, None]
        return [first, self.node(right, Type(Kind.LIST, item=first.type) if listed else first.type)]

    def _quantified(self, tree: Operation, quantifier: Operation, against: Expression) -> Node | None:
        """A test that a quantifier carries over the members of a list."""
        row, test = OPERATORS[quantifier.symbol], OPERATORS[tree.symbol]
        if len(quantifier.operands) != 1:
            return self._mismatch(row, quantifier.at, _alone(""))
        listed = test.over_members
        hint = None
        if _is_bare(quantifier.operands[0]) and (beside := self.node(against, None)) is not None:
            hint = beside.type if listed else Type(Kind.LIST, item=beside.type)
        over = self.node(quantifier.operands[0], hint)
        if over is None:
            return None
        type_, inner = row.signature([over.type]), over.type.item
        if type_ is None or inner is None:
            return self._mismatch(row, quantifier.at, over.type.describe())
        right = self.node(against, Type(Kind.LIST, item=inner) if listed else inner)
        if right is None:
            return None
        if test.signature([inner, right.type]) is None:
            return self._mismatch(test, tree.symbol_at, inner.describe(), right.type.describe())
        return Quantified(quantifier.symbol, over, tree.symbol, right, type_)

    def _range_of(self, leaf: Leaf) -> Range:
        name = f"{PARAMETER_PREFIX}{leaf.name}" if isinstance(leaf, Parameter) else leaf.name
        return self._scope.ranges.get(name, ANYTHING)


def _gathers(row: GatheringRow, term: Node | None) -> Type | None:
    """The type of what a function makes of records with such a term; None where it takes no such."""
    if term is None:
        return NUMBER
    if row.policy is not None:
        return HITS[row.policy].gives(term.type)
    return BOOLEAN if term.type == BOOLEAN else None


def _is_quantifier(symbol: str) -> bool:
    row = OPERATORS.get(symbol)
    return row is not None and row.role is Role.QUANTIFIER


def _asks(tree: Operation) -> bool:
    """Whether an operation is on what another question comes to."""
    first = tree.operands[0] if tree.operands else None
    return tree.symbol in ASKING or (isinstance(first, Operation) and first.symbol == "outcome")


def _asked_name(tree: Operation) -> str:
    (name,) = tree.operands
    return name.name if isinstance(name, Name) else ""


def _is_bare(tree: Expression) -> bool:
    if isinstance(tree, ListDisplay):
        return all(_is_bare(item) for item in tree.items)
    return isinstance(tree, Name) and "." not in tree.name


def _flat(node: Apply) -> Apply:
    """`a and b and c` as one node with three operands."""
    if not node.operator.is_junction:
        return node
    operands: list[Node] = []
    for operand in node.operands:
        operands += operand.operands if isinstance(operand, Apply) and operand.symbol == node.symbol else (operand,)
    return Apply(node.symbol, tuple(operands), node.type)


def _alone(symbol: str) -> Text:
    return Text(
        f"单独的 {symbol}(…)，其后应接比较，例如 {symbol}(列表) in [...]",
        f"{symbol}(…) alone: a test follows it, as in {symbol}(list) in [...]",
    )

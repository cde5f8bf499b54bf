"""The type checker: the typed tree of an expression for the names in scope, or all its faults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import assert_never

from afterschool_policy.diagnostics import Field, suggestion
from afterschool_policy.language.lexer import ExpressionError
from afterschool_policy.language.operators import OPERATORS, Operator, Role
from afterschool_policy.language.printer import print_expression
from afterschool_policy.language.ranges import ANYTHING, Range
from afterschool_policy.language.syntax import At, Expression, ListDisplay, Literal, Name, Operation
from afterschool_policy.language.term_ranges import Leaf, term_range
from afterschool_policy.language.tree import Apply, Constant, Derived, Fact, ListOf, Node, Parameter, Quantified
from afterschool_policy.text import Text
from afterschool_policy.values.numbers import Percent
from afterschool_policy.values.types import BOOLEAN, DATE, NUMBER, TEXT, TIME, Kind, Type, alike

PARAMETER_PREFIX = "parameter."
_LITERALS = {bool: BOOLEAN, int: NUMBER, Decimal: NUMBER, Percent: NUMBER, time: TIME, date: DATE, str: TEXT}


@dataclass(frozen=True, slots=True)
class Scope:
    """The names that an expression may use: facts, derived facts, parameters and the codes of enumerations.

    `ranges` holds what the numbers among them can be, by name, a parameter's with its prefix; all others can be any.
    """

    facts: Mapping[str, Type]
    derived: Mapping[str, Type] = field(default_factory=dict)
    parameters: Mapping[str, Type] = field(default_factory=dict)
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ranges: Mapping[str, Range] = field(default_factory=dict)


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
            case Literal(value=value):
                return Constant(value, _LITERALS[type(value)])
            case Name():
                return self._name(tree, wanted)
            case ListDisplay():
                return self._list(tree, wanted)
            case Operation():
                return self._operation(tree, wanted)

    def _name(self, tree: Name, wanted: Type | None) -> Node | None:
        name = tree.name
        if "." not in name:
            return self._code(tree, wanted)
        if name.startswith(PARAMETER_PREFIX):
            short = name.removeprefix(PARAMETER_PREFIX)
            if (type_ := self._scope.parameters.get(short)) is not None:
                return Parameter(short, type_)
            self.fault("unknown-parameter", tree.at, name=short, suggestion=suggestion(short, self._scope.parameters))
            return None
        if (type_ := self._scope.facts.get(name)) is not None:
            return Fact(name, type_)
        if (type_ := self._scope.derived.get(name)) is not None:
            return Derived(name, type_)
        known = (*self._scope.facts, *self._scope.derived)
        self.fault("unknown-fact", tree.at, name=name, suggestion=suggestion(name, known))
        return None

    def _code(self, tree: Name, wanted: Type | None) -> Node | None:
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

    def _operation(self, tree: Operation, wanted: Type | None) -> Node | None:
        row = OPERATORS[tree.symbol]
        match row.role:
            case Role.QUANTIFIER:
                return self._mismatch(row, tree.symbol_at, _alone(tree.symbol))
            case Role.TEST if row.binding:
                left, right = tree.operands
                if isinstance(left, Operation) and OPERATORS[left.symbol].role is Role.QUANTIFIER:
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
        type_ = row.signature([operand.type for operand in operands])
        if type_ is None:
            return self._mismatch(row, tree.symbol_at, *(operand.type.describe() for operand in operands))
        if row.undefined_at_zero and term_range(operands[-1], self._range_of).holds_nought:
            self.fault("zero-divisor", tree.operands[-1].at, name=print_expression(operands[-1]))
            return None
        return _flat(Apply(tree.symbol, operands, type_))

    def _mismatch(self, row: Operator, at: At, *given: Text) -> Node | None:
        beside = Text("与", " and ").join(given)
        self.fault("type-mismatch", at, operator=row.symbol, given=beside, wanted=row.takes)
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

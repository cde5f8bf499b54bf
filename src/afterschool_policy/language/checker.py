"""Takes a syntax tree and the names in scope; gives the typed tree, or every fault of the expression."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal

from afterschool_policy.diagnostics import suggestion
from afterschool_policy.language.lexer import ExpressionError
from afterschool_policy.language.operators import OPERATORS, Role, alike
from afterschool_policy.language.syntax import At, Expression, ListDisplay, Literal, Name, Operation
from afterschool_policy.language.tree import Apply, Constant, Derived, Fact, ListOf, Node, Parameter, Quantified
from afterschool_policy.text import Text
from afterschool_policy.values.types import BOOLEAN, DATE, NUMBER, TEXT, TIME, Kind, Type

PARAMETER_PREFIX = "parameter."


@dataclass(frozen=True, slots=True)
class Scope:
    """The names that an expression may use: facts, derived facts, parameters and the codes of enumerations.

    `positive` holds the facts that cannot be zero.
    """

    facts: Mapping[str, Type]
    derived: Mapping[str, Type] = field(default_factory=dict)
    parameters: Mapping[str, Type] = field(default_factory=dict)
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    positive: frozenset[str] = frozenset()


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

    def fault(self, code: str, at: At, **fields: Text | str) -> None:
        self.faults.append(ExpressionError(code, at, **fields))

    def node(self, tree: Expression, wanted: Type | None) -> Node | None:
        """The typed tree; `wanted` settles what a bare code or an empty list is."""
        match tree:
            case Literal(value=value):
                return Constant(value, _literal_type(value))
            case Name():
                return self._name(tree, wanted)
            case ListDisplay():
                return self._list(tree, wanted)
            case Operation():
                return self._operation(tree, wanted)

    # ------------------------------------------------------------------------------------------------ names
    def _name(self, tree: Name, wanted: Type | None) -> Node | None:
        name = tree.name
        if "." not in name:
            return self._code(tree, wanted)
        if name.startswith(PARAMETER_PREFIX):
            short = name.removeprefix(PARAMETER_PREFIX)
            if (found := self._scope.parameters.get(short)) is not None:
                return Parameter(short, found)
            self.fault("unknown-parameter", tree.at, name=short, suggestion=suggestion(short, self._scope.parameters))
            return None
        if (found := self._scope.facts.get(name)) is not None:
            return Fact(name, found)
        if (found := self._scope.derived.get(name)) is not None:
            return Derived(name, found)
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
            "unknown-code", tree.at, name=tree.name, codes=wanted.codes, allowed=", ".join(codes),
            suggestion=suggestion(tree.name, codes),
        )  # fmt: skip
        return None

    def _list(self, tree: ListDisplay, wanted: Type | None) -> Node | None:
        inner = wanted.item if wanted is not None and wanted.kind is Kind.LIST else None
        items: list[Node] = []
        for each in tree.items:
            item = self.node(each, inner)
            if item is None:
                return None
            inner = item.type if inner is None or (inner.unit is None and alike(inner, item.type)) else inner
            if not alike(item.type, inner):
                self.fault("wrong-type", each.at, wanted=inner.describe(), given=item.type.describe())
                return None
            items.append(item)
        made = Type(Kind.LIST, item=inner)
        if all(isinstance(item, Constant) for item in items):
            return Constant(tuple(item.value for item in items if isinstance(item, Constant)), made)
        return ListOf(tuple(items), made)

    # ------------------------------------------------------------------------------------------- operations
    def _operation(self, tree: Operation, wanted: Type | None) -> Node | None:
        row = OPERATORS[tree.symbol]
        if row.role is Role.QUANTIFIER:
            alone = _alone(tree.symbol)
            self.fault("type-mismatch", tree.symbol_at, operator=tree.symbol, given=alone, wanted=row.takes)
            return None
        if row.role is Role.TEST:
            quantified = self._quantified(tree)
            if quantified is not None:
                return self._carried(tree, *quantified)
            operands = self._beside(tree.operands[0], tree.operands[1], listed=tree.symbol in ("in", "not in"))
        elif row.role is Role.CONNECTIVE:
            operands = [self.node(each, BOOLEAN) for each in tree.operands]
        else:
            operands = [self.node(each, wanted if len(tree.operands) > 1 else None) for each in tree.operands]
        if any(each is None for each in operands):
            return None
        settled = tuple(each for each in operands if each is not None)
        made = row.sign([each.type for each in settled])
        if made is None:
            given = _spoken([each.type.describe() for each in settled])
            self.fault("type-mismatch", tree.symbol_at, operator=tree.symbol, given=given, wanted=row.takes)
            return None
        if tree.symbol == "/" and not self._never_zero(settled[1]):
            self.fault("zero-divisor", tree.operands[1].at, name=_name_of(settled[1]))
            return None
        return _flat(Apply(tree.symbol, settled, made))

    def _beside(self, left: Expression, right: Expression, *, listed: bool) -> list[Node | None]:
        """Two operands of a test, the one that says what a bare code means read first."""
        if _is_bare(left) and not _is_bare(right):
            second = self.node(right, None)
            hint = second.type if second is not None else None
            if hint is not None and listed:
                hint = hint.item
            return [self.node(left, hint) if second is not None else None, second]
        first = self.node(left, None)
        if first is None:
            return [None, None]
        return [first, self.node(right, Type(Kind.LIST, item=first.type) if listed else first.type)]

    @staticmethod
    def _quantified(tree: Operation) -> tuple[Operation, Expression] | None:
        left = tree.operands[0]
        if isinstance(left, Operation) and OPERATORS[left.symbol].role is Role.QUANTIFIER:
            return left, tree.operands[1]
        return None

    def _carried(self, tree: Operation, quantifier: Operation, against: Expression) -> Node | None:
        row = OPERATORS[quantifier.symbol]
        if len(quantifier.operands) != 1:
            self.fault("type-mismatch", quantifier.at, operator=quantifier.symbol, given=_alone(""), wanted=row.takes)
            return None
        listed = tree.symbol in ("in", "not in")
        hint = None
        if _is_bare(quantifier.operands[0]) and (beside := self.node(against, None)) is not None:
            hint = beside.type if listed else Type(Kind.LIST, item=beside.type)
        over = self.node(quantifier.operands[0], hint)
        if over is None:
            return None
        if over.type.kind is not Kind.LIST or over.type.item is None:
            self.fault(
                "type-mismatch", quantifier.at, operator=quantifier.symbol, given=over.type.describe(), wanted=row.takes
            )
            return None
        inner = over.type.item
        right = self.node(against, Type(Kind.LIST, item=inner) if listed else inner)
        if right is None:
            return None
        if OPERATORS[tree.symbol].sign([inner, right.type]) is None:
            given = _spoken([inner.describe(), right.type.describe()])
            self.fault(
                "type-mismatch", tree.symbol_at, operator=tree.symbol, given=given, wanted=OPERATORS[tree.symbol].takes
            )
            return None
        made = over.type if quantifier.symbol == "those" else BOOLEAN
        return Quantified(quantifier.symbol, over, tree.symbol, right, made)

    def _never_zero(self, node: Node) -> bool:
        match node:
            case Constant(value=value):
                return value != 0
            case Parameter():
                return True  # a parameter of zero is refused where it is stated
            case Fact(name=name):
                return name in self._scope.positive
        return False


def _literal_type(value: object) -> Type:
    match value:
        case bool():
            return BOOLEAN
        case int() | Decimal():
            return NUMBER
        case time():
            return TIME
        case date():
            return DATE
    return TEXT


def _is_bare(tree: Expression) -> bool:
    if isinstance(tree, ListDisplay):
        return all(_is_bare(item) for item in tree.items)
    return isinstance(tree, Name) and "." not in tree.name


def _flat(node: Apply) -> Apply:
    """`a and b and c` as one node with three operands."""
    if node.symbol not in ("and", "or"):
        return node
    operands: list[Node] = []
    for each in node.operands:
        operands += each.operands if isinstance(each, Apply) and each.symbol == node.symbol else (each,)
    return Apply(node.symbol, tuple(operands), node.type)


def _name_of(node: Node) -> str:
    return node.name if isinstance(node, Fact | Parameter | Derived) else "…"


def _spoken(given: Sequence[Text]) -> Text:
    return Text("与", " and ").join(given)


def _alone(symbol: str) -> Text:
    return Text(
        f"单独的 {symbol}(…)，其后应接比较，例如 {symbol}(列表) in [...]",
        f"{symbol}(…) alone: a test follows it, as in {symbol}(list) in [...]",
    )

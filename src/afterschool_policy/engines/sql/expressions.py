"""Expressions in SQL: true, false, or NULL where a fact that is not known leaves them open.

What is NULL in a column is unknown. The logic of SQL goes by three truths as that of the rules does, and comparisons
of what is unknown are unknown; where a dialect goes another way, as in a list, what is unknown is asked for first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import count

from afterschool_policy.engines.sql import quoting
from afterschool_policy.engines.sql.dialects import Dialect
from afterschool_policy.engines.sql.terms import TERMS, SqlTerm, alike, chosen, fixed, known_all
from afterschool_policy.engines.sql.unsayable import UnsayableError
from afterschool_policy.language.evaluate import Values, value_of
from afterschool_policy.language.operators import OPERATORS, Operator
from afterschool_policy.language.printer import print_expression
from afterschool_policy.language.tree import (
    Apply,
    Constant,
    Derived,
    Fact,
    Given,
    Known,
    ListOf,
    Node,
    Parameter,
    Presuming,
    Quantified,
    Table,
    Value,
    is_connective,
    presumes,
    walk,
)
from afterschool_policy.text import Text
from afterschool_policy.values import truth as truths
from afterschool_policy.values.types import Kind, Type

NULL = "NULL"
_SIGNS = {"==": "=", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_CONNECTIVES: dict[Callable[..., object], Callable[..., str]] = {
    truths.all_of: lambda *each: f"({' AND '.join(each)})",
    truths.any_of: lambda *each: f"({' OR '.join(each)})",
    truths.negate: lambda each: f"(NOT {each})",
    truths.show: lambda each: f"COALESCE({each}, FALSE)",
    truths.confirm: lambda each: f"CASE WHEN {each} THEN TRUE END",
}
_NO_WORDS = Text("{dialect} 没有精确的说法：{part}", "{dialect} has no exact words for `{part}`")
_MAPPING = Text("对照表不能与 SQL 的列对应", "a mapping is no column of SQL")

Columns = Callable[[str], str | None]
"""The column that tells a fact, as it is written; None for one that is unknown in every row."""


@dataclass(frozen=True, slots=True)
class _List:
    """The members of a list: the table that holds them, which of them count, and what has to be known for it."""

    table: str
    member: str
    where: str
    known: tuple[str, ...]

    @property
    def rows(self) -> str:
        return f"FROM {self.table}{f' WHERE {self.where}' if self.where else ''}"


def _operands(node: Node) -> tuple[Node, ...]:
    """The two sides of a quotient; nothing for what is none."""
    while isinstance(node, Derived) and node.body is not None:
        node = node.body
    return node.operands if isinstance(node, Apply) and node.symbol == "/" else ()


class SqlExpressions:
    """Expressions in one dialect, over the columns of one table, where some facts are known."""

    def __init__(
        self, dialect: Dialect, columns: Columns, whole: Callable[[str], bool], known: Mapping[str, Value]
    ) -> None:
        self._dialect, self._columns, self._whole, self._known = dialect, columns, whole, known
        self._aliases = count(1)

    def test(self, node: Node) -> str:
        """A condition.

        Raises:
            UnsayableError: where the dialect has no exact words for it.
        """
        value = self._settled(node)
        if value is not None:
            return quoting.value(self._dialect, value)
        if self._is_open_for_good(node):
            return NULL
        match node:
            case Fact():
                return self._fact(node)
            case Derived(body=None):
                return NULL
            case Derived(body=body) if body is not None:
                return self.test(body)
            case Apply(operator=row, operands=operands) if is_connective(node) and row.truth in _CONNECTIVES:
                return _CONNECTIVES[row.truth](*map(self.test, operands))
            case Apply(symbol=symbol, operands=(left, right)) if symbol in _SIGNS and not node.by_bounds:
                return self._compared(_SIGNS[symbol], left, right)
            case Apply(symbol="in" | "not in" as symbol, operands=(left, right)):
                return self._among(left, right, "" if symbol == "in" else "NOT ")
            case Quantified() if not OPERATORS[node.quantifier].selects:
                return self._quantified(node)
            case Given(facts=facts):
                return f"CASE WHEN {' OR '.join(f'{self._fact(each)} IS NOT NULL' for each in facts)} THEN TRUE END"
            case Known(of=of):
                return f"CASE WHEN {self.value(of)} IS NOT NULL THEN TRUE END"
            case Presuming(test=test):
                return self.test(test)
        raise self._unsayable(node)

    def _settled(self, node: Node) -> Value | None:
        """The value that a node has in every row; not one that is only presumed while nothing is known."""
        return None if presumes(node) else value_of(node, self._known)

    def _is_open_for_good(self, node: Node) -> bool:
        """Whether a test needs a fact that no row tells."""
        parts = [*walk(node)]
        needs_all = not any(isinstance(part, Table | Given) or is_connective(part) for part in parts)
        facts = (part.name for part in parts if isinstance(part, Fact))
        return needs_all and any(name not in self._known and self._columns(name) is None for name in facts)

    def all_of(self, tests: Iterable[tuple[Node, bool]]) -> str:
        """That some conditions hold, and others do not, without what is so in every row."""
        told: list[str] = []
        for node, holds in tests:
            made = self.test(node)
            if made in (NULL, str(not holds).upper()):
                return "FALSE"
            if made != str(holds).upper():
                told.append(made if holds else f"NOT {made}")
        return " AND ".join(dict.fromkeys(told)) or "TRUE"

    def constant(self, value: Value) -> str:
        """A value of the rule itself."""
        return quoting.value(self._dialect, value)

    def value(self, node: Node) -> str:
        """A single value."""
        value = self._settled(node)
        if value is not None:
            return quoting.value(self._dialect, value)
        if node.type.kind is Kind.BOOLEAN:
            return self.test(node)
        if node.type.kind is Kind.NUMBER:
            term = self._term(node)
            if term.parts != 1:
                raise self._unsayable(node)
            return term.text
        match node:
            case Fact():
                return self._fact(node)
            case Constant() | Parameter() | Derived(body=None):
                return self._unknown(node.type)
            case Derived(body=body) if body is not None:
                return self.value(body)
            case Apply(symbol="+ days" | "- days" as symbol, operands=(day, Constant(value=int(number)))):
                return self._dialect.later.format(self.value(day), number if symbol == "+ days" else -number)
            case Apply(symbol="min" | "max"):
                return self._extreme(node)
        raise self._unsayable(node)

    def _fact(self, node: Fact) -> str:
        """The column of a fact; a list is asked for by its members."""
        if node.type.kind is Kind.MAPPING:
            raise UnsayableError(_MAPPING)
        column = self._columns(node.name)
        return self._unknown(node.type) if column is None else self._read(column, node.type)

    def _unknown(self, type_: Type) -> str:
        """A value that is unknown in every row, of its type where a dialect has to be told."""
        declared = self._dialect.types.get(type_.kind)
        return NULL if declared is None or type_.kind is Kind.BOOLEAN else f"CAST({NULL} AS {declared})"

    def _read(self, column: str, type_: Type) -> str:
        return self._dialect.columns.get(type_.kind, "{0}").format(column)

    def _compared(self, sign: str, left: Node, right: Node) -> str:
        if left.type.kind is not Kind.NUMBER:
            return f"({self.value(left)} {sign} {self.value(right)})"
        one, other = alike(self._dialect, *self._undivided(left, right))
        return f"({one.text} {sign} {other.text})"

    def _undivided(self, left: Node, right: Node) -> tuple[SqlTerm, SqlTerm]:
        """The two sides of a comparison; of a quotient by what is positive that is what it divides."""
        under = self._divisor(left)
        if under is not None:
            return self._term(_operands(left)[0]), TERMS["*"](self._dialect, self._term(right), self._term(under))
        under = self._divisor(right)
        if under is not None:
            return TERMS["*"](self._dialect, self._term(left), self._term(under)), self._term(_operands(right)[0])
        return self._term(left), self._term(right)

    def _divisor(self, node: Node) -> Node | None:
        """What a quotient divides by, where that differs from row to row and is above nought in all of them."""
        operands = _operands(node)
        if operands == () or self._settled(operands[1]) is not None:
            return None
        low = Values(self._known).range(operands[1]).low
        return operands[1] if low is not None and low > 0 else None

    def _term(self, node: Node) -> SqlTerm:
        """A number, as so many parts."""
        value = self._settled(node)
        if value is not None:
            return fixed(Fraction(value))  # type: ignore[arg-type]  # of a number
        match node:
            case Fact(name=name):
                return SqlTerm(self._fact(node), whole=self._whole(name), plain=True)
            case Constant() | Parameter() | Derived(body=None):
                return SqlTerm(self._unknown(node.type))
            case Derived(body=body) if body is not None:
                return self._term(body)
            case Apply(symbol="count", operands=(of,)):
                return SqlTerm(self._count(of))
            case Apply(symbol="year", operands=(day,)):
                return SqlTerm(self._dialect.year.format(self.value(day)))
            case Apply(symbol="days", operands=(first, last)):
                return SqlTerm(self._dialect.days.format(self.value(first), self.value(last)))
            case Apply(symbol="min" | "max", operands=(of,)):
                return SqlTerm(self._extreme(node), whole=False)
            case Apply(symbol=symbol, operands=operands) if symbol in TERMS:
                return TERMS[symbol](self._dialect, *map(self._term, operands))
        raise self._unsayable(node)

    def _extreme(self, node: Apply) -> str:
        """The least or greatest of the members of a list, or of several values that are no numbers."""
        least = node.symbol == "min"
        if len(node.operands) > 1:
            function = self._dialect.least if least else self._dialect.greatest
            return chosen(function, *map(self.value, node.operands))
        members = self._list(node.operands[0])
        return known_all(f"(SELECT {'MIN' if least else 'MAX'}({members.member}) {members.rows})", members.known)

    def _count(self, node: Node) -> str:
        if isinstance(node, Fact) and self._columns(node.name) is not None:
            return self._dialect.count.format(self._fact(node))
        members = self._list(node)
        return known_all(f"(SELECT COUNT(*) {members.rows})", members.known)

    def _among(self, left: Node, right: Node, contrary: str) -> str:
        """Whether a value is in a list."""
        return self._member(self.value(left), right, contrary)

    def _member(self, value: str, among: Node, contrary: str) -> str:
        listed = self._settled(among)
        if isinstance(listed, tuple):
            if not listed:
                return known_all("FALSE" if not contrary else "TRUE", [value])
            return f"({value} {contrary}IN ({', '.join(quoting.value(self._dialect, each) for each in listed)}))"
        if isinstance(among, ListOf):
            items = [*map(self.value, among.items)]
            return known_all(f"({value} {contrary}IN ({', '.join(items)}))", items)
        members = self._list(among)
        where = f"{members.where} AND " if members.where else ""
        found = f"EXISTS (SELECT 1 FROM {members.table} WHERE {where}{members.member} = {value})"
        return known_all(f"{contrary}{found}", (value, *members.known))

    def _quantified(self, node: Quantified) -> str:
        """Whether one member at least passes a test, or each of them."""
        members = self._list(node.over)
        passes = self._passes(OPERATORS[node.test], members.member, node.against)
        where = f"{members.where} AND " if members.where else ""
        every = node.quantifier == "all"
        found = f"EXISTS (SELECT 1 FROM {members.table} WHERE {where}{f'NOT {passes}' if every else passes})"
        return known_all(f"NOT {found}" if every else found, (*members.known, *self._asked(node.against)))

    def _passes(self, test: Operator, member: str, against: Node) -> str:
        if test.over_members:
            return self._member(member, against, "" if test.symbol == "in" else "NOT ")
        if test.symbol not in _SIGNS:
            raise self._unsayable(against)
        return f"({member} {_SIGNS[test.symbol]} {self.value(against)})"

    def _asked(self, against: Node) -> tuple[str, ...]:
        """What has to be known of what members are held against."""
        if self._settled(against) is not None:
            return ()
        if isinstance(against, ListOf):
            return tuple(map(self.value, against.items))
        return self._list(against).known if against.type.kind is Kind.LIST else (self.value(against),)

    def _list(self, node: Node) -> _List:
        """The members of a list."""
        alias = f"m{next(self._aliases)}"
        listed = self._settled(node)
        if isinstance(listed, tuple):
            return self._of_values(alias, [quoting.value(self._dialect, each) for each in listed], ())
        match node:
            case Fact(type=Type(item=item)) if item is not None:
                column = self._fact(node)
                if self._columns(node.name) is None:
                    raise self._unsayable(node)
                member = self._read(f'{alias}."value"', item)
                return _List(self._dialect.members.format(column, alias), member, "", (column,))
            case Derived(body=body) if body is not None:
                return self._list(body)
            case ListOf(items=items):
                values = [*map(self.value, items)]
                return self._of_values(alias, values, tuple(values))
            case Quantified(over=over, against=against) if OPERATORS[node.quantifier].selects:
                members = self._list(over)
                passes = self._passes(OPERATORS[node.test], members.member, against)
                where = f"{members.where} AND {passes}" if members.where else passes
                return _List(members.table, members.member, where, (*members.known, *self._asked(against)))
        raise self._unsayable(node)

    def _of_values(self, alias: str, values: Sequence[str], known: tuple[str, ...]) -> _List:
        rows = " UNION ALL ".join(f'SELECT {each} AS "value"' for each in values)
        table = f"({rows or 'SELECT 1 AS value WHERE FALSE'}) AS {alias}"
        return _List(table, f'{alias}."value"', "", known)

    def _unsayable(self, node: Node) -> UnsayableError:
        return UnsayableError(_NO_WORDS.format(dialect=self._dialect.label, part=print_expression(node)))

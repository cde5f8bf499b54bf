"""The typed tree: an expression whose every name and type is settled.

Trees are immutable and compare by meaning (not by place), so that equal tests are computed once. A parameter and
a derived fact stand under their name until the link step (`semantics.edition`) puts in the value or the definition
that is in force.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from typing import TypeGuard

from afterschool_policy.language.dates import CALENDAR_LISTS
from afterschool_policy.language.hits import HITS, Hit
from afterschool_policy.language.operators import OPERATORS, Operator, Role
from afterschool_policy.language.windows import Window
from afterschool_policy.text import Text
from afterschool_policy.values.names import ClauseId, CodeId, FactId
from afterschool_policy.values.types import BOOLEAN, Kind, Type

Value = bool | int | Decimal | Fraction | time | date | str | tuple["Value", ...] | dict[str, "Value"]


_LATER = {"later": True}  # the mark of `law.later`, a room above this one


@dataclass(frozen=True, slots=True)
class Constant:
    """A value of the rule itself."""

    value: Value
    type: Type


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the vocabulary, by its dotted name; `least` and `greatest` are its limits, once it is linked."""

    name: FactId
    type: Type
    least: Decimal | None = field(default=None, compare=False, metadata=_LATER)
    greatest: Decimal | None = field(default=None, compare=False, metadata=_LATER)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number, time or list that a clause states; `value` and `rule` are None until it is linked."""

    name: CodeId
    type: Type
    value: Value | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Derived:
    """A fact that a definition derives; `body` and `rule` are None until it is linked."""

    name: FactId
    type: Type
    body: Node | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Apply:
    """An operator with its operands; `symbol` is its key in the table.

    `by_bounds` is whether it compares what tables make, so that where these lie settles it; it is told when linked.
    """

    symbol: str
    operands: tuple[Node, ...]
    type: Type
    by_bounds: bool = field(default=False, compare=False, metadata=_LATER)

    @property
    def operator(self) -> Operator:
        """Its row in the table."""
        return OPERATORS[self.symbol]

    @property
    def written(self) -> tuple[Node, ...]:
        """The operands that an author writes: not the calendar of the policy, which the checker puts in."""
        return self.operands[:-CALENDAR_LISTS] if self.operator.on_calendar else self.operands


@dataclass(frozen=True, slots=True)
class Quantified:
    """A test over the members of a list: `any(over) test against`; `those` gives the members themselves."""

    quantifier: str
    over: Node
    test: str
    against: Node
    type: Type


@dataclass(frozen=True, slots=True)
class ListOf:
    """Values written between brackets, one of them at least not constant."""

    items: tuple[Node, ...]
    type: Type


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: the value that it gives where its condition holds, and the clauses that say so."""

    when: Node
    value: Node
    clauses: tuple[ClauseId, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A value by rows.

    `policy` is the key of what it makes of those that hold, `otherwise` the row for where none does; one that is
    `partial` says nothing there, on purpose. `label` is what it is called where no definition names it.
    """

    policy: str
    rows: tuple[Row, ...]
    otherwise: Row | None
    type: Type
    partial: bool = False
    label: Text | None = field(default=None, compare=False, metadata=_LATER)

    @property
    def hit(self) -> Hit:
        """What it makes of the rows that hold."""
        return HITS[self.policy]

    @property
    def every_row(self) -> tuple[Row, ...]:
        """Its rows, the one for all else last."""
        return self.rows if self.otherwise is None else (*self.rows, self.otherwise)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a function makes of the records of a list, until they are known; `law.records` then writes each of them out.

    `member` is the group of facts that each record has, `term` what is told of each, None where they are counted, and
    `where` which of them count. `complete` is the fact that tells whether none is left out.
    """

    function: str
    records: FactId
    member: CodeId
    term: Node | None
    where: Node | None
    complete: Fact
    type: Type


@dataclass(frozen=True, slots=True)
class OverTime:
    """What a function makes of the periods of a window, until the day is known; `law.over_time` then writes each out.

    `term` is what is told of each period, whose facts are told by `each`, and `day` the fact of the day asked about.
    """

    function: str
    term: Node
    each: CodeId
    window: Window
    day: Fact
    type: Type


@dataclass(frozen=True, slots=True)
class Answered:
    """Whether another question comes to one of these outcomes, until it is linked (see `semantics.answered`)."""

    question: CodeId
    outcomes: tuple[str, ...]
    type: Type = BOOLEAN


@dataclass(frozen=True, slots=True)
class AmountOf:
    """An amount of another question, until it is linked."""

    question: CodeId
    amount: CodeId
    type: Type


@dataclass(frozen=True, slots=True)
class Known:
    """True where a value can be computed, unknown where a fact for it is missing; never false."""

    of: Node
    type: Type = BOOLEAN


@dataclass(frozen=True, slots=True)
class Given:
    """True where at least one of these facts is known, unknown where none is; never false."""

    facts: tuple[Fact, ...]
    type: Type = BOOLEAN


@dataclass(frozen=True, slots=True)
class Presuming:
    """A single test that rests on a presumption below itself, where it is linked (see `language.presumptions`).

    `known` is the same test by what is known alone: open where the presumption could still turn it.
    """

    test: Node
    known: Node
    type: Type = BOOLEAN


Node = (
    Constant
    | Fact
    | Parameter
    | Derived
    | Apply
    | Quantified
    | ListOf
    | Table
    | Gathered
    | OverTime
    | Answered
    | AmountOf
    | Known
    | Given
    | Presuming
)


def window_of(node: Apply) -> Window:
    """The window of which an operator makes a day: what it says stands in the operands, which nobody writes."""
    before, current, period = (operand.value for operand in node.operands[1:4] if isinstance(operand, Constant))
    return Window(str(period), int(before), bool(current))  # type: ignore[arg-type]  # a number of the row's signature


def rebuilt(node: Node, change: Callable[[Node], Node]) -> Node:
    """The node with each node directly below it changed; a definition's body stays as it is."""
    match node:
        case Apply(operands=operands):
            return replace(node, operands=tuple(map(change, operands)))
        case Quantified(over=over, against=against):
            return replace(node, over=change(over), against=change(against))
        case ListOf(items=items):
            return replace(node, items=tuple(map(change, items)))
        case Gathered(term=term, where=where):
            each = (None if part is None else change(part) for part in (term, where))
            return replace(node, term=next(each), where=next(each))
        case OverTime(term=term):
            return replace(node, term=change(term))
        case Table(rows=rows, otherwise=otherwise):
            rest = None if otherwise is None else _row(otherwise, change)
            return replace(node, rows=tuple(_row(row, change) for row in rows), otherwise=rest)
    return node


def _row(row: Row, change: Callable[[Node], Node]) -> Row:
    return replace(row, when=change(row.when), value=change(row.value))


def is_connective(node: Node) -> TypeGuard[Apply]:
    """Whether the node joins truths."""
    return isinstance(node, Apply) and node.operator.role is Role.CONNECTIVE


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below, a linked definition's body included."""
    match node:
        case Apply(operands=operands):
            return operands
        case Quantified(over=over, against=against):
            return (over, against)
        case ListOf(items=items):
            return items
        case Derived(body=body) if body is not None:
            return (body,)
        case Table():
            return tuple(child for row in node.every_row for child in (row.when, row.value))
        case Gathered(term=term, where=where, complete=complete):
            return tuple(child for child in (term, where, complete) if child is not None)
        case OverTime(term=term, day=day):
            return (term, day)
        case Known(of=of):
            return (of,)
        case Given(facts=facts):
            return facts
        case Presuming(test=test, known=known):
            return (test, known)
    return ()


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, in the order they are written."""
    yield node
    for child in children(node):
        yield from walk(child)


def facts_of(node: Node) -> tuple[str, ...]:
    """The names of the facts that the node reads, each once, in the order they are written."""
    return tuple(dict.fromkeys(part.name for part in walk(node) if isinstance(part, Fact)))


def is_presuming(node: Node) -> TypeGuard[Apply]:
    """Whether a node takes something to be so, or not, where nothing is known of it."""
    return isinstance(node, Apply) and node.operator.presumes


def presumes(tree: Node) -> bool:
    """Whether anything in a tree is presumed."""
    return any(map(is_presuming, walk(tree)))


def atoms_of(node: Node) -> Iterator[Node]:
    """The single tests that the node's truth is made of, connectives and definitions opened."""
    opens = is_connective(node) or isinstance(node, Presuming)
    if opens or (isinstance(node, Derived) and node.type.kind is Kind.BOOLEAN):
        for child in children(node):
            yield from atoms_of(child)
    elif not isinstance(node, Constant):
        yield node

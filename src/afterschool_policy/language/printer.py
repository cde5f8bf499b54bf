"""The text of a typed tree, such that parsing and checking it gives the same tree."""

from __future__ import annotations

from datetime import date, time

from afterschool_policy.language.operators import OPERATORS
from afterschool_policy.language.tree import (
    AmountOf,
    Answered,
    Apply,
    Constant,
    Derived,
    Fact,
    Gathered,
    Given,
    Known,
    ListOf,
    Node,
    OverTime,
    Parameter,
    Presuming,
    Quantified,
    Table,
    Value,
    window_of,
)
from afterschool_policy.values import numbers
from afterschool_policy.values.types import Kind, Type
from afterschool_policy.values.units import SPANS

_ATOM = 10


def print_expression(node: Node) -> str:
    """The expression as an author would write it."""
    return _print(node)[0]


def _print(node: Node) -> tuple[str, int]:
    """The text with its binding strength, by which the caller decides on brackets."""
    match node:
        case Constant(value=value, type=type_):
            spans = f" {type_.unit}{'' if value == 1 else 's'}" if type_.unit in SPANS.values() else ""
            return print_value(value, type_) + spans, _ATOM
        case Presuming(test=test):
            return _print(test)
        case Fact(name=name) | Derived(name=name):
            return name, _ATOM
        case Parameter(name=name):
            return f"parameter.{name}", _ATOM
        case ListOf(items=items):
            return f"[{', '.join(map(print_expression, items))}]", _ATOM
        case Quantified(quantifier=quantifier, over=over, test=test, against=against):
            binding = OPERATORS[test].binding
            return f"{quantifier}({print_expression(over)}) {test} {_inside(against, binding + 1)}", binding
        case Apply():
            return _print_operation(node)
        case Table() | Gathered() | OverTime():
            return _print_gathering(node), _ATOM
        case Answered(question=question, outcomes=outcomes):
            return f"outcome({question}) in [{', '.join(outcomes)}]", OPERATORS["in"].binding
        case AmountOf(question=question, amount=amount):
            return f"amount({question}.{amount})", _ATOM
        case Known(of=of):
            return f"known({print_expression(of)})", _ATOM
        case Given(facts=facts):
            return f"given({', '.join(fact.name for fact in facts)})", _ATOM


def _print_gathering(node: Table | Gathered | OverTime) -> str:
    """What is made of several: of rows, of the records of a list, of the periods of a window."""
    match node:
        case Table():
            return _print_table(node)
        case OverTime():
            return f"{node.function}({print_expression(node.term)}, {node.window.written})"
    return _print_gathered(node)


def _print_gathered(node: Gathered) -> str:
    member = node.member
    term = member if node.term is None else print_expression(node.term)
    where = "" if node.where is None else f" if {print_expression(node.where)}"
    return f"{node.function}({term} for {member} in {node.records}{where})"


def _print_table(node: Table) -> str:
    """A table in one line, for reading: in a rule file it is written by rows."""
    rows = [f"{print_expression(row.when)}: {print_expression(row.value)}" for row in node.rows]
    rows += [] if node.otherwise is None else [f"otherwise: {print_expression(node.otherwise.value)}"]
    return f"{node.policy}({'; '.join(rows)})"


def _print_operation(node: Apply) -> tuple[str, int]:
    row = node.operator
    if row.prefix:
        return row.before(_inside(node.operands[0], row.binding)), row.binding
    if row.of_window:
        return f"{row.written}({window_of(node).written})", _ATOM
    if not row.binding:
        written = [*map(print_expression, node.written), *([row.variant] if row.variant else [])]
        return f"{row.written}({', '.join(written)})", _ATOM
    first, *others = node.operands
    texts = [_inside(first, row.binding if row.chains else row.binding + 1)]
    texts += [_inside(operand, row.binding + 1) for operand in others]
    return f" {row.written} ".join(texts), row.binding


def _inside(node: Node, least: int) -> str:
    text, binding = _print(node)
    return text if binding >= least else f"({text})"


def print_value(value: Value, type_: Type) -> str:
    """A value as it is written in an expression."""
    match value:
        case bool():
            return "true" if value else "false"
        case time():
            return value.strftime("%H:%M")
        case date():
            return value.isoformat()
        case str():
            return value if type_.kind is Kind.CODE else f'"{value}"'
        case tuple():
            inner = type_.item or type_
            return f"[{', '.join(print_value(member, inner) for member in value)}]"
        case dict():
            return "{…}"
    return numbers.written(value).replace(",", "")

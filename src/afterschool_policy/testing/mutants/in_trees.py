"""The table of what can be got wrong in a condition or a computation: one row for each fault, over all kinds of node.

Each row changes one node. Where nodes stand below others is known to the tree alone (`language.tree.rebuilt`), so that
a new kind of node needs a row only where it can be got wrong in a way of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from afterschool_policy.language.connectives import not_
from afterschool_policy.language.operators import OPERATORS, Operator
from afterschool_policy.language.printer import print_expression
from afterschool_policy.language.tree import Apply, Constant, Gathered, Node, Quantified, Table, rebuilt, walk
from afterschool_policy.text import Text

_SIDES = (-1, 0, 1)  # of a comparison: left less than right, as much, more


class TreeChange(NamedTuple):
    """A tree with one fault in it; `place` is where it is, in words, `was` and `now` what stands there."""

    tree: Node
    place: Text
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class TreeFault:
    """One row: what is done, in words, and the nodes that it makes of one node."""

    name: str
    done: Text
    of: Callable[[Node], Iterator[TreeChange]]


def dropped(node: Node) -> Iterator[TreeChange]:
    """An `and` or `or` without one of its conditions; the records of a list without their selection."""
    if isinstance(node, Gathered) and node.where is not None:
        yield TreeChange(replace(node, where=None), _SELECTION, print_expression(node.where), "")
    for place, operand in enumerate(_joined(node)):
        yield TreeChange(_without(node, place), _nth(node, place), print_expression(operand), "")


def negated(node: Node) -> Iterator[TreeChange]:
    """A condition that stands by itself, turned round: one of an `and` or `or`, of a row, of a selection."""
    for place, operand in enumerate(_joined(node)):
        contrary = _contrary(operand)
        yield _change(_with(node, place, contrary), _nth(node, place), operand, contrary)
    if isinstance(node, Table):
        for place, row in enumerate(node.rows):
            contrary = _contrary(row.when)
            rows = (*node.rows[:place], replace(row, when=contrary), *node.rows[place + 1 :])
            yield _change(replace(node, rows=rows), _row(place), row.when, contrary)
    if isinstance(node, Gathered) and node.where is not None:
        contrary = _contrary(node.where)
        yield _change(replace(node, where=contrary), _SELECTION, node.where, contrary)


def joined(node: Node) -> Iterator[TreeChange]:
    """An `and` for an `or`, and an `or` for an `and`; an `any` for an `all`."""
    if isinstance(node, Apply) and node.operator.is_junction:
        (other,) = (row for row in OPERATORS.values() if row.is_junction and row is not node.operator)
        changed = replace(node, symbol=other.symbol)
        place = Text(f"{len(node.operands)}项条件的“并且”“或者”", f"the {len(node.operands)} conditions")
        yield TreeChange(changed, place, node.symbol, other.symbol)
    if isinstance(node, Quantified) and not OPERATORS[node.quantifier].selects:
        other = next(
            row for row in OPERATORS.values()
            if row.role is OPERATORS[node.quantifier].role and not row.selects and row.symbol != node.quantifier
        )  # fmt: skip
        yield _change(replace(node, quantifier=other.symbol), _MEMBERS, node, replace(node, quantifier=other.symbol))


def compared(node: Node) -> Iterator[TreeChange]:
    """A comparison that takes in its limit, or no longer does; a test that something is so, for one that it is not."""
    if isinstance(node, Apply) and (node.operator.by_order or node.operator.identifies):
        symbol = node.operator.negation if node.operator.identifies else _beside(node.operator)
        if symbol is not None:
            yield _change(replace(node, symbol=symbol), _COMPARISON, node, replace(node, symbol=symbol))
    if isinstance(node, Quantified):
        operator = OPERATORS[node.test]
        symbol = operator.negation if operator.identifies else _beside(operator)
        if symbol is not None:
            yield _change(replace(node, test=symbol), _COMPARISON, node, replace(node, test=symbol))


def stepped(node: Node) -> Iterator[TreeChange]:
    """A number of the rule one up or down in its last place, a time by a minute, a date by a day."""
    if isinstance(node, Constant):
        for way in (1, -1):
            value = _step(node.value, way)
            if value is not None:
                yield _change(replace(node, value=value), _NUMBER, node, replace(node, value=value))


def unlisted(node: Node) -> Iterator[TreeChange]:
    """A list of the rule without one of its members."""
    if isinstance(node, Constant) and isinstance(node.value, tuple) and len(node.value) > 1:
        for place in range(len(node.value)):
            shorter = replace(node, value=(*node.value[:place], *node.value[place + 1 :]))
            yield _change(shorter, _of(place, len(node.value), _MEMBER), node, shorter)


def row_dropped(node: Node) -> Iterator[TreeChange]:
    """A table without one of its rows."""
    if isinstance(node, Table) and len(node.rows) > 1:
        for place, row in enumerate(node.rows):
            rows = (*node.rows[:place], *node.rows[place + 1 :])
            yield TreeChange(replace(node, rows=rows), _row(place), print_expression(row.when), "")


def rows_swapped(node: Node) -> Iterator[TreeChange]:
    """A table in which two rows that follow each other have each other's result."""
    if not isinstance(node, Table):
        return
    every = node.every_row
    for place, (row, following) in enumerate(pairwise(every)):
        if row.value != following.value:
            swapped = (replace(row, value=following.value), replace(following, value=row.value))
            rows = (*every[:place], *swapped, *every[place + 2 :])
            count = len(node.rows)
            changed = replace(node, rows=rows[:count], otherwise=rows[count] if len(rows) > count else None)
            yield _change(changed, _row(place), row.value, following.value)


def limit_moved(node: Node) -> Iterator[TreeChange]:
    """A table in which two bands meet elsewhere: a number that several rows have, one up or down in all of them."""
    if isinstance(node, Table):
        for limit in _limits(node):
            for way in (1, -1):
                moved = replace(limit, value=_step(limit.value, way))  # type: ignore[arg-type]  # a number
                changed = rebuilt(node, lambda child, limit=limit, moved=moved: _instead(child, limit, moved))  # type: ignore[misc]
                yield _change(changed, _LIMIT, limit, moved)


STEPPED, LIMIT_MOVED = "stepped", "limit-moved"
NUMERIC = frozenset({STEPPED, LIMIT_MOVED})
"""The faults that change a number."""

TREE_FAULTS = (
    TreeFault("dropped", Text("删去", "dropped"), dropped),
    TreeFault("negated", Text("改为相反", "negated"), negated),
    TreeFault("joined", Text("互换", "joined the other way"), joined),
    TreeFault("compared", Text("换了", "changed"), compared),
    TreeFault(STEPPED, Text("差一", "one off"), stepped),
    TreeFault(LIMIT_MOVED, Text("移动", "moved"), limit_moved),
    TreeFault("unlisted", Text("漏列", "left out of the list"), unlisted),
    TreeFault("row-dropped", Text("删去", "dropped"), row_dropped),
    TreeFault("rows-swapped", Text("与下一行结果互换", "with the result of the next one"), rows_swapped),
)
"""Every fault of a tree. To add one, add a row."""


def faults_in(tree: Node) -> Iterator[tuple[TreeFault, TreeChange]]:
    """Every fault of a tree and of all that its author wrote below, one at a time."""
    for fault in TREE_FAULTS:
        yield from ((fault, change) for change in fault.of(tree))
    below: list[Node] = []
    rebuilt(tree, lambda child: below.append(child) or child)  # type: ignore[func-returns-value]
    written = len(tree.written) if isinstance(tree, Apply) else len(below)
    if isinstance(tree, Apply) and tree.operator.of_window:
        return
    limits = {print_expression(each) for each in _limits(tree)}
    for place, child in enumerate(below[:written]):
        for fault, change in faults_in(child):
            if fault.name != STEPPED or change.was not in limits:  # which moves in all rows at once
                yield (
                    fault,
                    change._replace(tree=_with(tree, place, change.tree), place=_in_row(tree, place, change.place)),
                )


def _with(tree: Node, place: int, child: Node) -> Node:
    """The tree with another child at a place."""
    count = iter(range(place + 1))
    return rebuilt(tree, lambda before: child if next(count, None) == place else before)


def contrary_of(tree: Node) -> TreeChange:
    """A whole condition turned round."""
    return _change(_contrary(tree), _WHOLE, tree, _contrary(tree))


def _instead(tree: Node, old: Node, new: Node) -> Node:
    """The tree with one node for another, wherever it stands."""
    return new if tree == old else rebuilt(tree, lambda child: _instead(child, old, new))


def _limits(table: Node) -> list[Constant]:
    """The numbers that several rows of a table have: where two bands meet."""
    if not isinstance(table, Table):
        return []
    of_rows = ({node for node in walk(row.when) if _is_number(node)} for row in table.rows)
    found = Counter(node for of_row in of_rows for node in of_row)
    values = {node for row in table.every_row for node in walk(row.value) if _is_number(node)}
    return [node for node, count in found.items() if isinstance(node, Constant) and (count > 1 or node in values)]


def _is_number(node: Node) -> bool:
    return isinstance(node, Constant) and _step(node.value, 1) is not None and _step(node.value, -1) is not None


def _contrary(node: Node) -> Node:
    if isinstance(node, Apply) and node.operator.negation is not None:
        return replace(node, symbol=node.operator.negation)
    return not_(node)


def _without(junction: Node, place: int) -> Node:
    rest = (*_joined(junction)[:place], *_joined(junction)[place + 1 :])
    return rest[0] if len(rest) == 1 or not isinstance(junction, Apply) else replace(junction, operands=rest)


def _joined(node: Node) -> tuple[Node, ...]:
    return node.operands if isinstance(node, Apply) and node.operator.is_junction else ()


def _beside(operator: Operator) -> str | None:
    """The comparison that differs only where both sides are equal: `<=` for `<`."""
    if not operator.by_order or operator.identifies:
        return None
    less, same, more = (operator.compute(side, 0) for side in _SIDES)
    rows = (row for row in OPERATORS.values() if row.by_order and not row.identifies)
    return next(row.symbol for row in rows if [row.compute(side, 0) for side in _SIDES] == [less, not same, more])


def _step(value: object, way: int) -> int | Decimal | time | date | None:
    """The next value, up or down; None where there is none."""
    match value:
        case bool():
            return None
        case int():
            return value + way
        case Decimal():
            exponent = value.as_tuple().exponent
            return value + way * Decimal(1).scaleb(min(exponent, 0)) if isinstance(exponent, int) else None
        case time():
            moved = datetime.combine(date(2000, 1, 2), value) + timedelta(minutes=way)
            return moved.time() if moved.day == 2 else None  # the same day
        case date():
            return value + timedelta(days=way) if date.min < value < date.max else None
    return None


_WHOLE, _NUMBER = Text("整个条件", "the whole condition"), Text("数值", "the number")
_SELECTION, _COMPARISON = Text("选取的条件", "the selection"), Text("比较符号", "the comparison")
_MEMBERS = Text("列表各项的“任一”“全部”", "the members of a list")
_CONDITION, _MEMBER = (
    Text("{of}项条件中的第{place}项", "condition {place} of {of}"),
    Text("{of}个列举项中的第{place}个", "member {place} of {of}"),
)
_LIMIT = Text("各档之间的界限", "the limit between bands")
_ROW = Text("第{place}行", "row {place}")


def _of(place: int, of: int, words: Text) -> Text:
    return words.format(place=str(place + 1), of=str(of))


def _nth(node: Node, place: int) -> Text:
    return _of(place, len(_joined(node)), _CONDITION)


def _row(place: int) -> Text:
    return _ROW.format(place=str(place + 1))


def _in_row(tree: Node, child: int, place: Text) -> Text:
    """A place below a child of a node; of a table with its row, each of which has two children."""
    if not isinstance(tree, Table) or child // 2 >= len(tree.rows):
        return place
    return Text("{row}{place}", "{row}, {place}").format(row=_row(child // 2), place=place)


def _change(tree: Node, place: Text, was: Node, now: Node) -> TreeChange:
    return TreeChange(tree, place, print_expression(was), print_expression(now))

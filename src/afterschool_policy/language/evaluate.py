"""The readable definition of a tree's meaning: its value for known facts, None where a missing one leaves it unknown.

The generated engine is held to it by property tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, compress, product
from math import prod

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
    Quantified,
    Row,
    Table,
    Value,
    is_connective,
)
from afterschool_policy.values import truth as truths
from afterschool_policy.values.truth import Truth
from afterschool_policy.values.types import Kind


def value_of(node: Node, facts: Mapping[str, Value]) -> Value | None:
    """The value of a node; None is unknown. A boolean node with connectives goes by Kleene logic."""
    match node:
        case Constant(value=value):
            return value
        case Fact(name=name):
            return facts.get(name)
        case Parameter(value=stated):
            return stated
        case Derived(body=body):
            return None if body is None else value_of(body, facts)
        case Quantified():
            return _quantified(node, facts)
        case ListOf(items=items):
            members = [value_of(item, facts) for item in items]
            return None if any(member is None for member in members) else tuple(members)  # type: ignore[arg-type]
        case Table():
            return _only(_possible_of_rows(node, facts))
        case Gathered() | OverTime() | Answered() | AmountOf():
            return None  # they are written out before the law is linked, or there
        case Known(of=of):
            return None if value_of(of, facts) is None else True
        case Given(facts=known):
            return True if any(fact.name in facts for fact in known) else None
        case Apply():
            return _applied(node, facts)


def _applied(node: Apply, facts: Mapping[str, Value]) -> Value | None:
    if is_connective(node):
        truth = truth_of(node, lambda atom: truths.of(value_of(atom, facts)))
        return None if truth is Truth.UNKNOWN else truth is Truth.TRUE
    return value_of_operands(node, [value_of(operand, facts) for operand in node.operands], facts)


def value_of_operands(node: Apply, values: Sequence[Value | None], facts: Mapping[str, Value]) -> Value | None:
    """The value of a term whose operands have these values: also of one left open, where that makes no difference."""
    if any(value is None for value in values):
        return _only(_possible_of_operands(node, values, facts))
    return node.operator.compute(*values)  # type: ignore[return-value]  # the table's functions return values


def _quantified(node: Quantified, facts: Mapping[str, Value]) -> Value | None:
    over, against = value_of(node.over, facts), value_of(node.against, facts)
    if over is None or against is None:
        return _only(_possible_of_quantified(node, facts))
    return _of_members(node, over, against)


def _of_members(node: Quantified, over: Value, against: Value) -> Value | None:
    if not isinstance(over, tuple):
        return None
    test, quantifier = OPERATORS[node.test], OPERATORS[node.quantifier]
    passed = [bool(test.compute(member, against)) for member in over]
    carried = compress(over, passed) if quantifier.selects else passed
    return quantifier.compute(carried)  # type: ignore[return-value]  # the table's functions return values


MOST_POSSIBLE = 64
"""Of a term that tables leave open at most so many values are looked at; with more it is unknown."""

_Possible = Sequence[Value | None] | None
"""All that a term can be, None among it for no value at all; None where that is not known."""


def _only(possible: _Possible) -> Value | None:
    """The one value that a term can have, whatever the unknown facts turn out to be."""
    if not possible:
        return None
    first, *others = possible
    return first if all(value == first for value in others) else None


def _possible(node: Node, facts: Mapping[str, Value]) -> _Possible:
    """What a term can be by what is known: more than one value only where a table is below it."""
    match node:
        case Table():
            return _possible_of_rows(node, facts)
        case Derived(body=body) if body is not None:
            return _possible(body, facts)
        case Quantified():
            return _possible_of_quantified(node, facts)
        case Apply() if not is_connective(node):
            # Each operand is looked at once: its value first and what it can be then would double the work a level.
            return _possible_of_operands(node, [None] * len(node.operands), facts)
    value = value_of(node, facts)
    return None if value is None else (value,)


def _possible_of_operands(node: Apply, values: Sequence[Value | None], facts: Mapping[str, Value]) -> _Possible:
    """What a term can be, by the values of operands that are known already."""
    each: list[Sequence[Value | None]] = []
    for operand, value in zip(node.operands, values, strict=True):
        possible = _possible(operand, facts) if value is None else (value,)
        if possible is None:
            return None
        each.append(possible)
    if prod(map(len, each)) > MOST_POSSIBLE:
        return None
    ways = (None if None in way else node.operator.compute(*way) for way in product(*each))
    return _distinct(ways)  # type: ignore[arg-type]  # the table's functions return values


def _possible_of_quantified(node: Quantified, facts: Mapping[str, Value]) -> _Possible:
    over, against = _possible(node.over, facts), _possible(node.against, facts)
    if over is None or against is None or len(over) * len(against) > MOST_POSSIBLE:
        return None
    return _distinct(None if None in way else _of_members(node, *way) for way in product(over, against))  # type: ignore[arg-type]  # none of them is None


def _possible_of_rows(node: Table, facts: Mapping[str, Value]) -> _Possible:
    if node.hit.combine is None:
        rows, nothing = standing(node, facts)
        below = [_possible(row.value, facts) for row in rows]
        return None if None in below else _distinct(chain(*filter(None, below), [None] if nothing else []))
    return _possible_together(node, facts)


def standing(node: Table, facts: Mapping[str, Value], *, presuming: bool = True) -> tuple[list[Row], bool]:
    """Of a table in which one row gives the value: those that can, and whether it can still be that none does.

    In a table that leaves no gap one of them does, whatever the unknown facts turn out to be.
    """
    rows: list[Row] = []
    for row in node.rows:
        holds = row_truth(row, facts, presuming=presuming)
        if holds is Truth.TRUE:
            return [*(rows if node.hit.by_order else ()), row], False
        if holds is Truth.UNKNOWN:
            rows.append(row)
    return (rows, node.partial or not rows) if node.otherwise is None else ([*rows, node.otherwise], False)


def row_truth(row: Row, facts: Mapping[str, Value], *, presuming: bool = True) -> Truth:
    """Whether a row of a table holds."""
    return truth_of(row.when, lambda atom: truths.of(value_of(atom, facts)), presuming=presuming)


def _possible_together(node: Table, facts: Mapping[str, Value]) -> _Possible:
    """What the rows that hold make together, for every way in which the open ones can turn out."""
    hit, held, open_ = node.hit, [], []
    for place, row in enumerate(node.rows):
        holds = row_truth(row, facts)
        if holds is Truth.FALSE:
            continue
        value = value_of(row.value, facts)
        if value is None:
            return None
        if holds is Truth.TRUE:
            held.append((place, value))
        elif value != hit.neutral:
            open_.append((place, value))
    if not hit.lists:
        return _possible_made(node, [value for _, value in held], [value for _, value in open_], facts)
    if 2 ** len(open_) > MOST_POSSIBLE:
        return None
    ways = (sorted([*held, *some]) for some in _selections(open_) if held or some or not _one_holds(node, open_))
    return _distinct(_together(node, [value for _, value in way], facts) for way in ways)


def _possible_made(node: Table, held: Sequence[Value], open_: Sequence[Value], facts: Mapping[str, Value]) -> _Possible:
    """The same of rows whose order makes no difference: with each open row what there is so far, or that and its value.

    So months of which nothing is known are counted without going through the ways in which they turn out together.
    """
    combine = node.hit.combine
    assert combine is not None
    made: Sequence[Value] = [combine(held)] if held else []  # type: ignore[list-item]  # a value of the table
    for value in open_:
        with_it = [combine([before, value]) for before in made] if made else []
        alone = [] if held else [value]
        made = _distinct([*made, *with_it, *alone])  # type: ignore[list-item,assignment]  # as above
        if len(made) > MOST_POSSIBLE:
            return None
    nothing = [] if held or _one_holds(node, open_) else [_together(node, [], facts)]
    return _distinct([*made, *nothing])


def _one_holds(node: Table, open_: Sequence[object]) -> bool:
    """Whether some row holds, since the table leaves no gap, of those that are open."""
    says_all = node.otherwise is None and node.hit.empty is None and not node.partial
    return says_all and open_ != []


def _together(node: Table, values: Sequence[Value], facts: Mapping[str, Value]) -> Value | None:
    assert node.hit.combine is not None
    if values:
        return node.hit.combine(values)  # type: ignore[return-value]  # the table's functions return values
    if node.otherwise is not None:
        return value_of(node.otherwise.value, facts)
    return node.hit.empty  # type: ignore[return-value]  # a value of the table


def _selections(of: Sequence[tuple[int, Value]]) -> Iterator[tuple[tuple[int, Value], ...]]:
    return chain.from_iterable(combinations(of, count) for count in range(len(of) + 1))


def _distinct(values: Iterable[Value | None]) -> Sequence[Value | None]:
    found: list[Value | None] = []
    for value in values:
        if not any(value is other or value == other for other in found):
            found.append(value)
    return found


def has_no_value(node: Node, facts: Mapping[str, Value]) -> bool:
    """Whether a table below says nothing, by what is known: no row of it holds, and it has none for all else."""
    match node:
        case Table():
            return not node.hit.completes and _possible_of_rows(node, facts) == [None]
        case Derived(body=body) if body is not None:
            return has_no_value(body, facts)
        case Apply() if not is_connective(node):
            return any(has_no_value(operand, facts) for operand in node.operands)
    return False


def truth_of(node: Node, of_atom: Callable[[Node], Truth], *, presuming: bool = True) -> Truth:
    """The truth of a boolean tree, given the truth of its single tests.

    Without `presuming`, what is only presumed (`shown`) stays unknown: so one sees what could still turn out.
    """
    match node:
        case Constant(value=value):
            return truths.of(value)
        case Derived(body=body, type=type_) if type_.kind is Kind.BOOLEAN:
            return Truth.UNKNOWN if body is None else truth_of(body, of_atom, presuming=presuming)
        case Apply(operator=row, operands=operands) if is_connective(node):
            below = [truth_of(operand, of_atom, presuming=presuming) for operand in operands]
            return row.join(below, presuming=presuming)
    return of_atom(node)

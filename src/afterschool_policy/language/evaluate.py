"""The readable definition of a tree's meaning: its value for known facts, None where a missing one leaves it unknown.

The generated engine is held to it by property tests.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import chain, combinations, compress, product
from math import prod

from afterschool_policy.language.operators import OPERATORS
from afterschool_policy.language.ranges import ANYTHING, Range, added, hull, range_of_value, sides
from afterschool_policy.language.reads import Reads
from afterschool_policy.language.term_ranges import NOUGHT
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
    Row,
    Table,
    Value,
    is_connective,
)
from afterschool_policy.values import truth as truths
from afterschool_policy.values.numbers import settle
from afterschool_policy.values.truth import Truth
from afterschool_policy.values.types import Kind

MOST_POSSIBLE = 64
"""Of a term that tables leave open at most so many values are looked at; with more it is unknown."""

_Possible = Sequence[Value | None] | None
"""All that a term can be, None among it for no value at all; None where that is not known."""


class Values:
    """What nodes come to on some facts; each is worked out once, by its identity, which its tree keeps taken."""

    __slots__ = ("_before", "_changed", "_facts", "_kept", "_ranges", "_reads")

    def __init__(
        self,
        facts: Mapping[str, Value],
        reads: Reads | None = None,
        before: Values | None = None,
        changed: Collection[str] = (),
    ) -> None:
        self._facts = facts
        self._reads = reads
        self._before = before
        self._changed = frozenset(changed)
        self._kept: dict[int, _Possible] = {}
        self._ranges: dict[int, Range] = {}

    @property
    def facts(self) -> Mapping[str, Value]:
        """The facts that they are worked out on."""
        return self._facts

    def after(self, facts: Mapping[str, Value], changed: Collection[str]) -> Values:
        """The same on facts of which these have changed: what reads none of them is kept."""
        return Values(facts, self._reads, self, changed)

    def of(self, node: Node) -> Value | None:
        """The value of a node; None is unknown. A boolean node with connectives goes by Kleene logic."""
        return _only(self.possible(node))

    def truth(self, node: Node) -> Truth:
        """The truth of a boolean node."""
        return truths.of(self.of(node))

    def standing(self, node: Table, *, presuming: bool = True) -> tuple[list[Row], bool]:
        """Of a table in which one row gives the value: those that can, and whether it can still be that none does.

        In a table that leaves no gap one of them does, whatever the unknown facts turn out to be.
        """
        rows: list[Row] = []
        for row in node.rows:
            holds = self.row_truth(row, presuming=presuming)
            if holds is Truth.TRUE:
                return [*(rows if node.hit.by_order else ()), row], False
            if holds is Truth.UNKNOWN:
                rows.append(row)
        return (rows, node.partial or not rows) if node.otherwise is None else ([*rows, node.otherwise], False)

    def row_truth(self, row: Row, *, presuming: bool = True) -> Truth:
        """Whether a row of a table holds."""
        return self.truth(row.when) if presuming else truth_of(row.when, self.truth, presuming=False)

    def has_no_value(self, node: Node) -> bool:
        """Whether a table below says nothing, by what is known: no row of it holds, and it has none for all else."""
        match node:
            case Table():
                return not node.hit.completes and tuple(self.possible(node) or ()) == (None,)
            case Derived(body=body) if body is not None:
                return self.has_no_value(body)
            case Apply() if not is_connective(node):
                return any(map(self.has_no_value, node.operands))
        return False

    def possible(self, node: Node) -> _Possible:
        """What a node can be by what is known: more than one value only where a table is below it."""
        match node:
            case Fact(name=name):
                return _known(self._facts.get(name))
            case Constant(value=value) | Parameter(value=value):
                return _known(value)
        key, kept = id(node), self._kept
        if key not in kept:
            before = self._kept_before(node)
            kept[key] = self._worked_out(node) if before is None else before.possible(node)
        return kept[key]

    def _kept_before(self, node: Node) -> Values | None:
        """Those on the earliest facts since which nothing has changed that a node reads; None where these are."""
        values, before, reads = self, self._before, self._reads
        if before is None or reads is None:
            return None
        read = reads.of(node)
        while before is not None and read.isdisjoint(values._changed):
            values, before = before, before._before
        return None if values is self else values

    def _worked_out(self, node: Node) -> _Possible:
        match node:
            case Apply():
                return (
                    self._of_truths(node) if is_connective(node) else self._of_operands(node) or self._by_bounds(node)
                )
            case Derived(body=body):
                return None if body is None else self.possible(body)
            case Table() if node.hit.combine is None:
                return self._of_rows(node)
            case Table():
                return self._of_rows_together(node)
            case Quantified():
                return self._of_quantified(node)
            case ListOf(items=items):
                members = list(map(self.of, items))
                return None if any(member is None for member in members) else (tuple(members),)  # type: ignore[arg-type]
            case Known(of=of):
                return None if self.of(of) is None else (True,)
            case Presuming(test=test):
                return self.possible(test)
            case Given(facts=known):
                return (True,) if any(fact.name in self._facts for fact in known) else None
        return None  # what is written out where the law is linked

    def _of_truths(self, node: Apply) -> _Possible:
        truth = node.operator.join([self.truth(operand) for operand in node.operands])
        return None if truth is Truth.UNKNOWN else (truth is Truth.TRUE,)

    def _of_operands(self, node: Apply) -> _Possible:
        each: list[Sequence[Value | None]] = []
        for operand in node.operands:
            possible = self.possible(operand)
            if possible is None:
                return None
            each.append(possible)
        ways = prod(map(len, each))
        if ways == 1:  # as mostly
            way = [value for (value,) in each]
            return (None if None in way else node.operator.compute(*way),)  # type: ignore[return-value]  # as below
        if ways > MOST_POSSIBLE:
            return None
        every = (None if None in way else node.operator.compute(*way) for way in product(*each))
        return _distinct(every)  # type: ignore[arg-type]  # the table's functions return values

    def _by_bounds(self, node: Apply) -> _Possible:
        """What a comparison of what tables make comes to, where it is the same wherever in their ranges the two lie."""
        if not node.by_bounds:
            return None
        told = {node.operator.compute(side, 0) for side in sides(*map(self.range, node.operands))}
        return tuple(told) if len(told) == 1 else None  # type: ignore[arg-type]  # a test gives a truth

    def _of_quantified(self, node: Quantified) -> _Possible:
        over, against = self.possible(node.over), self.possible(node.against)
        if over is None or against is None or len(over) * len(against) > MOST_POSSIBLE:
            return None
        ways = product(over, against)
        return _distinct(None if None in way else _of_members(node, *way) for way in ways)  # type: ignore[arg-type]  # none of them is None

    def _of_rows(self, node: Table) -> _Possible:
        rows, nothing = self.standing(node)
        below: list[Value | None] = []
        for row in rows:
            possible = self.possible(row.value)
            if possible is None:
                return None
            below += possible
        if nothing:
            below.append(None)
        return below if len(below) == 1 else _distinct(below)

    def _of_rows_together(self, node: Table) -> _Possible:
        """What the rows that hold make together, for every way in which the open ones can turn out."""
        hit, held, open_ = node.hit, [], []
        for place, row in enumerate(node.rows):
            holds = self.truth(row.when)
            if holds is Truth.FALSE:
                continue
            value = self.of(row.value)
            if value is None:
                return None
            if holds is Truth.TRUE:
                held.append((place, value))
            elif value != hit.neutral:
                open_.append((place, value))
        if not hit.lists:
            return self._made_of_rows(node, [value for _, value in held], [value for _, value in open_])
        if 2 ** len(open_) > MOST_POSSIBLE:
            return None
        ways = (sorted([*held, *some]) for some in _selections(open_) if held or some or not _one_holds(node, open_))
        return _distinct(self._together(node, [value for _, value in way]) for way in ways)

    def _made_of_rows(self, node: Table, held: Sequence[Value], open_: Sequence[Value]) -> _Possible:
        """The same of rows whose order makes no difference: with each open row what there is so far, or that and it.

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
        nothing = [] if held or _one_holds(node, open_) else [self._together(node, [])]
        return _distinct([*made, *nothing])

    def _together(self, node: Table, values: Sequence[Value]) -> Value | None:
        assert node.hit.combine is not None
        if values:
            return node.hit.combine(values)  # type: ignore[return-value]  # the table's functions return values
        if node.otherwise is not None:
            return self.of(node.otherwise.value)
        return node.hit.empty  # type: ignore[return-value]  # a value of the table

    def range(self, node: Node) -> Range:
        """The least and the greatest that a term can be, by what is known and the limits of its facts."""
        found = self._ranges.get(id(node))
        if found is None:
            found = self._ranges[id(node)] = self._range(node)
        return found

    def _range(self, node: Node) -> Range:
        value = self.of(node)
        if value is not None:
            return range_of_value(value)
        match node:
            case Fact(least=least, greatest=greatest):
                return Range(*(None if end is None else settle(end) for end in (least, greatest)))
            case Derived(body=body) if body is not None:
                return self.range(body)
            case Apply(operator=row, operands=operands) if row.range_ is not None and row.is_total(len(operands)):
                return row.range_(*map(self.range, operands))
            case Table() if node.type.kind is Kind.NUMBER:
                return self._range_of_rows(node)
        return ANYTHING

    def _range_of_rows(self, node: Table) -> Range:
        """The range of a table: of the rows that can give its value, or of what those that can hold make together."""
        if node.hit.completes:
            return self._range_of_complete(node)
        if node.hit.combine is None:
            return hull(*(self.range(row.value) for row in self.standing(node)[0]))
        truths_of_rows = [(row, self.row_truth(row)) for row in node.rows]
        held = [self.range(row.value) for row, holds in truths_of_rows if holds is Truth.TRUE]
        open_ = [self.range(row.value) for row, holds in truths_of_rows if holds is Truth.UNKNOWN]
        rest = () if held or node.otherwise is None else (self.range(node.otherwise.value),)
        if not node.hit.adds:
            return hull(*held, *open_, *rest)
        return hull(reduce(added, [*held, *(hull(NOUGHT, each) for each in open_)], NOUGHT), *rest)

    def _range_of_complete(self, node: Table) -> Range:
        """The range of what may leave something out: more of what is not below nought makes a sum greater, and more of
        anything an extreme more extreme, and a place a later one.
        """
        (row,) = node.rows
        low, high = self.range(row.value)
        if self.row_truth(row) is Truth.TRUE or not isinstance(row.value, Table):
            return Range(low, high)
        if row.value.hit.adds:
            each = [Values({}).range(of_one.value) for of_one in row.value.rows]
            return Range(low if each and all(one.low is not None and one.low >= 0 for one in each) else None, None)
        return Range(None, high) if row.value.policy == "least" else Range(low, None)


def value_of(node: Node, facts: Mapping[str, Value]) -> Value | None:
    """The value of a node on these facts; None is unknown."""
    return Values(facts).of(node)


def _of_members(node: Quantified, over: Value, against: Value) -> Value | None:
    if not isinstance(over, tuple):
        return None
    test, quantifier = OPERATORS[node.test], OPERATORS[node.quantifier]
    passed = [bool(test.compute(member, against)) for member in over]
    carried = compress(over, passed) if quantifier.selects else passed
    return quantifier.compute(carried)  # type: ignore[return-value]  # the table's functions return values


def row_truth(row: Row, facts: Mapping[str, Value], *, presuming: bool = True) -> Truth:
    """Whether a row of a table holds on these facts."""
    return Values(facts).row_truth(row, presuming=presuming)


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
        case Presuming(test=test, known=known):
            truth = of_atom(known)
            return of_atom(test) if truth is Truth.UNKNOWN and presuming else truth
    return of_atom(node)


def _known(value: Value | None) -> _Possible:
    return None if value is None else (value,)


def _only(possible: _Possible) -> Value | None:
    """The one value that a term can have, whatever the unknown facts turn out to be."""
    return possible[0] if possible is not None and len(possible) == 1 else None


def _one_holds(node: Table, open_: Sequence[object]) -> bool:
    """Whether some row holds, since the table leaves no gap, of those that are open."""
    says_all = node.otherwise is None and node.hit.empty is None and not node.partial
    return says_all and open_ != []


def _selections(of: Sequence[tuple[int, Value]]) -> Iterator[tuple[tuple[int, Value], ...]]:
    return chain.from_iterable(combinations(of, count) for count in range(len(of) + 1))


def _distinct(values: Iterable[Value | None]) -> Sequence[Value | None]:
    found: list[Value | None] = []
    for value in values:
        if not any(value is other or value == other for other in found):
            found.append(value)
    return found

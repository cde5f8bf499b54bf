"""A computation of a rule as a typed tree: an expression, or a table by cases, by codes or by bands.

A table by codes or by bands is a table of rows like any other, written shorter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from afterschool_policy.authoring.models import (
    Band,
    BandsTable,
    CasesTable,
    CodesTable,
    Computation,
    Given,
    RowValue,
)
from afterschool_policy.authoring.yaml_reader import KeyPath
from afterschool_policy.compile.expressions import Expressions
from afterschool_policy.diagnostics import suggestion
from afterschool_policy.language.connectives import TRUE, all_of, any_of, not_
from afterschool_policy.language.hits import HITS
from afterschool_policy.language.operators import OPERATORS
from afterschool_policy.language.signatures import all_alike
from afterschool_policy.language.tree import Apply, Constant, ListOf, Node, Row, Table
from afterschool_policy.text import Text
from afterschool_policy.values.types import BOOLEAN, NUMBER, Kind, Type

_A_CODE = Text("代码", "a code")
_ROW_OF_TRUTHS = Text("是非的表的一行", "a row of a table of truths")
_ON_THE_RULE = Text(
    "这样的表是一个条件，依据的条款写在规则的 clauses 里。",
    "Such a table is a condition: the clauses that say so are those of the rule, under its own `clauses`.",
)
_WITHOUT_GAP = Text("没有空缺的表", "a table without a gap")
_NO_GAP_TO_INTEND = Text(
    "删去它：有 otherwise 的、取 sum 或者 all 的、两端都不设限的，每种情形都有值。",
    "Remove it: with `otherwise`, with `sum` or `all`, or with no limit at either end there is a value in every case.",
)
_ROWS_ALIKE = Text("与其他各行同类的值", "a value of the sort of the other rows")

Leaf = Callable[[str, KeyPath], Node | None]
"""What types an expression that stands for the value of a row, or for the whole."""


class Computations:
    """The computations of one document; `wanted` is the type of the whole, `cites` checks the clauses at a path.

    A table of truths becomes what it says, as a condition; `truths` keeps such tables as they are written.
    """

    def __init__(
        self, expressions: Expressions, leaf: Leaf, wanted: Type | None, cites: Callable[[list[str], KeyPath], None]
    ) -> None:
        self._expressions = expressions
        self._leaf = leaf
        self._wanted = wanted
        self._cites = cites
        self.truths: list[tuple[KeyPath, Table]] = []

    def node(self, written: Computation, path: KeyPath) -> Node | None:
        """The tree of a computation; None where a part of it has a fault."""
        match written:
            case CasesTable():
                return self._by_cases(written, path)
            case CodesTable():
                return self._by_codes(written, path)
            case BandsTable():
                return self._by_bands(written, path)
        return self._leaf(str(written), path)

    def _by_cases(self, written: CasesTable, path: KeyPath) -> Node | None:
        known = [name for name, hit in HITS.items() if hit.written]
        if written.hit not in known:
            problem = Text(f"hit 只能是 {'、'.join(known)}", f"hit can only be {', '.join(known)}")
            hint = suggestion(written.hit, known)
            self._expressions.fault("wrong-shape", (*path, "hit"), problem=problem, suggestion=hint)
            return None
        rows: list[Row | None] = []
        for place, case in enumerate(written.cases):
            at = (*path, "cases", place)
            when = self._expressions.condition(case.when, (*at, "when"))
            given = self._given(case, at)
            rows.append(None if when is None or given is None else replace(given, when=when))
        self._gap_can_be(written.gap, path, written.otherwise is None and HITS[written.hit].empty is None)
        return self._table(written.hit, rows, self._otherwise(written.otherwise, path), path, written.gap)

    def _by_codes(self, written: CodesTable, path: KeyPath) -> Node | None:
        by = self._expressions.expression(written.by, (*path, "by"), None)
        if by is not None and by.type.kind is not Kind.CODE:
            self._expressions.fault("wrong-type", (*path, "by"), wanted=_A_CODE, given=by.type.describe())
            by = None
        rows: list[Row | None] = []
        for code, each in written.cases.items():
            given = self._given(each, (*path, "cases", code))
            known = by is not None and self._expressions.knows_code(code, by.type, (*path, "cases", code))
            if by is None or given is None or not known:
                rows.append(None)
            else:
                rows.append(replace(given, when=Apply("==", (by, Constant(code, by.type)), BOOLEAN)))
        self._gap_can_be(written.gap, path, written.otherwise is None)
        return self._table("unique", rows, self._otherwise(written.otherwise, path), path, written.gap)

    def _given(self, written: Given, path: KeyPath) -> Row | None:
        """What a row gives, always."""
        clauses: list[str] = []
        if isinstance(written, RowValue):
            self._cites(written.clauses, (*path, "clauses"))
            clauses, value = written.clauses, self.node(written.is_, (*path, "is"))
        else:
            value = self.node(written, path)
        if clauses and value is not None and value.type.kind is Kind.BOOLEAN:
            self._means_nothing("clauses", (*path, "clauses"), _ROW_OF_TRUTHS, _ON_THE_RULE)
        return None if value is None else Row(TRUE, value, tuple(clauses))

    def _gap_can_be(self, gap: str | None, path: KeyPath, there_is_one: bool) -> None:
        """Report a gap that is meant where there is none."""
        if gap is not None and not there_is_one:
            self._means_nothing(f"gap: {gap}", (*path, "gap"), _WITHOUT_GAP, _NO_GAP_TO_INTEND)

    def _means_nothing(self, part: str, path: KeyPath, where: Text, instead: Text) -> None:
        self._expressions.fault("part-not-allowed", path, part=part, where=where, instead=instead)

    def _otherwise(self, written: Given | None, path: KeyPath) -> list[Row | None]:
        return [] if written is None else [self._given(written, (*path, "otherwise"))]

    def _table(
        self, policy: str, rows: Sequence[Row | None], rest: Sequence[Row | None], path: KeyPath, gap: str | None
    ) -> Node | None:
        """A table of sound rows, all of one type."""
        sound = [row for row in (*rows, *rest) if row is not None]
        if len(sound) < len(rows) + len(rest):
            return None
        types = [row.value.type for row in sound]
        if not all_alike(types):
            odd = next(type_ for type_ in types if not all_alike([types[0], type_]))
            self._expressions.fault("wrong-type", path, wanted=types[0].describe(), given=odd.describe())
            return None
        wanted = [self._wanted] if self._wanted is not None and all_alike([self._wanted, types[0]]) else []
        of_rows = next((type_ for type_ in (*wanted, *types) if type_.unit or type_.item), types[0])
        sound = [replace(row, value=_of_type(row.value, of_rows)) for row in sound]
        hit = HITS[policy]
        type_ = hit.gives(of_rows)
        if type_ is None:
            takes = NUMBER.describe() if hit.adds else OPERATORS["<"].takes if hit.orders else _ROWS_ALIKE
            self._expressions.fault("wrong-type", path, wanted=takes, given=of_rows.describe())
            return None
        held, otherwise = sound[: len(rows)], sound[len(rows)] if rest else None
        if hit.lists and otherwise is not None:  # what is listed where no row holds is that alone
            otherwise = replace(otherwise, value=ListOf((otherwise.value,), type_))
        if type_.kind is Kind.BOOLEAN:
            if otherwise is None:
                self._expressions.fault("table-rest", path)
                return None
            self.truths.append((path, Table(policy, tuple(held), otherwise, type_)))
            return _truth(held, otherwise, by_order=hit.by_order)
        return Table(policy, tuple(held), otherwise, type_, gap is not None)

    def _by_bands(self, written: BandsTable, path: KeyPath) -> Node | None:
        number = self._expressions.expression(written.bands, (*path, "bands"), None)
        if number is not None and number.type.kind is not Kind.NUMBER:
            self._expressions.fault(
                "wrong-type", (*path, "bands"), wanted=NUMBER.describe(), given=number.type.describe()
            )
            number = None
        if not self._bands_are_whole(written, path) or number is None:
            return None
        scale = _Scale(number, marginal=written.mode == "marginal")
        begins = None
        if written.from_ is not None:
            begins = self._expressions.expression(written.from_, (*path, "from"), number.type)
            begins = None if begins is None else _of_type(begins, number.type)
        elif scale.marginal:
            begins = Constant(0, number.type)
        lowest, end, inclusive = begins, None, False
        rows: list[Row | None] = []
        for place, band in enumerate(written.rows):
            at = (*path, "rows", place)
            end = self._end(band, at, number.type)
            given = self._of_band(band, at)
            self._cites(band.clauses, (*at, "clauses"))
            row = None if given is None else scale.row(band, given, begins, end, inclusive=inclusive, first=place == 0)
            rows.append(row)
            begins, inclusive = end, band.below is not None
        last = written.rows[-1]
        self._gap_can_be(written.gap, path, not (written.from_ is last.up_to is last.below is None))
        if not scale.marginal:
            return self._table("unique", rows, [], path, written.gap)
        if written.gap is None:
            below = [] if written.from_ is None or lowest is None else [scale.below(lowest)]
            return self._table("sum", [*below, *rows], [], path, None)
        added = self._table("sum", rows, [], path, None)
        if added is None:
            return None
        within = scale.within(None if written.from_ is None else lowest, end, up_to=last.up_to is not None)
        return Table("unique", (Row(within, added),), None, added.type, partial=True)

    def _end(self, band: Band, path: KeyPath, type_: Type) -> Node | None:
        key = "up_to" if band.up_to is not None else "below"
        text = band.up_to or band.below
        end = None if text is None else self._expressions.expression(text, (*path, key), type_)
        return None if end is None else _of_type(end, type_)

    def _of_band(self, band: Band, path: KeyPath) -> Node | None:
        if band.rate is not None:
            return self._expressions.expression(band.rate, (*path, "rate"), None)
        return self._leaf(str(band.is_), (*path, "is"))

    def _bands_are_whole(self, written: BandsTable, path: KeyPath) -> bool:
        """Whether each band has what it needs, and only the last no end."""
        before = len(self._expressions.faults)
        for place, band in enumerate(written.rows):
            at = (*path, "rows", place)
            if (band.rate is None) == (band.is_ is None):
                self._expressions.fault("band-part", at, one="rate", other="is")
            last = place == len(written.rows) - 1
            ends = [end for end in (band.up_to, band.below) if end is not None]
            if len(ends) > 1 or (not ends and not last):
                self._expressions.fault("band-part", at, one="up_to", other="below")
            elif ends and last and written.gap is None:
                self._expressions.fault("band-open", at)
        return len(self._expressions.faults) == before


class _Scale:
    """The rows of a scale over one number."""

    def __init__(self, number: Node, *, marginal: bool) -> None:
        self.marginal = marginal
        self._number = number

    def row(
        self, band: Band, given: Node, begins: Node | None, end: Node | None, *, inclusive: bool, first: bool
    ) -> Row:
        """The row of a band between two limits; `inclusive`: the lower one belongs to it."""
        # A band that adds nothing is told by both its limits, of which the upper one is what the nought rests on.
        adds_nothing = self.marginal and isinstance(given, Constant) and given.value == 0
        lower = None if adds_nothing and first and _is_nought(begins) else begins
        upper = end if adds_nothing or not self.marginal else None
        when = self.within(lower, upper, inclusive=inclusive, up_to=band.up_to is not None)
        value = given
        if band.rate is not None:
            base = self._portion(begins, end, first=first) if self.marginal else self._number
            value = _applied("*", base, given)
        return Row(when, value, tuple(band.clauses))

    def below(self, begins: Node) -> Row:
        """What the number gives as long as it does not go beyond where the first band begins."""
        return Row(self.within(None, begins, up_to=True), Constant(0, NUMBER))

    def within(self, begins: Node | None, end: Node | None, *, inclusive: bool = False, up_to: bool) -> Node:
        """That the number lies between two limits; `inclusive`: the lower one too, `up_to`: the upper one."""
        tests = [] if begins is None else [self._test(">=" if inclusive else ">", begins)]
        tests += [] if end is None else [self._test("<=" if up_to else "<", end)]
        return all_of(*tests)

    def _test(self, symbol: str, limit: Node) -> Node:
        return Apply(symbol, (self._number, limit), BOOLEAN)

    def _portion(self, begins: Node | None, end: Node | None, *, first: bool) -> Node:
        """What of the number lies in a band."""
        from_nought = first and _is_nought(begins)
        if begins is None or (from_nought and end is None):
            return self._number
        if from_nought and end is not None:
            return _applied("min", self._number, end)
        return _applied("-", self._number, begins) if end is None else _applied("portion", self._number, begins, end)


def _is_nought(limit: Node | None) -> bool:
    return isinstance(limit, Constant) and limit.value == 0


def _of_type(node: Node, type_: Type) -> Node:
    """A bare number, which may have its sign, as one of the unit that stands where it does."""
    match node:
        case Constant(type=Type(kind=Kind.NUMBER, unit=None)) if type_.kind is Kind.NUMBER:
            return replace(node, type=type_)
        case Apply(symbol="negative", operands=(Constant() as number,)) if type_.kind is Kind.NUMBER:
            return replace(node, operands=(_of_type(number, type_),), type=type_)
    return node


def _applied(symbol: str, *operands: Node) -> Node:
    type_ = OPERATORS[symbol].signature([operand.type for operand in operands])
    return Apply(symbol, operands, type_ or NUMBER)


def _truth(rows: Sequence[Row], otherwise: Row, *, by_order: bool) -> Node:
    """A table of truths, as what it says: one of its rows holds, and what that gives is true."""
    ways: list[Node] = []
    for place, row in enumerate((*rows, otherwise)):
        before = rows[:place] if by_order or row is otherwise else []
        ways.append(all_of(row.when, row.value, *(not_(each.when) for each in before)))
    return any_of(*ways)

"""The one table of hit policies: what a table of rows makes of those that hold.

The checker, the evaluators, the engines, the explanation and the reference pages read it; to add one, add a row.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from afterschool_policy.language import computation
from afterschool_policy.text import Text
from afterschool_policy.values.types import ORDERED, Kind, Type


@dataclass(frozen=True, slots=True, eq=False)
class Hit:
    """One row.

    `settles`: a row that holds gives the value, whatever the others; `by_order`: unless one before it does, too.
    `disjoint`: no two rows may hold at once, `agreeing`: two may, where they give the same.
    `combine` makes one value of those of all rows that hold, in their order, where they count together; `empty` is what
    it makes of none, None where that is no value. `neutral` is a value that makes no difference to it. It `adds`, and
    takes numbers alone; it `orders`, and takes what lies in an order; or it `lists` what it is given.
    One that `completes` gives its one row where nothing is left out, else an open value; rule files may use what is
    `written`.
    """

    name: str
    label: Text
    settles: bool = False
    by_order: bool = False
    disjoint: bool = False
    agreeing: bool = False
    combine: Callable[..., object] | None = None
    empty: object | None = None
    neutral: object | None = None
    adds: bool = False
    orders: bool = False
    lists: bool = False
    completes: bool = False
    written: bool = True

    def gives(self, of_rows: Type) -> Type | None:
        """The type of what it makes of rows of a type; None where it takes no such rows."""
        if (self.adds and of_rows.kind is not Kind.NUMBER) or (self.orders and of_rows.kind not in ORDERED):
            return None
        if self.lists:
            return None if of_rows.kind in (Kind.LIST, Kind.MAPPING) else Type(Kind.LIST, item=of_rows)
        return of_rows


_TABLE = (
    Hit(
        "unique",
        Text("成立的那一行的值，至多一行成立", "the value of the row that holds, of which there is one at most"),
        settles=True,
        disjoint=True,
    ),
    Hit(
        "any",
        Text("成立的各行共同的值", "the value that all rows that hold have in common"),
        settles=True,
        agreeing=True,
    ),
    Hit(
        "first",
        Text("自上而下第一个成立的行的值", "the value of the first row that holds, from the top down"),
        settles=True,
        by_order=True,
    ),
    Hit(
        "sum",
        Text(
            "成立的各行的值相加；一行也不成立的，为零",
            "the values of the rows that hold, added up; zero where none does",
        ),
        combine=computation.total,
        empty=0,
        neutral=0,
        adds=True,
    ),
    Hit(
        "complete",
        Text("没有遗漏时的值", "the value where nothing is left out"),
        settles=True,
        by_order=True,
        completes=True,
        written=False,
    ),
    Hit("least", Text("成立的各行中最小的值", "the least value of the rows that hold"), combine=min, orders=True),
    Hit("greatest", Text("成立的各行中最大的值", "the greatest value of the rows that hold"), combine=max, orders=True),
    Hit(
        "all",
        Text("成立的各行的值，依次列出", "the values of the rows that hold, listed in their order"),
        combine=tuple,
        empty=(),
        lists=True,
    ),
)

HITS: dict[str, Hit] = {row.name: row for row in _TABLE}

"""The one table of gatherings: what is made of the records of a list, as of the members of a household.

Each is an `and` or an `or` of what holds of them, or a table to which each of them is a row.
"""

from __future__ import annotations

from dataclasses import dataclass

from afterschool_policy.text import Text

POSITION = "position"
"""Of a record: its place in its list, from 1 on; as a function, that among those of whom a test holds."""


@dataclass(frozen=True, slots=True, eq=False)
class GatheringRow:
    """One row.

    `joins` is the connective of a truth of each, `policy` the hit policy by which the values of each are made one;
    where it `counts`, the value of each is 1; where it is `placed`, they count up to the record that is spoken of, and
    none does where that is not among them itself. {term} is what is told of each, {those} who they are.
    """

    name: str
    wording: Text
    takes: Text
    joins: str | None = None
    policy: str | None = None
    counts: bool = False
    placed: bool = False


_TRUTH = Text("每条记录的是非", "a truth of each record")
_NUMBER = Text("每条记录的数", "a number of each record")
_ORDERED = Text("每条记录的数、时刻或者日期", "a number, time or date of each record")
_ITSELF = Text("记录本身", "the records themselves")

_TABLE = (
    GatheringRow("any", Text("{those}中有{term}的", "{term} is so of at least one of {those}"), _TRUTH, joins="or"),
    GatheringRow("all", Text("{those}都{term}", "{term} is so of each of {those}"), _TRUTH, joins="and"),
    GatheringRow("sum", Text("{those}的{term}合计", "the sum of {term} over {those}"), _NUMBER, policy="sum"),
    GatheringRow("count", Text("{those}的数目", "the number of {those}"), _ITSELF, policy="sum", counts=True),
    GatheringRow("least", Text("{those}中最小的{term}", "the least of {term} over {those}"), _ORDERED, policy="least"),
    GatheringRow(
        "greatest", Text("{those}中最大的{term}", "the greatest of {term} over {those}"), _ORDERED, policy="greatest"
    ),
    GatheringRow(
        POSITION,
        Text("该条在{those}中的位次", "the place of this one among {those}"),
        _ITSELF,
        policy="sum",
        counts=True,
        placed=True,
    ),
)

GATHERINGS: dict[str, GatheringRow] = {row.name: row for row in _TABLE}

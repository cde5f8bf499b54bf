"""The types of the language: what a fact, a parameter or an expression can be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from afterschool_policy.text import Text
from afterschool_policy.values.names import CodeId
from afterschool_policy.values.units import Unit


class Kind(StrEnum):
    """The sorts of value."""

    BOOLEAN = "boolean"
    NUMBER = "number"
    TIME = "time"
    DATE = "date"
    TEXT = "text"
    CODE = "code"
    LIST = "list"
    MAPPING = "mapping"


KIND_NAMES: dict[Kind, Text] = {
    Kind.BOOLEAN: Text("是非", "boolean"),
    Kind.NUMBER: Text("数", "number"),
    Kind.TIME: Text("时刻", "time"),
    Kind.DATE: Text("日期", "date"),
    Kind.TEXT: Text("文字", "text"),
    Kind.CODE: Text("代码", "code"),
    Kind.LIST: Text("列表", "list"),
    Kind.MAPPING: Text("对照表", "mapping"),
}

ORDERED = frozenset({Kind.NUMBER, Kind.TIME, Kind.DATE})


@dataclass(frozen=True, slots=True)
class Type:
    """A sort of value, with what belongs to it.

    `unit` is for numbers (None: a bare literal, which takes the unit of its neighbour), `codes` names the
    enumeration of a code, `item` is the type of a list's members.
    """

    kind: Kind
    unit: Unit | None = None
    codes: CodeId | None = None
    item: Type | None = None

    def describe(self) -> Text:
        """The type in words, for a diagnostic."""
        if self.kind is Kind.LIST and self.item is not None:
            return Text("{item}的列表", "list of {item}").format(item=self.item.describe())
        name, detail = KIND_NAMES[self.kind], self.unit if self.kind is Kind.NUMBER else self.codes
        return Text(f"{name.zh}（{detail}）", f"{name.en} ({detail})") if detail else name


BOOLEAN = Type(Kind.BOOLEAN)
NUMBER = Type(Kind.NUMBER)
TIME = Type(Kind.TIME)
DATE = Type(Kind.DATE)
TEXT = Type(Kind.TEXT)
MAPPING = Type(Kind.MAPPING)


def alike(left: Type, right: Type) -> bool:
    """Whether values of the two types can be compared: one kind, one unit, one enumeration."""
    if left.kind is not right.kind:
        return False
    if left.kind is Kind.NUMBER:
        return left.unit is None or right.unit is None or left.unit == right.unit
    if left.kind is Kind.LIST:
        return left.item is None or right.item is None or alike(left.item, right.item)
    return left.codes == right.codes

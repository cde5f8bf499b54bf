"""The table of the parts of a rule: in which kinds of rule each means something, and what it needs beside it.

Whatever a rule says has a meaning: the checker refuses what the table does not give one, with what to write instead.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from afterschool_policy.text import Text

DECIDES, DEFINES, STATES = "decision", "define", "parameter"

KINDS = {
    DECIDES: Text("回答事项的规则", "a rule that answers a question"),
    DEFINES: Text("只作定义的规则", "a rule that only defines a fact"),
    STATES: Text("参数", "a parameter"),
}
"""The kinds of rule, each by the key that makes a rule one. A rule that defines a fact can answer questions, too."""

KEPT_TO = {DEFINES: "definition", STATES: "parameter"}
"""The one modality of the kinds that answer no question."""

ONE_VALUE = Text(
    "删去它：参数只规定数值，分情形的写成表格；范围、结论和算式写在别的规则里。",
    "Remove it: a parameter states values, by cases in a table; scope, outcome and computation belong in other rules.",
)
_INSTEAD = {
    DECIDES: Text(
        "删去它；要作定义的写上 define，要规定数值的写上 parameter。",
        "Remove it; to define a fact write `define`, to state a value `parameter`.",
    ),
    STATES: ONE_VALUE,
}

_IN_VALUE = Text(
    "把它写进 value（范围和条件用 and 连接）；只限于某个事项的，写到该事项的规则里。",
    "Put it into `value`, joined by `and`; where it concerns one question only, into a rule of that question.",
)
_IN_READER = Text(
    "写到采用这一定义、回答事项的规则里。", "Write it in the rules that read the definition and answer a question."
)
_AS_VALUE = Text(
    "定义得出的写在 value；要报告数额或者清单的，写到回答事项的规则里。",
    "What a definition comes to is its `value`; an amount or list to report belongs in a rule that answers a question.",
)


@dataclass(frozen=True, slots=True)
class Part:
    """One row: the kinds of rule in which a part means something, and the part without which it is never looked at.

    `instead` tells what to write in its place where a rule only defines a fact.
    """

    name: str
    kinds: frozenset[str]
    needs: str | None = None
    instead: Text = ONE_VALUE

    def instead_in(self, kind: str) -> Text:
        """What to write instead in a rule of a kind in which it means nothing."""
        return self.instead if kind == DEFINES else _INSTEAD[kind]


_DECIDING = frozenset({DECIDES})
_NAMING = frozenset({DEFINES, STATES})

_TABLE = (
    Part("applies", _DECIDING, instead=_IN_VALUE),
    Part("condition", _DECIDING, instead=_IN_VALUE),
    Part("unless", _DECIDING, instead=_IN_VALUE),
    Part("refer", _DECIDING, instead=_IN_READER),
    Part("reason", _DECIDING, needs="condition", instead=_IN_READER),
    Part("due", _DECIDING, instead=_IN_READER),
    Part("amounts", _DECIDING, instead=_AS_VALUE),
    Part("values", _DECIDING, instead=_AS_VALUE),
    Part("otherwise", _DECIDING, needs="condition", instead=_AS_VALUE),
    Part("overrides", _DECIDING, instead=_IN_READER),
    Part("value", _NAMING),
    Part("label", _NAMING),
    Part("negation", frozenset({DEFINES})),
    Part("type", frozenset({DEFINES})),
    Part("unit", _NAMING),
    Part("codes", _NAMING),
)

PARTS: dict[str, Part] = {row.name: row for row in _TABLE}


def kinds_of(keys: Collection[str]) -> tuple[str, ...]:
    """The kinds of a rule with these keys; one with none of theirs was meant to answer a question."""
    return tuple(kind for kind in KINDS if kind in keys) or (DECIDES,)

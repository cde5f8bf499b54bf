"""The signs before a statement: how it is known."""

from __future__ import annotations

from afterschool_policy.explain.model import Statement
from afterschool_policy.text import Text
from afterschool_policy.values.truth import Truth

KNOWN, NOT_KNOWN, PRESUMED, BESIDE = "✓", "?", "○", "·"

NAMES = {
    KNOWN: Text("已知如此", "known to be so"),
    NOT_KNOWN: Text("尚未查明", "not known"),
    PRESUMED: Text("没有人提出相反情况，按此对待", "nobody has said otherwise, so taken to be so"),
    BESIDE: Text("不影响这里的结论", "makes no difference here"),
}
_BEFORE = {sign: Text(f"{sign} ", f"{sign} ") for sign in NAMES}


def sign(statement: Statement) -> str:
    """How a statement is known: it is so, nobody knows, nobody raised it, it makes no difference."""
    if statement.beside:
        return BESIDE
    if statement.presumed:
        return PRESUMED
    return NOT_KNOWN if statement.truth is Truth.UNKNOWN else KNOWN


def before(statement: Statement) -> Text:
    """The sign as it stands before the words."""
    return _BEFORE[sign(statement)]

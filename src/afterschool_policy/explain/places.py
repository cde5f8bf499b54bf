"""Where a clause stands, as official documents name it: 第四部分第（二）项, part 4, item (2)."""

from __future__ import annotations

import re

from afterschool_policy.explain.phrases import listed, plain
from afterschool_policy.law.model import Clause
from afterschool_policy.text import Text

_NUMERALS = "一二三四五六七八九"
_PART = re.compile(r"([一二三四五六七八九十]+)、")
_ITEM = re.compile(r"（([一二三四五六七八九十]+)）")
_IN_PART = Text("第{zh}部分", "part {en}")
_AT_ITEM = Text("第（{zh}）项", "item ({en})")
_NAMED = Text("“{name}”", "“{name}”")


def place(clause: Clause) -> Text | None:
    """The headings above a clause by their numbers; one without a number by its words; None where there are none."""
    named = [_by_number(heading.rstrip("。")) for heading in clause.heading]
    return listed(named, zh="") if named else None


def _by_number(heading: str) -> Text:
    for pattern, words in ((_PART, _IN_PART), (_ITEM, _AT_ITEM)):
        found = pattern.match(heading)
        if found is not None:
            return words.format(zh=found[1], en=str(_number(found[1])))
    return _NAMED.format(name=plain(heading))


def _number(numeral: str) -> int:
    """A Chinese numeral below 100."""
    tens, ten, ones = numeral.rpartition("十")
    return (10 * (_digit(tens) or 1) if ten else 0) + _digit(ones)


def _digit(numeral: str) -> int:
    return _NUMERALS.index(numeral) + 1 if numeral else 0

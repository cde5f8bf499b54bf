"""The patterns of names: what a rule, a question, a fact, a clause or a reading can be called.

Names enter paths, links and pages, so they hold no more than a pattern lets in, wherever they come from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Annotated

from afterschool_policy.text import Text

MAX_LENGTH = 100
"""Characters of a name: with an ending it is the name of a file on every system."""


@dataclass(frozen=True, slots=True)
class NamePattern:
    """A regular expression for the whole of a name, and the same in words."""

    written: str
    words: Text = field(compare=False)

    def fits(self, name: str) -> bool:
        """Whether a name is written by it."""
        return len(name) <= MAX_LENGTH and re.fullmatch(self.written, name) is not None


RULE = NamePattern(
    r"[a-z][a-z0-9]*(-[a-z0-9]+)*",
    Text(
        "小写字母和数字，词之间用连字符，以字母开头，如 late-fee",
        "small letters and digits, words joined by hyphens, beginning with a letter, as in late-fee",
    ),
)
CODE = NamePattern(
    r"[a-z][a-z0-9_]*",
    Text(
        "小写字母、数字和下划线，以字母开头，如 late_fee",
        "small letters, digits and underscores, beginning with a letter, as in late_fee",
    ),
)
FACT = NamePattern(
    r"[a-z_]+\.[a-z_0-9]+",
    Text(
        "组和名称，中间一个点，都用小写字母、数字和下划线，如 loan.days",
        "a group and a name with a dot between, of small letters, digits and underscores, as in loan.days",
    ),
)
NUMBERED = NamePattern(
    r"[A-Za-z0-9]+([.-][A-Za-z0-9]+)*",
    Text(
        "字母和数字，中间可以有点和连字符，如 2.1b、R-1",
        "letters and digits with dots and hyphens between, as in 2.1b or R-1",
    ),
)
UNIT = NamePattern(
    r"(1|[a-z_]+(\*[a-z_]+)*(/[a-z_]+)*|1(/[a-z_]+)+)",
    Text(
        "小写的单位名称，用 * 和 / 连接，如 yuan/month",
        "names of units in small letters, joined by * and /, as in yuan/month",
    ),
)
UNIT_NAME = NamePattern(
    r"[a-z_]+",
    Text("小写字母和下划线，如 yuan", "small letters and underscores, as in yuan"),
)

RuleId = Annotated[str, RULE]
CodeId = Annotated[str, CODE]
FactId = Annotated[str, FACT]
ClauseId = Annotated[str, NUMBERED]
ReadingId = Annotated[str, NUMBERED]
UnitId = Annotated[str, UNIT]
UnitName = Annotated[str, UNIT_NAME]

PATTERNS = (RULE, CODE, FACT, NUMBERED, UNIT, UNIT_NAME)


def pattern_of(written: str) -> NamePattern | None:
    """The pattern that a regular expression is of; None where none here has it."""
    return next((each for each in PATTERNS if written in (each.written, f"^{each.written}$")), None)


def mended(name: str, pattern: NamePattern) -> str | None:
    """The name in small letters, its words joined as a pattern has it; None where that does not fit, either."""
    words = re.sub(r"[\s_-]+", " ", name.strip().lower())
    made = (words.replace(" ", joint) for joint in "-_")
    return next((each for each in made if pattern.fits(each)), None)

"""The patterns of names: what a rule, a question, a fact, a clause or a reading can be called.

Names enter paths, links and pages, so they hold no more than a pattern lets in, wherever they come from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

MAX_LENGTH = 100
"""Characters of a name: with an ending it is the name of a file on every system."""


@dataclass(frozen=True, slots=True)
class NamePattern:
    """A regular expression for the whole of a name."""

    written: str

    def fits(self, name: str) -> bool:
        """Whether a name is written by it."""
        return len(name) <= MAX_LENGTH and re.fullmatch(self.written, name) is not None


RULE = NamePattern(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
CODE = NamePattern(r"[a-z][a-z0-9_]*")
FACT = NamePattern(r"[a-z_]+\.[a-z_0-9]+")
NUMBERED = NamePattern(r"[A-Za-z0-9]+([.-][A-Za-z0-9]+)*")
UNIT = NamePattern(r"(1|[a-z_]+(\*[a-z_]+)*(/[a-z_]+)*|1(/[a-z_]+)+)")
UNIT_NAME = NamePattern(r"[a-z_]+")

RuleId = Annotated[str, RULE]
CodeId = Annotated[str, CODE]
FactId = Annotated[str, FACT]
ClauseId = Annotated[str, NUMBERED]
ReadingId = Annotated[str, NUMBERED]
UnitId = Annotated[str, UNIT]
UnitName = Annotated[str, UNIT_NAME]

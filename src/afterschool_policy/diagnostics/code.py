"""One kind of fault: what it is called, what it says, how grave it is."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from afterschool_policy.text import Text


class Severity(StrEnum):
    """An error stops the policy from loading; a warning does not, nor does what a draft still lacks.

    Advice is given by `lint` alone: what is in order as it is written, and is seldom what was meant.
    """

    ERROR = "error"
    WARNING = "warning"
    UNFINISHED = "unfinished"
    ADVICE = "advice"

    def elsewhere(self, remark: str) -> str:
        """What other programs call it, who know of errors, of warnings, and of some `remark`."""
        return remark if self in (Severity.UNFINISHED, Severity.ADVICE) else self.value


class Code(NamedTuple):
    """One kind of fault; `at` is the field that names its place in what a caller gave, as in `reader.age`."""

    id: str
    message: Text
    help: Text
    severity: Severity = Severity.ERROR
    at: str = ""

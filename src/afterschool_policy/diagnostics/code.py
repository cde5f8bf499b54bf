"""One kind of fault: what it is called, what it says, how grave it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from afterschool_policy.text import Text


class Severity(StrEnum):
    """An error stops the policy from loading; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of fault."""

    id: str
    message: Text
    help: Text
    severity: Severity = Severity.ERROR

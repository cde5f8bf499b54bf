"""What callers and annotations need of a record, light to import: who only decides pays for no more.

To a type checker the parts of a record are the typed dictionaries of `record.model`, at run time dictionaries.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from afterschool_policy.diagnostics.requests import of_type
from afterschool_policy.text import Text

if TYPE_CHECKING:
    from afterschool_policy.record.model import Link, Record, RecordedAnswer
else:
    Link = Record = RecordedAnswer = dict

__all__ = ["Link", "Record", "RecordedAnswer", "Writing"]

_WRITING = Text("Writing（写入时的情况）", "a `Writing`")


@dataclass(frozen=True, slots=True)
class Writing:
    """What only the moment of writing a record knows.

    Attributes:
        decision_id: Id of the decision; a log gives a random one (UUID 4) where there is none.
        timestamp: When it was decided, with its time zone; a log takes the present where there is none.
        requested_by: Who asked.
        labels: What it was asked for, text by name.
        link: Place in a log, which only the log gives.
    """

    decision_id: str | None = None
    timestamp: datetime | None = None
    requested_by: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    link: Link | None = None


def checked_writing(given: Writing | None) -> Writing | None:
    """What is given as the moment of writing; raises InvalidRequest for anything else."""
    return None if given is None else of_type(given, Writing, "writing", _WRITING, "Writing(requested_by=…)")

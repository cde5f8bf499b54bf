"""What only the moment of writing a record knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from afterschool_policy.record.typed import Link


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

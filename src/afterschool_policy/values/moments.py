"""Days and times of day as people write them, `2021-09-01` and `18:30`: so, in ASCII digits, and in no other form."""

from __future__ import annotations

import re
from datetime import date, time

_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})")


def read_day(text: str) -> date | None:
    """The day that a text writes as `YYYY-MM-DD`; None where it is written otherwise, or there is no such day."""
    if len(text) != 10 or not text[4] == text[7] == "-" or not text.isascii():
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def read_time(text: str) -> time | None:
    """The time that a text writes as `HH:MM` or `H:MM`; None where it is written otherwise, or no time is so."""
    match = _TIME.fullmatch(text)
    hour, minute = map(int, match.groups()) if match else (24, 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None

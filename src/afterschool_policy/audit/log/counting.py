"""How many decisions came to each outcome in each period, by clause, rule or question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from afterschool_policy.audit.log.model import OutcomeCount
from afterschool_policy.diagnostics import Diagnostic, LogFailure

Period = Literal["day", "month", "year"]
Grouping = Literal["clause", "rule", "decision", "outcome"]
_WIDTH = {"day": 10, "month": 7, "year": 4}


def counted(tally: Iterable[tuple[int, str, str, str, str]], by: Grouping, period: Period) -> list[OutcomeCount]:
    """Counts from (number, timestamp, decision, outcome, mark), by period of the machine's time zone and by group.

    Raises:
        LogFailure: where an entry's timestamp is none.
    """
    counter: Counter[tuple[str, str, str]] = Counter()
    days: dict[str, str] = {}  # all moments of a minute are of one day
    for sequence, timestamp, decision, outcome, mark in tally:
        minute = str(timestamp)[:16]
        if minute not in days:
            days[minute] = _day(sequence, str(timestamp))
        group = {"decision": decision, "outcome": ""}.get(by, mark)
        counter[days[minute][: _WIDTH[period]], str(group), str(outcome)] += 1
    return [OutcomeCount(*key, count) for key, count in sorted(counter.items())]


def _day(sequence: int, timestamp: str) -> str:
    try:
        return datetime.fromisoformat(timestamp).astimezone().date().isoformat()
    except (OverflowError, ValueError) as error:
        raise LogFailure([Diagnostic.of("log-unreadable", sequence=str(sequence), problem=str(error))]) from error

"""How many decisions came to each outcome in each period, by clause, rule or question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from afterschool_policy.audit.log.model import OutcomeCount

Period = Literal["day", "month", "year"]
Grouping = Literal["clause", "rule", "decision", "outcome"]
_WIDTH = {"day": 10, "month": 7, "year": 4}


def counted(tally: Iterable[tuple[str, str, str, str]], by: Grouping, period: Period) -> list[OutcomeCount]:
    """Counts from (timestamp, decision, outcome, mark), by period of the machine's time zone and by group."""
    counter: Counter[tuple[str, str, str]] = Counter()
    days: dict[str, str] = {}  # all moments of a minute are of one day
    for timestamp, decision, outcome, mark in tally:
        minute = timestamp[:16]
        if minute not in days:
            days[minute] = datetime.fromisoformat(timestamp).astimezone().date().isoformat()
        group = {"decision": decision, "outcome": ""}.get(by, mark)
        counter[days[minute][: _WIDTH[period]], group, outcome] += 1
    return [OutcomeCount(*key, count) for key, count in sorted(counter.items())]

"""The measurements, a module each: what it is asked, and the rows it gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from benchmarks.interleave import Effort
from benchmarks.suites import amounts, case_files, memory, one_decision, real_policy, rooms, scale, starting, told_apart

SUITES: dict[str, Callable[[Effort], list[dict[str, Any]]]] = {
    "one_decision": one_decision.run,
    "rooms": rooms.run,
    "real_policy": real_policy.run,
    "amounts": amounts.run,
    "scale": scale.run,
    "told_apart": told_apart.run,
    "starting": starting.run,
    "memory": memory.run,
    "case_files": case_files.run,
}
"""In the order in which they are run and shown."""

"""The cost of a fact in a case file of the shipped policy, as the file grows.

A town's file: institutions, each with ten sessions of thirty students, each of whom has an application. Facts arrive
entity by entity; then single facts are amended in the full file, one that a student's application alone depends on,
and one of an institution that reaches all its sessions.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice
from statistics import median
from time import perf_counter
from typing import Any

from afterschool_policy import Policy
from benchmarks.interleave import ROOT, Effort

SIZES = (1_000, 10_000, 100_000)
SESSIONS, STUDENTS = 10, 30
LAST = 500
AMENDED = 100
Statement = dict[str, Any]


def run(effort: Effort) -> list[dict[str, Any]]:
    """A row for each size: microseconds a fact over the whole file and at its end, and a call that amends one fact."""
    policy = Policy.load(ROOT / "policy")
    _file(policy, SIZES[0])
    return [_file(policy, size) for size in SIZES if size <= effort.decisions]


def _file(policy: Any, size: int) -> dict[str, Any]:
    case = policy.open_case()
    taken: list[tuple[int, float]] = []
    held = 0
    for statement in _town():
        start = perf_counter()
        case.assert_facts(statement)
        facts = _count(statement)
        taken.append((facts, perf_counter() - start))
        held += facts
        if held >= size:
            break
    vendors = max(1, held // _OF_A_VENDOR)  # those whose sessions and students are all there
    return {
        "facts": held,
        "findings": len(case.findings),
        "open": len(case.open),
        "per_fact": _per_fact(taken),
        "per_fact_at_the_end": _per_fact(taken[-LAST:]),
        "amend_student": _amended(case, _reviews(vendors)),
        "amend_institution": _amended(case, _issues(vendors)),
    }


def _per_fact(taken: list[tuple[int, float]]) -> float:
    return round(sum(seconds for _, seconds in taken) / sum(facts for facts, _ in taken) * 1e6, 2)


def _amended(case: Any, statements: Iterator[Statement]) -> float:
    """Microseconds a call that amends one fact."""
    taken: list[float] = []
    for statement in islice(statements, AMENDED):
        start = perf_counter()
        case.amend(statement)
        taken.append(perf_counter() - start)
    return round(median(taken) * 1e6, 1)


# ------------------------------------------------------------------------------------------------------- the town
def _town() -> Iterator[Statement]:
    """One entity after the other, without end."""
    vendor = 0
    while True:
        yield {"vendor": {f"V{vendor}": {"vendor": _VENDOR}}}
        for number in range(SESSIONS):
            session = f"V{vendor}-{number}"
            yield {"session": {session: {"vendor": f"V{vendor}", "session": _SESSION, "staffing": {"teachers": 1}}}}
            for place in range(STUDENTS):
                student = f"{session}-{place}"
                yield {"student": {student: {"student": _STUDENT}}}
                linked = {"student": student, "session": session}
                yield {"application": {student: {**linked, "application": _APPLICATION}}}
        vendor += 1


_VENDOR = {
    "kind": "off_campus_training",
    "non_subject": True,
    "listed_in_directory": True,
    "participates": True,
    "issues": ["poor_service"],
}
_SESSION = {"date_type": "school_day", "slot": "afternoon", "start": "16:30", "end": "18:00"}
_STUDENT = {"stage": "primary", "attending": True, "has_demand": True}
_APPLICATION = {
    "submitted": True,
    "voluntary": True,
    "class_review": "passed",
    "school_approval": "approved",
    "agreement_signed": True,
    "participating": True,
}
_OF_A_VENDOR = len(_VENDOR) + SESSIONS * (len(_SESSION) + 1 + STUDENTS * (len(_STUDENT) + len(_APPLICATION)))


def _count(statement: Statement) -> int:
    """The facts that a statement holds; references are not counted."""
    groups = (group for kind in statement.values() for entity in kind.values() for group in entity.values())
    return sum(len(group) for group in groups if isinstance(group, dict))


def _reviews(vendors: int) -> Iterator[Statement]:
    """A class review that failed after all, and passed again."""
    for number, result in enumerate(cycle(("failed", "passed"))):
        student = f"V{number // 2 % vendors}-0-{number // 2 % STUDENTS}"
        yield {"application": {student: {"application": {"class_review": result}}}}


def _issues(vendors: int) -> Iterator[Statement]:
    """A fault of an institution that is established, and is not."""
    for number, established in enumerate(cycle((True, False))):
        stated = {"issue_established": established}
        yield {"vendor": {f"V{number // 2 % vendors}": {"vendor": stated}}}

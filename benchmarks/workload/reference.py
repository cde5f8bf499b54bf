"""The outcomes of the twelve rules, written by hand: what all else is held against."""

from __future__ import annotations

from benchmarks.workload.conditions import Record
from benchmarks.workload.rules import ALL_FUND_USES, Pairs

_FEE_ITEMS = frozenset({"care", "material", "meal", "insurance"})
_FUND_USES = frozenset(ALL_FUND_USES) - {"bonus", "banquet", "construction"}
_EXCLUDING = frozenset({"blacklisted", "licence_revoked", "fee_fraud", "safety_incident"})


def reference(f: Record) -> Pairs:
    """Each rule with its outcome, in the order of the rules."""
    hardship, start, end = f["hardship"], f["session_start"], f["session_end"]
    first = f["single_parent"] or f["left_behind"] or f["migrant_worker_child"]
    excluded = (
        f["vendor_kind"] == "subject_tutoring"
        or not f["vendor_listed"]
        or not _EXCLUDING.isdisjoint(f["vendor_sanctions"])
    )
    in_hours = (start >= 930 and end <= 1080 and start < end) or (start >= 435 and end <= 480)
    eligible = f["stage"] == "compulsory" and f["enrolled"] and f["applied_voluntarily"]
    return [
        ("R01", "eligible" if eligible else "not_eligible"),
        ("R02", "prohibited" if f["coerced"] else "ok"),
        ("R03", "prohibited" if not f["fee_published"] and f["fee_amount"] > 0 else "ok"),
        ("R04", "unknown" if hardship is None else "waive" if hardship else "no_waiver"),
        ("R05", "priority" if first else "normal"),
        ("R06", "allowed" if f["fee_item"] in _FEE_ITEMS else "prohibited"),
        ("R07", "allowed" if f["fund_use"] in _FUND_USES else "prohibited"),
        ("R08", "excluded" if excluded else "ok"),
        ("R09", "ok" if f["vendor_kind"] == "none" or f["contract_signed"] else "prohibited"),
        ("R10", "ok" if in_hours else "outside"),
        ("R11", "prohibited" if f["new_lesson"] else "ok"),
        ("R12", "ok" if f["teachers"] >= -(-f["students"] // 30) else "short"),
    ]

"""Records of the twenty-two facts by seed: a fixed number of them, or a stream without end."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from benchmarks.workload.rules import ALL_FEE_ITEMS, ALL_FUND_USES, ALL_SANCTIONS

STAGES = ("compulsory", "high", "kindergarten")
VENDOR_KINDS = ("non_subject", "subject_tutoring", "none")
KINDS = {
    "stage": STAGES,
    "enrolled": bool,
    "hardship": bool,
    "single_parent": bool,
    "left_behind": bool,
    "migrant_worker_child": bool,
    "applied_voluntarily": bool,
    "coerced": bool,
    "fee_amount": int,
    "fee_published": bool,
    "fee_item": ALL_FEE_ITEMS,
    "fund_use": ALL_FUND_USES,
    "fund_amount": int,
    "vendor_kind": VENDOR_KINDS,
    "vendor_listed": bool,
    "vendor_sanctions": list,
    "contract_signed": bool,
    "session_start": int,
    "session_end": int,
    "new_lesson": bool,
    "students": int,
    "teachers": int,
}
"""The facts, each with its type or the codes that it can be; times are minutes since midnight."""

MET = 1_000
MET_OF_COPIES = 100
"""How many records are decided again and again where an engine has met its records before; fewer of more rules."""

Fresh = dict[str, Any]


def records(count: int = MET, seed: int = 7) -> list[Fresh]:
    """So many records, always the same for a seed."""
    made = stream(seed)
    return [next(made) for _ in range(count)]


def stream(seed: int) -> Iterator[Fresh]:
    """Records without end, drawn at random: of a million, hardly two are equal."""
    draw = random.Random(seed)
    while True:
        yield _record(draw)


def _record(draw: random.Random) -> Fresh:
    def odds(share: float) -> bool:
        return draw.random() < share

    start = draw.choice([440, 900, 930, 940, 960, 990])
    return {
        "stage": draw.choice(STAGES),
        "enrolled": odds(0.9),
        "hardship": draw.choice([True, False, False, False, None]),
        "single_parent": odds(0.15),
        "left_behind": odds(0.1),
        "migrant_worker_child": odds(0.2),
        "applied_voluntarily": odds(0.9),
        "coerced": odds(0.05),
        "fee_amount": draw.choice([0, 0, 120, 300, 450]),
        "fee_published": odds(0.85),
        "fee_item": draw.choice(ALL_FEE_ITEMS),
        "fund_use": draw.choice(ALL_FUND_USES),
        "fund_amount": draw.randrange(0, 90_000),
        "vendor_kind": draw.choice(VENDOR_KINDS),
        "vendor_listed": odds(0.8),
        "vendor_sanctions": draw.sample(ALL_SANCTIONS, draw.choice([0, 0, 0, 1, 2])),
        "contract_signed": odds(0.8),
        "session_start": start,
        "session_end": start + draw.choice([30, 60, 90, 120, 150]),
        "new_lesson": odds(0.1),
        "students": draw.randrange(1, 200),
        "teachers": draw.randrange(0, 8),
    }

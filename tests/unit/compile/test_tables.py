"""A scale that says nothing beyond its ends, on purpose, tells no amount there."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from afterschool_policy import Policy
from tests.language.bad_cases import BASE

FACTS = {"visitor": {"kind": "child", "age": 8}}
BANDS = "{up_to: 100, rate: 10%}, {below: 200, rate: 20%}"
AMOUNT = "{fee_due: {bands: visit.fee_yuan, mode: marginal, from: 10, rows: [%s]%s}}"


@pytest.mark.parametrize(
    "amount, told",
    [
        (AMOUNT % (f"{BANDS}, {{rate: 0}}", ""), {10: 0, 11: Decimal("0.1"), 199: Decimal("28.8"), 200: 29, 300: 29}),
        (AMOUNT % (BANDS, ", gap: intended"), {10: None, 11: Decimal("0.1"), 199: Decimal("28.8"), 200: None}),
    ],
)
def test_beyond_the_ends_of_a_marginal_scale(amount: str, told: dict[int, Decimal | None], tmp_path: Path) -> None:
    folder = tmp_path / "policy"
    shutil.copytree(BASE, folder)
    record = folder / "rules" / "record.yaml"
    text = record.read_text(encoding="utf-8").replace("{fee_due: visit.fee_yuan}", amount)
    record.write_text(text, encoding="utf-8")
    policy = Policy.load(folder, cache=False)
    for fee, value in told.items():
        found = policy.decide("admission", {**FACTS, "visit": {"fee_yuan": fee}}).amounts.get("fee_due")
        assert (None if found is None else found.value) == value, fee

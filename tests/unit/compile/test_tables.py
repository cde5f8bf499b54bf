"""Tables of a policy: what a scale tells beyond its ends, and numbers below zero in their unit."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from afterschool_policy import InvalidPolicy, Policy
from tests.language.bad_cases import BASE

FACTS = {"visitor": {"kind": "child", "age": 8}}
BANDS = "{up_to: 100, rate: 10%}, {below: 200, rate: 20%}"
SCALE = "{fee_due: {bands: visit.fee_yuan, mode: marginal, from: 10, rows: [%s]%s}}"


def policy_with(amounts: str, folder: Path) -> Policy:
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    record = folder / "rules" / "record.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("{fee_due: visit.fee_yuan}", amounts), "utf-8")
    return Policy.load(folder, cache=False)


@pytest.mark.parametrize(
    "amounts, told",
    [
        (SCALE % (f"{BANDS}, {{rate: 0}}", ""), {10: 0, 11: Decimal("0.1"), 199: Decimal("28.8"), 200: 29, 300: 29}),
        (SCALE % (BANDS, ", gap: intended"), {10: None, 11: Decimal("0.1"), 199: Decimal("28.8"), 200: None}),
    ],
)
def test_beyond_the_ends_of_a_marginal_scale(amounts: str, told: dict[int, Decimal | None], tmp_path: Path) -> None:
    policy = policy_with(amounts, tmp_path)
    for fee, value in told.items():
        found = policy.decide("admission", {**FACTS, "visit": {"fee_yuan": fee}}).amounts.get("fee_due")
        assert (None if found is None else found.value) == value, fee


def test_a_row_that_takes_away_is_told_in_the_unit_of_the_others(tmp_path: Path) -> None:
    rows = "{when: visitor.age > 5, is: -2}, {when: visit.fee_yuan > 0, is: visit.fee_yuan}"
    policy = policy_with(f"{{fee_due: {{hit: sum, cases: [{rows}]}}}}", tmp_path)
    told = policy.decide("admission", {**FACTS, "visit": {"fee_yuan": 20}}).explain("zh")
    assert "−2元" in told


FREE = "bands: visit.fee_yuan, mode: marginal, %s"
FIRST = FREE % 'rows: [{up_to: 10, %s, clauses: ["1.2"]}, {rate: 10%%}]'
FROM = FREE % "from: 10, rows: [{rate: 10%}]"


@pytest.mark.parametrize("free", ["is: 0", "rate: 0"])
def test_what_adds_nothing_is_cited_up_to_its_limit_and_not_beyond(free: str, tmp_path: Path) -> None:
    policy = policy_with(f"{{fee_due: {{{FIRST % free}}}}}", tmp_path)
    cited = {}
    for fee in (0, 10, 11):
        decision = policy.decide("admission", {**FACTS, "visit": {"fee_yuan": fee}})
        cited[fee] = decision.amounts["fee_due"].value, "1.2" in {each.clause for each in decision.citations}
    assert cited == {0: (0, True), 10: (0, True), 11: (Decimal("0.1"), False)}


def test_below_where_the_first_band_begins_nothing_is_due_and_the_limit_is_told(tmp_path: Path) -> None:
    policy = policy_with(f"{{fee_due: {{{FROM}}}}}", tmp_path)
    decision = policy.decide("admission", {**FACTS, "visit": {"fee_yuan": 10}})
    assert decision.amounts["fee_due"].value == 0
    assert "不高于10元：0元" in decision.explain("zh").replace("不超过", "不高于")


def test_what_is_listed_where_no_row_holds_is_a_list_too(tmp_path: Path) -> None:
    listing = "{hit: all, cases: [{when: visitor.age > 9, is: cap}], otherwise: goggles}"
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    record = tmp_path / "rules" / "record.yaml"
    written = record.read_text(encoding="utf-8").replace('"those([cap, goggles]) not in visitor.equipment"', listing)
    record.write_text(written, "utf-8")
    policy = Policy.load(tmp_path, cache=False)
    told = {
        age: policy.decide("admission", {"visitor": {"kind": "child", "age": age}}, engine="both").values
        for age in (8, 10)
    }
    assert told == {8: {"missing_equipment": ("goggles",)}, 10: {"missing_equipment": ("cap",)}}


LISTED = """\
rule: what-is-needed
version: 1
effective: {from: in_force}
title: {zh: 须带的装备, en: what is to be brought}
clauses: ["1.1"]
modality: definition
define: visitor.needs
label: {zh: 须带的装备, en: what is to be brought}
%s
value:
  hit: all
  cases:
    - {when: visitor.age < 14, is: %s}
    - {when: visitor.accompanied, is: %s}
"""


def reading_a_list(folder: Path, listed: str, amount: str) -> Policy:
    """The base with a definition that lists, which its amount reads."""
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    (folder / "rules" / "needs.yaml").write_text(listed, encoding="utf-8")
    return policy_with(f"{{fee_due: {amount}}}", folder)


def test_a_definition_by_rows_that_are_listed_is_a_list_that_others_read(tmp_path: Path) -> None:
    asked = "{cases: [{when: any(visitor.needs) == goggles, is: 5}], otherwise: 1}"
    policy = reading_a_list(tmp_path, LISTED % ("codes: equipment", "cap", "goggles"), asked)

    def fee(**visitor: object) -> Decimal | None:
        return (
            policy.decide("admission", {"visitor": {"kind": "child", **visitor}}, engine="both")
            .amounts["fee_due"]
            .value
        )

    assert [fee(age=8, accompanied=held) for held in (True, False)] == [5, 1]
    assert [fee(accompanied=True), fee(accompanied=False), fee(age=8)] == [5, 1, None]


def test_a_list_of_numbers_is_no_number(tmp_path: Path) -> None:
    policy = reading_a_list(tmp_path, LISTED % ("unit: yuan", "3", "4"), '"max(visitor.needs) + 1"')
    facts = {"visitor": {"kind": "child", "age": 8, "accompanied": True}}
    assert policy.decide("admission", facts, engine="both").amounts["fee_due"].value == 5
    with pytest.raises(InvalidPolicy, match=r"wrong-type|type-mismatch"):
        reading_a_list(tmp_path, LISTED % ("unit: yuan", "3", "4"), "visitor.needs")

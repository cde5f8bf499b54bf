"""An amount that is the same on every day is told where no day is given, though its rule changes on one."""

from datetime import date
from pathlib import Path
from shutil import copytree

from afterschool_policy import Policy
from tests.language.bad_cases import BASE

VERSION = """\
rule: entry-fee
version: {version}
effective: {days}
title: {{zh: 入馆收费, en: Entry is charged}}
clauses: ["1.2"]
decision: admission
modality: may
condition: visit.start >= {hour}
amounts: {{fee_due: {fee}}}
"""


def test_an_amount_that_no_day_changes_is_told_without_one(tmp_path: Path) -> None:
    copytree(BASE, tmp_path, dirs_exist_ok=True)
    first = VERSION.format(version=1, days="{from: in_force, to: 2026-12-31}", hour="18:00", fee="visit.fee_yuan * 2")
    second = VERSION.format(
        version=2, days="{from: 2027-01-01}", hour="19:00", fee="visit.fee_yuan * count(visitor.equipment)"
    )
    rules = f"{first}---\n{second}"
    (tmp_path / "rules" / "fee.yaml").write_text(rules, encoding="utf-8")
    record = tmp_path / "rules" / "record.yaml"
    stated = "amounts: {fee_due: visit.fee_yuan}\n"
    record.write_text(record.read_text(encoding="utf-8").replace(stated, ""), encoding="utf-8")
    policy = Policy.load(tmp_path)
    facts = {"visitor": {"kind": "adult", "equipment": ["cap", "goggles"]}, "visit": {"start": "20:00", "fee_yuan": 3}}
    made = policy.decide("admission", facts)
    assert made.amounts["fee_due"].value == 6
    assert "应付票价：6元" in made.explain("zh")
    apart = policy.decide("admission", {**facts, "visitor": {"kind": "adult", "equipment": ["cap"]}})
    assert apart.amounts["fee_due"].value is None
    assert policy.decide("admission", facts, as_of=date(2027, 1, 1)).amounts["fee_due"].value == 6

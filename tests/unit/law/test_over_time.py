"""A law written out for a day: beside lists of records, in what `check` looks at, and out of a bundle of anybody's."""

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from afterschool_policy import InvalidPolicy, Policy
from afterschool_policy.language.tree import Fact, OverTime, walk
from afterschool_policy.law import bundle
from afterschool_policy.law.over_time import on_day, with_few_periods
from tests.examples.test_examples import FOLDER
from tests.language.bad_cases import BAD, BASE
from tests.unit.law.test_gate import entries, refused, sealed

LABELS = "{type: integer, by: month, unit: visit, minimum: 0, label: {zh: 次数, en: the visits}"
VISITS = f'      visits: {LABELS}, question: {{zh: 几次？, en: "How many?"}}}}\n'
FREQUENT = """---
rule: frequent-guest
version: 1
effective: {from: in_force}
title: {zh: 常客, en: Frequent guests}
clauses: ["1.2"]
modality: definition
define: guest.frequent
label: {zh: 该客人是常客, en: the guest comes often}
negation: {zh: 该客人不是常客, en: the guest does not come often}
value: sum(guest.visits, last 2 months) >= 4
"""
DAY = date(2024, 5, 2)


def pool(folder: Path, condition: str, more: str = "") -> Path:
    """The base of the bad policies with guests whose visits are told month by month, and another condition."""
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    facts = (BAD / "records-member" / "facts.yaml").read_text(encoding="utf-8")
    age = next(line for line in facts.splitlines() if line.startswith("      age:") and "多大" in line)
    before, _, after = facts.rpartition(age)
    (folder / "facts.yaml").write_text(f"{before}{VISITS.rstrip()}{after}", encoding="utf-8")
    rule = folder / "rules" / "evening.yaml"
    written = rule.read_text(encoding="utf-8").replace(
        "condition: visit.start >= 18:00", f"condition: visit.start >= 18:00 and ({condition})"
    )
    rule.write_text(written + more, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("condition", "more"),
    [
        ("any(guest.frequent for guest in party.guests)", FREQUENT),
        ("any(sum(guest.visits, last 2 months) >= 4 for guest in party.guests)", ""),
        ("greatest(sum(guest.visits, last 2 months) for guest in party.guests) >= 4", ""),
    ],
)
def test_records_can_be_told_month_by_month(tmp_path: Path, condition: str, more: str) -> None:
    policy = Policy.load(pool(tmp_path, condition, more))
    guests = [{"visits": {"2024-03": 1, "2024-04": 1}}, {"visits": {"2024-04": 3}}]
    given = {"visitor": {"kind": "adult"}, "visit": {"start": "19:00"}, "party": {"guests": guests, "all_named": True}}
    decision = policy.decide("admission", given, as_of=DAY, engine="both")
    assert (decision.outcome, decision.missing) == ("undetermined", ("party.guests[1].visits[2024-03]",))
    assert "客人2的2024年3月的次数" in decision.explain("zh")
    guests[1]["visits"]["2024-03"] = 1
    decision = policy.decide("admission", given, as_of=DAY, engine="both")
    assert decision.outcome == "permitted"
    assert policy.replay(decision.record()).intact
    assert policy.decide("admission", given, as_of=date(2024, 6, 1)).outcome == "undetermined"


def test_a_window_may_hold_what_is_made_of_records(tmp_path: Path) -> None:
    policy = Policy.load(pool(tmp_path, "sum(sum(guest.visits for guest in party.guests), last 2 months) >= 5"))
    guests = [{"visits": {"2024-03": 1, "2024-04": 1}}, {"visits": {"2024-03": 0, "2024-04": 3}}]
    given = {"visitor": {"kind": "adult"}, "visit": {"start": "19:00"}, "party": {"guests": guests, "all_named": True}}
    assert policy.decide("admission", given, as_of=DAY, engine="both").outcome == "permitted"


def test_a_check_looks_at_one_of_all_periods_that_the_same_windows_hold() -> None:
    law = Policy.load(FOLDER / "service_teachers").law
    few = with_few_periods(law).vocabulary.facts
    held = sorted(name for name in few if name.startswith("teacher.income["))
    assert held == [f"teacher.income[{month}]" for month in ("1999-12", "2000-06", "2000-10", "2000-12")]
    without = replace(law, vocabulary=replace(law.vocabulary, facts={}, records={}))
    assert with_few_periods(without) is without


def test_a_conflict_of_two_windows_is_found(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    facts = (tmp_path / "facts.yaml").read_text(encoding="utf-8")
    (tmp_path / "facts.yaml").write_text(
        facts.replace("  visit:\n", f"  pupil:\n    label: {{zh: 学员, en: pupil}}\n    facts:\n{VISITS}  visit:\n", 1),
        encoding="utf-8",
    )
    rule = tmp_path / "rules" / "evening.yaml"
    written = rule.read_text(encoding="utf-8").replace(
        "visit.start >= 18:00", "visit.start >= 18:00 and sum(pupil.visits, last 6 months) > 8"
    )
    ban = written.replace("evening-entry", "few-visits").replace("modality: may", "modality: must_not")
    ban = ban.replace("last 6 months) > 8", "last 2 months) < 3")
    rule.write_text(f"{written}---\n{ban}", encoding="utf-8")
    with pytest.raises(InvalidPolicy) as caught:
        Policy.load(tmp_path)
    assert {fault.code for fault in caught.value.diagnostics if fault.is_error} == {"unordered-conflict"}


def test_nothing_is_left_of_windows_on_a_day_nor_without_one() -> None:
    law = Policy.load(FOLDER / "service_teachers").law
    for day in (date(2026, 3, 15), None):
        trees = [tree for rule in on_day(law, day, ()).rules for body in rule.bodies for tree in body.trees]
        nodes = [node for tree in trees for node in walk(tree)]
        series = {spec.name for spec in law.vocabulary.series}
        assert not any(isinstance(node, OverTime) or (isinstance(node, Fact) and node.name in series) for node in nodes)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("OverTime", lambda entry, at: [entry[0], at("nothing"), *entry[2:]]),
        ("OverTime", lambda entry, at: [*entry[:3], at("century"), *entry[4:]]),
        ("OverTime", lambda entry, at: [*entry[:3], at("year"), *entry[4:]]),
        ("Window", lambda entry, at: [entry[0], at("century"), *entry[2:]]),
        ("Window", lambda entry, at: [*entry[:2], at(-1), *entry[3:]]),
        ("Window", lambda entry, at: [*entry[:2], at(100_000), *entry[3:]]),
        ("PeriodKind", lambda entry, at: [*entry[:3], at(["tuple"]), *entry[4:]]),
    ],
)
def test_a_bundle_holds_windows_that_a_compiler_could_have_written(name: str, change) -> None:
    law = Policy.load(FOLDER / "service_teachers").law
    pooled = json.loads(bundle.dumps(law).partition(b"\n")[2])
    more: list[object] = []

    def at(value: object) -> int:
        """The place of a value that is put before all others."""
        more.append(value)
        return len(more) - 1 - 10

    (place, *_) = entries(pooled, name)
    changed = change(pooled[place], at)
    shift = len(more)
    moved = [_moved(entry, shift) for entry in pooled]
    moved[place] = [name, *(part + 10 if part < 0 else part + shift for part in changed[1:])]
    assert refused(sealed([*more, *moved]))
    assert not refused(sealed([*more, *(_moved(entry, shift) for entry in pooled)]))


def _moved(entry: object, shift: int) -> object:
    is_made = isinstance(entry, list) and entry[0] in ("tuple", "set", "map", *bundle.RECORDS)
    return [entry[0], *(part + shift for part in entry[1:])] if is_made else entry  # type: ignore[index]  # a list

"""The search for conflicts has a bound for each pair of rules and one for all, and tells where it ended early."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from afterschool_policy.authoring.files import PolicyFiles
from afterschool_policy.authoring.loader import load
from afterschool_policy.compile import conflicts
from afterschool_policy.compile.build import build
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.text import Text
from tests.language.bad_cases import BASE, diagnostics_of

SHIPPED = load(PolicyFiles(Path(__file__).parents[3] / "policy"))


def found() -> list[Diagnostic]:
    return build(*SHIPPED)[1]


def pairs_left(faults: list[Diagnostic]) -> int:
    (warning,) = (fault for fault in faults if fault.code == "conflicts-not-searched")
    assert not warning.is_error
    return int(str(warning.fields["count"]))


def test_searched_to_the_end_nothing_is_told() -> None:
    assert not [fault for fault in found() if fault.code == "conflicts-not-searched"]


@pytest.mark.parametrize("bound", ["MAX_STEPS", "MAX_STEPS_IN_ALL"])
def test_where_it_ends_early_a_warning_counts_the_pairs(bound: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conflicts, bound, 1)
    assert pairs_left(found()) > 0


def test_no_pair_is_searched_once_the_steps_of_all_are_spent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conflicts, "MAX_STEPS_IN_ALL", 0)
    of_all = pairs_left(found())
    monkeypatch.setattr(conflicts, "MAX_STEPS_IN_ALL", 1)
    assert pairs_left(found()) == of_all
    assert of_all > 1


def test_a_conflict_that_is_found_within_the_bound_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conflicts, "MAX_STEPS", 50)
    assert [fault.code for fault in diagnostics_of("unordered-conflict", tmp_path)] == ["unordered-conflict"]


BAN = """\
rule: too-young
version: 1
effective: {{from: {first}}}
title: {{zh: 幼儿不得入馆, en: The very young may not enter}}
clauses: ["1.2"]
decision: admission
modality: must_not
applies: visitor.kind == child
condition: {condition}
readings:
"""
READING = """\
{name}:
  matter: {{zh: 某处含义, en: what is meant}}
  clauses: ["1.1"]
  default: {{code: narrow, zh: 从狭, en: narrowly}}
  alternatives:
    wide: {{zh: 从宽, en: widely}}
  grounds: {{zh: 原文未作限定, en: the text sets no limit}}
"""


def conflicts_of(
    folder: Path, condition: str = "visitor.age < 3", first: str = "in_force", **alternatives: str
) -> list[Diagnostic]:
    """What is found of the base with a ban that speaks of children alone, but for alternatives of further readings."""
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    ban = BAN.format(condition=condition, first=first)
    register = (BASE / "readings.yaml").read_text(encoding="utf-8")
    for name, part in alternatives.items():
        ban += f"  {name}:\n    wide: {{{part}}}\n"
        register += READING.format(name=name)
    ban = ban if alternatives else ban.removesuffix("readings:\n")
    (folder / "rules" / "ban.yaml").write_text(ban, encoding="utf-8")
    (folder / "readings.yaml").write_text(register, encoding="utf-8")
    authored, faults = load(PolicyFiles(folder))
    return build(authored, faults)[1]


def test_what_reading_brings_a_conflict_about_is_told_with_it(tmp_path: Path) -> None:
    assert conflicts_of(tmp_path / "none") == []
    (found,) = conflicts_of(tmp_path / "one", R2='applies: "visitor.kind in [child, club]"')
    assert found.code == "unordered-conflict"
    assert str(found.fields["when"]["en"]) == "on 2024-01-01, R2=wide"  # type: ignore[index,call-overload]


def test_a_conflict_that_only_two_readings_together_make_is_found(tmp_path: Path) -> None:
    both = {"R2": 'applies: "visitor.kind in [child, club]"', "R3": "condition: visitor.age < 4"}
    (found,) = conflicts_of(tmp_path, "visitor.age < 3 and visitor.age > 5", **both)
    assert str(found.fields["when"]["en"]) == "on 2024-01-01, R2=wide, R3=wide"  # type: ignore[index,call-overload]


def test_under_more_choices_than_are_searched_a_warning_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conflicts, "MAX_CHOICES", 3)
    three = {"R2": "condition: visitor.age < 2", "R3": "unless: []"}
    assert pairs_left(conflicts_of(tmp_path / "four", **three)) == 1
    monkeypatch.setattr(conflicts, "MAX_CHOICES", 4)
    assert conflicts_of(tmp_path / "all", **three) == []


@pytest.mark.parametrize(("first", "found"), [("in_force", ["unordered-conflict"]), ("2024-07-01", [])])
def test_a_day_on_which_no_such_rule_is_in_force_makes_no_conflict(
    tmp_path: Path, first: str, found: list[str]
) -> None:
    early = {"R2": 'applies: "visitor.kind in [child, club] and context.as_of < 2024-06-01"'}
    assert [each.code for each in conflicts_of(tmp_path, first=first, **early)] == found


def test_what_stays_open_with_every_fact_known_is_no_conflict(tmp_path: Path) -> None:
    """Where the ban asks that something be confirmed, it is never broken and never kept."""
    assert (
        conflicts_of(tmp_path, R2='applies: "visitor.kind in [child, club]", condition: not confirmed(visitor.age > 3)')
        == []
    )


ORDER = "overrides: [{rule: evening-entry, basis: {zh: 特别规定, en: the special rule}}]"


def test_an_order_that_a_reading_states_settles_the_conflict_in_it(tmp_path: Path) -> None:
    assert conflicts_of(tmp_path, R2=f'applies: "visitor.kind in [child, club]", {ORDER}') == []


def test_an_order_that_a_reading_takes_away_leaves_the_conflict_in_it(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    (tmp_path / "readings.yaml").write_text(
        (BASE / "readings.yaml").read_text("utf-8") + READING.format(name="R2"), "utf-8"
    )
    ban = BAN.format(condition="visitor.age < 3", first="in_force").replace("kind == child", "kind == club")
    ban = ban.replace("readings:\n", f"{ORDER}\nreadings:\n  R2:\n    wide: %s\n")
    found = {}
    for changed in ("{condition: visitor.age < 2}", "{overrides: []}"):
        (tmp_path / "rules" / "ban.yaml").write_text(ban % changed, encoding="utf-8")
        found[changed] = [(each.code, each.fields.get("when")) for each in build(*load(PolicyFiles(tmp_path)))[1]]
    assert found == {
        "{condition: visitor.age < 2}": [],
        "{overrides: []}": [("unordered-conflict", Text("2024-01-01，R2=wide", "on 2024-01-01, R2=wide"))],
    }

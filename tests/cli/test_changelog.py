"""How the law has changed, in plain words: by document and day, with the text, what it changes, and an example."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from afterschool_policy import Policy
from afterschool_policy.comparison.clauses import clause_changes
from afterschool_policy.tooling.changelog.steps import steps
from tests.cli.test_audit import run
from tests.cli.test_impact import BORROWING, amended
from tests.support import LIBRARY

EXAMPLE = Path(__file__).parents[2] / "examples" / "provincial_amendment"
OLD, NEW = str(EXAMPLE / "base"), f"{EXAMPLE / 'base'}+{EXAMPLE / 'amendment'}"
NOTICE = "自2022年3月1日起，《省教育厅关于规范课后托管收费的通知》（省教育厅，省教〔2022〕3号）"


def alone(folder: Path) -> Path:
    """The example with its amendment among those of its own."""
    shutil.copytree(EXAMPLE / "base", folder)
    shutil.copytree(EXAMPLE / "amendment", folder / "amendments" / "2022-03-01-notice")
    return folder


def test_changes_stand_under_the_document_and_the_day_that_made_them() -> None:
    code, out, _ = run("changelog", OLD, NEW)
    assert code == 0
    first, second = out.split("## 自2022年7月1日起")
    assert f"## {NOTICE}" in first
    assert "    - 原来：第四条 学生退出的，未上课月份的费用应当退还。" in first
    assert "    - 现在：第四条 学生退出的，没有上完的月份，费用应当退还。" in first
    assert "- 每月收费的上限：200元 → 180元" in first
    assert "- 家庭经济困难学生减半收取 → 家庭经济困难学生免收" in first
    assert "- 不再适用：学校可以按学期预收" in first
    assert "一课未上的月份才是 → 没有上完的月份都是" in first
    assert "- 新的规定：可以按周收费" in first
    assert "假如所问之日为2022年3月1日；每月收费：181元" in first
    assert "“不得跨月预收”有改动" in second


def test_nobody_has_to_read_a_rule_or_the_name_of_a_fact() -> None:
    for lang in ("zh", "en"):
        out = run("changelog", OLD, NEW, "--lang", lang)[1]
        assert not [name for name in Policy.load(EXAMPLE / "base").law.vocabulary.facts if name in out]
        assert "condition" not in out
        assert "@" not in out


def test_of_one_policy_the_days_are_told_the_latest_first(tmp_path: Path) -> None:
    code, out, _ = run("changelog", str(alone(tmp_path / "alone")), "--format", "text")
    assert code == 0
    assert out.index("自2022年7月1日起") < out.index(NOTICE)
    assert "原来：允许" in out[: out.index(NOTICE)]
    assert "学生退出的，未上课月份的费用应当退还" in out
    assert NOTICE not in run("changelog", str(tmp_path / "alone"), "--since", "2022-04-01")[1]


def test_a_step_is_the_law_until_its_day_and_from_it_on(tmp_path: Path) -> None:
    policy = Policy.load(alone(tmp_path / "alone"))
    base = Policy.load(EXAMPLE / "base")
    later, notice = steps(policy)
    assert (notice.day, later.day) == (date(2022, 3, 1), date(2022, 7, 1))
    facts = {"fee": {"monthly_yuan": 190, "standard_yuan": 300}, "student": {"hardship": False}}
    for day in (date(2022, 2, 28), date(2022, 3, 1), date(2023, 1, 1)):
        told = [each.decide("fee", facts, as_of=day).outcome for each in (notice.before, base)]
        assert told[0] == told[1]
        now = [each.decide("fee", facts, as_of=max(day, notice.day)).outcome for each in (notice.after, policy)]
        assert now[0] == now[1]
    changed = [each for each in clause_changes(notice.before.law, notice.after.law) if each.before is not None]
    assert [(each.id, each.first, each.by[0]) for each in changed] == [("4", date(2022, 3, 1), "P.5")]


def test_a_correction_has_no_day_and_a_word_is_told_as_a_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    word = (BORROWING, "的图书不得超过限额", "的书不得超过限额")
    new = amended(tmp_path / "new", (BORROWING, "value: 10\n", "value: 5\n"), word)
    out = run("changelog", str(LIBRARY), str(new))[1]
    assert "## 更正（没有另定日期），" in out
    assert "同时外借的最多册数：10册 → 5册" in out
    assert "同时外借的图书不得超过限额 → 同时外借的书不得超过限额" in out
    assert run("changelog", str(LIBRARY), str(LIBRARY))[1].endswith("没有改动。\n")
    assert run("changelog", str(LIBRARY), str(new), "--out", "changes.md")[1] == ""
    assert Path("changes.md").read_text(encoding="utf-8") == out

"""A policy begun from a text: valid at once, in the languages asked for, over nothing that was there."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from afterschool_policy import Policy
from tests.cli.test_cli import run

BASE = Path(__file__).parents[2] / "examples" / "provincial_amendment" / "base"
TEXT = "公园开放时间规定\n一、开放\n公园应当于22:00前关闭，不得提前清场。鼓励延长开放。\n"


@pytest.fixture
def text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "text.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.parametrize("languages", ["zh", "en", "both"])
def test_a_new_policy_is_valid_and_lists_what_is_still_to_be_done(text: Path, languages: str) -> None:
    code, out, _ = run("init", "park", "--text", "text.txt", "--languages", languages)
    assert (code, "切分为 5 段，其中 3 段" in out) == (0, True)
    assert Path("park/source/text.txt").read_text(encoding="utf-8") == TEXT
    policy = Policy.load("park")
    operative = [clause.modality for clause in policy.clauses.values() if clause.operative]
    assert operative == [
        "must",
        "must_not",
        "encouraged",
    ]
    assert {each.code for each in policy.warnings} == {"clause-without-rule", "phrase-unwritten"}
    code, out, _ = run("check", "--policy", "park", "--lang", "en")
    assert code == 0
    assert "0 of 3 operative clauses encoded" in out
    assert "unfinished[clause-without-rule] clause 1.1a" in out
    assert run("check", "--policy", "park", "--strict")[0] == 1


def test_a_rule_for_one_clause_decides_and_says_what_is_missing(text: Path) -> None:
    run("init", "park", "--text", "text.txt")
    Path("park/facts.yaml").write_text(
        Path("park/facts.yaml").read_text(encoding="utf-8")
        + "  park:\n    label: {zh: 公园}\n"
        + "    facts: {closes: {type: time, label: {zh: 关闭时间}, question: {zh: 几点关闭？}}}\n",
        encoding="utf-8",
    )
    Path("park/decisions.yaml").write_text(
        "sections: {hours: {zh: 开放}}\nunits: {}\n"
        "decisions:\n  closing: {section: hours, question: {zh: 按时关闭吗？}, "
        "answers: {violated: {zh: 没有按时关闭。}, satisfied: {zh: 按时关闭。}}}\n",
        encoding="utf-8",
    )
    Path("park/rules/closing.yaml").write_text(
        "rule: closes\nversion: 1\neffective: {from: in_force}\ntitle: {zh: 公园应当于22:00前关闭}\nclauses: [1.1a]\n"
        "decision: closing\nmodality: must\ncondition: park.closes <= 22:00\n",
        encoding="utf-8",
    )
    decision = Policy.load("park").decide("closing", {"park": {"closes": "21:00"}})
    assert decision.outcome == "satisfied"
    assert "政策尚未写完，还有2条有规范内容的条款没有规则" in decision.explain("zh", depth="answer")
    assert "按时关闭" in decision.explain("en", depth="answer")  # the one language that there is


def test_nothing_is_written_over(text: Path) -> None:
    run("init", "park", "--text", "text.txt")
    code, _, err = run("init", "park", "--text", "text.txt", "--lang", "en")
    assert (code, "error[folder-taken] the folder park" in err) == (2, True)


def test_a_text_in_another_encoding_is_told_and_nothing_is_written(text: Path) -> None:
    text.write_bytes(TEXT.encode("gb18030"))
    code, _, err = run("init", "park", "--text", "text.txt")
    assert (code, "file-encoding" in err) == (2, True)
    assert not Path("park").exists()


NOTICE = "关于调整收费的通知\n一、每月收费不得超过180元；困难学生免收。\n二、本通知自2027年3月1日起施行。\n"


@pytest.fixture
def notice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(BASE, "base")
    path = tmp_path / "notice.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return path


@pytest.mark.parametrize("folder", ["over", "base/amendments/2027-03-01-notice"])
def test_a_new_amendment_is_laid_over_its_policy_and_lists_what_is_still_to_be_done(notice: Path, folder: str) -> None:
    code, out, _ = run("init", folder, "--text", "notice.txt", "--amends", "base", "--in-force", "2027-03-01")
    assert (code, "切分为 4 段，其中 3 段" in out, "逐条核对 notice.yaml" in out) == (0, True, True)
    assert Path(folder, "notice.txt").read_text(encoding="utf-8") == NOTICE
    policy = Policy.load("base", amendments=[folder] if folder == "over" else [])
    new = [clause for clause in policy.clauses.values() if clause.id.startswith("A.")]
    assert [(each.id, each.operative, each.modality) for each in new] == [
        ("A.0.h", False, None), ("A.1a", True, "must_not"), ("A.1b", True, None), ("A.2", True, None),
    ]  # fmt: skip
    assert {each.code for each in policy.warnings} == {"clause-without-rule", "phrase-unwritten"}
    facts = {"student": {"hardship": False}, "fee": {"monthly_yuan": 190}}
    assert policy.decide("fee", facts, as_of=date(2027, 3, 1)).outcome == "satisfied"


def test_a_policy_whose_level_is_in_words_and_that_was_released_can_be_amended(notice: Path) -> None:
    policy = Path("base/policy.yaml")
    words = policy.read_text(encoding="utf-8")
    levels = words[words.index("levels:") : words.index("source:")]
    alone = words.replace(levels, "level: {zh: 区级文件, en: district text}\n")
    policy.write_text("".join(line for line in alone.splitlines(True) if not line.startswith("short:")), "utf-8")
    assert run("lock", "--policy", "base", "--by", "张三", "--day", "2026-01-01")[0] == 0
    assert run("init", "over", "--text", "notice.txt", "--amends", "base", "--in-force", "2027-03-01")[0] == 0
    written = Path("over/policy.yaml").read_text(encoding="utf-8")
    assert 'short: {zh: "待填", en: "to be written"}\nlevels: {own: {zh: "区级文件", en: "district text"}}' in written
    Path("over/policy.yaml").write_text(
        written.replace("levels: {own", "levels: {province: {zh: 省级, en: province}, own")
    )
    code, out, _ = run("check", "--policy", "base", "--amendment", "over", "--lang", "en")
    assert (code, "no errors, not finished" in out) == (0, True)
    assert run("lock", "--policy", "base", "--amendment", "over", "--by", "张三", "--day", "2026-02-01")[0] == 0
    lower = written.replace("levels: {own", "levels: {own: {zh: 省级, en: province}, district")
    Path("over/policy.yaml").write_text(lower.replace("\nlevel: own", "\nlevel: district"), "utf-8")
    assert "released-instrument" in run("check", "--policy", "base", "--amendment", "over")[2]


@pytest.mark.parametrize("given", [("--amends", "base"), ("--in-force", "2027-03-01")])
def test_an_amendment_needs_the_policy_and_the_day(notice: Path, given: tuple[str, str]) -> None:
    code, _, err = run("init", "over", "--text", "notice.txt", *given)
    assert (code, "first-day-of-an-amendment" in err, Path("over").exists()) == (2, True, False)


def test_no_file_of_an_amendment_has_the_name_of_a_document(notice: Path) -> None:
    notice.rename("facts.txt")
    assert run("init", "over", "--text", "facts.txt", "--amends", "base", "--in-force", "2027-03-01")[0] == 0
    assert Path("over/facts-text.yaml").exists()
    assert not Path("over/facts.yaml").exists()

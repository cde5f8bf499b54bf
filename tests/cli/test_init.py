"""A policy begun from a text: valid at once, in the languages asked for, over nothing that was there."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterschool_policy import Policy
from tests.cli.test_cli import run

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

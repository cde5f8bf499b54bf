"""The commands `fmt`, `check --fix`, `lint` and `watch`: what they write, show, and cannot read."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.test_cli import run
from tests.language.bad_cases import BASE

UNTIDY = """\
# 规则
title:   {en: Books are returned on time,zh: '图书应当按期归还'}
rule: return
condition:  "loan.days<=parameter.loan_days"   # 期限
clauses:
- "1.1"
"""
TIDY = """\
# 规则
rule: return
title: {zh: 图书应当按期归还, en: Books are returned on time}
clauses:
  - "1.1"
condition: loan.days <= parameter.loan_days   # 期限
"""


@pytest.fixture
def rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "rules" / "return.yaml"
    path.parent.mkdir()
    path.write_text(UNTIDY, encoding="utf-8")
    return path


def test_files_are_written_in_form_and_named(rule: Path) -> None:
    assert run("fmt", "rules") == (0, "rules/return.yaml\n1 个文件，整理了 1 个。\n", "")
    assert rule.read_text(encoding="utf-8") == TIDY
    assert run("fmt", "rules", "--lang", "en") == (0, "1 files, 0 brought into form\n", "")


def test_a_check_writes_nothing_and_fails(rule: Path) -> None:
    assert run("fmt", "--check", "rules") == (1, "rules/return.yaml\n1 个文件，1 个需要整理。\n", "")
    assert rule.read_text(encoding="utf-8") == UNTIDY


def test_a_difference_is_shown_and_not_made(rule: Path) -> None:
    code, out, _ = run("fmt", "--diff", "rules")
    assert code == 0
    assert out.startswith("--- rules/return.yaml\n+++ rules/return.yaml\n@@ ")
    assert '-condition:  "loan.days<=parameter.loan_days"   # 期限\n' in out
    assert "+condition: loan.days <= parameter.loan_days   # 期限\n" in out
    assert rule.read_text(encoding="utf-8") == UNTIDY


def test_what_cannot_be_read_is_told_and_left_and_the_rest_written(rule: Path) -> None:
    broken = rule.with_name("broken.yaml")
    broken.write_text("rule: [a\n", encoding="utf-8")
    code, out, err = run("fmt", "rules")
    assert (code, "rules/broken.yaml:2:1: 错误[yaml-syntax]" in err) == (3, True)
    assert "2 个文件，整理了 1 个" in out
    assert broken.read_text(encoding="utf-8") == "rule: [a\n"


def test_the_lock_is_left_to_its_command(rule: Path) -> None:
    lock = rule.with_name("lock.yaml")
    lock.write_text("releases:   []\n", encoding="utf-8")
    run("fmt", "rules")
    assert lock.read_text(encoding="utf-8") == "releases:   []\n"


def test_a_file_keeps_its_mode_and_nothing_is_left_beside_it(rule: Path) -> None:
    rule.chmod(0o640)
    run("fmt", "rules")
    assert rule.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in rule.parent.iterdir()] == ["return.yaml"]


def test_where_there_is_no_file_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = run("fmt")
    assert (code, "form-of-nothing" in err) == (2, True)


@pytest.fixture
def policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(BASE, tmp_path / "policy")
    return tmp_path / "policy"


def slip(path: Path, right: str, wrong: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong), encoding="utf-8")


def test_what_has_one_mending_is_mended_shown_and_checked_again(policy: Path) -> None:
    children = policy / "rules" / "children.yaml"
    right = children.read_text(encoding="utf-8")
    slip(children, "visitor.kind == child", "visitor.kind ＝＝ “chlid”")
    slip(children, "modality: must", "modality:must")
    assert run("check")[0] == 3
    code, out, err = run("check", "--fix")
    assert (code, err) == (0, "")
    assert "-applies: visitor.kind ＝＝ “chlid”\n" in out
    assert "+applies: visitor.kind == child\n" in out
    assert "改了 1 个文件，再检查：\n" in out
    assert out.endswith("警告 1 条。\n")  # there is no lock
    assert children.read_text(encoding="utf-8") == right


def test_what_is_left_is_told_after_what_was_mended(policy: Path) -> None:
    children = policy / "rules" / "children.yaml"
    slip(children, "condition: visitor.accompanied", "condition: visitor.acompanied and visitor.strange")
    code, out, err = run("check", "--fix", "--lang", "en")
    assert (code, "+condition: visitor.accompanied and visitor.strange\n" in out) == (3, True)
    assert "1 files mended; checked again:" in out
    assert "unknown-fact" in err
    assert "strange" in err


def test_where_nothing_is_to_mend_nothing_is_written(policy: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in policy.rglob("*.yaml")}
    assert run("check", "--fix") == run("check")
    assert {path: path.stat().st_mtime_ns for path in policy.rglob("*.yaml")} == before


def test_only_a_folder_can_be_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("check", "--fix")[0] == 2


def test_advice_is_told_by_lint_alone_and_fails_it(policy: Path) -> None:
    slip(policy / "rules" / "children.yaml", "condition: visitor.accompanied", "condition: visitor.kind == child")
    slip(policy / "rules" / "record.yaml", "visitor.age > 0", "visitor.age > 0 and visitor.accompanied")
    assert run("check")[0] == 0
    code, out, err = run("lint", "--lang", "en")
    assert (code, err) == (1, "")
    assert "rules/children.yaml:9:1: advice[condition-always] " in out
    assert out.endswith("1 pieces of advice, 0 warnings\n")
    assert "::notice file=policy/rules/children.yaml,line=9" in run("lint", "--format", "github")[1]
    assert '"level": "note"' in run("lint", "--format", "sarif")[1]


def test_without_advice_lint_is_content(policy: Path) -> None:
    assert run("lint") == (0, "提示 0 条，警告 0 条。\n", "")


def test_watching_goes_on_until_it_is_interrupted(policy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def saved_once(places: object) -> Iterator[None]:
        slip(policy / "rules" / "children.yaml", "visitor.accompanied", "visitor.acompanied")
        yield None
        raise KeyboardInterrupt

    monkeypatch.setattr("afterschool_policy.cli.watch.saves", saved_once)
    code, out, err = run("watch", "--lang", "en")
    assert (code, err) == (0, "")
    assert "0 of 0 cases and case files run, 0 fail\n" in out
    assert "policy/rules/children.yaml:9:12: error[unknown-fact]" in out
    assert out.endswith("the policy has errors: no case was run\n")


def test_without_a_folder_there_is_nothing_to_watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("watch")[0] == 2

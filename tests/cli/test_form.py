"""The command `fmt`: what it writes, what it only shows, and what it cannot read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_cli import run

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

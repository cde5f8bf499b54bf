"""The commands with rules in draft: set aside, taken along where that is asked for, and checked either way."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree

import pytest

from tests.cli.test_cli import run
from tests.language.bad_cases import BASE
from tests.unit.authoring.test_drafts import LATER

CASES = """\
decision: admission
as_of: 2027-01-01
cases:
  - name: from six by the law
    facts: {visitor: {kind: adult}, visit: {start: 18:30}}
    expect: {outcome: permitted}
  - name: from seven by the draft
    with_drafts: true
    facts: {visitor: {kind: adult}, visit: {start: 18:30}}
    expect: {outcome: prohibited}
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    copytree(BASE, tmp_path / "policy")
    evening = tmp_path / "policy" / "rules" / "evening.yaml"
    evening.write_text(evening.read_text(encoding="utf-8") + LATER, encoding="utf-8")
    (tmp_path / "fixtures").mkdir()
    (tmp_path / "fixtures" / "cases.yaml").write_text(CASES, encoding="utf-8")
    (tmp_path / "facts.yaml").write_text("visitor: {kind: adult}\nvisit: {start: 18:30}\n", encoding="utf-8")
    return tmp_path


def test_check_lists_drafts_as_unfinished_and_strict_refuses_them(here: Path) -> None:
    code, out, _ = run("check")
    assert (code, "未完成[rule-draft] 规则“evening-entry”是拟定的" in out) == (0, True)
    assert run("check", "--strict")[0] == 1
    assert run("check", "--with-drafts")[0] == 0


def test_check_says_that_drafts_have_errors(here: Path) -> None:
    evening = here / "policy" / "rules" / "evening.yaml"
    evening.write_text(evening.read_text(encoding="utf-8").replace("visit.start <", "visit.strat <"), encoding="utf-8")
    code, out, _ = run("check")
    assert (code, "连同拟定的规则检查，有 1 处错误" in out) == (0, True)
    assert run("check", "--with-drafts")[0] == 3


def test_decisions_take_drafts_along_on_request(here: Path) -> None:
    asked = ("decide", "admission", "-f", "facts.yaml", "--as-of", "2027-01-01")
    assert "这是假设" not in run(*asked)[1]
    assert "这是假设：把拟定的规则（evening-entry）视同已经施行。" in run(*asked, "--with-drafts")[1]
    record = json.loads(run(*asked, "--with-drafts", "--format", "json")[1])
    assert record["drafts"] == ["evening-entry"]


def test_cases_on_drafts_are_run_with_them_and_said_to_be_left_out_without(here: Path) -> None:
    code, out, _ = run("test")
    assert (code, "1 个用例，0 个未通过" in out, "另有 1 个是针对拟定的规则写的" in out) == (0, True, True)
    code, out, _ = run("test", "--with-drafts")
    assert (code, "1 个用例，0 个未通过" in out, "其余 1 个没有运行" in out) == (0, True, True)
    code, out, _ = run("test", "--format", "json")
    assert json.loads(out)["left_out"] == 1


@pytest.mark.parametrize(
    ("marked", "args", "code"),
    [("    with_drafts: true\n", (), "cases-on-drafts"), ("", ("--with-drafts",), "cases-unmarked")],
)
def test_a_run_in_which_every_case_is_left_out_fails(here: Path, marked: str, args: tuple[str, ...], code: str) -> None:
    one = CASES.replace("    with_drafts: true\n", "").replace("    facts", f"{marked}    facts")
    (here / "fixtures" / "cases.yaml").write_text(one, encoding="utf-8")
    status, _, err = run("test", *args)
    assert (status, f"[{code}]" in err) == (1, True)


def test_diff_of_a_folder_with_itself_tells_what_its_drafts_change(here: Path) -> None:
    assert run("diff", "policy", "policy")[0] == 0
    code, out, _ = run("diff", "policy", "policy", "--with-drafts")
    assert (code, "[evening-entry@2]" in out, "结论不同" in out) == (1, True, True)


def test_a_release_leaves_drafts_out(here: Path) -> None:
    assert run("lock", "--by", "somebody", "--day", "2026-01-01")[0] == 0
    assert "evening-entry@2" not in (here / "policy" / "lock.yaml").read_text(encoding="utf-8")
    assert "rule-draft" in run("check")[1]
    assert run("build", "-o", "bundle.jsonl")[0] == 0
    assert "evening-entry" in (here / "bundle.jsonl").read_text(encoding="utf-8")
    assert "19:00" not in (here / "bundle.jsonl").read_text(encoding="utf-8")

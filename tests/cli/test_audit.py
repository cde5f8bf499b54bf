"""The commands of the log: decide into it, list, show, verify, anchor, export, count, replay."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from afterschool_policy import Policy
from afterschool_policy.cli.app import app
from tests.support import LIBRARY

CARD = "reader: {has_card: true, card_expired: false}\nbook: {kind: ordinary}\nloan: {books: %s}\n"


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, list(arguments))
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AFTERSCHOOL_POLICY_LOG", "decisions.db")
    monkeypatch.setenv("COLUMNS", "160")
    policy = ("--policy", str(LIBRARY))
    for books, branch in ((1, "东馆"), (99, "西馆")):
        Path("facts.yaml").write_text(CARD % books, encoding="utf-8")
        code, _, told = run(
            "decide", "borrowing", "-f", "facts.yaml", *policy, "--label", f"馆={branch}", "--requested-by", "张三"
        )
        assert code == 0
        assert "已写入日志" in told
    return tmp_path


def ids() -> list[str]:
    return [json.loads(line)["decision_id"] for line in run("audit", "list", "--format", "json")[1].splitlines()]


def test_list_narrows_and_counts(here: Path) -> None:
    code, out, _ = run("audit", "list", "--label", "馆=西馆")
    assert code == 0
    assert "禁止" in out
    assert "允许" not in out
    assert "共 1 项，列出 1 项。" in out
    assert "2 decisions, 1 listed" in run("audit", "list", "-n", "1", "--lang", "en")[1]


def test_show_explains_as_the_revision_that_decided_does(here: Path) -> None:
    name = ids()[0]
    code, out, _ = run("audit", "show", name[:8])
    assert code == 0
    assert name in out
    assert "提出人：张三" in out
    assert Policy.load(LIBRARY).replay(json.loads(run("audit", "show", name, "--format", "json")[1])).same
    assert "一致" in out
    page = run("audit", "show", name, "--format", "html")[1]
    assert page.lower().startswith("<!doctype html>")
    assert json.loads(run("audit", "show", name, "--format", "json")[1])["digest"] in page


def test_show_of_a_masked_record_says_what_is_left(here: Path) -> None:
    Path("pupil.yaml").write_text("student: {hardship_recognised: true}\nfee: {kind: service_fee}\n", encoding="utf-8")
    assert run("decide", "hardship_relief", "-f", "pupil.yaml", "--mask")[0] == 0
    name = ids()[0]
    code, out, _ = run("audit", "show", name)
    assert code == 0
    assert "写入时隐去" in out
    assert "replay-masked" in out
    assert run("replay", "--id", name)[0] == 2


def test_verify_and_anchor(here: Path) -> None:
    assert run("audit", "anchor", "-o", "anchor.json")[0] == 0
    code, out, _ = run("audit", "verify", "--anchor", "anchor.json")
    assert code == 0
    assert "核验 2 条" in out
    Path("anchor.json").write_text(
        run("audit", "anchor")[1].replace('"sequence": 2', '"sequence": 3'), encoding="utf-8"
    )
    code, out, _ = run("audit", "verify", "--anchor", "anchor.json")
    assert code == 1
    assert "锚点记下时日志有第 3 条" in out
    Path("anchor.json").write_text("{}", encoding="utf-8")
    assert run("audit", "verify", "--anchor", "anchor.json")[0] == 2


def test_export_and_stats(here: Path) -> None:
    assert len(run("audit", "export")[1].splitlines()) == 2
    assert run("audit", "export", "--format", "csv", "-o", "d.csv")[0] == 0
    assert len(Path("d.csv").read_text(encoding="utf-8-sig").splitlines()) == 3
    assert run("audit", "export", "--format", "parquet", "-o", "d.parquet")[0] == 0
    assert run("audit", "export", "--format", "parquet")[0] == 2
    code, out, _ = run("audit", "stats", "--by", "decision", "--plot", "plot.svg", "--lang", "en", "--period", "year")
    assert code == 0
    assert "borrowing" in out
    assert Path("plot.svg").is_file()


def test_replay_of_the_whole_log_and_by_another_policy(here: Path) -> None:
    code, out, _ = run("replay")
    assert code == 0
    assert (
        "结论不同0项，数额不同0项，依据不同0项，仅文字不同0项，仅版本不同0项，完全相同2项；被改动过0项，不能重新判断0项"
        in out
    )
    code, out, _ = run("replay", "--id", ids()[0], "--policy", str(LIBRARY))
    assert (code, "一致" in out) == (0, True)
    code, out, _ = run("replay", "--today", "--lang", "en")
    assert code == 0
    assert "cannot be replayed: 2" in out


def test_a_log_that_is_not_there_is_said(here: Path) -> None:
    code, _, told = run("audit", "list", "--log", "other.db")
    assert code == 3
    assert "log-absent" in told
    assert not Path("other.db").exists()


def test_without_a_record_or_a_log_it_is_wrong_use(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AFTERSCHOOL_POLICY_LOG")
    assert run("replay")[0] == 2


def test_replay_of_a_log_narrows_and_decides_by_another_reading(here: Path) -> None:
    assert "完全相同1项" in run("replay", "--label", "馆=西馆")[1]
    code, _, told = run("replay", "--decision", "borowing")
    assert code == 2
    assert "borrowing" in told
    Path("facts.yaml").write_text("loan: {books: 2, days: 40}\n", encoding="utf-8")
    run("decide", "overdue", "-f", "facts.yaml", "--policy", str(LIBRARY), "--decision-id", "late")
    code, out, _ = run("replay", "--decision", "overdue", "--by-reading", "LL-1=same_day", "--lang", "en")
    assert code == 4  # the amount differs
    assert "late" in out
    assert "the same: 0" in out


@pytest.mark.parametrize(
    "change",
    [
        ("rules/1-borrowing.yaml", "value: 10\n", "value: 200\n", 1, "结论不同1项"),
        ("rules/1-borrowing.yaml", "的图书不得超过限额", "的书不得超过限额", 0, "仅文字不同2项"),
        ("decisions.yaml", "逾期费没有缴清。", "逾期费尚未缴清。", 0, "仅版本不同2项"),
    ],
)
def test_what_differs_is_counted_by_how_much_it_matters(here: Path, change: tuple[str, str, str, int, str]) -> None:
    name, old, new, status, counted = change
    amended = here / "amended"
    shutil.copytree(LIBRARY, amended)
    (amended / "lock.yaml").unlink(missing_ok=True)
    rules = amended / name
    text = rules.read_text(encoding="utf-8")
    assert old in text
    rules.write_text(text.replace(old, new), encoding="utf-8")
    code, out, _ = run("replay", "--today", "--policy", str(amended))
    assert (code, counted in out) == (status, True), out


@pytest.mark.parametrize(
    "arguments",
    [
        ("audit", "anchor", "-o", "none/anchor.json"),
        ("audit", "export", "-o", "."),
        ("audit", "export", "--format", "csv", "-o", "none/x.csv"),
        ("audit", "export", "--format", "parquet", "-o", "none/x.parquet"),
        ("build", "-o", "none/x.jsonl", "--policy", str(LIBRARY)),
    ],
    ids=" ".join,
)
def test_a_file_that_cannot_be_written_is_told(here: Path, arguments: tuple[str, ...]) -> None:
    code, _, told = run(*arguments)
    assert code == 2
    assert "file-unwritable" in told


NO_TEXT = "锚点".encode("utf-16")


@pytest.mark.parametrize("data", [b"", b"{", NO_TEXT, b"[" * 100_000, b"[1]", b'{"schema": "x"}', b"null"], ids=repr)
def test_a_file_that_is_no_anchor_or_no_record_is_told(here: Path, data: bytes) -> None:
    Path("file").write_bytes(data)
    for arguments, told in ((("audit", "verify", "--anchor", "file"), "anchor-shape"), (("replay", "file"), "record-")):
        code, _, said = run(*arguments, *(("--policy", str(LIBRARY)) if arguments[0] == "replay" else ()))
        assert code == 2
        assert ("file-encoding" if data == NO_TEXT else told) in said

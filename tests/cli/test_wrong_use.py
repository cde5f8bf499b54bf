"""Wrong use of a command is told in the language of the command, with what to write, and is status 2."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from afterschool_policy.cli import app
from afterschool_policy.cli.wrong_use import language_of

WRONG = [
    (("decid",), "command-unknown", "没有命令“decid”", "是否为“decide”？"),
    (("audit", "verfy"), "command-unknown", "没有命令“verfy”", "是否为“verify”？"),
    (("check", "--stric"), "option-unknown", "没有选项“--stric”", "是否为“--strict”？"),
    (("decide", "hardship_relief"), "option-missing", "缺少 --facts / -f", "decide --help"),
    (("decide",), "option-missing", "缺少 DECISION", "decide --help"),
    (("check", "--policy"), "option-without-value", "选项 --policy 后面要写值", "--help"),
    (("decide", "x", "-f", "y", "--as-of", "2022-13-01"), "option-value", "--as-of 的值不对：日期写作 2021-09-01", ""),
    (("decide", "x", "-f", "y", "--policy", "nowhere"), "option-value", "--policy / -p 的值不对：没有“nowhere”", ""),
    (("test", ".", "--fail-under", "200"), "option-value", "--fail-under 的值不对：应不大于 100", ""),
    (("check", "--format", "pdf"), "option-value", "没有“pdf”，可以写 text, sarif, github", ""),
    (("build", "-o", "b", "--release", "one"), "option-value", "--release 的值不对：应为整数", ""),
    (("check", "one", "two"), "argument-extra", "多写了“one two”", ""),
    (("explain",), "wrong-use", "DECISION --facts FILE | --clause ID", "explain --help"),
    (("decide", "x", "-f", "f.yaml", "-r", "IC-25:full"), "option-value", "“IC-25:full”应写成 READING=CODE", ""),
]


def said(args: tuple[str, ...]) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(args))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stderr


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A folder with an empty file of facts, and no language in the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("AFTERSCHOOL_POLICY_LANG", raising=False)
    Path("f.yaml").touch()
    return monkeypatch


@pytest.mark.parametrize(("args", "code", "message", "help_"), WRONG, ids=[" ".join(args) for args, *_ in WRONG])
def test_wrong_use_is_told_in_chinese_and_in_english(
    here: pytest.MonkeyPatch, args: tuple[str, ...], code: str, message: str, help_: str
) -> None:
    status, told = said(args)
    assert (status, f"错误[{code}]" in told, message in told, help_ in told) == (2, True, True, True), told
    if args not in {("audit", "verfy"), ("decid",)}:
        status, english = said((args[0], "--lang", "en", *args[1:]))
        assert (status, f"error[{code}]" in english) == (2, True), english
    here.setenv("AFTERSCHOOL_POLICY_LANG", "en")
    status, english = said(args)
    assert (status, f"error[{code}]" in english) == (2, True), english
    assert not any("\u4e00" <= char <= "\u9fff" for char in english), english


@pytest.mark.parametrize(
    ("args", "lang"),
    [([], "zh"), (["check", "--lang", "en"], "en"), (["-l", "en"], "en"), (["--lang=en"], "en"), (["--lang"], "zh")],
)
def test_the_language_is_read_off_the_command_line(args: list[str], lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AFTERSCHOOL_POLICY_LANG", raising=False)
    assert language_of(args) == lang


def test_no_command_shows_the_help() -> None:
    result = CliRunner().invoke(app, [])
    assert "Usage" in result.output
    assert CliRunner().invoke(app, ["--help"]).exit_code == 0

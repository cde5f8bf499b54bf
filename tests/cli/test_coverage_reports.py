"""What the cases reach, as `test` tells it: a table, line by line in the rules, a page, a least share."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import CliRunner

from afterschool_policy.cli import app

RELIEF = """\
decision: hardship_relief
cases:
  - name: half of the fee
    facts: {student: {hardship_recognised: true}, fee: {kind: service_fee, amount_yuan: 300, standard_yuan: 600}}
    expect: {outcome: satisfied}
"""
RULE = ("--rule", "hardship-relief")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cases.yaml").write_text(RELIEF, encoding="utf-8")
    return tmp_path


def run(*args: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["test", "cases.yaml", "--lang", "en", *args])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def test_the_table_adds_up_and_the_list_names_what_is_left(here: Path) -> None:
    code, out, _ = run(*RULE, "--coverage")
    rows = re.findall(r"^(\S.*?) +(\d+) +(\d+) +[\d.]+$", out, re.MULTILINE)
    assert code == 0
    *kinds, (together, reached, every) = rows
    assert together == "together"
    assert (sum(int(row[1]) for row in kinds), sum(int(row[2]) for row in kinds)) == (int(reached), int(every))
    assert "no case: reading hardship-relief@1 readings.IC-25.full_exemption" in out
    assert "no case: rule" not in out


@pytest.mark.parametrize(("least", "status"), [("0", 0), ("30", 0), ("34.2", 1), ("100", 1)])
def test_less_than_the_least_share_fails(here: Path, least: str, status: int) -> None:
    code, _, err = run(*RULE, "--fail-under", least)
    assert code == status
    assert (f"less than {least} %" in err) == bool(status)


def test_the_rules_tell_line_by_line_what_is_left(here: Path) -> None:
    _, out, _ = run(*RULE, "--coverage-yaml")
    lines = out.splitlines()
    place = next(number for number, line in enumerate(lines) if "│     - student.hardship_recognised" in line)
    assert lines[place].startswith("✗")
    assert lines[place + 1].endswith("no case: condition “student.hardship_recognised” false, unknown")
    assert "✓" in out


class Page(HTMLParser):
    """The tags of a page and the text of its table."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not {name for name, _ in attrs} & {"src", "href", "onclick"}

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_stands_alone_and_holds_every_line(here: Path, lang: str) -> None:
    assert run(*RULE, "--coverage-html", "page.html", "--lang", lang)[0] == 0
    page = Page((here / "page.html").read_text(encoding="utf-8"))
    assert "script" not in page.tags
    assert page.tags.count("details") == 1
    assert "fee.amount_yuan < fee.standard_yuan" in page.text
    assert {"zh": "没有用例：读法", "en": "no case: reading"}[lang] in page.text
    assert "34.1" in page.text


def test_a_bundle_says_that_it_knows_no_lines(here: Path) -> None:
    assert CliRunner().invoke(app, ["build", "--output", "policy.jsonl"]).exit_code == 0
    _, out, _ = run(*RULE, "--policy", "policy.jsonl", "--coverage-yaml")
    assert "A bundle no longer knows the lines of its rules" in out

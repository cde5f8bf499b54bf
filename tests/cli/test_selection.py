"""`test` runs what is asked for, and a run in which that is nothing fails and says why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from afterschool_policy.cli import app

CASES = """\
decision: {decision}
cases:
  - name: {name}
    facts: {facts}
    expect: {{outcome: {outcome}}}
"""
MEAL = {"decision": "hardship_relief", "facts": "{fee: {kind: meal}}", "outcome": "not_applicable"}
HISTORY = """\
case_files:
  - name: a case file
    facts: {vendor: {V-1: {vendor: {issues: [poor_service], issue_established: true}}}}
    expect: {findings: {vendor_review_removal: {vendor V-1: required}}}
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with three cases of two questions and a case file, of the shipped policy."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "fixtures"
    folder.mkdir()
    fee = {"decision": "fee_charging", "facts": "{fee: {kind: meal}}", "outcome": "undetermined"}
    for file, case in {
        "one": MEAL | {"name": "餐费不减免"},
        "two": MEAL | {"name": "meals are no service fee"},
        "fee": fee | {"name": "open"},
    }.items():
        (folder / f"{file}.yaml").write_text(CASES.format(**case), encoding="utf-8")
    (folder / "history.yaml").write_text(HISTORY, encoding="utf-8")
    return tmp_path


def run(*args: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["test", "--lang", "en", *args])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def names(*args: str) -> set[str]:
    code, out, err = run(*args, "--format", "json")
    assert code == 0, err
    document = json.loads(out)
    return {each["id"].split(": ")[-1] for each in (*document["cases"], *document["case_files"])}


EVERY = {"餐费不减免", "meals are no service fee", "open", "a case file"}
RELIEF = {"餐费不减免", "meals are no service fee"}


@pytest.mark.parametrize(
    ("args", "found"),
    [
        ((), EVERY),
        (("--decision", "hardship_relief"), RELIEF),
        (("--decision", "hardship_relief", "--decision", "fee_charging"), RELIEF | {"open"}),
        (("--decision", "vendor_review_removal"), {"a case file"}),
        (("--rule", "hardship-relief"), RELIEF),
        (("--rule", "hardship-relief@1", "--name", "NO SERVICE"), {"meals are no service fee"}),
        (("--clause", "4.2.4", "--name", "餐费"), {"餐费不减免"}),
        (("--name", "a case", "--name", "open"), {"a case file", "open"}),
        (("fixtures/one.yaml",), {"餐费不减免"}),
    ],
)
def test_what_is_asked_for_is_run_and_nothing_else(here: Path, args: tuple[str, ...], found: set[str]) -> None:
    assert names(*args) == found


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--decision", "hardship_relif"), "Did you mean `hardship_relief`"),
        (("--rule", "hardship-releif"), "Did you mean `hardship-relief`"),
        (("--clause", "4.2.44"), "there is no clause `4.2.44`"),
        (("--name", "meals are no service fees"), "Did you mean `meals are no service fee`"),
        (("--decision", "session_time"), "of 4 cases and case files none fits `--decision session_time`"),
        (("--decision", "fee_charging", "--name", "餐费"), "--decision fee_charging --name 餐费"),
        (("--failed",), "error[cases-none-failed]"),
    ],
)
def test_nothing_to_run_fails_and_says_why_and_what_is_near(here: Path, args: tuple[str, ...], told: str) -> None:
    code, out, err = run(*args)
    assert code == 1
    assert out == ""
    assert told in err


def test_those_that_failed_last_time_are_run_again_wherever_they_were_run_from(here: Path) -> None:
    wrong = here / "fixtures" / "one.yaml"
    right = wrong.read_text(encoding="utf-8")
    wrong.write_text("# a line more\n" + right.replace("not_applicable", "violated"), encoding="utf-8")
    assert run("fixtures/one.yaml")[0] == 1
    assert run("fixtures/two.yaml")[0] == 0  # what is not run stays as it was
    code, out, _ = run("--failed")
    assert code == 1
    assert "1 cases, 1 failed" in out
    wrong.write_text(right, encoding="utf-8")  # which moves its line
    assert names("--failed") == {"餐费不减免"}
    assert "cases-none-failed" in run("--failed")[2]
    assert not [path for path in here.rglob("*failed*") if here / "cache" not in path.parents]


def test_a_damaged_memory_of_what_failed_is_none(here: Path) -> None:
    kept = here / "cache" / "afterschool-policy" / "failed.json"
    kept.parent.mkdir(parents=True)
    for text in ("[", "{}", "[1, null]", "\0"):
        kept.write_text(text, encoding="utf-8")
        assert "cases-none-failed" in run("--failed")[2]
        assert run()[0] == 0


def test_a_day_is_that_of_the_cases_that_state_none(here: Path) -> None:
    head = "decision: instrument_in_force\ncases:\n"
    asked = "{facts: {context: {issue_date: 2021-09-01}}, expect: {outcome: OUTCOME}, NAME}\n"
    stated = asked.replace("issue_date: 2021-09-01", "issue_date: 2021-09-01, as_of: 2021-08-31")
    (here / "days.yaml").write_text(
        head
        + "  - " + asked.replace("OUTCOME", "satisfied").replace("NAME", "name: by the option")
        + "  - " + asked.replace("OUTCOME", "not_applicable").replace("NAME", "name: its own, as_of: 2021-08-31")
        + "  - " + stated.replace("OUTCOME", "not_applicable").replace("NAME", "name: its own fact"),
        encoding="utf-8",
    )  # fmt: skip
    code, out, err = run("days.yaml", "--as-of", "2022-01-01")
    assert code == 0, out + err
    assert run("days.yaml", "--as-of", "2021-01-01")[0] == 1

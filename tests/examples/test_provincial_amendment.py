"""A province's notice over a district's rules: checked, tried, released, decided on both sides of its day, replayed."""

import json
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from typer.testing import CliRunner

from afterschool_policy import Policy
from afterschool_policy.cli.app import app
from afterschool_policy.site.pages import pages
from afterschool_policy.testing.cases import load_cases, run_case
from tests.support import TESTS

EXAMPLE = TESTS.parent / "examples" / "provincial_amendment"
BASE = Policy.load(EXAMPLE / "base", cache=False)
AMENDED = Policy.load(EXAMPLE / "base", cache=False, amendments=[EXAMPLE / "amendment"])
BEFORE, AFTER = date(2022, 2, 28), date(2022, 3, 1)
FEE = {"student": {"hardship": False}, "fee": {"monthly_yuan": 190}}
HARDSHIP = {"student": {"hardship": True}, "fee": {"monthly_yuan": 90, "standard_yuan": 180}}


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    copytree(EXAMPLE, tmp_path, dirs_exist_ok=True)
    return tmp_path


def run(*arguments: object) -> str:
    result = CliRunner().invoke(app, [*map(str, arguments), "--lang", "en"])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_both_are_valid_without_a_warning():
    assert not BASE.warnings
    assert not AMENDED.warnings


@pytest.mark.parametrize("case", load_cases(EXAMPLE / "cases"), ids=lambda case: case.id)
def test_the_cases_on_both_sides_of_the_day_hold(case):
    assert run_case(AMENDED, case).passed


def test_before_the_day_nothing_is_decided_otherwise():
    for name, facts in (("fee", FEE), ("fee", HARDSHIP), ("prepayment", {"fee": {"period": "term"}})):
        one, other = (policy.decide(name, facts, as_of=BEFORE) for policy in (BASE, AMENDED))
        assert (other.outcome, other.findings, other.amounts) == (one.outcome, one.findings, one.amounts)


def test_from_the_day_on_the_notice_decides_and_is_named():
    fee = AMENDED.decide("fee", FEE, as_of=AFTER)
    assert (fee.outcome, fee.amounts["excess_yuan"].value) == ("violated", 10)
    told = fee.explain("zh")
    assert "每生每月收费不得超过180元" in told
    assert "依据：《省教育厅关于规范课后托管收费的通知》；" in told
    assert "《省通知》第一条 “一、课后托管每生每月收费不超过180元。”" in told
    waived = AMENDED.decide("fee", HARDSHIP, as_of=AFTER)
    assert [each.clause for each in waived.citations] == ["P.2"]
    assert "依据：《省教育厅关于规范课后托管收费的通知》；" in waived.explain("zh")


def test_the_rule_that_ended_names_the_clauses_that_ended_it():
    ended = AMENDED.rule("charged-by-term@1").effective
    assert (ended.last, ended.ended_by) == (BEFORE, ("P.3", "P.9"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_its_page_says_so_and_names_the_text(lang):
    page = pages(AMENDED, [], lang)["policy/clauses/3.md"]
    assert {"zh": "已经终止，依据", "en": "ended by"}[lang] in page
    assert AMENDED.clauses["P.3"].named[lang] in page


def test_a_record_of_before_is_replayed_to_the_same():
    record = BASE.decide("fee", FEE, as_of=BEFORE).record()
    assert BASE.replay(record).grade == "none"
    assert AMENDED.replay(record).grade == "revision"


def test_the_difference_that_it_makes_to_recorded_decisions_is_counted(tmp_path):
    log, facts = tmp_path / "log.db", tmp_path / "facts.json"
    facts.write_text(json.dumps(FEE), encoding="utf-8")
    for day in (BEFORE, AFTER):
        run("decide", "fee", "--facts", facts, "--as-of", day, "--policy", EXAMPLE / "base", "--log", log)
    over = ["--policy", EXAMPLE / "base", "--amendment", EXAMPLE / "amendment"]
    result = CliRunner().invoke(app, ["replay", "--log", str(log), *map(str, over), "--lang", "en"])
    assert result.exit_code == 1
    assert "outcome: satisfied → violated" in result.stdout
    assert "outcome: 1, amount: 0, reasons: 0, wording only: 0, revision only: 1, the same: 0;" in result.stdout


def test_it_is_released_without_a_change_to_the_base(folders):
    run("lock", "--policy", folders / "base", "--day", "2021-08-25")
    before = {path: path.read_bytes() for path in (folders / "base").rglob("*") if path.is_file()}
    over = ["--policy", folders / "base", "--amendment", folders / "amendment"]
    run("lock", *over, "--day", "2022-02-20")
    assert "0 warnings" in run("check", *over)
    assert {path: path.read_bytes() for path in (folders / "base").rglob("*") if path.is_file()} == before
    notice = folders / "amendment" / "rules" / "cap.yaml"
    notice.write_text(notice.read_text(encoding="utf-8").replace("value: 180", "value: 150"), encoding="utf-8")
    result = CliRunner().invoke(app, ["check", *map(str, over), "--lang", "en"])
    assert result.exit_code == 3
    assert "released-changed" in result.output


@pytest.mark.parametrize(
    ("file", "released", "changed", "code"),
    [
        ("notice.txt", "不得跨月预收", "不得跨季预收", "released-clause"),
        ("policy.yaml", "level: province", "level: district", "released-text"),
    ],
    ids=["the words of a clause", "the level"],
)
def test_what_is_released_of_a_further_text_stays(folders, file, released, changed, code):
    over = ["--policy", folders / "base", "--amendment", folders / "amendment"]
    run("lock", *over, "--by", "the district", "--day", "2021-08-20")
    assert "0 warnings" in run("check", *over)
    for name in (file, "notice.yaml"):
        path = folders / "amendment" / name
        path.write_text(path.read_text(encoding="utf-8").replace(released, changed), encoding="utf-8")
    result = CliRunner().invoke(app, ["check", *map(str, over), "--lang", "en"])
    assert result.exit_code == 3
    assert code in result.output

"""What came of a run or a check, in the formats of other programs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from typer.testing import CliRunner

from afterschool_policy.cli import app

ROOT = Path(__file__).parents[2]
CASES = """\
decision: hardship_relief
cases:
  - name: right
    facts: {fee: {kind: meal}}
    expect: {outcome: not_applicable}
  - name: "wrong: <&> 100%, \\u0007"
    facts: {student: {hardship_recognised: true}, fee: {kind: service_fee, amount_yuan: 600, standard_yuan: 600}}
    expect: {outcome: satisfied, amounts: {relief_yuan: 300}}
  - name: unknown fact
    facts: {fee: {kinds: meal}}
    expect: {outcome: not_applicable}
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cases.yaml").write_text(CASES, encoding="utf-8")
    return tmp_path


def run(*args: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [*args, "--lang", "en"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def test_junit_has_a_suite_for_each_file_and_the_place_of_each_case(here: Path) -> None:
    assert run("test", "cases.yaml", "--junit", "report.xml")[0] == 1
    root = Xml.parse(here / "report.xml").getroot()  # what the library has just written
    assert root.attrib == {"tests": "3", "failures": "1", "errors": "1"}
    (suite,) = root
    assert suite.attrib["name"] == "cases.yaml"
    right, wrong, unknown = suite
    assert (right.attrib["line"], len(right)) == ("3", 0)
    assert wrong.attrib["name"] == "hardship_relief: wrong: <&> 100%, \\u0007"
    (failure,) = wrong
    assert failure.attrib["message"] == "outcome: expected satisfied; got violated"
    assert (failure.text or "").splitlines()[0] == "cases.yaml:6:5"
    assert "amounts.relief_yuan: expected 300; got 0" in (failure.text or "")
    assert [each.tag for each in unknown] == ["error"]


def test_json_tells_every_case_with_what_came_of_it(here: Path) -> None:
    code, out, _ = run("test", "cases.yaml", "--format", "json")
    document = json.loads(out)
    assert (code, document["total"], document["failed"]) == (1, 3, 2)
    right, wrong, unknown = document["cases"]
    assert right["passed"] and right["line"] == 3 and right["differences"] == []
    assert wrong["differences"][0] == {"what": "outcome", "expected": "satisfied", "actual": "violated"}
    assert unknown["error"]["diagnostics"][0]["suggestions"][0] == "fee.kind"
    assert "coverage" not in document
    measured = json.loads(run("test", "cases.yaml", "--format", "json", "--coverage")[1])["coverage"]
    assert measured["kinds"]["clause"]["all"] == 129
    assert len(measured["left"]) == sum(each["all"] - each["reached"] for each in measured["kinds"].values())


def test_annotations_stand_in_one_line_each(here: Path) -> None:
    code, out, _ = run("test", "cases.yaml", "--format", "github")
    first, second = out.splitlines()
    assert code == 1
    title = "title=hardship_relief%3A wrong%3A <&> 100%25%2C \\u0007"
    assert first.startswith(
        f"::error file=cases.yaml,line=6,col=5,{title}::outcome: expected satisfied; got violated%0A"
    )
    assert second.startswith("::error file=cases.yaml,line=9,")


def test_a_failure_takes_ten_lines_at_most(here: Path) -> None:
    many = ", ".join(f"amount_{number}: 1" for number in range(30))
    (here / "many.yaml").write_text(CASES.replace("relief_yuan: 300", many), encoding="utf-8")
    _, out, _ = run("test", "many.yaml", "--name", "wrong")
    lines = [line for line in out.splitlines() if line.startswith("    ")]
    assert len(lines) == 10
    assert "more lines" in lines[-1]


def test_sarif_tells_warnings_and_faults_with_their_places(here: Path) -> None:
    shutil.copytree(ROOT / "policy", here / "policy")
    (here / "policy" / "lock.yaml").unlink()
    code, out, _ = run("check", "--format", "sarif")
    (told,) = json.loads(out)["runs"]
    assert code == 0
    assert [(each["ruleId"], each["level"]) for each in told["results"]] == [("lock-missing", "warning")]
    assert run("check", "--format", "sarif", "--strict")[0] == 1
    rule = here / "policy" / "rules" / "4-guarantees" / "4.2.4-hardship-relief.yaml"
    rule.write_text(rule.read_text(encoding="utf-8").replace("modality:", "modalty:", 1), encoding="utf-8")
    code, out, err = run("check", "--format", "sarif")
    (told,) = json.loads(out)["runs"]
    assert (code, err) == (3, "")
    faults = {each["ruleId"]: each for each in told["results"]}
    place = faults["unknown-key"]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == rule.relative_to(here).as_posix()
    line = place["region"]["startLine"]
    assert rule.read_text(encoding="utf-8").splitlines()[line - 1].startswith("modalty:")
    assert faults["unknown-key"]["level"] == "error"
    assert {each["id"] for each in told["tool"]["driver"]["rules"]} == {*faults}
    code, out, _ = run("check", "--format", "github")
    assert code == 3
    assert f"::error file={rule.relative_to(here).as_posix()},line={line},col=1,title=unknown-key::" in out

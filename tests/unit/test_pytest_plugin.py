"""Cases as items of pytest, in projects of others; and nothing at all in those that have none."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parents[2]
PLUGIN = ("-p", "pytest_afterschool_policy", "-p", "no:cacheprovider")
CASES = """\
decision: hardship_relief
cases:
  - name: 餐费不适用
    facts: {fee: {kind: meal}}
    expect: {outcome: not_applicable}
"""
WRONG = CASES.replace("not_applicable", "violated")


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    """A project with a policy of its own."""
    shutil.copytree(ROOT / "policy", pytester.path / "policy")
    pytester.makeini("[pytest]\n")
    return pytester


def write(project: pytest.Pytester, **files: str) -> None:
    for name, text in files.items():
        path = project.path / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_cases_are_found_by_name_and_by_folder_with_the_policy_above_them(project: pytest.Pytester) -> None:
    write(project, own_test=CASES, fixtures__relief__meal=CASES, elsewhere=WRONG, fixtures__facts="fee: {kind: meal}\n")
    result = project.runpytest_inprocess(*PLUGIN, "-v")
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(["fixtures/relief/meal.yaml::餐费不适用 PASSED*", "own_test.yaml::餐费不适用 PASSED*"])


def test_a_failing_case_shows_its_line_and_the_differences(project: pytest.Pytester) -> None:
    write(project, own_test=WRONG)
    result = project.runpytest_inprocess(*PLUGIN, "-o", "afterschool_policy_lang=en")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        ["*own_test.yaml:3:5", "outcome: expected violated; got not_applicable", "FAILED own_test.yaml::餐费不适用*"]
    )
    result.stdout.no_fnmatch_line("*Traceback*")
    assert (
        "outcome: 应为 violated（不符合）；实为 not_applicable（不适用）"
        in project.runpytest_inprocess(*PLUGIN).stdout.str()
    )


def test_an_item_is_named_by_its_case_and_placed_on_its_line(project: pytest.Pytester) -> None:
    twice = CASES + CASES.replace("decision: hardship_relief\n", "---\ndecision: meal_fee\n").replace(
        "not_applicable", "undetermined"
    )
    write(project, own_test=twice)
    items, _ = project.inline_genitems(*PLUGIN)
    assert [item.name for item in items] == ["hardship_relief: 餐费不适用", "meal_fee: 餐费不适用"]
    assert [item.location[1] for item in items] == [2, 8]
    selected = project.runpytest_inprocess(*PLUGIN, "-k", "meal_fee", "--collect-only", "-q")
    assert "1/2 tests collected" in selected.stdout.str()


def test_case_files_are_items_too(project: pytest.Pytester) -> None:
    facts = "{vendor: {V-1: {vendor: {issues: [poor_service], issue_established: true}}}}"
    write(project, file_test=f"case_files:\n  - name: a case file\n    facts: {facts}\n"
          "    expect: {findings: {vendor_review_removal: {vendor V-1: satisfied}}}\n")  # fmt: skip
    result = project.runpytest_inprocess(*PLUGIN, "-o", "afterschool_policy_lang=en")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        ["findings.vendor_review_removal: expected vendor V-1: satisfied; got vendor V-1: required"]
    )


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("own_test", CASES.replace("cases:", "case:"), "unknown-key"),
        ("own_test", "# nothing\n", "cases-none"),
        ("own_test", CASES.replace("outcome:", "outcom:"), "unknown-key"),
        ("fixtures__own", CASES.replace("cases:", "case:"), "unknown-key"),
    ],
)
def test_a_file_that_cannot_be_run_is_an_error_in_words(
    project: pytest.Pytester, name: str, text: str, told: str
) -> None:
    write(project, **{name: text})
    result = project.runpytest_inprocess(*PLUGIN)
    result.assert_outcomes(errors=1)
    assert f"错误[{told}]" in result.stdout.str()
    assert "Traceback" not in result.stdout.str()


def test_an_invalid_policy_is_an_error_in_words(project: pytest.Pytester) -> None:
    write(project, own_test=CASES)
    (project.path / "policy" / "decisions.yaml").write_text("[", encoding="utf-8")
    result = project.runpytest_inprocess(*PLUGIN)
    result.assert_outcomes(errors=1)
    assert "decisions.yaml" in result.stdout.str()


def test_a_project_says_where_its_policy_is(pytester: pytest.Pytester) -> None:
    shutil.copytree(ROOT / "tests" / "policies" / "city_pool", pytester.path / "src" / "rules")
    pytester.makepyprojecttoml('[tool.pytest.ini_options]\nafterschool_policy = "src/rules"\n')
    write(pytester, tests__own_test=CASES)
    result = pytester.runpytest_inprocess(*PLUGIN, "-o", "afterschool_policy_lang=en")
    assert "the groups are: context, visitor, visit" in result.stdout.str()
    pytester.runpytest_inprocess(*PLUGIN, "-o", "afterschool_policy=shipped").assert_outcomes(passed=1)


def test_a_project_without_a_policy_is_left_alone(pytester: pytest.Pytester) -> None:
    write(pytester, own_test=WRONG, fixtures__users="- model: user\n", fixtures__own=WRONG)
    pytester.makepyfile(test_own="def test_nothing(): pass")
    pytester.runpytest_inprocess(*PLUGIN).assert_outcomes(passed=1)


def test_fixtures_of_others_beside_a_policy_are_left_alone(project: pytest.Pytester) -> None:
    write(project, fixtures__users="- model: user\n", fixtures__text="case of nothing\n")
    (project.path / "fixtures" / "bytes.yaml").write_bytes(b"\xff\xfe\x00")
    assert project.runpytest_inprocess(*PLUGIN).ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_who_has_no_cases_imports_nothing_of_the_library(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        test_own="import sys\ndef test_nothing():\n"
        "    assert not [name for name in sys.modules if name.split('.')[0] == 'afterschool_policy']\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *PLUGIN, "-q"], cwd=pytester.path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert "1 passed" in done.stdout

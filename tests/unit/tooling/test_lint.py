"""The advice of `lint`: each example of the reference, what waives it, and that what is proved is so."""

from __future__ import annotations

import shutil
from contextlib import chdir
from pathlib import Path

import pytest
from hypothesis import given

from afterschool_policy.authoring.files import PolicyFiles
from afterschool_policy.compile.load import checked
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.diagnostics.advice import ADVICE, Advice
from afterschool_policy.diagnostics.code import Severity
from afterschool_policy.diagnostics.codes import CODES
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.tree import Apply
from afterschool_policy.search.budget import Budget
from afterschool_policy.search.covering import is_covered
from afterschool_policy.tooling.lint.lint import advice
from afterschool_policy.values.types import BOOLEAN
from tests.language.bad_cases import BASE
from tests.strategies import conditions, facts
from tests.support import VOCABULARY, typed

ROOT = Path(__file__).parents[3]
POLICIES = [path.parent for path in sorted((ROOT / "examples").glob("*/policy.yaml"))]
RULE = """\
rule: added
version: 1
effective: {from: in_force}
title: {zh: 另加的, en: an added one}
clauses: ["1.1"]
decision: admission
modality: must
"""


def found(workshop: Path, **files: str) -> list[Diagnostic]:
    """The advice on the base with files written over it."""
    shutil.copytree(BASE, workshop, dirs_exist_ok=True)
    for name, text in files.items():
        (workshop / name.replace("__", "/")).with_suffix(".yaml").write_text(text, encoding="utf-8")
    with chdir(workshop):
        authored, law, _ = checked(PolicyFiles(Path()))
        return advice(law, authored)


def on(workshop: Path, lines: str) -> list[Diagnostic]:
    """The advice on the base with an example: the parts of a rule, or more codes of an enumeration."""
    if not lines.startswith("enumerations:"):
        return found(workshop, rules__added=RULE + lines)
    more = "".join(line for line in lines.splitlines(keepends=True) if line.startswith("      "))
    club = "      club: {zh: 俱乐部成员, en: club member}\n"
    return found(workshop, facts=(BASE / "facts.yaml").read_text(encoding="utf-8").replace(club, club + more))


def test_the_base_needs_no_advice(tmp_path: Path) -> None:
    assert found(tmp_path) == []


def test_all_advice_has_examples_and_only_advice_has() -> None:
    assert set(ADVICE) == {name for name, row in CODES.items() if row.severity is Severity.ADVICE}


@pytest.mark.parametrize("example", ADVICE.values(), ids=list(ADVICE))
def test_the_bad_example_is_told_and_the_good_one_is_not(example: Advice, tmp_path: Path) -> None:
    assert example.code in {each.code for each in on(tmp_path / "bad", example.bad)}
    assert on(tmp_path / "good", example.good) == []


def test_advice_stands_at_what_it_is_about(tmp_path: Path) -> None:
    (each,) = on(tmp_path, ADVICE["condition-never"].bad)
    assert each.line("en") == (
        "rules/added.yaml:9:1: advice[condition-never] the condition of rule `added` holds in no case within its scope"
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("# lint: condition-never 儿童以外的不问", []),
        ("# lint: condition-never", ["waiver-unexplained"]),
        ("# lint: condition-always 儿童以外的不问", ["waiver-idle", "condition-never"]),
        ("# lint: condition-nevr 儿童以外的不问", ["waiver-unknown", "condition-never"]),
        ("# lint: condition-never 儿童以外的不问\n# 另有说明", []),
    ],
)
def test_a_line_above_waives_it_and_is_itself_held_to_what_it_says(line: str, told: list[str], tmp_path: Path) -> None:
    lines = ADVICE["condition-never"].bad.replace("condition:", f"{line}\ncondition:")
    assert [each.code for each in on(tmp_path, lines)] == told


def test_a_misspelt_waiver_has_its_mending(tmp_path: Path) -> None:
    lines = ADVICE["condition-never"].bad.replace("condition:", "# lint: condition-nevr 理由\ncondition:")
    assert [each.fix.text for each in on(tmp_path, lines) if each.fix] == ["condition-never"]


def test_a_waiver_that_nothing_needs_is_told(tmp_path: Path) -> None:
    lines = "# lint: scope-never 理由\napplies: visitor.kind == club\ncondition: visitor.accompanied\n"
    assert [each.code for each in on(tmp_path, lines)] == ["waiver-idle"]


def test_what_turns_on_a_reading_is_left_alone(tmp_path: Path) -> None:
    reading = "readings:\n  R-1:\n    guardian_only: {condition: visitor.accompanied}\n"
    assert on(tmp_path, ADVICE["condition-never"].bad + reading) == []


ACCOMPANIED = "applies: visitor.kind == child\ncondition: {}\n"


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (RULE.replace("must\n", "must_not\n") + ACCOMPANIED.format("visitor.accompanied"), ["duties-at-odds"]),
        (RULE + "condition: not visitor.accompanied\n", ["duties-at-odds"]),
        (RULE + ACCOMPANIED.format("not visitor.accompanied and visitor.age > 6"), ["duties-at-odds"]),
        (RULE + ACCOMPANIED.format("not visitor.accompanied or visitor.age > 6"), []),
        (RULE + ACCOMPANIED.format("not visitor.accompanied").replace("child", "club"), []),
        (RULE.replace("must\n", "may\n") + "condition: visitor.age > 6\n", []),
        (RULE.replace("must\n", "principle\n") + ACCOMPANIED.format("not visitor.accompanied"), ["duties-at-odds"]),
        (
            RULE + ACCOMPANIED.format("not visitor.accompanied") + "unless:\n"
            '  - {when: visitor.accompanied, clauses: ["1.2"]}\n',
            [],
        ),
        (
            RULE + ACCOMPANIED.format("not visitor.accompanied") + "overrides:\n"
            "  - {rule: children-accompanied, basis: {zh: 特别规定, en: the special rule}}\n",
            [],
        ),
    ],
)
def test_duties_that_nobody_can_keep_together_are_told(rule: str, told: list[str], tmp_path: Path) -> None:
    assert [each.code for each in found(tmp_path, rules__added=rule)] == told


def test_a_principle_is_at_odds_with_nothing_where_one_may_say_why(tmp_path: Path) -> None:
    answers = (BASE / "decisions.yaml").read_text(encoding="utf-8")
    permitted = "      permitted: {zh: 可以入馆。"
    judged = "      needs_human_judgement: {zh: 由馆长判断。, en: The manager decides.}\n"
    answers = answers.replace(permitted, judged + permitted)
    principle = RULE.replace("must\n", "principle\n") + ACCOMPANIED.format("not visitor.accompanied")
    for place, (rule, told) in enumerate(((principle, ["duties-at-odds"]), (principle + "reason: visit.day\n", []))):
        assert [each.code for each in found(tmp_path / str(place), decisions=answers, rules__added=rule)] == told


def test_what_changes_on_a_day_is_told_where_it_is_so_on_every_day(tmp_path: Path) -> None:
    limit = (
        "rule: limit\nversion: {}\neffective: {{{}}}\ntitle: {{zh: 限, en: limit}}\nclauses: ['1.1']\n"
        "modality: parameter\nparameter: limit\nlabel: {{zh: 限, en: the limit}}\nvalue: {}\nunit: year\n"
    )
    text = RULE + "applies: visitor.age > 30\ncondition: visitor.age < parameter.limit\n"
    for values, told in (((20, 10), ["condition-never"]), ((20, 40), [])):
        first = limit.format(1, "from: in_force, to: 2030-12-31", values[0])
        both = f"{first}---\n{limit.format(2, 'from: 2031-01-01', values[1])}"
        assert [each.code for each in found(tmp_path / str(values), rules__added=text, rules__limit=both)] == told


@pytest.mark.parametrize("folder", [ROOT / "policy", *POLICIES], ids=lambda path: path.name)
def test_the_shipped_policies_take_all_advice_or_say_why_not(folder: Path) -> None:
    authored, law, _ = checked(PolicyFiles(folder))
    assert [each.line("en") for each in advice(law, authored)] == []


@given(conditions(), conditions(), facts())
def test_what_is_proved_to_hold_wherever_another_does_is_so_for_any_facts(one: str, other: str, known: dict) -> None:
    scope, condition = typed(one), typed(other)
    if value_of(scope, known) is True and is_covered(scope, [condition], VOCABULARY, Budget(20_000)):
        assert value_of(condition, known) is True
    if value_of(condition, known) is True:
        assert not is_covered(condition, [], VOCABULARY, Budget(20_000))
    both = Apply("and", (scope, condition), BOOLEAN)
    if value_of(both, known) is True:
        assert not is_covered(both, [], VOCABULARY, Budget(20_000))

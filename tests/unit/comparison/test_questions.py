"""What lies between two policies: the rules that differ, and for each question an example answered otherwise."""

from __future__ import annotations

import shutil
from datetime import date, time
from pathlib import Path

import pytest

from afterschool_policy import Policy
from afterschool_policy.audit.grading import grade_of
from afterschool_policy.comparison.questions import QuestionChange, question_changes
from afterschool_policy.comparison.rules import rule_changes
from afterschool_policy.testing.bearing import decisions_by_rule
from afterschool_policy.values.grades import Grade
from tests.cli.test_cli import run
from tests.language.bad_cases import BASE
from tests.mutations import delete, negate

SHIPPED = Policy.load()
EXAMPLES = Path(__file__).parents[3] / "examples"


def changed(folder: Path, name: str, *pairs: tuple[str, str]) -> Policy:
    """The pool's policy with some words of a file changed."""
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    written = (folder / name).read_text(encoding="utf-8")
    for old, new in pairs:
        assert written.count(old) == 1, old
        written = written.replace(old, new)
    (folder / name).write_text(written, encoding="utf-8")
    return Policy.load(folder)


def holds(change: QuestionChange) -> bool:
    """Whether every example is decided as it says, and tells the two policies apart."""
    return bool(change.witnesses) and all(grade_of(each.before, each.after) is each.grade for each in change.witnesses)


def test_a_policy_does_not_differ_from_itself() -> None:
    again = Policy.from_bundle(SHIPPED.bundle())
    assert [*rule_changes(SHIPPED.law, again.law)] == []
    assert [*question_changes(SHIPPED, again)] == []


def test_another_number_has_an_example_on_the_line_between(tmp_path: Path) -> None:
    old = Policy.load(BASE)
    new = changed(tmp_path, "rules/evening.yaml", ("18:00", "18:30"))
    (rule,) = rule_changes(old.law, new.law)
    assert [(each.part, each.before and each.before.en, each.after and each.after.en) for each in rule.parts] == [
        ("condition", "visit.start >= 18:00", "visit.start >= 18:30")
    ]
    (change,) = question_changes(old, new)
    assert holds(change)
    gravest = change.witnesses[0]
    assert gravest.grade is Grade.OUTCOME
    assert (gravest.before.outcome, gravest.after.outcome) == ("permitted", "not_applicable")
    assert set(gravest.facts) == {"visitor", "visit"}
    assert time(18) <= gravest.facts["visit"]["start"] < time(18, 30)  # type: ignore[operator]
    assert len(gravest.facts["visitor"]) == len(gravest.facts["visit"]) == 1  # none that could be left out


def test_other_words_change_no_answer(tmp_path: Path) -> None:
    new = changed(tmp_path, "rules/evening.yaml", ("en: Entry in the evening", "en: Entry after work"))
    assert [each.name for each in rule_changes(Policy.load(BASE).law, new.law)] != []
    (change,) = question_changes(Policy.load(BASE), new)
    assert [each.grade for each in change.witnesses] == [Grade.WORDING]
    assert (change.rules, change.all_tried) == ((), True)


def test_the_same_said_otherwise_is_tried_in_every_way(tmp_path: Path) -> None:
    old = Policy.load(BASE)
    text = (BASE / "rules" / "evening.yaml").read_text(encoding="utf-8")
    (condition,) = (line for line in text.splitlines() if line.startswith("condition: "))
    new = changed(tmp_path, "rules/evening.yaml", (condition, f'condition: "not not ({condition[11:]})"'))
    found = [*question_changes(old, new)]
    assert all(not each.witnesses for each in found)
    assert found == [] or found[0].tried > 10


def test_a_version_from_a_later_day_differs_from_that_day_on(tmp_path: Path) -> None:
    old = Policy.load(BASE)
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "rules" / "evening.yaml"
    written = path.read_text(encoding="utf-8")
    ended = written.replace("{from: in_force}", "{from: in_force, to: 2024-12-31}")
    later = written.replace("version: 1", "version: 2").replace("{from: in_force}", "{from: 2025-01-01}")
    path.write_text(f"{ended}---\n{later.replace('18:00', '18:30')}", encoding="utf-8")
    (change,) = question_changes(old, Policy.load(tmp_path))
    settled = [each for each in change.witnesses if each.grade is Grade.OUTCOME]
    assert [each.as_of for each in settled] == [date(2025, 1, 1)]


@pytest.mark.parametrize(
    "name",
    [
        "hardship-relief@1",
        "parents-apply@1",
        "subsidy-by-enrolment@1",
        "danger-controlled-in-time@1",
        "meal-fee-at-cost@1",
        "withdrawal-approved@1",
        "platform-fully-used@1",
    ],
)
@pytest.mark.parametrize("how", [delete, negate])
def test_a_rule_that_is_deleted_or_negated_is_found_with_an_example(name: str, how: object) -> None:
    law = how(SHIPPED.law, SHIPPED.rule(name))  # type: ignore[operator]
    asked = sorted(decisions_by_rule(SHIPPED.law)[name])[:2]
    found = [*question_changes(SHIPPED, Policy(law), asked)]
    assert any(holds(each) and each.witnesses[0].grade in (Grade.OUTCOME, Grade.AMOUNT) for each in found)


@pytest.mark.parametrize("example", ["service_teachers", "living_allowance", "points"])
def test_lists_of_records_and_facts_over_time_are_given_as_callers_give_them(example: str) -> None:
    policy = Policy.load(EXAMPLES / example)
    decided = [each for each in policy.rules if each.decisions]
    found = [
        each for one in decided[:2] for each in question_changes(policy, Policy(delete(policy.law, one)), one.decisions)
    ]
    assert any(map(holds, found))


def test_the_command_tells_both_answers_and_ends_with_1_where_they_differ(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed(tmp_path / "new", "rules/evening.yaml", ("18:00", "18:30"))
    shutil.copytree(BASE, tmp_path / "old")
    monkeypatch.chdir(tmp_path)
    code, out, _ = run("diff", "old", "new", "--lang", "en")
    assert code == 1
    assert "condition: visit.start >= 18:00 → visit.start >= 18:30" in out
    assert "outcome differs, for example:" in out
    assert "Before: " in out
    assert "After: " in out
    assert run("diff", "old", "old", "--lang", "en") == (0, "They do not differ.\n", "")

"""The lock: what a release fixes, what stays free, and on which days versions begin and end after it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from afterschool_policy.authoring.files import PolicyFiles
from afterschool_policy.authoring.lock_models import Lock
from afterschool_policy.authoring.release import release
from afterschool_policy.compile.load import checked
from afterschool_policy.diagnostics import InvalidPolicy, InvalidRequest
from tests.language.bad_cases import BASE

DAY = date(2024, 3, 1)
EVENING = "rules/evening.yaml"


def lock(folder: Path, day: date = DAY, by: str = "the keeper") -> tuple[Lock, Lock]:
    authored, _, _ = checked(PolicyFiles(folder))
    return release(authored, folder, by=by, day=day)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The base, released."""
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    lock(tmp_path)
    return tmp_path


def edit(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def codes(folder: Path) -> set[str]:
    try:
        return {each.code for each in checked(PolicyFiles(folder))[2]}
    except InvalidPolicy as error:
        return {each.code for each in error.diagnostics}


def amend(folder: Path, last: str, first: str) -> None:
    """End the first version on one day and let a second one begin on another."""
    path = folder / EVENING
    text = path.read_text(encoding="utf-8")
    ended = text.replace("{from: in_force}", f"{{from: in_force, to: {last}}}")
    after = text.replace("version: 1", "version: 2").replace("{from: in_force}", f"{{from: {first}}}")
    path.write_text(f"{ended}---\n{after.replace('18:00', '19:00')}", encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (
            EVENING,
            "title: {zh: 晚间可以入馆, en: Entry in the evening}",
            "title: {zh: 晚上可以入馆, en: Entry at night}",
        ),
        (EVENING, "condition:", "note: {zh: 旁注, en: a note}\ncondition:"),
        (EVENING, "rule:", "# a comment\nrule:"),
        ("facts.yaml", "label: {zh: 年龄, en: age}", "label: {zh: 岁数, en: years of age}"),
        ("facts.yaml", "type: integer, unit: year", "type: integer, changeable: up, sensitive: true, unit: year"),
        ("decisions.yaml", "可以入馆吗？", "能否入馆？"),
        ("decisions.yaml", "zh: 不得入馆。", "zh: 不可入馆。"),
        ("readings.yaml", "zh: 原文未作限定", "zh: 原文没有限定"),
        ("readings.yaml", "zh: 任何成年人", "zh: 每个成年人"),
    ],
)
def test_words_stay_free(folder: Path, name: str, old: str, new: str) -> None:
    edit(folder, name, old, new)
    assert codes(folder) == set()


@pytest.mark.parametrize(
    ("name", "old", "new", "added"),
    [
        ("facts.yaml", "      child:", "      senior: {zh: 老年人, en: senior}\n      child:", "visitor_kinds: senior"),
        (
            "facts.yaml",
            "      age:",
            "      member: {type: text, no_effect: {zh: 无, en: none}, label: {zh: 甲, en: a}, "
            "question: {zh: 甲？, en: 'a?'}}\n      age:",
            "visitor.member",
        ),
        ("decisions.yaml", "      permitted:", "      violated: {zh: 违反。, en: Breach.}\n      permitted:",
         "admission: violated"),
        ("readings.yaml", "  alternatives:\n", "  alternatives:\n    parent: {zh: 父母, en: parents}\n", "R-1: parent"),
    ],
)  # fmt: skip
def test_what_joins_is_free_and_said_not_to_be_released_yet(
    folder: Path, name: str, old: str, new: str, added: str
) -> None:
    edit(folder, name, old, new)
    (found,) = checked(PolicyFiles(folder))[2]
    assert (found.code, found.fields["name"]) == ("not-released", added)
    lock(folder)
    assert codes(folder) == set()


@pytest.mark.parametrize(
    ("last", "first", "found"),
    [
        ("2024-02-29", "2024-03-01", {"not-released"}),
        ("2024-05-31", "2024-06-01", {"not-released"}),
        ("2024-02-28", "2024-02-29", {"not-released", "released-end", "version-retroactive"}),
    ],
)
def test_a_version_begins_on_the_day_of_the_last_release_or_later(
    folder: Path, last: str, first: str, found: set[str]
) -> None:
    amend(folder, last, first)
    assert codes(folder) == found


def test_of_several_releases_the_last_counts(folder: Path) -> None:
    edit(folder, "facts.yaml", "      child:", "      senior: {zh: 老年人, en: senior}\n      child:")
    lock(folder, date(2024, 5, 1))
    amend(folder, "2024-03-31", "2024-04-01")
    assert codes(folder) == {"not-released", "released-end", "version-retroactive"}


def test_the_end_of_a_version_is_released_with_what_follows_it(folder: Path) -> None:
    amend(folder, "2024-05-31", "2024-06-01")
    lock(folder, date(2024, 5, 1))
    assert codes(folder) == set()
    lock(folder, date(2024, 7, 1))  # nothing new, so no release
    edit(folder, EVENING, "to: 2024-05-31", "to: 2024-05-30")
    edit(folder, EVENING, "from: 2024-06-01", "from: 2024-05-31")
    assert codes(folder) == {"not-released", "released-changed"}  # the end alone is still to come


def test_an_end_that_was_not_released_yet_is_said(folder: Path) -> None:
    edit(folder, EVENING, "{from: in_force}", "{from: in_force, to: 2024-12-31}")
    (found,) = checked(PolicyFiles(folder))[2]
    assert (found.code, found.fields["name"]) == ("not-released", "evening-entry@1 (to: 2024-12-31)")


def test_a_rule_whose_lines_were_removed_is_released_anew(folder: Path) -> None:
    amend(folder, "2024-01-31", "2024-02-01")
    lines = (folder / "lock.yaml").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "lock.yaml").write_text("".join(line for line in lines if "evening-entry@" not in line), encoding="utf-8")
    assert codes(folder) == {"not-released"}
    before, after = lock(folder, date(2024, 5, 1), by="another")
    assert (before.versions, after.versions) == (2, 4)
    entry = after.released["rules"]["evening-entry@1"]
    assert (entry.release, after.release_of(entry)) == (2, after.last)


def test_a_release_does_not_lie_before_the_last_one(folder: Path) -> None:
    with pytest.raises(InvalidRequest) as caught:
        lock(folder, date(2024, 2, 29))
    assert [each.code for each in caught.value.diagnostics] == ["release-day"]


def test_where_nothing_is_new_the_file_stays_as_it_is(folder: Path) -> None:
    text = (folder / "lock.yaml").read_bytes()
    before, after = lock(folder, date(2024, 5, 1))
    assert before == after
    assert (folder / "lock.yaml").read_bytes() == text


def test_a_lock_without_releases_guards_all_the_same(folder: Path) -> None:
    lines = (folder / "lock.yaml").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = (line for line in lines if "releases:" not in line and "- {" not in line)
    (folder / "lock.yaml").write_text("".join(kept), encoding="utf-8")
    edit(folder, EVENING, "18:00", "17:00")
    assert codes(folder) == {"released-changed"}

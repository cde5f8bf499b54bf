"""What a change does to recorded decisions, to cases and to sets of facts: graded, told, exported, as a status."""

from __future__ import annotations

import csv
import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from pyarrow import Table, parquet

from afterschool_policy import DecisionLog, Policy
from afterschool_policy.audit.grading import grade_of
from afterschool_policy.testing.cases import load_cases
from afterschool_policy.tooling.impact.causes import Causes
from afterschool_policy.tooling.impact.effects import effects
from afterschool_policy.tooling.impact.subjects import of_cases
from afterschool_policy.values.grades import Grade
from tests.cli.test_audit import run
from tests.support import LIBRARY

BORROWING = "rules/1-borrowing.yaml"
CASES = LIBRARY / "cases"
DAY = date(2023, 5, 1)


def amended(folder: Path, *changes: tuple[str, str, str]) -> Path:
    """The library's policy with words of its files changed."""
    shutil.copytree(LIBRARY, folder, dirs_exist_ok=True)
    (folder / "lock.yaml").unlink(missing_ok=True)
    for name, old, new in changes:
        written = (folder / name).read_text(encoding="utf-8")
        assert old in written, old
        (folder / name).write_text(written.replace(old, new, 1), encoding="utf-8")
    return folder


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(LIBRARY, tmp_path / "policy")
    return tmp_path


@pytest.fixture
def fewer(here: Path) -> str:
    """Five books at most instead of ten, until the end of 2023."""
    return str(amended(here / "fewer", (BORROWING, "value: 10\n", "value: 5\n")))


def logged(*books: int) -> str:
    policy = Policy.load(LIBRARY)
    facts = {"reader": {"has_card": True, "card_expired": False}, "book": {"kind": "ordinary"}}
    with DecisionLog.open("decisions.db") as log:
        for number in books:
            log.append(policy.decide("borrowing", {**facts, "loan": {"books": number}}, as_of=DAY), policy)
    return "decisions.db"


def test_what_is_recorded_is_graded_with_what_has_changed(here: Path, fewer: str) -> None:
    code, out, _ = run("impact", fewer, "--log", logged(1, 7, 12))
    assert code == 1
    assert "改动对3项决定的影响" in out
    assert "结论不同：1" in out
    assert "结论：允许 → 禁止" in out
    assert "改动之处：最多十册  [most-books@1]" in out
    assert "规则：[not-too-many-books@1] 不适用 → 禁止（起决定作用）" in out
    assert out.count("[borrowing]") == out.count("  1 ") + out.count("  2 ") + out.count("  3 ")


@pytest.mark.parametrize(
    ("change", "status", "grade"),
    [
        ((BORROWING, "的图书不得超过限额", "的书不得超过限额"), 0, "仅文字不同"),
        (("readings.yaml", "LL-1:", "LL-1:"), 0, "完全相同"),
        ((BORROWING, "rule: who-is-a-reader\n", "rule: who-reads\n"), 5, "依据不同"),
    ],
)
def test_a_word_that_is_changed_is_no_change_of_decisions(
    here: Path, change: tuple[str, str, str], status: int, grade: str
) -> None:
    new = amended(here / "new", change)
    code, out, _ = run("impact", str(new), "--log", logged(7))
    assert (code, f"{grade}：1" in out) == (status, True), out


def test_a_note_changes_the_revision_alone_and_nothing_is_decided_again(here: Path) -> None:
    new = amended(here / "new", ("decisions.yaml", "逾期费没有缴清。", "逾期费尚未缴清。"))
    assert Policy.load(new).fingerprint != Policy.load(LIBRARY).fingerprint
    code, out, _ = run("impact", str(new), "--log", logged(1, 2))
    assert (code, "仅版本不同：2" in out) == (0, True)
    assert run("impact", str(new), "--log", "decisions.db", "--fail-on", "wording")[0] == 0


def test_of_cases_the_other_policy_is_asked_the_same(here: Path, fewer: str) -> None:
    code, out, _ = run("impact", fewer, "--cases", str(CASES), "--format", "json", "--limit", "0")
    told = json.loads(out)
    assert code == 1
    assert sum(told["counts"].values()) == len(load_cases(CASES))
    assert told["counts"]["refused"] == 0
    assert {each["decision"] for each in told["listed"]} == {"borrowing"}
    assert all(each["causes"] == ["most-books@1"] for each in told["listed"])
    same = run("impact", fewer, "--cases", str(CASES), "--old", fewer)
    assert same[0] == 2
    assert "impact-same" in same[2]
    assert "overdue" not in run("impact", fewer, "--cases", str(CASES), "-d", "overdue")[1]


def test_what_nothing_changed_bears_on_differs_in_nothing(here: Path, fewer: str) -> None:
    """Whatever is not decided again would come out the same."""
    old, new = Policy.load(LIBRARY), Policy.load(fewer)
    causes = Causes(old.law, new.law)
    left = [case for case in load_cases(CASES) if not causes.bear_on(case.decision)]
    assert left
    for case in left:
        before, after = (
            each.decide(case.decision, case.facts, as_of=case.case.as_of, readings=case.case.readings)
            for each in (old, new)
        )
        assert grade_of(before, after) is Grade.REVISION, case.id


def test_the_grade_of_a_record_is_that_of_the_decisions(here: Path, fewer: str) -> None:
    old, new = Policy.load(LIBRARY), Policy.load(fewer)
    cases = load_cases(CASES)
    for case, effect in zip(cases, effects(of_cases(cases, old, new), new), strict=True):
        before, after = (
            each.decide(case.decision, case.facts, as_of=case.case.as_of, readings=case.case.readings)
            for each in (old, new)
        )
        assert effect.grade is grade_of(before, after), case.id


FACTS = {"reader": {"has_card": True, "card_expired": False}, "book": {"kind": "ordinary"}, "loan": {"books": 7}}
ROW = {"reader.has_card": True, "reader.card_expired": False, "book.kind": "ordinary", "loan.books": 7}


def _yaml(path: Path) -> None:
    path.write_text(f"- {json.dumps(FACTS)}\n- {{name: 一册, as_of: 2023-05-01, facts: {{loan: {{books: 1}}}}}}\n")


def _json(path: Path) -> None:
    path.write_text(json.dumps([FACTS, {"name": "一册", "facts": {"loan": {"books": 1}}}]))


def _jsonl(path: Path) -> None:
    path.write_text(json.dumps(FACTS) + "\n\n" + json.dumps({"name": "一册", "facts": {"loan": {"books": 1}}}) + "\n")


def _csv(path: Path) -> None:
    with path.open("w", newline="", encoding="utf-8-sig") as out:
        writer = csv.writer(out)
        writer.writerow(["name", *ROW])
        writer.writerow(["", "是", "false", "ordinary", "7"])
        writer.writerow(["一册", "", "", "", "1"])


def _parquet(path: Path) -> None:
    parquet.write_table(Table.from_pylist([{"name": None, **ROW}, {"name": "一册", "loan.books": 1}]), path)


@pytest.mark.parametrize("write", [_yaml, _json, _jsonl, _csv, _parquet])
def test_sets_of_facts_are_read_from_every_sort_of_file(here: Path, fewer: str, write) -> None:  # type: ignore[no-untyped-def]
    path = here / f"facts.{write.__name__[1:]}"
    write(path)
    code, out, _ = run("impact", fewer, "--facts", str(path), "-d", "borrowing", "--out", "effects.jsonl")
    rows = [json.loads(line) for line in Path("effects.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [each["name"] for each in rows] == ["1", "一册"]
    assert "refused" not in out
    # No day is given, and from 2024 on fifteen books are allowed under either policy.
    assert rows[0]["before_outcome"] == "permitted"
    assert (code, rows[0]["after_outcome"]) == (1, "undetermined")


def test_a_set_can_tell_its_own_question_day_and_readings(here: Path, fewer: str) -> None:
    Path("facts.yaml").write_text(
        f"- {{name: 七册, decision: borrowing, as_of: 2023-05-01, facts: {json.dumps(FACTS)}}}\n"
        "- {name: 逾期, decision: overdue, readings: {LL-1: same_day}, facts: {loan: {books: 2, days: 40}}}\n",
        encoding="utf-8",
    )
    code, out, _ = run("impact", fewer, "--facts", "facts.yaml")
    assert code == 1
    assert "结论：允许 → 禁止" in out
    assert "仅版本不同：1" in out


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("f.yaml", "loan: {books: 7}\n", (2, "impact-question")),
        ("f.txt", "loan: {books: 7}\n", (2, "table-ending")),
        ("f.parquet", "nothing", (2, "table-unreadable")),
        ("f.yaml", "- {as_of: soon, decision: borrowing, facts: {loan: {books: 7}}}\n", (3, "facts-beside")),
        ("f.jsonl", '{"loan": {"books": 7}}\n{"loan": \n', (3, "f.jsonl:2")),
        ("f.yaml", "- 7\n", (3, "facts-shape")),
    ],
)
def test_a_file_of_facts_that_is_none_is_told(
    here: Path, fewer: str, name: str, text: str, expected: tuple[int, str]
) -> None:
    Path(name).write_text(text, encoding="utf-8")
    code, _, err = run("impact", fewer, "--facts", name)
    assert (code, expected[1] in err) == (expected[0], True), err


def test_what_cannot_be_decided_is_counted_and_told_why(here: Path, fewer: str) -> None:
    Path("facts.yaml").write_text("- {loan: {boks: 7}}\n- {loan: {books: 7}}\n", encoding="utf-8")
    code, out, _ = run("impact", fewer, "--facts", "facts.yaml", "-d", "borrowing", "--fail-on", "outcome")
    assert (code, "不能判断：1" in out) == (7, True)
    assert "facts.yaml:1:11" in out
    assert "loan.books" in out


def test_every_decision_is_exported_and_the_list_is_bounded(here: Path, fewer: str) -> None:
    log = logged(6, 7, 8, 1)
    _, out, _ = run("impact", fewer, "--log", log, "--limit", "1", "--out", "effects.csv")
    assert "另有2项没有列出" in out
    rows = [*csv.DictReader(Path("effects.csv").read_text(encoding="utf-8-sig").splitlines())]
    assert [row["grade"] for row in rows] == ["outcome", "outcome", "outcome", rows[3]["grade"]]
    assert (rows[0]["before_outcome"], rows[0]["after_outcome"]) == ("permitted", "prohibited")
    assert run("impact", fewer, "--log", log, "--out", "effects.parquet")[0] == 1
    assert parquet.read_table("effects.parquet").num_rows == 4
    assert run("impact", fewer, "--log", log, "--out", "effects.txt")[0] == 2


def test_another_policy_answers_in_place_of_what_is_recorded(here: Path, fewer: str) -> None:
    log = logged(7)
    fewest = str(amended(here / "fewest", (BORROWING, "value: 10\n", "value: 4\n")))
    code, out, _ = run("impact", fewest, "--log", log, "--old", fewer)
    assert (code, "仅文字不同：1" in out) == (0, True)  # seven were too many already


def test_without_anything_to_measure_on_it_is_wrong_use(here: Path, fewer: str) -> None:
    code, _, err = run("impact", fewer)
    assert code == 2
    assert "--cases" in err


def test_an_amount_and_its_unit_are_told_before_and_after(here: Path) -> None:
    dearer = str(amended(here / "dearer", ("rules/4-return.yaml", "value: 0.1\n", "value: 0.2\n")))
    Path("facts.yaml").write_text("loan: {books: 2, days: 40}\n", encoding="utf-8")
    code, out, _ = run("impact", dearer, "--facts", "facts.yaml", "-d", "overdue", "--lang", "en")
    assert code == 4
    assert "2 yuan → 4 yuan" in out
    assert "changed: 0.2 yuan for each book and day  [fine-rate@1]" in out
    written = run("impact", dearer, "--facts", "facts.yaml", "-d", "overdue", "--format", "markdown")[1]
    assert "| 数额不同 | 1 |" in written

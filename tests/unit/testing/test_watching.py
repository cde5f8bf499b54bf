"""What `watch` runs again: all at first, then what a save can have changed, and nothing while the policy is broken."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from afterschool_policy import Policy
from afterschool_policy.cli.watch import say
from afterschool_policy.law.bundle import revision_of
from afterschool_policy.testing.cases import LoadedCase, load_cases, run_case
from afterschool_policy.testing.watching.concerned import questions_concerned
from afterschool_policy.testing.watching.saves import saves
from afterschool_policy.testing.watching.watch import Look, Watched, watch

LOANS = Path(__file__).parents[2] / "policies" / "library_loans"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(LOANS, tmp_path / "loans")
    return tmp_path / "loans"


@pytest.fixture
def watched(folder: Path) -> Watched:
    return Watched(folder, folder / "cases")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def asked(folder: Path, *decisions: str) -> int:
    """How many cases there are of some questions; of all, where none is named."""
    documents = [
        each for path in (folder / "cases").glob("*.yaml") for each in path.read_text("utf-8").split("\n---\n")
    ]
    wanted = [each for each in documents if not decisions or any(f"decision: {name}\n" in each for name in decisions)]
    return sum(each.count("\n  - name:") for each in wanted)


def test_all_are_run_at_first_and_none_where_nothing_changed(folder: Path, watched: Watched) -> None:
    first = watched.look()
    assert (first.run, first.all, first.failed, first.is_fine) == (asked(folder), asked(folder), (), True)
    assert watched.look().run == 0


def test_a_rule_brings_the_cases_of_its_questions(folder: Path, watched: Watched) -> None:
    watched.look()
    rules = (folder / "rules" / "5-service.yaml").read_text(encoding="utf-8")
    (folder / "rules" / "5-service.yaml").write_text(
        rules.replace("title: {zh: ", "title: {zh: 按规定，"), encoding="utf-8"
    )
    look = watched.look()
    assert 0 < look.run < look.all
    assert look.is_fine


def test_a_case_that_begins_to_fail_is_told_until_it_passes_again(folder: Path, watched: Watched) -> None:
    watched.look()
    case = folder / "cases" / "overdue.yaml"
    right = case.read_text(encoding="utf-8")
    change(case, "outcome: violated", "outcome: satisfied")
    look = watched.look()
    assert (look.run, len(look.failed), look.is_fine) == (1, 1, False)
    assert len(watched.look().failed) == 1  # not run again, and still failing
    case.write_text(right, encoding="utf-8")
    look = watched.look()
    assert (look.run, look.is_fine) == (1, True)


def test_a_case_that_only_moved_is_not_run_again(folder: Path, watched: Watched) -> None:
    watched.look()
    case = folder / "cases" / "overdue.yaml"
    case.write_text("# 逾期\n" + case.read_text(encoding="utf-8"), encoding="utf-8")
    assert watched.look().run == 0


def test_more_than_a_rule_brings_all(folder: Path, watched: Watched) -> None:
    watched.look()
    change(folder / "facts.yaml", "label: {zh: 图书, en: book}", "label: {zh: 书, en: book}")
    look = watched.look()
    assert look.run == look.all


def test_while_the_policy_is_broken_nothing_is_run(folder: Path, watched: Watched) -> None:
    watched.look()
    rule = folder / "rules" / "4-return.yaml"
    right = rule.read_text(encoding="utf-8")
    rule.write_text(right + "\nstray: 1\n", encoding="utf-8")
    look = watched.look()
    assert (look.run, look.is_fine) == (0, False)
    assert {fault.code for fault in look.faults} == {"unknown-key"}
    rule.write_text(right, encoding="utf-8")
    assert watched.look() == Look((), 0, look.all, ())


def test_a_broken_case_file_is_a_fault(folder: Path, watched: Watched) -> None:
    watched.look()
    change(folder / "cases" / "overdue.yaml", "decision: overdue", "decison: overdue")
    assert "unknown-key" in {fault.code for fault in watched.look().faults}


def test_a_look_follows_each_save(folder: Path, watched: Watched) -> None:
    def saving() -> Iterator[None]:
        yield None
        change(folder / "cases" / "overdue.yaml", "outcome: violated", "outcome: satisfied")
        yield None

    assert [(look.run, len(look.failed)) for look in watch(watched.look, saving())] == [
        (asked(folder), 0),
        (0, 0),
        (1, 1),
    ]


def test_a_save_is_told_once_when_the_files_are_at_rest(folder: Path) -> None:
    pauses = iter(
        [
            lambda: None,
            lambda: (folder / "rules" / "new.yaml").write_text("a", encoding="utf-8"),
            lambda: (folder / "rules" / "new.yaml").write_text("ab", encoding="utf-8"),
            lambda: None,
            lambda: (folder / "rules" / ".swap").write_text("hidden", encoding="utf-8"),
            (folder / "rules" / "new.yaml").unlink,
            lambda: None,
        ]
    )
    taken: list[float] = []

    def sleep(seconds: float) -> None:
        taken.append(seconds)
        next(pauses)()

    told = saves([folder, folder / "absent"], sleep)
    next(told)
    assert len(taken) == 4
    next(told)
    assert len(taken) == 7


def test_a_screen_is_short(folder: Path, watched: Watched, capsys: pytest.CaptureFixture[str]) -> None:
    watched.look()
    case = folder / "cases" / "overdue.yaml"
    case.write_text(
        case.read_text(encoding="utf-8").replace("outcome: violated", "outcome: satisfied"), encoding="utf-8"
    )
    look = watched.look()
    say(look, datetime(2026, 11, 29, 8, 30), "zh")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "08:30:00"
    assert "cases/overdue.yaml" in lines[1]
    assert " 未通过 overdue: " in lines[1]
    assert lines[-1] == f"运行了 {look.run} 个用例和案卷（共 {look.all} 个），{len(look.failed)} 个未通过。"
    change(folder / "rules" / "4-return.yaml", "rule:", "rul:")
    say(watched.look(), datetime(2026, 11, 29, 8, 31), "en")
    out = capsys.readouterr().out
    assert "4-return.yaml" in out
    assert out.endswith("the policy has errors: no case was run\n")


def test_whatever_comes_out_otherwise_is_of_a_question_concerned(folder: Path) -> None:
    law = Policy.load(folder, cache=False).law
    cases = load_cases(folder / "cases")
    before = [_told(Policy(law), case) for case in cases]
    found = 0
    for rule in law.rules:
        if rule.define is not None or rule.parameter is not None:  # without which others could not be linked
            continue
        changed = replace(law, rules=tuple(each for each in law.rules if each is not rule))
        changed = replace(changed, fingerprint=revision_of(changed))
        concerned = questions_concerned(law, changed)
        for case, was in zip(cases, before, strict=True):
            if _told(Policy(changed), case) != was:
                found += 1
                assert case.decision in concerned, (rule.name, case.name)
    assert found > len(law.rules)


def _told(policy: Policy, case: LoadedCase) -> object:
    """All that a case can expect of a decision."""
    made = run_case(policy, case).decision
    return made and (made.outcome, made.citations, made.missing, made.readings, made.amounts, made.values)

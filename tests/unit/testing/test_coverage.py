"""What cases reach, counted by hand on a rule that has one of each; and every way in which it can be missed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from afterschool_policy import Policy
from afterschool_policy.testing.cases import load_cases, run_case
from afterschool_policy.testing.coverage.annotated import annotated
from afterschool_policy.testing.coverage.coverage import Coverage, coverage
from afterschool_policy.testing.coverage.in_words import left_in_words

TESTS = Path(__file__).parents[2]
RULE = """\
rule: children-accompanied
version: 1
effective: {from: in_force}
title: {zh: 晚间以外，儿童须有人陪同, en: Children need company except in the evening}
clauses: ["1.1"]
decision: admission
modality: must_not
applies:
  all:
    - visitor.kind == child
    - visitor.age < parameter.grown_up
condition: not visitor.accompanied
unless:
  - {when: visit.start >= 18:00, clauses: ["1.2"]}
readings:
  R-1:
    guardian_only: {condition: not visitor.accompanied or visit.swimmers > 1}
amounts:
  fee_due:
    cases:
      - {when: visitor.age < 6, is: 0}
    otherwise: 8
---
rule: grown-up
version: 1
effective: {from: in_force}
title: {zh: 成年, en: Grown up}
clauses: ["1.1"]
modality: parameter
parameter: grown_up
label: {zh: 成年的年龄, en: the age of an adult}
value: 18
unit: year
---
rule: evening
version: 1
effective: {from: in_force}
title: {zh: 晚间可以入馆, en: The evening is open}
clauses: ["1.2"]
decision: admission
modality: may
applies: visit.start >= 18:00
condition: visit.lanes >= 1
"""
AGED, ALONE = "kind: child, accompanied: false, age:", "kind: child, age: 9, accompanied: false"
GUARDIAN = "kind: child, age: 9, accompanied: true | start: 9:00, swimmers: 2 | prohibited | R-1: guardian_only"


@pytest.fixture
def policy(tmp_path: Path) -> Policy:
    shutil.copytree(TESTS / "language" / "base", tmp_path / "policy")
    for path in (tmp_path / "policy" / "rules").rglob("*.yaml"):
        path.unlink()
    facts = tmp_path / "policy" / "facts.yaml"
    unread = ("equipment: {type", "day: {type", "fee_yuan: {type", "reason: {type")
    kept = [line for line in facts.read_text(encoding="utf-8").splitlines() if not line.strip().startswith(unread)]
    facts.write_text("\n".join(kept), encoding="utf-8")
    (tmp_path / "policy" / "rules" / "pool.yaml").write_text(RULE, encoding="utf-8")
    return Policy.load(tmp_path / "policy", cache=False)


def measured(policy: Policy, folder: Path, *cases: str) -> Coverage:
    """What these cases reach, each as `visitor | visit | outcome | readings`."""
    text = "decision: admission\ncases:\n"
    for number, case in enumerate(cases):
        visitor, visit, outcome, *readings = (part.strip() for part in case.split("|"))
        facts = f"{{visitor: {{{visitor}}}, visit: {{{visit}}}}}"
        chosen = f"readings: {{{''.join(readings)}}}"
        text += f"  - {{name: case {number}, facts: {facts}, expect: {{outcome: {outcome}}}, {chosen}}}\n"
    (folder / "cases.yaml").write_text(text, encoding="utf-8")
    results = [run_case(policy, case) for case in load_cases(folder / "cases.yaml")]
    assert all(result.passed for result in results), [result.differences for result in results]
    return coverage(policy, results)


def reached(found: Coverage, rule: str = "children-accompanied@1") -> set[str]:
    own = found.of_rule(rule)
    points = (point for point in own.points if point in own.reached)
    return {" ".join(filter(None, (point.kind, point.place, point.test, point.side))) for point in points}


def test_a_rule_has_a_point_for_each_way_in_which_each_part_can_come_out(policy: Policy, tmp_path: Path) -> None:
    found = coverage(policy, []).of_rule("children-accompanied@1")
    assert found.counts() == {
        "rule": (0, 1),
        # and, kind, age, accompanied, start; in the reading or, swimmers; in the table age, which the scope needs known
        "condition": (0, 3 * 8 - 1),
        "exception": (0, 2),
        "row": (0, 2),
        "boundary": (0, 3 * 4),
        "reading": (0, 2),
    }
    assert coverage(policy, []).counts()["clause"] == (0, 2)


def ruled_out(policy: Policy) -> dict[str, str]:
    """What no facts can reach in the one rule, with the reasons."""
    found = coverage(policy, []).of_rule("children-accompanied@1")
    return {f"{point.place} {point.test} {point.side}": reason.en for point, reason in found.ruled_out.items()}


def changed(folder: Path, *changes: tuple[str, str]) -> Policy:
    """The policy in a folder with some of its rule otherwise."""
    path = folder / "policy" / "rules" / "pool.yaml"
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return Policy.load(folder / "policy", cache=False)


def test_what_the_scope_leaves_no_way_to_is_not_counted(policy: Policy) -> None:
    assert ruled_out(policy) == {
        "amounts.fee_due visitor.age < 6 unknown": "where the rule applies it never comes out so"
    }


def test_what_is_tried_only_where_the_rule_bites_is_ruled_out_by_that(policy: Policy, tmp_path: Path) -> None:
    first = '  - {when: visit.start >= 18:00, clauses: ["1.2"]}\n'
    second = (first, f'{first}  - {{when: visitor.accompanied, clauses: ["1.2"]}}\n')
    test, turn = "unless[1].when visitor.accompanied", "where its turn comes it never comes out so"
    by_another_reading = ruled_out(changed(tmp_path, second))  # there a child in company can be kept out, too
    assert not any(test in key for key in by_another_reading)
    found = ruled_out(changed(tmp_path, ("visitor.accompanied or visit", "visitor.accompanied and visit")))
    assert {key: reason for key, reason in found.items() if test in key} == {
        f"{test} true": turn,
        f"{test} taken": turn,
    }


def test_what_a_number_cannot_be_is_ruled_out_by_the_facts(policy: Policy, tmp_path: Path) -> None:
    found = ruled_out(changed(tmp_path, ("visitor.age < 6, is", "visitor.age < 6 and visitor.age > 8, is")))
    key = "amounts.fee_due visitor.age < 6 and visitor.age > 8 true"
    assert found[key] == "by what its facts can be it never comes out so"


def test_a_rule_out_of_scope_is_tried_no_further(policy: Policy, tmp_path: Path) -> None:
    found = measured(policy, tmp_path, "kind: adult, age: 40, accompanied: false | start: 10:00 | not_applicable")
    assert reached(found) == {
        "condition applies visitor.kind == child and visitor.age < parameter.grown_up false",
        "condition applies visitor.kind == child false",
        "condition applies visitor.age < parameter.grown_up false",
        "boundary applies visitor.age < parameter.grown_up over",
    }
    assert reached(found, "grown-up@1") == {"rule"}


def test_a_rule_that_is_tried_shows_what_it_is_tried_on(policy: Policy, tmp_path: Path) -> None:
    found = measured(policy, tmp_path, f"{ALONE} | start: 10:00 | prohibited")
    assert reached(found) == {
        "rule",
        "reading readings.R-1.any_adult",
        "condition applies visitor.kind == child and visitor.age < parameter.grown_up true",
        "condition applies visitor.kind == child true",
        "condition applies visitor.age < parameter.grown_up true",
        "boundary applies visitor.age < parameter.grown_up under",
        "condition condition visitor.accompanied false",
        "exception unless[0].when visit.start >= 18:00 not taken",
        "condition unless[0].when visit.start >= 18:00 false",
        "boundary unless[0].when visit.start >= 18:00 under",
        "condition amounts.fee_due visitor.age < 6 false",
        "boundary amounts.fee_due visitor.age < 6 over",
        "row amounts.fee_due otherwise taken",
    }
    assert found.of_kind("clause") == (1, 2)


@pytest.mark.parametrize(
    ("case", "more"),
    [
        (f"{ALONE} | start: 18:00, lanes: 1 | permitted", "exception unless[0].when visit.start >= 18:00 taken"),
        (f"{ALONE} | start: 18:00, lanes: 1 | permitted", "boundary unless[0].when visit.start >= 18:00 at"),
        (f"{ALONE} | lanes: 1 | undetermined", "condition unless[0].when visit.start >= 18:00 unknown"),
        ("kind: child, age: 9 | start: 9:00 | undetermined", "condition condition visitor.accompanied unknown"),
        (f"{AGED} 6 | start: 9:00 | prohibited", "boundary amounts.fee_due visitor.age < 6 at"),
        (f"{AGED} 3 | start: 9:00 | prohibited", "row amounts.fee_due visitor.age < 6 taken"),
        (
            GUARDIAN,
            "boundary readings.R-1.guardian_only.condition visit.swimmers > 1 over",
        ),
        (
            GUARDIAN,
            "reading readings.R-1.guardian_only",
        ),
    ],
)  # fmt: skip
def test_each_point_is_reached_by_the_case_that_shows_it_and_not_without(
    policy: Policy, tmp_path: Path, case: str, more: str
) -> None:
    base = f"{ALONE} | start: 10:00 | prohibited"
    assert more not in reached(measured(policy, tmp_path, base))
    assert more in reached(measured(policy, tmp_path, base, case))


def test_an_exception_to_a_ban_that_is_kept_is_not_tried(policy: Policy, tmp_path: Path) -> None:
    found = measured(policy, tmp_path, "kind: child, age: 9, accompanied: true | start: 19:00, lanes: 1 | permitted")
    assert not [each for each in reached(found) if "unless" in each or "fee_due" in each]


def test_a_case_that_fails_reaches_nothing(policy: Policy, tmp_path: Path) -> None:
    assert measured(policy, tmp_path, f"{ALONE} | start: 10:00 | prohibited").reached
    wrong = (tmp_path / "cases.yaml").read_text(encoding="utf-8").replace("prohibited", "permitted")
    (tmp_path / "cases.yaml").write_text(wrong, encoding="utf-8")
    found = coverage(policy, [run_case(policy, case) for case in load_cases(tmp_path / "cases.yaml")])
    assert not found.reached
    assert found.percent == 0


def test_what_no_fact_can_bring_about_is_not_counted(policy: Policy) -> None:
    """There is one lane at least, by the limits of the fact."""
    own = coverage(policy, []).of_rule("evening@1")
    sides = {(point.kind, point.side) for point in own.points if "lanes" in point.test}
    assert sides == {("condition", "true"), ("condition", "unknown"), ("boundary", "at"), ("boundary", "over")}


def test_what_is_left_stands_on_its_line(policy: Policy, tmp_path: Path) -> None:
    found = measured(policy, tmp_path, f"{ALONE} | start: 10:00 | prohibited")
    rule = next(each for each in annotated(policy, found) if each.rule.id == "children-accompanied")
    left = {line.text.strip(): [each["en"] for each in left_in_words(line.left, whole=False)] for line in rule.lines}
    assert left["- visitor.kind == child"] == ["condition “visitor.kind == child” false, unknown"]
    assert left["condition: not visitor.accompanied"] == ["condition “visitor.accompanied” true, unknown"]
    assert (
        left["- {when: visitor.age < 6, is: 0}"][-1]
        == "boundary “visitor.age < 6” left under right, left equal to right"
    )
    assert left["decision: admission"] == []
    assert {line.number for line in rule.lines} <= {*range(1, RULE.splitlines().index("---") + 1)}


def test_records_are_told_one_by_one(tmp_path: Path) -> None:
    folder = TESTS.parent / "examples" / "living_allowance"
    policy = Policy.load(folder, cache=False)
    found = coverage(policy, [run_case(policy, case) for case in load_cases(folder / "cases")])
    aged = {point.side for point in found.reached if "age(person.born" in point.test and point.kind == "condition"}
    assert aged == {"true", "false", "unknown"}
    assert found.of_kind("edition") == (2, 2)

"""A question for which no rule has been written yet is open, and says why; that nothing applies would be a claim."""

from pathlib import Path
from shutil import copytree

import pytest

from afterschool_policy import Policy
from tests.language.bad_cases import BASE

LOCKER = """
  locker:
    section: admission
    question: {zh: 可以用储物柜吗？, en: "May a locker be used?"}
    answers:
      permitted: {zh: 可以。, en: "Yes."}
    amounts:
      rent: {label: {zh: 租金, en: rent}, unit: yuan}
  audit:
    section: admission
    question: {zh: 入馆合规吗？, en: "Is all in order?"}
    answers: {prohibited: {zh: 不合规。, en: "No."}, permitted: {zh: 合规。, en: "Yes."}}
    gathers: {}
"""
LIMIT = """
scope:
  no-clubs:
    holds: visitor.kind != club
    title: {zh: 本规定不适用于俱乐部成员, en: the rules do not govern members of clubs}
    clauses: ["1.2"]
"""
ASKING = """\
rule: locker-needs-cap
version: 1
effective: {from: in_force}
title: {zh: 可以用储物柜的须带泳帽, en: Who may use a locker brings a cap}
clauses: ["1.2"]
decision: admission
modality: must
applies: outcome(locker) == permitted
condition: cap in visitor.equipment
"""
ENGINES = ("compiled", "durable", "both", "walking")


def written(folder: Path, asking: str = "") -> Policy:
    copytree(BASE, folder, dirs_exist_ok=True)
    for name, more in {"decisions.yaml": LOCKER, "policy.yaml": LIMIT, "rules/asking.yaml": asking}.items():
        path = folder / name
        path.write_text((path.read_text(encoding="utf-8") if path.exists() else "") + more, encoding="utf-8")
    return Policy.load(folder)


@pytest.mark.parametrize("engine", ENGINES)
def test_it_is_undetermined_whatever_is_known(tmp_path: Path, engine: str) -> None:
    policy = written(tmp_path)
    assert [each.code for each in policy.warnings] == ["decision-without-rules"]
    for facts in ({}, {"visitor": {"kind": "adult", "age": 30}}):
        made = policy.decide("locker", facts, engine=engine)
        assert (made.outcome, made.missing, made.citations, dict(made.amounts)) == ("undetermined", (), (), {})


@pytest.mark.parametrize("engine", ENGINES)
def test_where_the_policy_does_not_reach_nothing_applies_all_the_same(tmp_path: Path, engine: str) -> None:
    made = written(tmp_path).decide("locker", {"visitor": {"kind": "club"}}, engine=engine)
    assert (made.outcome, [each.clause for each in made.citations]) == ("not_applicable", ["1.2"])


def test_it_says_that_no_rule_is_written(tmp_path: Path) -> None:
    made = written(tmp_path).decide("locker", {})
    chinese, english = made.explain("zh"), made.explain("en")
    assert "答：【尚不能确定】这一问题还没有规则，不能判断。" in chinese
    assert "还没有编写回答这一问题的规则" in chinese
    assert "结论取决于什么" not in chinese
    assert "Answer: [undetermined] No rule has been written for this question yet." in english
    assert "再问也得不出结论" in made.ask_next().explain("zh")
    assert [(each.conditions, each.outcome) for each in made.turns_on().branches] == [((), "undetermined")]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_rule_that_asks_it_cannot_tell_either(tmp_path: Path, engine: str) -> None:
    policy = written(tmp_path, ASKING)
    early = {"visitor": {"kind": "adult", "equipment": []}, "visit": {"start": "17:00"}}
    made = policy.decide("admission", early, engine=engine)
    assert {each.rule: each.outcome for each in made.findings}["locker-needs-cap@1"] == "undetermined"
    assert made.outcome == "undetermined"
    ready = {"visitor": {"kind": "adult", "equipment": ["cap"]}, "visit": {"start": "19:00"}}
    assert policy.decide("admission", ready, engine=engine).outcome == "permitted"


def test_an_audit_does_not_speak_of_it(tmp_path: Path) -> None:
    made = written(tmp_path).decide("audit", {"visitor": {"kind": "adult"}, "visit": {"start": "19:00"}})
    assert (made.outcome, [*made.parts]) == ("permitted", ["admission"])

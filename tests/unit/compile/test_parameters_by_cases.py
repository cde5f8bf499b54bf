"""A parameter given by cases is a number by the facts: known where these settle it, and told where all cases agree."""

from datetime import date
from decimal import Decimal
from itertools import product
from shutil import copytree

import pytest

from afterschool_policy import InvalidPolicy, Policy
from tests.language.bad_cases import BASE

ENGINES = ("compiled", "walking", "durable")
KINDS = ("adult", "child", "club")
FEES = (Decimal(10), Decimal("10.01"), Decimal(20), Decimal(21), Decimal(30), Decimal(31))
STANDARD = {"adult": 30, "child": 10, "club": 20}
RULES = """\
rule: fee-by-kind
version: 1
effective: {from: in_force}
title: {zh: 票价标准, en: the standard fee}
clauses: ["1.1"]
modality: parameter
parameter: fee
label: {zh: 票价标准, en: the standard fee}
unit: yuan
value:
VALUE
---
rule: fee-within
version: 1
effective: {from: in_force}
title: {zh: 票价不得超过标准, en: The fee does not exceed the standard}
clauses: ["1.1"]
decision: price
modality: must
condition: visit.fee_yuan <= parameter.fee
amounts: {fee_due: parameter.fee}
"""
BY_CODE = """\
  by: visitor.kind
  cases:
    adult: 30
    child: {is: 10, clauses: ["1.2"]}
  otherwise: 20"""
BY_CONDITION = """\
  cases:
    - {when: visitor.kind == adult, is: 30}
    - {when: visitor.kind == child, is: 10, clauses: ["1.2"]}
  otherwise: 20"""
LATER = """\
---
rule: fee-by-kind
version: 2
effective: {from: 2025-01-01}
title: {zh: 票价标准, en: the standard fee}
clauses: ["1.1"]
modality: parameter
parameter: fee
label: {zh: 票价标准, en: the standard fee}
unit: yuan
value: 25
"""
QUESTION = """\
  price:
    section: admission
    question: {zh: 票价合规吗？, en: "Is the fee as it has to be?"}
    answers:
      violated: {zh: 不合规。, en: It is not.}
      satisfied: {zh: 合规。, en: It is.}
    amounts:
      fee_due: {label: {zh: 应付票价, en: fee due}, unit: yuan}
"""


def policy_of(folder, rules):
    copytree(BASE, folder)
    decisions = folder / "decisions.yaml"
    decisions.write_text(decisions.read_text(encoding="utf-8") + QUESTION, encoding="utf-8")
    (folder / "rules" / "fee.yaml").write_text(rules, encoding="utf-8")
    return Policy.load(folder, cache=False)


@pytest.fixture(scope="module", params=[BY_CODE, BY_CONDITION], ids=["by codes", "by conditions"])
def policy(request, tmp_path_factory):
    return policy_of(tmp_path_factory.mktemp("policy") / "policy", RULES.replace("VALUE", request.param))


def facts(kind, fee):
    return {"visitor": {"kind": kind}, "visit": {"fee_yuan": fee}}


def test_it_is_the_number_of_the_case(policy):
    for kind, fee in product(KINDS, FEES):
        decision = policy.decide("price", facts(kind, fee), as_of=date(2024, 5, 1))
        assert decision.outcome == ("violated" if fee > STANDARD[kind] else "satisfied")
        assert decision.amounts["fee_due"].value == STANDARD[kind]


def test_what_is_told_while_the_case_is_open_holds_in_every_case(policy):
    for fee in FEES:
        open_ = policy.decide("price", facts(None, fee), as_of=date(2024, 5, 1))
        outcomes = {policy.decide("price", facts(kind, fee), as_of=date(2024, 5, 1)).outcome for kind in KINDS}
        assert {open_.outcome} == outcomes if len(outcomes) == 1 else open_.outcome == "undetermined"
        assert open_.missing == (() if len(outcomes) == 1 else ("visitor.kind",))
        due = open_.amounts["fee_due"]
        assert (due.value, due.low, due.high, due.missing) == (None, 10, 30, ("visitor.kind",))


def test_the_engines_agree(policy):
    for kind, fee, day in product((None, *KINDS), (None, *FEES), (None, date(2024, 5, 1))):
        one, *others = (policy.decide("price", facts(kind, fee), as_of=day, engine=engine) for engine in ENGINES)
        for other in others:
            assert (other.outcome, other.missing, other.amounts) == (one.outcome, one.missing, one.amounts)


def test_the_row_that_applies_is_told_and_cited(policy):
    decision = policy.decide("price", facts("child", Decimal(11)), as_of=date(2024, 5, 1))
    assert {each.clause for each in decision.citations} == {"1.1", "1.2"}
    assert "the standard fee (10 yuan)" in str(decision.explain(lang="en"))
    assert "票价标准（10元）" in str(decision.explain(lang="zh"))
    grown = policy.decide("price", facts("adult", Decimal(31)), as_of=date(2024, 5, 1))
    assert {each.clause for each in grown.citations} == {"1.1"}


def test_a_bundle_holds_it(policy):
    assert Policy.from_bundle(policy.bundle()).law == policy.law


def test_a_version_may_be_one_number_and_another_go_by_cases(tmp_path):
    amended = RULES.replace("effective: {from: in_force}", "effective: {from: in_force, to: 2024-12-31}", 1)
    policy = policy_of(tmp_path / "policy", amended.replace("VALUE", BY_CODE) + LATER)
    before, after = (
        policy.decide("price", facts("child", 20), as_of=day) for day in (date(2024, 12, 31), date(2025, 1, 1))
    )
    assert (before.outcome, after.outcome) == ("violated", "satisfied")
    undated = policy.decide("price", facts("child", 20))
    assert (undated.outcome, undated.missing) == ("undetermined", ("context.as_of",))
    assert policy.decide("price", facts("child", 26)).outcome == "violated"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("  {cases: [{when: visitor.kind == adult, is: 30}]}", "table-gap"),
        ("  {cases: [{when: visitor.kind == adult, is: 30}], gap: intended}", "table-gap-defined"),
        ("  {by: visitor.kind, cases: {adult: visit.fee_yuan}, otherwise: 20}", "wrong-type"),
        ("  {by: visitor.kind, cases: {adult: 30}, otherwise: 18:30}", "wrong-type"),
        ("  {by: visitor.kind, cases: {senior: 30}, otherwise: 20}", "unknown-code"),
        ("  {bands: visitor.age, mode: flat, rows: [{below: 6, is: 0}, {is: 30}]}", "part-not-allowed"),
        ("  {by: visitor.kind, cases: {adult: true}, otherwise: false}", "part-not-allowed"),
        ("  {cases: [{when: parameter.fee > 3, is: 30}], otherwise: 20}", "cyclic-derivation"),
    ],
)
def test_what_it_cannot_be_is_told(value, code, tmp_path):
    with pytest.raises(InvalidPolicy) as raised:
        policy_of(tmp_path / "policy", RULES.replace("VALUE", value))
    assert code in {each.code for each in raised.value.diagnostics}

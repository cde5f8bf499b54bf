"""A definition can be a date: compared, computed with, explained, and unknown while a day that it rests on is."""

from datetime import date, timedelta
from itertools import product
from shutil import copytree

import pytest

from afterschool_policy import Policy
from tests.language.bad_cases import BASE

ENGINES = ("compiled", "walking", "durable")
RULES = """\
rule: pass-ends
version: 1
effective: {from: in_force}
title: {zh: 证件到期之日, en: the last day of the pass}
clauses: ["1.1"]
define: visit.pass_ends
modality: definition
type: date
label: {zh: 证件到期之日, en: the last day of the pass}
value:
  by: visitor.kind
  cases:
    child: {is: visit.day + 6 months, clauses: ["1.2"]}
  otherwise: visit.day + 3 months
---
rule: pass-valid
version: 1
effective: {from: in_force}
title: {zh: 证件到期的不得入馆, en: Nobody enters after the pass has ended}
clauses: ["1.1"]
decision: entry
modality: must
condition: context.as_of <= visit.pass_ends
amounts: {days_left: "days(context.as_of, visit.pass_ends)"}
"""
QUESTION = """\
  entry:
    section: admission
    question: {zh: 证件有效吗？, en: "Is the pass valid?"}
    answers:
      violated: {zh: 无效。, en: It is not.}
      satisfied: {zh: 有效。, en: It is.}
    amounts:
      days_left: {label: {zh: 剩余天数, en: days left}, unit: day}
"""
ISSUED = date(2024, 3, 31)
ENDS = {"adult": date(2024, 6, 30), "club": date(2024, 6, 30), "child": date(2024, 9, 30)}
DAYS = [end + timedelta(days=more) for end in sorted({*ENDS.values()}) for more in (-1, 0, 1)]


@pytest.fixture(scope="module")
def policy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("policy") / "policy"
    copytree(BASE, folder)
    decisions = folder / "decisions.yaml"
    words = decisions.read_text(encoding="utf-8").replace(
        "decisions:", "  day: {zh: 天, en: days, en_one: day}\ndecisions:", 1
    )
    decisions.write_text(words + QUESTION, encoding="utf-8")
    (folder / "rules" / "pass.yaml").write_text(RULES, encoding="utf-8")
    return Policy.load(folder, cache=False)


def facts(kind, day):
    return {"visitor": {"kind": kind}, "visit": {"day": day}}


def test_it_is_compared_as_any_date(policy):
    for kind, day in product(ENDS, DAYS):
        decision = policy.decide("entry", facts(kind, ISSUED), as_of=day)
        assert decision.outcome == ("violated" if day > ENDS[kind] else "satisfied")
        assert decision.amounts["days_left"].value == (ENDS[kind] - day).days


def test_what_is_told_while_facts_are_open_holds_however_they_turn_out(policy):
    for day in DAYS:
        open_ = policy.decide("entry", facts(None, ISSUED), as_of=day)
        outcomes = {policy.decide("entry", facts(kind, ISSUED), as_of=day).outcome for kind in ENDS}
        assert open_.outcome == (outcomes.pop() if len(outcomes) == 1 else "undetermined")
        assert open_.missing == (("visitor.kind",) if open_.outcome == "undetermined" else ())


def test_the_day_on_which_it_rests_is_missing_where_it_could_change_the_outcome(policy):
    assert policy.decide("entry", facts("adult", None), as_of=DAYS[0]).missing == ("visit.day",)
    assert policy.decide("entry", facts("adult", ISSUED)).missing == ("context.as_of",)
    assert policy.decide("entry", facts(None, None)).missing == ("context.as_of", "visit.day", "visitor.kind")


def test_the_engines_agree(policy):
    for kind, issued, day in product((None, *ENDS), (None, ISSUED), (None, *DAYS)):
        one, *others = (policy.decide("entry", facts(kind, issued), as_of=day, engine=engine) for engine in ENGINES)
        for other in others:
            assert (other.outcome, other.missing, other.amounts) == (one.outcome, one.missing, one.amounts)


def test_it_is_told_with_its_day_and_cited_by_its_row(policy):
    decision = policy.decide("entry", facts("child", ISSUED), as_of=date(2024, 10, 1))
    assert {each.clause for each in decision.citations} == {"1.1", "1.2"}
    assert "the last day of the pass (30 September 2024)" in str(decision.explain(lang="en"))
    assert "证件到期之日（2024年9月30日）" in str(decision.explain(lang="zh"))


def test_why_not_finds_the_day_on_which_it_turns(policy):
    decision = policy.decide("entry", facts("adult", ISSUED), as_of=date(2024, 7, 1))
    changed = {change.fact for remedy in decision.why_not("satisfied").remedies for change in remedy.changes}
    assert {"visit.day", "visitor.kind"} <= changed
    assert policy.decide("entry", facts("adult", date(2024, 4, 1)), as_of=date(2024, 7, 1)).outcome == "satisfied"

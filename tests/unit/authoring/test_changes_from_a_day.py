"""What has no versions changes from a day: before it everything is as it was, after it as if it had always been so."""

from datetime import date, timedelta
from itertools import product
from shutil import copytree

import pytest

from afterschool_policy import InvalidFacts, InvalidPolicy, InvalidRequest, Policy
from tests.support import TESTS

EXAMPLE = TESTS.parent / "examples" / "provincial_amendment"
BASE, NOTICE = EXAMPLE / "base", EXAMPLE / "amendment"
FIRST = date(2022, 3, 1)
BEFORE = FIRST - timedelta(days=1)
OLD, NEW = "未上课月份的费用应当退还。", "没有上完的月份，费用应当退还。"
READINGS = """\
R-1:
  matter: {zh: 是不是未上课月份, en: whether it counts as one without lessons}
  clauses: ["4"]
  default: {code: not_finished, zh: 没有上完的月份都是, en: every month that was not finished}
  alternatives:
    no_lesson: {zh: 一课未上的月份才是, en: only a month in which no lesson was held}
  grounds: {zh: 已经写明, en: it says so}
"""
ANSWER = (
    "应当退还而没有退还，学校在七日内补退。, "
    "en: It has to be refunded and was not; the school refunds it within seven days."
)
NOTIFIED = """\
      parents_notified:
        type: boolean
        label: {zh: 家长已经告知退出, en: the parents have told the school that the student leaves}
        negation: {zh: 家长没有告知退出, en: the parents have not told the school that the student leaves}
        question: {zh: 家长告知退出了吗？, en: "Have the parents told the school that the student leaves?"}
"""
EITHER = (None, False, True)
ENGINES = ("compiled", "walking", "durable")


@pytest.fixture(scope="module")
def base():
    return Policy.load(BASE, cache=False)


@pytest.fixture(scope="module")
def amended():
    return Policy.load(BASE, cache=False, amendments=[NOTICE])


@pytest.fixture(scope="module")
def always(tmp_path_factory):
    """A policy that was never otherwise than it is about refunds once it is amended."""
    folder = tmp_path_factory.mktemp("always")
    copytree(BASE, folder, dirs_exist_ok=True)
    changes = {
        "source.txt": [(OLD, NEW)],
        "clauses.yaml": [(OLD, NEW)],
        "decisions.yaml": [("应当退还而没有退还。, en: It has to be refunded and was not.", ANSWER)],
        "entailments.yaml": [("student.withdrawal_form", "student.parents_notified")],
        "facts.yaml": [("      lessons_in_month:", f"{NOTIFIED}      lessons_in_month:")],
        "rules/fees.yaml": [
            ("    - student.lessons_in_month == 0\n", ""),
            ("    not_finished: {applies:", "    no_lesson: {applies:"),
            ("applies: student.has_left}", "applies: student.has_left and student.lessons_in_month == 0}"),
        ],
    }
    for name, pairs in changes.items():
        words = (folder / name).read_text(encoding="utf-8")
        for was, now in pairs:
            assert was in words
            words = words.replace(was, now)
        (folder / name).write_text(words, encoding="utf-8")
    (folder / "readings.yaml").write_text(READINGS, encoding="utf-8")
    facts = (folder / "facts.yaml").read_text(encoding="utf-8")
    form = facts[facts.index("      withdrawal_form:") : facts.index("      parents_notified:")]
    given = form.replace("      question:", "      no_effect: {zh: 不再出具, en: no longer issued}\n        question:")
    (folder / "facts.yaml").write_text(facts.replace(form, given), encoding="utf-8")
    return Policy.load(folder, cache=False)


def refunds(*, notified=EITHER):
    """Every set of facts about a refund."""
    for left, form, told, lessons, refunded in product(EITHER, EITHER, notified, (None, 0, 3), EITHER):
        student = {"has_left": left, "withdrawal_form": form, "parents_notified": told, "lessons_in_month": lessons}
        yield {"student": student, "fee": {"refunded": refunded}}


def said(decision):
    contradicting = [each.facts for each in decision.contradictions]
    return decision.outcome, decision.missing, contradicting, [each.outcome for each in decision.findings]


def quotes_of(clause, decision):
    return [each.quote for each in decision.citations if each.clause == clause]


def test_a_decision_of_the_past_stays_as_it_was_made(base, amended):
    for facts in refunds(notified=(None,)):
        del facts["student"]["parents_notified"]
        for day in (BEFORE, FIRST - timedelta(days=100)):
            was, now = base.decide("refund", facts, as_of=day), amended.decide("refund", facts, as_of=day)
            assert said(now) == said(was)
            assert [each.quote for each in now.citations] == [each.quote for each in was.citations]
            assert (
                str(now.explain(lang="zh")).partition("政策版本")[0]
                == str(was.explain(lang="zh")).partition("政策版本")[0]
            )


def test_from_its_day_on_it_is_as_if_it_had_always_been_so(amended, always):
    for facts in refunds():
        for day in (FIRST, FIRST + timedelta(days=1000)):
            now, ever = amended.decide("refund", facts, as_of=day), always.decide("refund", facts, as_of=day)
            assert said(now) == said(ever)
            assert now.spec.answers == ever.spec.answers
            assert quotes_of("4", now) == quotes_of("4", ever)


def test_without_a_day_nothing_is_told_that_a_day_would_change(amended):
    for facts in refunds():
        undated = amended.decide("refund", facts)
        days = [amended.decide("refund", facts, as_of=day) for day in (BEFORE, FIRST)]
        outcomes = {each.outcome for each in days if not each.contradictions}
        if undated.outcome != "undetermined":
            assert outcomes <= {undated.outcome}
        elif len(outcomes) == 2 and "undetermined" not in outcomes:
            assert "context.as_of" in undated.missing


def test_the_engines_agree(amended):
    for facts, day in product(refunds(), (None, BEFORE, FIRST)):
        one, *others = (amended.decide("refund", facts, as_of=day, engine=engine) for engine in ENGINES)
        assert all(said(one) == said(other) for other in others)


def test_a_bundle_holds_what_is_amended(amended):
    shipped = Policy.from_bundle(amended.bundle())
    assert shipped.law == amended.law
    for facts in refunds():
        assert said(shipped.decide("refund", facts, as_of=FIRST)) == said(amended.decide("refund", facts, as_of=FIRST))


def test_a_record_is_decided_again_as_it_was(amended):
    for day in (None, BEFORE, FIRST):
        made = amended.decide("refund", {"student": {"has_left": True, "lessons_in_month": 3}}, as_of=day)
        assert amended.replay(made.record()).same


def test_the_reading_that_was_the_default_is_taken_where_it_is_chosen(amended):
    facts = {"student": {"has_left": True, "lessons_in_month": 3}, "fee": {"refunded": False}}
    outcomes = {
        (day, code): amended.decide("refund", facts, as_of=day, readings={"R-1": code}).outcome
        for day, code in ((BEFORE, "no_lesson"), (BEFORE, "not_finished"), (FIRST, "not_finished"))
    }
    assert [*outcomes.values()] == ["not_applicable", "violated", "violated"]
    with pytest.raises(InvalidRequest) as raised:
        amended.decide("refund", facts, as_of=FIRST, readings={"R-1": "no_lesson"})
    assert [each.code for each in raised.value.diagnostics] == ["reading-not-on-day"]
    undated = amended.decide("refund", facts, readings={"R-1": "not_finished"})
    assert undated.outcome == "violated"


def test_a_code_is_known_on_the_days_on_which_it_is_listed(base, amended):
    facts = {"fee": {"period": "week"}}
    assert amended.decide("prepayment", facts, as_of=FIRST).outcome == "permitted"
    with pytest.raises(InvalidFacts) as raised:
        amended.decide("prepayment", facts, as_of=BEFORE)
    assert [each.code for each in raised.value.diagnostics] == ["code-not-on-day"]
    with pytest.raises(InvalidFacts):
        base.decide("prepayment", facts, as_of=BEFORE)


def test_a_day_is_never_taken_for_a_contradiction(amended):
    facts = {"student": {"has_left": False, "parents_notified": True}}
    before, after = (amended.decide("refund", facts, as_of=day) for day in (BEFORE, FIRST))
    assert not before.contradictions
    assert before.outcome == "not_applicable"
    assert [each.facts for each in after.contradictions] == [("student.has_left", "student.parents_notified")]
    assert after.as_of == FIRST


def test_what_ends_for_a_time_comes_back(tmp_path):
    folder = tmp_path / "policy"
    copytree(BASE, folder)
    over = folder / "amendments" / "2022-05-01-trial"
    over.mkdir(parents=True)
    effective = '{from: 2022-05-01, to: 2022-05-31, clauses: ["4"]}'
    words = "{zh: 试行期间应当退还。, en: It has to be refunded during the trial.}"
    (over / "decisions.yaml").write_text(
        f"decisions:\n  refund:\n    effective: {effective}\n    answers: {{violated: {words}}}\n", "utf-8"
    )
    policy = Policy.load(folder, cache=False)
    facts = {"student": {"has_left": True, "lessons_in_month": 0}, "fee": {"refunded": False}}
    told = [policy.decide("refund", facts, as_of=date(2022, 5, 1) + timedelta(days=days)) for days in (-1, 0, 30, 31)]
    answers = [each.spec.answers["violated"].en for each in told]
    assert answers[0] == answers[3] != answers[1] == answers[2]


WEEK = """\
enumerations:
  fee_periods:
    effective: {from: 2022-05-01, clauses: ["3"]}
    codes: {week: {zh: 一周, en: a week}, term: null}
"""
LENGTH = """\
rule: length
version: 1
effective: {from: in_force, to: 2022-04-30}
title: {zh: 一次收费的周数, en: the weeks charged at once}
clauses: ["3"]
modality: parameter
parameter: weeks
label: {zh: 一次收费的周数, en: the weeks charged at once}
unit: "1"
value: {by: fee.period, cases: {month: 4, term: 18}}
---
rule: length
version: 2
effective: {from: 2022-05-01}
title: {zh: 一次收费的周数, en: the weeks charged at once}
clauses: ["3"]
modality: parameter
parameter: weeks
label: {zh: 一次收费的周数, en: the weeks charged at once}
unit: "1"
value: {by: fee.period, cases: {month: 4, week: 1}}
---
rule: long-period
version: 1
effective: {from: in_force}
title: {zh: 不超过四周, en: No more than four weeks}
clauses: ["3"]
decision: prepayment
modality: must_not
condition: parameter.weeks > 4
overrides: [{rule: charged-by-term, basis: {zh: 特别规定, en: special}}]
"""


@pytest.fixture(scope="module")
def weekly(tmp_path_factory):
    folder = tmp_path_factory.mktemp("weekly") / "policy"
    copytree(BASE, folder)
    (folder / "rules" / "length.yaml").write_text(LENGTH, encoding="utf-8")
    ends = "{from: in_force, to: 2022-04-30}"
    fees = folder / "rules" / "fees.yaml"
    words = fees.read_text(encoding="utf-8")
    by_term = words.index("rule: charged-by-term")
    ended = words[by_term:].replace("{from: in_force}", ends, 1)
    fees.write_text(words[:by_term] + ended, encoding="utf-8")
    over = folder / "amendments" / "2022-05-01-weeks"
    over.mkdir(parents=True)
    (over / "facts.yaml").write_text(WEEK, encoding="utf-8")
    return folder


def test_a_table_is_whole_on_each_day_by_the_codes_of_that_day(weekly):
    policy = Policy.load(weekly, cache=False)
    day = date(2022, 5, 1)
    outcomes = [policy.decide("prepayment", {"fee": {"period": code}}, as_of=day).outcome for code in ("month", "week")]
    assert outcomes == ["permitted", "permitted"]
    assert policy.decide("prepayment", {"fee": {"period": "term"}}, as_of=BEFORE).outcome == "prohibited"
    assert policy.decide("prepayment", {}, as_of=day).outcome == "permitted"  # no code is left that is longer
    assert policy.decide("prepayment", {}, as_of=BEFORE).outcome == "undetermined"
    with pytest.raises(InvalidFacts):
        policy.decide("prepayment", {"fee": {"period": "term"}}, as_of=day)


def test_a_table_that_lacks_a_code_of_a_day_is_told(weekly):
    words = (weekly / "rules" / "length.yaml").read_text(encoding="utf-8")
    (weekly / "rules" / "length.yaml").write_text(words.replace(", week: 1", ""), encoding="utf-8")
    with pytest.raises(InvalidPolicy) as raised:
        Policy.load(weekly, cache=False)
    assert [each.code for each in raised.value.diagnostics if each.is_error] == ["table-gap"]

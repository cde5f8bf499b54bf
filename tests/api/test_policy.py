"""The library's face: what a developer who embeds it relies on."""

from __future__ import annotations

import pickle
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from afterschool_policy import Evidence, InvalidFacts, InvalidPolicy, InvalidRequest, Outcome, Policy, PolicyError
from afterschool_policy.explain import fact_wording
from afterschool_policy.text import LANGUAGES

ROOT = Path(__file__).parents[2]
HARDSHIP = {
    "student": {"hardship_recognised": True},
    "fee": {"kind": "service_fee", "amount_yuan": 300, "standard_yuan": 600},
}


@pytest.fixture(scope="module")
def policy() -> Policy:
    return Policy.load(ROOT / "policy")


def test_a_decision_has_the_attributes_of_the_contract(policy: Policy) -> None:
    decision = policy.decide("hardship_relief", HARDSHIP, as_of=date(2021, 11, 1))
    assert decision.outcome == "satisfied"
    assert isinstance(decision.outcome, str)
    assert ("4.2.4", "对家庭经济困难学生，要减免课后服务费用。") in [
        (each.clause, each.quote) for each in decision.citations
    ]
    assert decision.citations[0].rule in {each.rule for each in decision.findings}
    assert decision.missing == ()
    assert decision.amounts["relief_yuan"].value == Decimal(300)
    assert decision.amounts["relief_yuan"].unit == "yuan"
    assert ("IC-25", "any_effective_reduction") in [(each.id, each.chosen) for each in decision.readings]
    assert all(each.decided for each in decision.findings if each.rule == decision.citations[0].rule)


def test_another_reading_decides_otherwise_and_is_named(policy: Policy) -> None:
    decision = policy.decide("hardship_relief", HARDSHIP, readings={"IC-25": "full_exemption"})
    assert decision.outcome is Outcome.VIOLATED
    assert ("IC-25", "full_exemption") in [(each.id, each.chosen) for each in decision.readings]


def test_sensitivity_names_the_readings_that_would_change_it(policy: Policy) -> None:
    found = policy.sensitivity(policy.decide("hardship_relief", HARDSHIP))
    changed = {each.alternative: each.outcome for each in found if each.changes_outcome}
    assert changed == {"full_exemption": Outcome.VIOLATED}


def test_an_absent_fact_is_unknown_and_asked_for(policy: Policy) -> None:
    facts = {"student": HARDSHIP["student"], "fee": {"kind": "service_fee", "standard_yuan": 600, "amount_yuan": None}}
    decision = policy.decide("hardship_relief", facts)
    assert decision.outcome is Outcome.UNDETERMINED
    assert "fee.amount_yuan" in decision.missing
    assert "fee.standard_yuan" not in decision.missing
    assert "实际收取" in decision.explain("zh")


def test_typed_facts_decide_like_mappings(policy: Policy) -> None:
    typed = policy.facts_model.model_validate(HARDSHIP)
    assert policy.decide("hardship_relief", typed).record() == policy.decide("hardship_relief", HARDSHIP).record()


def test_validated_facts_decide_like_mappings(policy: Policy) -> None:
    taken = policy.facts(HARDSHIP)
    assert policy.decide("hardship_relief", taken).record() == policy.decide("hardship_relief", HARDSHIP).record()


def test_every_mistake_in_the_facts_is_told_at_once(policy: Policy) -> None:
    wrong = {"student": {"hardship_recognized": True, "stage": "university"}, "fee": {"amount_yuan": "much"}}
    with pytest.raises(InvalidFacts) as caught:
        policy.decide("hardship_relief", wrong)
    told = {(each.code, each.fields["name"]) for each in caught.value.diagnostics}
    assert told == {
        ("fact-unknown", "student.hardship_recognized"),
        ("fact-code", "student.stage"),
        ("fact-type", "fee.amount_yuan"),
    }
    assert "hardship_recognised" in caught.value.render("en")


def test_an_unknown_question_or_reading_is_refused_with_a_suggestion(policy: Policy) -> None:
    with pytest.raises(InvalidRequest, match="hardship_relief"):
        policy.decide("hardship_releif", {})
    with pytest.raises(InvalidRequest, match="IC-25"):
        policy.decide("hardship_relief", {}, readings={"IC-99": "x"})
    with pytest.raises(InvalidRequest, match="full_exemption"):
        policy.decide("hardship_relief", {}, readings={"IC-25": "full_exemptoin"})
    with pytest.raises(InvalidRequest, match="markdown"):
        policy.decide("hardship_relief", {}).explain("zh", "pdf")  # type: ignore[arg-type]


def test_as_of_and_its_fact_must_agree(policy: Policy) -> None:
    with pytest.raises(InvalidFacts, match="as_of"):
        policy.decide("hardship_relief", {"context": {"as_of": "2021-10-01"}}, as_of=date(2021, 11, 1))


def test_before_the_day_of_issue_no_rule_binds(policy: Policy) -> None:
    facts = {**HARDSHIP, "context": {"issue_date": "2021-10-20"}}
    assert policy.decide("hardship_relief", facts, as_of=date(2021, 10, 19)).outcome is Outcome.NOT_APPLICABLE
    assert policy.decide("hardship_relief", facts, as_of=date(2021, 10, 20)).outcome is Outcome.SATISFIED


def test_evidence_is_shown_and_an_expired_determination_is_unknown(policy: Policy) -> None:
    recognised = Evidence(True, source="资助名单", asserted_by="张老师", until=date(2021, 12, 31))
    facts = {"student": {"hardship_recognised": recognised}, "fee": HARDSHIP["fee"]}
    valid = policy.decide("hardship_relief", facts, as_of=date(2021, 12, 31))
    assert "张老师" in valid.explain("zh")
    expired = policy.decide("hardship_relief", facts, as_of=date(2022, 1, 1))
    assert expired.outcome is Outcome.UNDETERMINED
    assert expired.missing == ("student.hardship_recognised",)


def test_without_a_day_a_determination_that_ends_is_said_to_be_taken_as_standing(policy: Policy) -> None:
    recognised = Evidence(True, asserted_by="张老师", until=date(2021, 12, 31))
    facts = {"student": {"hardship_recognised": recognised}, "fee": HARDSHIP["fee"]}
    undated = policy.decide("hardship_relief", facts)
    dated = policy.decide("hardship_relief", facts, as_of=date(2021, 12, 1))
    assert "没有给出所问之日，按仍然有效判断" in undated.explain("zh")
    for lang in LANGUAGES:
        assert fact_wording.UNDATED[lang] in undated.page(lang)
        assert fact_wording.UNDATED[lang] not in dated.page(lang)


def test_whatever_rule_a_finding_names_is_found(policy: Policy) -> None:
    decision = policy.decide("hardship_relief", HARDSHIP)
    names = {finding.rule for finding in decision.findings} | {limit.name for limit in policy.limits}
    assert policy.limits
    assert {policy.rule(name).name for name in names} == names
    with pytest.raises(InvalidRequest, match="Did you mean `hardship-relief@1`"):
        policy.rule("hardship-relif@1")


def test_threads_share_a_policy(policy: Policy) -> None:
    fees = [{**HARDSHIP, "fee": {**HARDSHIP["fee"], "amount_yuan": amount}} for amount in range(590, 610)] * 20
    alone = [policy.decide("hardship_relief", each).outcome for each in fees]
    fresh = Policy.load(ROOT / "policy")
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda each: fresh.decide("hardship_relief", each).outcome, fees))
    assert together == alone
    assert len(set(alone)) > 1


def _outcome(policy: Policy) -> str:
    return policy.decide("hardship_relief", HARDSHIP).outcome.value


def test_a_policy_is_picklable_and_goes_to_processes(policy: Policy) -> None:
    copy = pickle.loads(pickle.dumps(policy))
    assert copy.fingerprint == policy.fingerprint
    with ProcessPoolExecutor(2) as pool:
        assert list(pool.map(_outcome, [policy] * 4)) == ["satisfied"] * 4


@pytest.mark.parametrize("facts", [HARDSHIP, {"student": {"hardship_recognised": True}}, {}])
def test_a_decision_travels_with_all_that_follows_from_it(policy: Policy, facts: dict[str, dict[str, object]]) -> None:
    decision = policy.decide("hardship_relief", facts, readings={"IC-25": "full_exemption"})
    copy = pickle.loads(pickle.dumps(decision))
    assert (copy.findings, copy.missing, copy.record()) == (decision.findings, decision.missing, decision.record())
    assert copy.explain() == decision.explain()


def test_an_audit_travels_too(policy: Policy) -> None:
    audit = policy.decide("school_audit", HARDSHIP)
    copy = pickle.loads(pickle.dumps(audit))
    assert (copy.outcome, copy.findings, copy.record()) == (audit.outcome, audit.findings, audit.record())


def test_an_audit_has_a_report_and_its_parts_an_explanation_each(policy: Policy) -> None:
    audit = policy.decide("school_audit", HARDSHIP)
    with pytest.raises(InvalidRequest) as caught:
        _ = audit.explanation
    assert [fault.code for fault in caught.value.diagnostics] == ["audit-explanation"]
    alone = policy.decide("hardship_relief", HARDSHIP)
    assert alone.explanation == audit.parts["hardship_relief"].explanation
    assert dict(alone.parts) == {"hardship_relief": alone}
    assert audit.trace.rules == tuple(rule for part in audit.parts.values() for rule in part.trace.rules)


def test_decide_many_names_the_set_that_cannot_be_decided(policy: Policy) -> None:
    rows = [HARDSHIP, {"fee": {"kind": "meals"}}, {}]
    answers = policy.decide_many("hardship_relief", rows)
    assert next(answers).outcome == "satisfied"
    with pytest.raises(InvalidFacts, match=r"^facts\[1\]: error") as caught:
        next(answers)
    assert [(fault.index, fault.pointer) for fault in caught.value.diagnostics] == [(1, "/1/fee/kind")]


def test_decide_many_goes_on_where_it_is_asked_to(policy: Policy) -> None:
    rows = [HARDSHIP, {"fee": {"kind": "meals"}}, {}, {"fee": {}}]
    answers = list(policy.decide_many("hardship_relief", rows, on_error="collect"))
    assert [type(each).__name__ for each in answers] == [
        "SingleDecision",
        "InvalidFacts",
        "SingleDecision",
        "SingleDecision",
    ]
    told = [fault.pointer for each in answers if isinstance(each, PolicyError) for fault in each.diagnostics]
    assert told == ["/1/fee/kind"]


def test_decide_many_refuses_its_other_arguments_before_any_set(policy: Policy) -> None:
    with pytest.raises(InvalidRequest):
        policy.decide_many("no_such_question", [], on_error="collect")


def test_decide_many_takes_what_decide_takes(policy: Policy) -> None:
    asked = {
        "as_of": date(2021, 11, 1),
        "clauses": ["4.2.4"],
        "engine": "walking",
        "readings": {"IC-25": "full_exemption"},
    }
    many = policy.decide_many("hardship_relief", [HARDSHIP], **asked)  # type: ignore[call-overload]
    assert [each.record() for each in many] == [policy.decide("hardship_relief", HARDSHIP, **asked).record()]  # type: ignore[arg-type]


def test_decide_many_decides_each(policy: Policy) -> None:
    free = {**HARDSHIP, "fee": {**HARDSHIP["fee"], "amount_yuan": 600}}
    outcomes = [each.outcome for each in policy.decide_many("hardship_relief", [HARDSHIP, free, {}])]
    assert outcomes == ["satisfied", "violated", "undetermined"]


def test_a_folder_that_is_no_policy_is_told_whole(tmp_path: Path) -> None:
    with pytest.raises(InvalidPolicy) as caught:
        Policy.load(tmp_path)
    files = {each.span.file.path.rpartition("/")[2] for each in caught.value.diagnostics if each.span}
    assert files == {"policy.yaml", "facts.yaml", "clauses.yaml", "readings.yaml", "decisions.yaml"}


def test_a_changed_record_is_noticed(policy: Policy) -> None:
    record = policy.decide("hardship_relief", HARDSHIP).record()
    record["outcome"] = "violated"
    replay = policy.replay(record)
    assert not replay.intact
    assert [each.part for each in replay.discrepancies] == ["outcome"]
    assert not replay.same

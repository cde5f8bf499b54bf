"""Facts that are told period by period, as callers give them; mistakes are named by their place."""

import json
import pickle
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from afterschool_policy import Evidence, InvalidFacts, InvalidRequest, Policy
from afterschool_policy.tooling.python_types import python_types

DAY = date(2026, 3, 15)
MONTHS = [f"2025-{month:02}" for month in range(3, 13)] + ["2026-01", "2026-02"]
INCOME = dict.fromkeys(MONTHS, 2000.5)
INSURED = dict.fromkeys(MONTHS[-6:], True)
GIVEN = {"teacher": {"income": INCOME, "insured": INSURED}}


@pytest.fixture(scope="module")
def policy() -> Policy:
    return Policy.load(Path("examples") / "service_teachers")


def faults(policy: Policy, teacher: object) -> list[tuple[str, tuple[str | int, ...]]]:
    with pytest.raises(InvalidFacts) as caught:
        policy.facts({"teacher": teacher})
    return sorted((fault.code, fault.path) for fault in caught.value.diagnostics)


def test_each_period_is_named_by_its_key(policy: Policy) -> None:
    facts = policy.facts(
        {"teacher": {"income": {"2026-03": 3000, "2026-04": None}, "rating": {"2025-09-01": "failing"}}}
    )
    assert dict(facts.values) == {"teacher.income[2026-03]": 3000, "teacher.rating[2025-09-01]": "failing"}
    assert policy.facts({"teacher": {"income[2026-03]": 3000}}).values == {"teacher.income[2026-03]": 3000}
    assert policy.facts({"teacher.income[2026-03]": 3000}).values == {"teacher.income[2026-03]": 3000}
    assert policy.facts({"teacher.income": {"2026-03": 3000}}).values == {"teacher.income[2026-03]": 3000}
    assert policy.facts({"teacher": {"income": None}}).values == {}


def test_mistakes_are_named_one_by_one(policy: Policy) -> None:
    assert faults(policy, {"income": {"2026-13": 1, "2026-3": 2, date(2026, 3, 1): 3, "2026-04": "x"}}) == [
        ("fact-period", ("teacher", "income", "2026-13")),
        ("fact-period", ("teacher", "income", "2026-3")),
        ("fact-period", ("teacher", "income", "datetime.date(2026, 3, 1)")),
        ("fact-type", ("teacher", "income", "2026-04")),
    ]
    assert faults(policy, {"income": 3}) == [("fact-series", ("teacher", "income"))]
    assert faults(policy, {"income": Evidence(3)}) == [("fact-series", ("teacher", "income"))]
    assert faults(policy, {"rating": {"2025-09-02": "failing"}}) == [
        ("fact-period", ("teacher", "rating", "2025-09-02"))
    ]
    assert faults(policy, {"income": {"2026-03": 1}, "income[2026-03]": 2}) == [
        ("fact-twice", ("teacher", "income[2026-03]"))
    ]
    assert faults(policy, {"contract_ended[2026-03]": True}) == [
        ("fact-unknown", ("teacher", "contract_ended[2026-03]"))
    ]
    with pytest.raises(InvalidFacts, match=r"`2026-13` of `teacher.income` is no month"):
        policy.facts({"teacher": {"income": {"2026-13": 1}}})


def test_a_single_month_can_have_evidence(policy: Policy) -> None:
    told = {**INCOME, "2025-07": {"value": 2000.5, "asserted_by": "税务局", "until": "2026-03-14"}}
    decision = policy.decide("hardship_grant", {"teacher": {**GIVEN["teacher"], "income": told}}, as_of=DAY)
    assert (decision.outcome, decision.missing) == ("undetermined", ("teacher.income[2025-07]",))
    told["2025-07"]["until"] = "2026-03-15"
    decision = policy.decide("hardship_grant", {"teacher": {**GIVEN["teacher"], "income": told}}, as_of=DAY)
    assert decision.outcome == "permitted"
    assert "税务局" in decision.explain("zh")


def test_a_model_a_record_a_bundle_and_a_pickle_come_to_the_same(policy: Policy) -> None:
    decision = policy.decide("monthly_grant", GIVEN, as_of=DAY)
    assert decision.amounts["grant"].value == 499
    model = policy.facts_model.model_validate(GIVEN)
    assert policy.decide("monthly_grant", model, as_of=DAY).to_dict() == decision.to_dict()
    assert policy.facts_model.model_validate_json(model.model_dump_json()) == model
    assert Policy.from_bundle(policy.bundle()).decide("monthly_grant", GIVEN, as_of=DAY).record() == decision.record()
    record = json.loads(json.dumps(decision.record()))
    assert record["facts"]["teacher"]["income[2025-03]"] == "2000.5"
    assert policy.replay(record).intact
    again = pickle.loads(pickle.dumps(decision))
    assert (again.amounts, again.explain("zh")) == (decision.amounts, decision.explain("zh"))


def test_a_fact_of_another_month_is_named_as_unread_once_the_day_is_known(policy: Policy) -> None:
    early = {"teacher": {**GIVEN["teacher"], "income": {**INCOME, "2024-12": 1}}}
    dated = policy.decide("hardship_grant", early, as_of=DAY)
    assert [each.name for each in dated.unread] == ["teacher.income[2024-12]"]
    assert "2024年12月的收入" in dated.explain("zh")
    assert policy.decide("hardship_grant", early).unread == ()


def test_without_a_day_it_asks_for_the_day_and_for_nothing_else(policy: Policy) -> None:
    decision = policy.decide("monthly_grant", GIVEN, engine="both")
    assert (decision.outcome, decision.missing) == ("undetermined", ("context.as_of",))
    assert decision.amounts["grant"].missing == ("context.as_of",)
    assert decision.turns_on().branches == ()
    assert not decision.turns_on().complete
    assert "无论查明的结果如何" not in decision.explain("zh")
    asked = policy.decide("monthly_grant", {**GIVEN, "context": {"as_of": DAY}})
    assert asked.to_dict() == policy.decide("monthly_grant", GIVEN, as_of=DAY).to_dict()


def test_why_not_changes_a_month_and_does_not_promise_another_month(policy: Policy) -> None:
    poorer = {"teacher": {**GIVEN["teacher"], "income": {**INCOME, "2025-03": 90_000}}}
    decision = policy.decide("hardship_grant", poorer, as_of=DAY, engine="both")
    assert decision.outcome == "prohibited"
    why = decision.why_not("permitted")
    changed = {change.fact for remedy in why.remedies for change in remedy.changes}
    assert "teacher.income[2025-03]" in changed
    assert "context.as_of" not in changed  # in April the window is another, of which nothing is told


def test_a_policy_with_series_opens_no_case_files(policy: Policy) -> None:
    with pytest.raises(InvalidRequest) as caught:
        Policy(replace(policy.law, vocabulary=replace(policy.law.vocabulary, records={}))).open_case()
    assert [fault.code for fault in caught.value.diagnostics] == ["case-series"]


def test_typed_names_have_a_mapping_for_a_series(policy: Policy) -> None:
    assert "'class_hours': 'Mapping[str, int | library.Evidence | None] | None'" in python_types(policy)


def test_the_schema_holds_the_keys_to_their_form(policy: Policy) -> None:
    schema = json.dumps(policy.facts_model.model_json_schema())
    assert '"^[0-9]{4}-(0[1-9]|1[0-2])$"' in schema
    assert '"additionalProperties": false' in schema

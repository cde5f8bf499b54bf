"""Every case of the shipped policy: it holds on every engine, replays to the letter, and is explained in full."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from afterschool_policy import InvalidFacts, Outcome, Policy
from afterschool_policy.semantics.edition import link
from afterschool_policy.testing.cases import LoadedCase, load_cases, run_case

ROOT = Path(__file__).parents[2]
CASES = load_cases(ROOT / "fixtures")
POLICY = Policy.load(ROOT / "policy")


def ids(case: LoadedCase) -> str:
    return f"{case.span.file.path.rpartition('/')[2]}:{case.span.line}"


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_the_case_holds_on_every_engine(case: LoadedCase) -> None:
    compiled, walking = run_case(POLICY, case), run_case(POLICY, case, engine="walking")
    assert compiled.error is None, compiled.error
    assert not compiled.differences
    assert compiled.decision is not None
    assert walking.decision is not None
    one, other = compiled.decision.record(), walking.decision.record()
    for part in ("engine", "digest"):
        one.pop(part), other.pop(part)
    assert one == other


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_its_record_replays_to_the_letter(case: LoadedCase) -> None:
    decision = run_case(POLICY, case).decision
    assert decision is not None
    written = json.dumps(decision.record(), ensure_ascii=False)
    replay = POLICY.replay(json.loads(written))
    assert replay.same
    assert json.dumps(replay.decision.record(), ensure_ascii=False) == written
    assert replay.decision.explain("zh") == decision.explain("zh")


IDENTIFIER = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b|\b[a-z_]+\.[a-z_]+\b")
# What is meant to be an identifier stands in brackets: [hardship-relief@1], [fee.amount_yuan].
BRACKETED = re.compile(r"\[[^\]]*\]")


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_its_explanation_never_falls_back_to_an_identifier(case: LoadedCase) -> None:
    decision = run_case(POLICY, case).decision
    assert decision is not None
    given = {str(value) for group in case.facts.values() for value in group.values()}
    for lang in ("zh", "en"):
        told = BRACKETED.sub("", decision.explain(lang))
        stray = set(IDENTIFIER.findall(told))
        unlisted = {word for word in stray if any(word in value for value in given)}
        assert stray <= unlisted, (lang, stray - unlisted)


OPPOSITES = {
    frozenset({Outcome.PERMITTED, Outcome.PROHIBITED}),
    frozenset({Outcome.SATISFIED, Outcome.VIOLATED}),
}
# Facts that count only where they are shown (`shown(...)` in the rule): without them the outcome rests on what is
# presumed, so it can turn to its opposite; the decision then still names the fact as one that could change it.
PRESUMED = {
    ("admission_procedure", "application.steps_in_order"): "steps that are all done are presumed to be in their order",
    ("admission_procedure", "application.coercion_indicators"): "an application is presumed free of bundling",
    ("admission_procedure", "application.detriment_for_non_participation"): "likewise, until a detriment is shown",
    ("campus_access", "safety.gate_registration"): "a register that lets the checks be made is presumed to be kept",
    ("catering_controls", "catering.compulsory_meals"): "meals are presumed to be chosen freely",
    (
        "coverage_target",
        "school.provides_service",
    ): "a school is presumed to provide the service until it is said not to",
    ("district_governance", "supervision.duty_division_exists"): "a duty beside those asked about, open until raised",
    ("evening_study", "application.voluntary"): "self-study is presumed to be joined by choice",
    ("evening_study", "session.bundled_compulsory"): "self-study is presumed not to be bundled by force",
    ("evening_study", "session.activity"): "an evening slot that nobody says more of is presumed to be for self-study",
    ("fee_charging", "fee.lawful_basis"): "a fee under the policy in force is presumed to rest on it",
    ("fee_charging", "fee.purpose"): "a charge is presumed not to be for meals",
    ("fee_charging", "fee.standard_yuan"): "a student is presumed not to be in hardship and charged in full",
    ("fee_charging", "student.hardship_recognised"): "likewise",
    ("meal_fee", "fee.forced"): "a meal fee is presumed to be paid by choice",
    ("meal_fee", "fee.surplus_distributed"): "a surplus is presumed not to be distributed",
    ("new_lesson_ban", "session.curriculum_subject_content"): "a new lesson is presumed to be one of the curriculum",
    ("new_lesson_ban", "session.whole_class_teaching"): "asked only under the reading that bans whole-class teaching",
    ("organisation_mode", "session.bundled_compulsory"): "a choice of items is presumed free until bundling is shown",
    ("refusal_lawfulness", "application.refused"): "whoever gives grounds for a refusal is presumed to have refused",
    ("session_time", "session.activity"): "an evening slot that nobody says more of is presumed to be for self-study",
    ("session_time", "session.end"): "a noon slot is presumed to end before school begins again",
    ("session_time", "session.morning_dismissal"): "a slot of the noon is presumed to lie after the morning's lessons",
    ("session_time", "session.start"): "a slot is presumed to begin once the lessons before it have ended",
    ("session_time", "session.afternoon_dismissal"): "a slot of the afternoon is presumed to lie after its lessons",
    ("session_time", "session.afternoon_school_start"): "a slot of the noon is presumed to lie before the afternoon's",
    ("session_time", "session.calendar_school_day"): "a school day is presumed to be one of the calendar",
    ("session_time", "session.is_working_day"): "a school day is presumed to be a working day",
    ("person_eligibility", "vendor.kind"): "a vendor's teacher is presumed not to come from a subject-tutoring firm",
    ("person_eligibility", "vendor.non_subject"): "likewise",
    ("platform_use", "fee.collected_via"): "fees are presumed to be paid on the platform once it runs",
    ("staffing_level", "staffing.distinct_persons"): "nobody is presumed to be counted twice",
    ("supervision", "disclosure.filed_with_bureau"): "counts for supervision only where the filing is raised",
    ("supervision", "supervision.filing_system"): "a duty of the school, looked at here only where raised",
    ("supervision", "supervision.performance_evaluation_system"): "likewise",
    ("supervision", "supervision.quality_body"): "likewise",
    ("voluntariness", "application.voluntary"): "an application that both parents and child want is presumed voluntary",
    ("voluntariness", "session.bundled_compulsory"): "a choice of items is presumed free until bundling is shown",
    ("weekend_holiday", "application.voluntary"): "taking part is presumed to be voluntary",
    ("weekend_holiday", "application.detriment_for_non_participation"): "taking part is presumed free of compulsion",
    ("weekend_holiday", "session.calendar_school_day"): "a weekend is presumed to be no school day",
    ("weekend_holiday", "session.curriculum_subject_content"): "a new lesson is presumed to be one of the curriculum",
    ("weekend_holiday", "session.is_new_lesson"): "an activity that is not said to be a lesson is presumed to be none",
}
# The day of issue selects the rules that are in force at all, so it cannot be asked for by a rule that is not.
SELECTS = POLICY.law.instrument.in_force_fact
ENTAILMENTS = POLICY.law.entailments
EDITION = link(POLICY.law, None, None, {})


def limiting(decision: str) -> set[str]:
    """The facts that the limits of a question read, and those that entail one of these."""
    limits = [EDITION.linked(rule) for rule in POLICY.law.limits if decision in rule.decisions]
    read = {name for rule in limits for name in rule.reads}
    return read | {*ENTAILMENTS.sources_of(read)}


LIMITS = {decision: limiting(decision) for decision in POLICY.decisions}


@pytest.mark.parametrize("case", [case for case in CASES if not case.decision.endswith("_audit")], ids=ids)
def test_removing_a_fact_never_flips_the_outcome(case: LoadedCase) -> None:
    """It stays, or becomes undetermined; any other outcome (an act due, a reason not on record) names the fact.

    A fact that others follow from is named through these. Contradictions and the limits of the policy are exceptions.
    """
    whole = run_case(POLICY, case).decision
    assert whole is not None
    for group, facts in case.facts.items():
        for short in facts:
            name = f"{group}.{short}"
            left = {**case.facts, group: {key: value for key, value in facts.items() if key != short}}
            less = POLICY.decide(case.decision, left, as_of=case.case.as_of, readings=case.case.readings)
            apart = name == SELECTS or whole.contradictions or less.contradictions or name in LIMITS[case.decision]
            if less.outcome is whole.outcome or apart:
                continue
            through = {name, *ENTAILMENTS.sources_of([name])}
            assert through & {*less.missing}, (name, whole.outcome, less.outcome)
            opposite = frozenset({less.outcome, whole.outcome}) in OPPOSITES
            listed = any((case.decision, each) in PRESUMED for each in through)
            assert not opposite or listed, (name, whole.outcome, less.outcome)


def test_a_case_with_a_misspelt_fact_is_refused() -> None:
    case = CASES[0]
    with pytest.raises(InvalidFacts, match="there is no fact"):
        POLICY.decide(case.decision, {"student": {"hardship_recognized": True}})

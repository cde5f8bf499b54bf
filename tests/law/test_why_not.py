"""Why not, and what to ask next, under the shipped policy: read aloud in golden files, and true for the cases.

`python -m tests.law.test_why_not` writes the golden files anew; read what changed before you keep it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from afterschool_policy import Decision, InvalidRequest, Outcome, Policy
from afterschool_policy.decision.composite import CompositeDecision
from afterschool_policy.decision.decision import SingleDecision
from afterschool_policy.language.tree import Value
from afterschool_policy.search.alternatives import Alternatives
from afterschool_policy.search.missing import presumed_facts
from afterschool_policy.search.remedies import smallest_changes
from afterschool_policy.testing.cases import LoadedCase, load_cases
from afterschool_policy.text import Lang
from afterschool_policy.vocabulary.facts import Facts
from tests.support import goes, spread

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden"
POLICY = Policy.load(ROOT / "policy")
DAY = POLICY.law.instrument.as_of_fact
MOST_CASES = 2
"""So many cases of each decision are tried with every outcome: all of them take minutes."""


def facts_of(written: str) -> Facts:
    """`group.fact=value` word by word, as short as a test needs it."""
    pairs = (each.split("=") for each in written.split())
    groups: dict[str, dict[str, object]] = {}
    for name, value in pairs:
        group, _, short = name.partition(".")
        read: object = int(value) if value.isdigit() else {"true": True, "false": False}.get(value, value)
        groups.setdefault(group, {})[short] = value[1:-1].split(",") if value[:1] == "[" else read
    return POLICY.facts(groups)


ADMISSION = (
    "application.submitted=true application.submitted_by=parent application.voluntary=true "
    "application.class_review=failed application.school_approval=approved application.agreement_signed=false "
    "application.participating=true student.stage=primary student.attending=true student.has_demand=true"
)
REFUSAL = (
    "student.stage=primary student.attending=true student.school_register_here=true student.has_demand=true "
    "application.refused=true application.stalled=false application.refusal_grounds=[lack_of_staff] "
    "application.hazard_documented=false"
)
SESSION = (
    "session.date_type=school_day session.slot=afternoon session.start=16:30 session.end=18:40 "
    "session.afternoon_dismissal=16:30 session.extended_care=false session.other_time_extension_in_plan=false"
)
STAFFING = (
    "staffing.students=95 staffing.teachers=3 staffing.aides=2 staffing.distinct_persons=5 staffing.volunteers=0 "
    "staffing.deviation_reason=unexpected_rise_in_students"
)
VENDOR = (
    "school.provides_service=true vendor.kind=off_campus_training vendor.non_subject=true "
    "vendor.need_unmet_by_own_service=true vendor.bad_record_persons=false"
)
HARDSHIP = (
    "student.hardship_recognised=true fee.kind=service_fee fee.charged=true fee.amount_yuan=600 fee.standard_yuan=600"
)
SENIOR = "student.stage=senior_high student.attending=true student.school_register_here=true student.has_demand=true"

WHY_NOT = {
    "admission": ("admission_procedure", ADMISSION, "satisfied"),
    "refusal": ("refusal_lawfulness", REFUSAL, "permitted"),
    "session": ("session_time", SESSION, "permitted"),
    "staffing": ("staffing_level", STAFFING, "satisfied"),
    "hardship": ("hardship_relief", HARDSHIP, "satisfied"),
    "vendor": ("vendor_admission", VENDOR, "permitted"),
    "senior": ("student_eligibility", SENIOR, "satisfied"),
    "same": ("hardship_relief", HARDSHIP, "violated"),
}
ASK_NEXT = {
    "vendor": ("vendor_admission", VENDOR),
    "hardship": ("hardship_relief", ""),
    "settled": ("hardship_relief", HARDSHIP),
}
LANGS: tuple[Lang, ...] = ("zh", "en")


FILES = {
    f"{kind}-{name}.{lang}.txt": (kind, name, lang)
    for kind, asked in (("why_not", WHY_NOT), ("ask_next", ASK_NEXT))
    for name in asked
    for lang in LANGS
}


def written(file: str) -> str:
    """What a golden file should hold."""
    kind, name, lang = FILES[file]
    if kind == "ask_next":
        decision, facts = ASK_NEXT[name]
        return POLICY.decide(decision, facts_of(facts)).ask_next().explain(lang)
    decision, facts, outcome = WHY_NOT[name]
    return POLICY.decide(decision, facts_of(facts)).why_not(outcome).explain(lang)


@pytest.mark.parametrize("file", FILES)
def test_the_answer_reads_as_in_its_golden_file(file: str) -> None:
    assert written(file) == (GOLDEN / file).read_text(encoding="utf-8")


def test_every_golden_file_is_written_by_a_test() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {*FILES}


# --------------------------------------------------------------------------------------------------- the cases
def by_decision() -> dict[str, Sequence[LoadedCase]]:
    found: dict[str, list[LoadedCase]] = {}
    for case in load_cases(ROOT / "fixtures"):
        found.setdefault(case.decision, []).append(case)
    return {
        name: spread(cases, MOST_CASES) for name, cases in found.items() if POLICY.decisions[name].background is None
    }


CASES = by_decision()


def decided(case: LoadedCase, facts: Facts | None = None) -> Decision:
    given = case.facts if facts is None else facts
    return POLICY.decide(case.decision, given, as_of=case.case.as_of, readings=case.case.readings)


def closed(values: dict[str, Value]) -> Facts:
    """The facts with all that they entail."""
    return POLICY.law.entailments.close(Facts(values))


@pytest.mark.parametrize("name", CASES)
def test_every_change_that_is_proposed_brings_the_outcome_when_it_is_decided_again(name: str) -> None:
    for case in CASES[name]:
        decision = decided(case)
        assert isinstance(decision, SingleDecision)
        known, entailed = decision.facts.values, decision.facts.entailed
        given = {name: value for name, value in known.items() if name not in entailed}
        for outcome in decision.spec.answers:
            if outcome is decision.outcome:
                continue
            for way in smallest_changes(decision.basis.question, known, outcome, entailed).sets:
                again = decided(case, closed({**given, **way.values}))
                assert again.outcome is outcome, (case.id, outcome, way.values)
                for fact, value in way.values.items():
                    assert fact not in known or goes(POLICY.law.vocabulary.facts[fact].changeable, known[fact], value)
                    fewer = {each: other for each, other in way.values.items() if each != fact}
                    assert decided(case, closed({**given, **fewer})).outcome is not outcome, (case.id, outcome, fewer)


@pytest.mark.parametrize("name", CASES)
def test_an_open_case_is_settled_by_its_questions_and_a_settled_one_has_none(name: str) -> None:
    for case in CASES[name]:
        decision = decided(case)
        plan = decision.ask_next()
        assert (decision.outcome is Outcome.UNDETERMINED) == bool(plan.questions), case.id
        assert {each.fact for each in plan.questions} <= {*decision.missing}
        assert plan.fewest <= plan.most <= len(decision.missing)
        assert not plan.complete or plan.fewest == plan.most


@pytest.mark.parametrize("name", CASES)
def test_no_outcome_is_out_of_reach_that_a_missing_fact_alone_would_bring(name: str) -> None:
    """A fact that counts only where it is shown is missing too, and may bring what is asked for."""
    for case in CASES[name]:
        decision = decided(case)
        assert isinstance(decision, SingleDecision)
        question, known, entailed = decision.basis.question, decision.facts.values, decision.facts.entailed
        tried = Alternatives(question, known, entailed)
        given = {each: value for each, value in known.items() if each not in entailed}
        brought: dict[Outcome, str] = {}
        for fact in presumed_facts(question).intersection(decision.missing) - question.limiting - {DAY}:
            for value in tried.of(fact):
                again = decided(case, closed({**given, fact: value}))
                if not again.contradictions and again.outcome in decision.spec.answers:
                    brought.setdefault(again.outcome, fact)
        for outcome, fact in brought.items():
            if outcome is not decision.outcome:
                answer = smallest_changes(question, known, outcome, entailed)
                found = any({fact} == {*way.values} for way in answer.sets)
                assert found or not answer.complete, (case.id, outcome, fact)


# --------------------------------------------------------------------------------------------------- the edges
def test_an_outcome_that_the_question_cannot_have_is_refused_with_those_it_can() -> None:
    decision = POLICY.decide("hardship_relief", facts_of(HARDSHIP))
    with pytest.raises(InvalidRequest, match="satisfied") as refused:
        decision.why_not("permitted")
    assert "没有这一结论“permitted”" in refused.value.render("zh")
    with pytest.raises(InvalidRequest, match="satisfied"):
        POLICY.decide("school_audit", {}).why_not("undetermined")


def test_what_nobody_can_change_stands_fast_and_is_named() -> None:
    answer = POLICY.decide("student_eligibility", facts_of(SENIOR)).why_not("satisfied")
    assert answer.remedies == ()
    assert answer.complete
    fast = [each for each in answer.obstacles if each.fast]
    assert fast
    assert any("高中" in fact.zh for each in fast for fact in each.unchangeable)


def test_a_change_says_what_is_now_and_what_would_have_to_be() -> None:
    known = REFUSAL.replace("application.refusal_grounds=[lack_of_staff] ", "")
    answer = POLICY.decide("refusal_lawfulness", facts_of(known)).why_not(Outcome.PERMITTED)
    sets = [{change.fact: change for change in each.changes} for each in answer.remedies]
    assert [set(each) for each in sets] == [
        {"application.refused"},
        {"application.refusal_grounds", "application.hazard_documented"},
    ]
    refused, grounds = sets[0]["application.refused"], sets[1]["application.refusal_grounds"]
    assert refused.now is not None
    assert (refused.now.zh, refused.to.zh) == ("是", "否")
    assert grounds.judgement
    assert grounds.now is None


def test_a_ground_is_found_out_and_never_made_up() -> None:
    answer = POLICY.decide("refusal_lawfulness", facts_of(REFUSAL)).why_not(Outcome.PERMITTED)
    assert [[change.fact for change in each.changes] for each in answer.remedies] == [["application.refused"]]


def test_an_audit_answers_part_by_part() -> None:
    facts = facts_of(f"{HARDSHIP} {SESSION} {STAFFING}")
    audit = POLICY.decide("school_audit", facts)
    assert isinstance(audit, CompositeDecision)
    answer = audit.why_not("satisfied")
    graver = {name for name, part in audit.parts.items() if part.outcome in ("violated", "prohibited")}
    assert graver
    assert graver <= {each.decision for each in answer.parts}
    assert answer.obstacles == answer.remedies == ()
    plan = audit.ask_next()
    open_ = {name for name, part in audit.parts.items() if part.outcome is Outcome.UNDETERMINED}
    assert {each.decision for each in plan.parts} == open_
    assert {each.fact for each in plan.questions} == {each.fact for part in plan.parts for each in part.questions}
    for lang in LANGS:
        assert answer.parts[0].question[lang] in answer.explain(lang)


@pytest.mark.parametrize("lang", LANGS)
def test_markdown_and_html_hold_what_the_text_says(lang: Lang) -> None:
    decision = POLICY.decide("refusal_lawfulness", facts_of(REFUSAL))
    answer = decision.why_not("permitted")
    for remedy in answer.remedies:
        for text in (answer.explain(lang), answer.explain(lang, "html"), answer.explain(lang, "markdown")):
            assert remedy.text[lang] in text
    assert "<script" not in answer.explain(lang, "html")
    assert answer.explain(lang, "json").startswith("{")
    with pytest.raises(InvalidRequest):
        answer.explain(lang, "pdf")  # type: ignore[arg-type]


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for name in FILES:
        (GOLDEN / name).write_text(written(name), encoding="utf-8")

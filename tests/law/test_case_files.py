"""Case files of the shipped policy: the histories in fixtures, and what its questions can see."""

from pathlib import Path

import pytest

from afterschool_policy import Policy
from afterschool_policy.engines.choice import ENGINES
from afterschool_policy.testing.histories import load_histories, run_history
from afterschool_policy.vocabulary.entities import sources

ROOT = Path(__file__).parents[2]
POLICY = Policy.load(ROOT / "policy")
HISTORIES = load_histories(ROOT / "fixtures")

OUT_OF_SIGHT = {
    # A question can read a fact that its entity does not lead to. It stays unknown in a case file, where a person or
    # an ordinary decision has to supply it; none of these decides unless somebody raises it.
    # The school's answer, one for all applications; asked only where somebody names a hazard.
    "coverage_target": {"application.hazard_documented", "application.refusal_grounds"},
    "platform_use": {
        "application.form",
        "fee.collected_via",
        "fee.purpose",
    },  # the school's answer, one for all applications and fees
    "session_time": {"student.stage"},  # of evening study: which students, a session does not say
    "new_lesson_ban": {"student.stage"},  # which students, a session does not say
    # Of one student, where the session is of many.
    "weekend_holiday": {
        "application.coercion_indicators",
        "application.detriment_for_non_participation",
        "application.parent_wants",
        "application.student_wants",
        "application.voluntary",
        "student.has_demand",
        "student.stage",
    },
    "plan_approval": {"session.start"},  # which session, a plan does not say
    "safety_compliance": {
        "vendor.injury_emergency_mechanism",
        "vendor.participates",
    },  # the school's answer, one for all
    "service_classification": {
        "student.learning_difficulty"
    },  # of remedial tutoring: which students, a session does not say
}


@pytest.mark.parametrize("engine", ["compiled", "both"])
@pytest.mark.parametrize("history", HISTORIES, ids=lambda loaded: loaded.name)
def test_each_history_goes_as_it_is_written(history, engine):
    ENGINES[engine]()  # one that is not installed says so here, and not in the result
    result = run_history(POLICY, history, engine=engine)
    assert result.error is None
    assert result.differences == ()


def test_the_facts_that_no_view_holds_are_those_that_are_known():
    law = POLICY.law
    owned = {group for each in law.entities.values() for group in each.owns}
    out_of_sight = {}
    for spec in law.decisions.values():
        if spec.background is None:
            for type_ in spec.for_each or (None,):
                seen = {group for group, _ in sources(law.entities, law.entities[type_])} if type_ else set()
                facts = POLICY.decide(spec.name, {}).basis.question.facts
                unseen = {each for each in facts if each.partition(".")[0] in owned - seen}
                if unseen:
                    out_of_sight[spec.name] = unseen
    assert out_of_sight == OUT_OF_SIGHT


def test_thirty_one_students_call_for_a_second_teacher():
    case = POLICY.open_case({"session": {"A-1": {"staffing": {"teachers": 1}}}})
    for place in range(1, 31):
        case.assert_facts(taking_part(place))
    assert {each.outcome for each in case.findings if each.question == "staffing_level"} == {"satisfied"}
    (finding,) = case.assert_facts(taking_part(31)).changed
    assert (finding.question, finding.entity, finding.outcome) == ("staffing_level", ("session", "A-1"), "violated")
    assert finding.decision.amounts["teachers_required"].value == 2
    students = next(each for each in finding.support if each.fact == "staffing.students")
    assert (students.value, len(students.counted)) == (31, 31)


def taking_part(place: int) -> dict:
    signed_up = {"student": f"S-{place}", "session": "A-1", "application": {"participating": True}}
    return {"application": {f"B-{place}": signed_up}}


def test_a_clause_that_only_an_entailment_adds_is_a_change():
    case = POLICY.open_case({"application": {"1": {"application": {"voluntary": False}}}})
    changes = case.assert_facts({"application": {"1": {"application": {"coercion_indicators": ["forced_bundle"]}}}})
    admission = next(each for each in changes.changed if each.question == "admission_procedure")
    assert {"2.1.1b", "3.3.1a"} <= {citation.clause for citation in admission.decision.citations}

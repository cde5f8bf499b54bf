"""An amended number is told in every sentence, by the day asked about."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from afterschool_policy import Outcome, Policy
from afterschool_policy.decision.decision import SingleDecision
from afterschool_policy.site.pages import pages
from afterschool_policy.testing.cases import load_cases
from afterschool_policy.text import Lang
from tests.docs.blocks import ROOT

NUMBERS = "rules/4-guarantees/4.3.1-staffing-numbers.yaml"
FACTS = {"staffing": {"students": 100, "teachers": 3, "aides": 1, "distinct_persons": 4}}
BEFORE, AFTER = date(2027, 8, 31), date(2027, 9, 1)
TOLD: dict[Lang, str] = {
    "zh": "原则上按每{}名学生1名教师的标准配齐",
    "en": "teachers are provided at one per {} students",
}
SUBSIDY: dict[Lang, str] = {"zh": "每生每年{}元", "en": "{} yuan per student per year"}


def amended(folder: Path, file: str, parameter: str, value: str) -> Path:
    """The shipped policy, a parameter of it with another value from 1 September 2027 on."""
    shutil.copytree(ROOT / "policy", folder)
    path = folder / file
    documents = path.read_text(encoding="utf-8").split("\n---\n")
    place = next(place for place, text in enumerate(documents) if f"\nparameter: {parameter}\n" in text)
    first = documents[place].replace("{from: in_force}", "{from: in_force, to: 2027-08-31}")
    second = documents[place].replace("version: 1", "version: 2").replace("{from: in_force}", "{from: 2027-09-01}")
    second = re.sub(r"^value: .*$", f"value: {value}", second, flags=re.MULTILINE)
    documents[place : place + 1] = [first, second]
    path.write_text("\n---\n".join(documents), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    return Policy.load(amended(tmp_path_factory.mktemp("policy") / "policy", NUMBERS, "students_per_teacher", "25"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_day_explains_itself_with_its_own_number(policy: Policy, lang: Lang) -> None:
    for day, value, other in ((BEFORE, "30", "25"), (AFTER, "25", "30")):
        decision = policy.decide("staffing_level", FACTS, as_of=day)
        for told in (
            decision.explain(lang),
            decision.explain(lang, "html"),
            decision.why_not("satisfied").explain(lang),
        ):
            assert TOLD[lang].format(value) in told
            assert TOLD[lang].format(other) not in told


def test_findings_and_readings_tell_the_number_of_the_day(policy: Policy) -> None:
    for day, value in ((BEFORE, "30"), (AFTER, "25")):
        decision = policy.decide("staffing_level", FACTS, as_of=day)
        (title,) = [found.title for found in decision.findings if found.rule == "teacher-ratio@1"]
        assert title.zh == TOLD["zh"].format(value)
        assert f"教师按学生数除以{value}向上取整" in decision.explain("zh", "html")


def test_where_no_day_is_asked_about_a_version_tells_its_own_number(policy: Policy) -> None:
    titles = {rule.name: rule.title.zh for rule in policy.rules if rule.id == "students-per-teacher"}
    assert titles == {
        "students-per-teacher@1": "每30名学生配1名教师",
        "students-per-teacher@2": "每25名学生配1名教师",
    }
    assert "除以25" in policy.readings["IC-29"].choices["teachers_ceil_aides_floor"].zh


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_answers_and_acts_tell_the_number_of_the_day(tmp_path: Path, lang: Lang) -> None:
    file = "rules/4-guarantees/4.2.1-subsidy.yaml"
    policy = Policy.load(amended(tmp_path / "policy", file, "subsidy_per_student_year", "1200"))
    facts = {"school": {"ownership": "public"}, "subsidy": {"students_participating": 10}}
    for day, value in ((BEFORE, "200"), (AFTER, "1200")):
        decision = policy.decide("subsidy_amount", facts, as_of=day)
        assert decision.outcome == "required"
        for told in (decision.explanation.answer, decision.explanation.rules[0].act):
            assert SUBSIDY[lang].format(value) in told[lang]
    assert SUBSIDY[lang].format("1200") in policy.decisions["subsidy_amount"].answers[Outcome.REQUIRED][lang]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_page_shows_a_placeholder_but_where_it_shows_the_file(lang: Lang) -> None:
    policy = Policy.load(ROOT / "policy", cache=False)
    shown = "\n".join(pages(policy, [], lang).values())
    sentences = [line for line in shown.splitlines() if "{parameter." in line and not line.startswith("    ")]
    assert not sentences


def test_without_a_day_a_value_turns_on_the_day_only_where_the_editions_differ(tmp_path: Path) -> None:
    file = "rules/3-arrangements/3.4.2-basic-care.yaml"
    contents = "[homework_guidance, safe_supervision, remedial_tutoring]"
    policy = Policy.load(amended(tmp_path / "policy", file, "basic_care_contents", contents))
    day = policy.law.instrument.as_of_fact

    def told(activity: str) -> tuple[dict[str, object], dict[str, tuple[str, ...]]]:
        decision = policy.decide("service_classification", {"session": {"activity": activity, "slot": "afternoon"}})
        return dict(decision.values), dict(decision.values_missing)

    assert told("safe_supervision") == ({"service_class": "basic_care"}, {})
    values, missing = told("question_answering")
    assert (values, day in missing["service_class"]) == ({}, True)


def test_without_a_day_what_every_edition_lists_is_told(tmp_path: Path) -> None:
    file, items = "rules/2-principles/2.2.1-disclosure.yaml", "[service_mode, service_objects, service_content]"
    policy = Policy.load(amended(tmp_path / "policy", file, "information_items", items))
    decision = policy.decide("disclosure_duties", {"disclosure": {"items_informed": ["service_objects"]}})
    assert decision.values["missing_items"] == ("service_mode", "service_content")
    assert policy.law.instrument.as_of_fact in decision.values_missing["missing_items"]


def test_without_a_day_an_open_amount_turns_on_the_day_where_its_rule_differs(tmp_path: Path) -> None:
    file = "rules/4-guarantees/4.4.1b-allowance-rate.yaml"
    policy = Policy.load(amended(tmp_path / "policy", file, "allowance_per_class_hour", "70"))
    allowance = {
        "person_type": "own_staff", "regular_duties_completed": True, "additional": True, "class_hours": 5,
        "time_off_in_lieu": False,
    }  # fmt: skip
    day = policy.law.instrument.as_of_fact
    undated, dated = (
        policy.decide("teacher_allowance", {"allowance": allowance}, as_of=as_of).amounts["overpaid_yuan"]
        for as_of in (None, date(2021, 9, 1))
    )
    assert (undated.low, undated.high) == (dated.low, dated.high)
    assert set(undated.missing) == {*dated.missing, day}


def numbers_amended(folder: Path) -> Policy:
    """The shipped policy, every number of it one more from 1 September 2027 on."""
    shutil.copytree(ROOT / "policy", folder)
    for path in (folder / "rules").rglob("*.yaml"):
        documents = path.read_text(encoding="utf-8").split("\n---\n")
        for place, document in enumerate(documents):
            value = re.search(r"^value: (\d+)$", document, re.MULTILINE)
            if value is not None and "\nmodality: parameter\n" in document and "{from: in_force}" in document:
                first = document.replace("{from: in_force}", "{from: in_force, to: 2027-08-31}")
                second = document.replace("version: 1", "version: 2").replace("{from: in_force}", "{from: 2027-09-01}")
                documents[place] = f"{first}\n---\n{second.replace(value[0], f'value: {int(value[1]) + 1}')}"
        path.write_text("\n---\n".join(documents), encoding="utf-8")
    return Policy.load(folder)


def test_without_a_day_every_answer_can_be_told(tmp_path: Path) -> None:
    policy = numbers_amended(tmp_path / "policy")
    amended = {rule.id for rule in policy.rules if rule.version == 2}
    assert len(amended) >= 12
    told = 0
    for number, case in enumerate(load_cases(ROOT / "fixtures")[::3]):
        facts = {group: {**facts} for group, facts in dict(case.facts).items() if isinstance(facts, Mapping)}
        for facts_left in facts.values():
            for name in list(facts_left)[number % 3 :: 3]:
                del facts_left[name]
        for given in (case.facts, facts):
            decision = policy.decide(case.decision, given)
            if isinstance(decision, SingleDecision) and decision.basis.question.periods:
                told += 1
                for lang in ("zh", "en"):
                    assert decision.explain(lang, depth="whole")
    assert told >= 100

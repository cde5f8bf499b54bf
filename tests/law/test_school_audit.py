"""Ten school files audited: the cases hold, the counts add up, the report is complete in every form and language."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from afterschool_policy import Outcome, Policy
from afterschool_policy.decision.composite import CompositeDecision
from afterschool_policy.explain.report_model import COUNTED, Report, counted
from afterschool_policy.testing.cases import LoadedCase, load_cases, run_case
from afterschool_policy.text import Lang

ROOT = Path(__file__).parents[2]
POLICY = Policy.load(ROOT / "policy")
CASES = load_cases(ROOT / "fixtures" / "school_audit")
SCHOOLS = sorted(path.stem for path in (ROOT / "fixtures" / "schools").glob("*.yaml"))
LANGS: tuple[Lang, ...] = ("zh", "en")
HAN = re.compile(r"[\u3400-\u9fff]")
# An English question may name the term of the text beside its translation.
GLOSS = re.compile(r"\([\u3400-\u9fff]+\)")
# What the text of the audit asks for, computed by hand.
AMOUNTS = {
    "village_primary": {"subsidy_amount.subsidy_due_yuan": 42 * 200},
    "nine_year": {
        "subsidy_amount.subsidy_due_yuan": 1240 * 200,
        "staffing_level.teachers_required": 9,
        "staffing_level.aides_required": 2,
    },
    "junior_high_evening": {"staffing_level.teachers_required": 12, "staffing_level.teachers_short": 1},
    "after_platform": {"basic_care_first.students_unserved": 12, "coverage_target.students_not_covered": 12},
    "many_faults": {
        "subsidy_amount.shortfall_yuan": 640 * 200 - 100_000,
        "staffing_level.teachers_short": 3,
        "staffing_level.aides_short": 2,
        "teacher_allowance.underpaid_yuan": 24 * 20,
        "basic_care_first.students_unserved": 70,
    },
    "weekend_pilot": {"subsidy_amount.shortfall_yuan": 980 * 200 - 180_000, "priority_allocation.places_short": 8},
    "large_urban": {
        "staffing_level.teachers_required": 62,
        "staffing_level.aides_required": 20,
        "subsidy_amount.subsidy_due_yuan": 1860 * 200,
    },
}


def school(case: LoadedCase) -> str:
    return Path(case.span.file.path).stem


def audited(case: LoadedCase) -> CompositeDecision:
    decision = run_case(POLICY, case).decision
    assert isinstance(decision, CompositeDecision)
    return decision


every_school = pytest.mark.parametrize("case", CASES, ids=school)
every_language = pytest.mark.parametrize("lang", LANGS)


def test_every_school_file_has_its_audit() -> None:
    assert sorted(school(case) for case in CASES) == SCHOOLS
    assert len(SCHOOLS) >= 10


@every_school
def test_the_audit_comes_to_what_the_text_says(case: LoadedCase) -> None:
    result = run_case(POLICY, case)
    assert result.error is None, result.error
    assert not result.differences
    assert case.case.expect.parts


@pytest.mark.parametrize("name", AMOUNTS)
def test_the_amounts_are_those_computed_by_hand(name: str) -> None:
    decision = next(audited(case) for case in CASES if school(case) == name)
    found = {each: decision.amounts[each].value for each in AMOUNTS[name]}
    assert found == {each: Decimal(value) for each, value in AMOUNTS[name].items()}


@every_school
def test_the_counts_add_up(case: LoadedCase) -> None:
    decision = audited(case)
    report = decision.report
    assert [outcome for outcome, _ in report.totals] == list(COUNTED)
    assert sum(count for _, count in report.questions) == len(decision.parts) == len(report.asked)
    assert sum(count for _, count in report.totals) == sum(len(section.found) for section in report.sections)
    for outcome, count in report.totals:
        assert len(report.of(outcome)) == count
    # A limit of the whole policy is told where it takes a matter out of the policy, and only there.
    limits = {rule.name for rule in POLICY.law.limits}
    prevailing = {
        (each.rule, counted(each.outcome))
        for part in decision.parts.values()
        for each in part.findings
        if each.defeated_by is None and (each.decided or each.rule not in limits)
    }
    listed = [(each.rule.rule, counted(each.rule.outcome)) for section in report.sections for each in section.found]
    assert len(listed) == len(set(listed))
    assert set(listed) == prevailing


@every_school
def test_every_finding_stands_under_its_section(case: LoadedCase) -> None:
    clauses = list(POLICY.clauses)
    document = list(dict.fromkeys(clause.heading[0] for clause in POLICY.clauses.values()))
    report = audited(case).report
    headings = [section.heading for section in report.sections]
    assert headings == [each for each in document if each in headings]
    for section in report.sections:
        for each in section.found:
            first = min(each.rule.clauses, key=lambda clause: clauses.index(clause.id))
            assert first.heading[0] == section.heading


@every_school
def test_what_is_wrong_due_and_open_is_told_under_its_question(case: LoadedCase) -> None:
    decision = audited(case)
    report = decision.report
    for outcome in (Outcome.VIOLATED, Outcome.REQUIRED):
        assert sum(len(found) for _, found in report.by_question(outcome)) == len(report.of(outcome))
    left = {each.rule.rule for each in report.of(Outcome.NEEDS_HUMAN_JUDGEMENT)}
    assert {matter.found.rule.rule for referred in report.referred for matter in referred.matters} == left
    listed = [fact.name for asked in report.asked for fact in asked.missing]
    assert sorted(listed) == list(decision.missing)
    for asked in report.asked:
        assert len(asked.missing) + asked.listed_before == len(decision.parts[asked.decision].missing)
    open_ = {each.decision for each in report.open(settled=False)}
    assert open_ <= {name for name, part in decision.parts.items() if part.outcome is Outcome.UNDETERMINED}


class WellFormed(HTMLParser):
    """Every tag is closed in turn, nothing is loaded from elsewhere, and every link leads to a part of the page."""

    VOID = frozenset({"meta", "br", "link", "img", "hr", "input"})
    LOADS = frozenset({"script", "link", "img", "iframe", "object", "embed", "base"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in self.LOADS
        given = dict(attrs)
        assert "src" not in given
        assert "style" not in given
        assert not [name for name in given if name.startswith("on")]
        self.links += [given["href"] or ""] if "href" in given else []
        self.ids += [given["id"] or ""] if "id" in given else []
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, self.getpos()

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)


@every_language
@every_school
def test_the_page_is_well_formed_and_self_contained(case: LoadedCase, lang: Lang) -> None:
    html = audited(case).explain(lang, "html")
    assert html.startswith("<!doctype html>")
    assert not re.search(r"https?://|url\(|@import|<script", html)
    page = WellFormed()
    page.feed(html)
    page.close()
    assert not page.open
    assert len(set(page.ids)) == len(page.ids)
    assert set(page.links) <= {f"#{each}" for each in page.ids}
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(page.headings))
    assert ('<html lang="zh-Hans">' if lang == "zh" else '<html lang="en">') in html


def told(report: Report, lang: Lang) -> list[str]:
    """What each form of the report must say."""
    needed = [report.answer[lang], report.instrument[lang]]
    needed += [asked.question[lang] for asked in report.asked]
    needed += [fact.question[lang] for fact in report.missing]
    needed += [matter.question[lang] for referred in report.referred for matter in referred.matters]
    needed += [clause.quote for each in report.of(Outcome.VIOLATED) for clause in each.rule.clauses]
    return needed + [each.rule.title[lang] for section in report.sections for each in section.found]


@every_language
@every_school
def test_each_form_says_everything(case: LoadedCase, lang: Lang) -> None:
    decision = audited(case)
    page = WellFormed()
    page.feed(decision.explain(lang, "html"))
    plain = {
        "html": "".join(page.words),
        "markdown": unescape(re.sub(r"\\(.)", r"\1", decision.explain(lang, "markdown"))),
        "text": decision.explain(lang, "text"),
    }
    for form, words in plain.items():
        for needed in told(decision.report, lang):
            assert needed in words, (form, needed)
    assert json.loads(decision.explain(lang, "json"))["outcome"] == decision.outcome.name.lower()


@every_school
def test_the_english_report_is_english_outside_the_document_s_own_words(case: LoadedCase) -> None:
    decision = audited(case)
    words = decision.explain("en", "text")
    for clause in POLICY.clauses.values():
        words = words.replace(clause.quote, "")
        for heading in clause.heading:
            words = words.replace(heading, "")
    words = GLOSS.sub("", words)
    given = "".join(str(value) for group in case.facts.values() for value in group.values())
    stray = {each for each in HAN.findall(words) if each not in given}
    assert not stray, [line for line in words.splitlines() if HAN.search(line)][:5]


@every_language
def test_what_is_wrong_comes_first(lang: Lang) -> None:
    case = next(case for case in CASES if school(case) == "many_faults")
    decision = audited(case)
    problem = decision.report.of(Outcome.VIOLATED)[0]
    words = decision.explain(lang, "text")
    judged = decision.report.referred[0].matters[0].question[lang]
    assert (
        words.index(problem.rule.title[lang]) < words.index(judged) < words.index(decision.report.sections[0].heading)
    )


def test_an_audit_of_no_facts_is_not_applicable() -> None:
    decision = POLICY.decide("school_audit", {})
    assert isinstance(decision, CompositeDecision)
    assert decision.outcome is Outcome.NOT_APPLICABLE
    assert not decision.parts
    for lang in LANGS:
        for form in ("text", "markdown", "html"):
            assert decision.report.answer[lang] in decision.explain(lang, form)


def test_an_expired_determination_is_named() -> None:
    facts = {"student": {"hardship_recognised": {"value": True, "until": "2021-08-31"}}, "fee": {"kind": "service_fee"}}
    decision = POLICY.decide("school_audit", facts, as_of=date(2021, 11, 1))
    assert isinstance(decision, CompositeDecision)
    label = POLICY.law.vocabulary.facts["student.hardship_recognised"].label
    assert decision.report.expired == (label,)
    for lang in LANGS:
        assert label[lang] in decision.explain(lang, "text")
        assert label[lang] in unescape(decision.explain(lang, "html"))

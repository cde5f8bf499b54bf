"""The page of any policy: everything escaped, its style allowed by digest, its headings numbered as documents are."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from datetime import date
from html import unescape

import pytest

from afterschool_policy import Policy
from afterschool_policy.explain.render.html_page import numeral
from afterschool_policy.testing.cases import load_cases, run_case
from tests.support import LIBRARY

POLICY = Policy.load(LIBRARY)
CASES = load_cases(LIBRARY / "cases")
every_language = pytest.mark.parametrize("lang", ["zh", "en"])


def told(page: str) -> str:
    """The words of a page, tags and white space aside."""
    body = page.partition("<body>")[2]
    return "".join(unescape(re.sub(r"<[^>]*>", "", body)).split())


@every_language
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_page_says_what_the_explanation_says(case, lang):
    decision = run_case(POLICY, case).decision
    explanation = decision.explanation
    said = told(decision.explain(lang, "html"))
    needed = [explanation.question, explanation.answer, explanation.reason, explanation.instrument]
    needed += [step.what for step in explanation.next_steps]
    needed += [rule.title for rule in explanation.rules]
    needed += [text for fact in explanation.facts for text in (fact.label, fact.value)]
    needed += [fact.question for fact in explanation.missing]
    for text in needed:
        assert "".join(text[lang].split()) in said
    for clause in (*decision.citations, *POLICY.law.instrument.interpreter_clauses):
        quote = clause.quote if hasattr(clause, "quote") else POLICY.clauses[clause].quote
        assert "".join(quote.split()) in said
    assert decision.record()["digest"] in said
    assert POLICY.fingerprint in said


@every_language
def test_what_callers_write_is_text_and_never_markup(lang):
    hostile = "<script>alert('1')</script>\"&"
    facts = {
        "reader": {"age_group": {"value": "adult", "source": hostile, "asserted_by": hostile, "grounds": hostile}},
    }
    page = POLICY.decide("minors_books", facts).explain(lang, "html")
    assert "<script" not in page
    assert told(page).count("".join(hostile.split())) == 3


@every_language
def test_the_page_allows_its_own_style_and_nothing_else(lang):
    page = POLICY.decide("borrowing", {}).explain(lang, "html")
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[1]
    assert set(unescape(policy).split("; ")) == {
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "base-uri 'none'",
        "form-action 'none'",
    }


@every_language
def test_a_day_without_rules_has_a_page_too(lang):
    decision = POLICY.decide("borrowing", {}, as_of=date(1990, 1, 1))
    assert not decision.explanation.rules
    page = decision.explain(lang, "html")
    assert decision.explanation.reason[lang] in unescape(page)
    assert 'id="text"' not in page
    assert 'id="reasoning"' not in page


def test_sections_are_numbered_without_gaps():
    for case in CASES:
        page = run_case(POLICY, case).decision.explain("zh", "html")
        numbers = re.findall(r"<h2[^>]*>([一二三四五六七八九十]+)、", page)
        assert numbers == [numeral(place) for place in range(1, page.count("<h2") + 1)]


def test_numerals_are_written_as_in_headings():
    written = {1: "一", 10: "十", 11: "十一", 20: "二十", 42: "四十二", 99: "九十九"}
    assert {number: numeral(number) for number in written} == written


def test_the_same_decision_has_the_same_page_wherever_it_is_written():
    case = CASES[0]
    one, other = (run_case(Policy.load(LIBRARY), case).decision.explain("zh", "html") for _ in range(2))
    assert one == other

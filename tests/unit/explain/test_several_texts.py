"""Where a policy has several texts, an explanation names those that it rests on, and says which one prevails."""

import re
from datetime import date

import pytest

from afterschool_policy import Policy
from afterschool_policy.site.pages import pages
from tests.support import CITY_POOL

POOL = Policy.load(CITY_POOL, cache=False)
SUMMER = date(2024, 7, 1)
CLUB = {"visitor": {"kind": "club", "registered": True}, "visit": {"start": "20:30"}}
ADULT = {"visitor": {"kind": "adult"}, "visit": {"start": "21:30", "outdoor": False}}
OUTDOORS = {"visitor": {"kind": "adult"}, "visit": {"start": "21:30", "outdoor": True}}


def told(facts, lang="zh", written="text", **how):
    return POOL.decide("admission", facts, as_of=SUMMER).explain(lang, written, **how)


def test_the_basis_is_the_text_of_the_clauses_that_decide():
    assert "依据：《市游泳场所安全办法》；所问之日" in told(ADULT)
    assert "依据：《城关游泳馆入馆规定》《市游泳场所安全办法》；" in told(CLUB)
    assert "Basis: City measures on the safety of pools;" in told(ADULT, "en")


@pytest.mark.parametrize("written", ["text", "markdown", "html"])
def test_clauses_are_cited_by_their_text(written):
    plain = re.sub("<.*?>", "", told(ADULT, "zh", written))
    assert "（《市安全办法》第一条）" in plain
    assert "City Measures article 1" in told(ADULT, "en", written)


def test_on_the_page_a_citation_leads_to_its_clause():
    page = told(ADULT, written="html")
    assert '<a href="#clause-C.1">《市安全办法》第一条</a>' in page
    assert 'id="clause-C.1"' in page


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", "让位于规则 club-at-night@1（《入馆规定》优先；市办法许可各馆另行规定；依据《市安全办法》第二条）"),
        (
            "en",
            "gives way to rule club-at-night@1 "
            "(House Rules prevails; the city measures leave it to each pool; by City Measures article 2)",
        ),
    ],
)
def test_a_rule_that_gives_way_says_to_which_text_and_by_which_clause(lang, words):
    assert words in told(CLUB, lang, depth="whole")
    assert words.partition("(")[2] in told(CLUB, lang, "html", depth="whole")


def test_the_later_text_of_a_level_is_said_to_prevail_by_its_clause():
    assert "（《夏季通知》优先；同一层级的文件，后施行的优先；依据《夏季通知》2）" in told(OUTDOORS, depth="whole")
    assert "依据《夏季通知》2" in POOL.decide("admission", OUTDOORS, as_of=SUMMER).why_not("prohibited").explain("zh")


def test_the_answer_on_one_clause_names_its_text():
    alone = POOL.decide("admission", ADULT, as_of=SUMMER, clauses=["C.1"]).explain("zh")
    assert "仅就《市安全办法》第一条而言" in alone


def test_json_tells_the_further_texts_where_there_are_some():
    assert '"further": [' in told(CLUB, written="json")
    assert '"further"' not in told(ADULT, written="json")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_pages_of_the_site_tell_the_texts_apart(lang):
    written = pages(POOL, [], lang)
    city = POOL.law.instruments["city-safety"]
    assert city.name[lang] in written["policy/index.md"]
    assert city.number in written["policy/index.md"]
    assert f"## {city.name[lang]}" in written["policy/text.md"]
    clause = written["policy/clauses/C.1.md"]
    assert POOL.clauses["C.1"].named[lang] in clause.splitlines()[0]
    assert city.name[lang] in clause
    assert POOL.clauses["1.2"].named[lang] in written["policy/clauses/1.2.md"]

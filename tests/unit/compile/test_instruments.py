"""A policy of several texts: whose each clause is, what it is called, and which text prevails."""

from datetime import date
from shutil import copytree

import pytest

from afterschool_policy import InvalidPolicy, Policy
from tests.support import CITY_POOL, LIBRARY

POOL = Policy.load(CITY_POOL, cache=False)
NIGHT = {"visitor": {"kind": "adult"}, "visit": {"start": "21:30"}}


def test_a_policy_of_one_text_says_nothing_of_several():
    law = Policy.load(LIBRARY, cache=False).law
    assert not law.instruments
    assert {(clause.instrument, clause.cited) for clause in law.clauses.values()} == {(None, None)}


def test_the_texts_stand_with_their_ranks_days_and_words():
    own, city, summer = POOL.law.instruments.values()
    assert (own.id, own.rank, own.number, own.first) == ("pool-admission", 1, "城泳〔2024〕1号", date(2024, 1, 1))
    assert (city.rank, city.level.en, city.first, city.last) == (0, "city text", date(2024, 3, 1), None)
    assert (summer.last, summer.prevails) == (date(2024, 8, 31), ("S.2",))
    assert city.source.startswith("第一条")


@pytest.mark.parametrize(
    ("clause", "text", "zh", "en"),
    [
        ("1.2", "pool-admission", "《入馆规定》1.2", "House Rules 1.2"),
        ("C.1", "city-safety", "《市安全办法》第一条", "City Measures article 1"),
        ("S.1", "city-summer", "《夏季通知》1", "Summer Notice 1"),
    ],
)
def test_a_clause_belongs_to_a_text_and_is_cited_by_it(clause, text, zh, en):
    found = POOL.clauses[clause]
    assert (found.instrument, found.named.zh, found.named.en) == (text, zh, en)


def test_a_rule_is_in_force_from_the_day_of_the_text_of_its_first_clause():
    first = {rule.id: rule.effective.first for rule in POOL.rules}
    assert first["evening-entry"] == "in_force"
    assert first["no-entry-at-night"] == date(2024, 3, 1)
    assert POOL.decide("admission", NIGHT, as_of=date(2024, 2, 29)).outcome == "not_applicable"
    assert POOL.decide("admission", NIGHT, as_of=date(2024, 3, 1)).outcome == "prohibited"


def test_a_later_text_of_the_level_prevails_where_it_says_so_and_while_it_lasts():
    outdoors = {"visitor": {"kind": "adult"}, "visit": {"start": "21:30", "outdoor": True}}
    in_summer = POOL.decide("admission", outdoors, as_of=date(2024, 8, 31))
    assert in_summer.outcome == "permitted"
    assert [each.clause for each in in_summer.citations] == ["S.1", "S.2"]
    assert POOL.decide("admission", outdoors, as_of=date(2024, 9, 1)).outcome == "prohibited"


def test_without_such_a_clause_the_conflict_is_an_error(tmp_path):
    copytree(CITY_POOL, tmp_path, dirs_exist_ok=True)
    written = (tmp_path / "policy.yaml").read_text(encoding="utf-8")
    (tmp_path / "policy.yaml").write_text(written.replace("    prevails: {clauses: [S.2]}\n", ""), encoding="utf-8")
    with pytest.raises(InvalidPolicy) as raised:
        Policy.load(tmp_path)
    found = {each.code: each.fields["name"] for each in raised.value.diagnostics}
    assert found["unordered-conflict"] == "outdoor-in-summer"


def test_a_lower_text_prevails_by_a_clause_of_the_higher_one_which_is_cited():
    club = {**NIGHT, "visitor": {"kind": "club", "registered": True}}
    decided = POOL.decide("admission", club, as_of=date(2024, 3, 1))
    assert decided.outcome == "permitted"
    assert [each.clause for each in decided.citations] == ["1.3", "C.2"]


def test_the_cache_knows_the_further_texts(tmp_path, monkeypatch):
    copytree(CITY_POOL, tmp_path / "pool")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    before = Policy.load(tmp_path / "pool").fingerprint
    assert Policy.load(tmp_path / "pool").fingerprint == before
    for name in ("notice.txt", "notice.yaml"):
        file = tmp_path / "pool" / name
        file.write_text(file.read_text(encoding="utf-8").replace("可以进入", "方可进入"), encoding="utf-8")
    assert Policy.load(tmp_path / "pool").fingerprint != before


def test_a_bundle_carries_the_texts():
    again = Policy.from_bundle(POOL.bundle())
    assert again.law == POOL.law
    assert again.fingerprint == POOL.fingerprint

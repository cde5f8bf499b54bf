"""A clause is found by its id, by the beginning of its id, or by words of its text."""

import pytest

from afterschool_policy import InvalidRequest, Policy
from afterschool_policy.tooling.clauses import about, clauses_meant

POLICY = Policy.load()


def ids(words: str) -> list[str]:
    return [clause.id for clause in clauses_meant(POLICY, words)]


def test_an_id_means_its_clause_though_others_begin_so():
    assert ids("4.2.3b") == ["4.2.3b"]
    assert ids("2.h") == ["2.h"]


def test_the_beginning_of_ids_means_all_of_them():
    assert ids("4.2.3") == ["4.2.3a", "4.2.3b"]


def test_words_mean_the_clauses_that_have_them():
    assert ids("适当收取") == ["4.2.3b"]
    assert "“待政策明确后可按规定适当收取服务性费用。”" in about(POLICY, "适当收取", "zh")


def test_several_are_listed_with_their_words():
    listed = about(POLICY, "4.2.3", "en").splitlines()
    assert listed[0] == "Clauses found for “4.2.3”:"
    assert [line.split()[0] for line in listed[1:]] == ["4.2.3a", "4.2.3b"]


def test_what_is_found_nowhere_is_an_error():
    with pytest.raises(InvalidRequest):
        clauses_meant(POLICY, "出租车")

"""Suppositions in words: one clause for a fact, several joined, each in the manner that fits what is known."""

from __future__ import annotations

import pytest

from afterschool_policy.explain.supposition import Supposed, Supposing, subjunctive, supposition
from afterschool_policy.explain.wording import Wording
from afterschool_policy.search.domains import UNLISTED
from afterschool_policy.search.remedies import ChangeSet
from afterschool_policy.semantics.edition import link
from afterschool_policy.text import Text
from tests.support import VOCABULARY, law, text

EDITION = link(law([]), None, None, {})


def clause(name, value, *, known=None, options=None, refused=()):
    facts = {} if known is None else {name: known}
    way = ChangeSet({name: value}, {name: options or (value,)}, {name: refused})
    return Supposing(Wording(EDITION, facts), VOCABULARY, facts).clause(name, way)


@pytest.mark.parametrize(
    ("indicative", "supposed"),
    [
        ("the agreement has been signed", "the agreement had been signed"),
        ("the platform is in use", "the platform were in use"),
        ("vehicles are not checked", "vehicles were not checked"),
        ("a child was placed behind others", "a child had been placed behind others"),
        ("the steps were not done in order", "the steps had not been done in order"),
        ("the school did not refuse the student", "the school did not refuse the student"),
        ("the school does not provide it", "the school did not provide it"),
        ("parents may choose", "parents might choose"),
        ("the school provides it", "it were so that the school provides it"),
        ("students who do not come are kept", "it were so that students who do not come are kept"),
    ],
)
def test_an_english_clause_is_supposed_by_its_first_verb(indicative, supposed):
    assert subjunctive(indicative) == supposed


def test_the_verb_is_looked_for_behind_the_subject_where_that_is_known():
    clause = "the person who applies is “parent”"
    assert subjunctive(clause) == f"it were so that {clause}"
    assert subjunctive(clause, "the person who applies") == "the person who applies were “parent”"
    assert subjunctive("the door is open", "the door is open") == "the door were open"


def test_changes_come_before_what_is_found_out_and_what_is_determined():
    told = supposition(
        [
            Supposed("determined", text("d"), Text("丁", "d is so")),
            Supposed("found", text("c"), Text("丙", "c is so")),
            Supposed("changed", text("a"), Text("甲", "a is so")),
            Supposed("changed", text("b"), Text("乙", "b is so")),
        ]
    )
    assert told.zh == "如果甲，并且乙，同时查明丙，同时认定丁"
    assert told.en == (
        "if a were so and b were so and if it were found that c is so and if it were determined that d is so"
    )


def test_a_boolean_reads_as_its_label_or_its_negation():
    assert clause("thing.sound", True).zh == "thing.sound"
    assert clause("thing.sound", False).zh == "不存在“thing.sound”的情形"
    assert clause("thing.sound", False).en == "it is not so that thing.sound"


def test_a_code_names_every_one_that_would_do():
    assert clause("thing.kind", "red", options=("red", "blue"), refused=("green",)).zh == "thing.kind为“red”或“blue”"
    assert clause("thing.kind", "red", known="green", options=("red", "blue")).en == "thing.kind is not “green”"


def test_a_code_is_said_by_what_it_is_not_where_that_is_shorter():
    many = ("early", "late", UNLISTED)
    assert clause("thing.kind", "red", options=("red", "green", "blue")).zh == "thing.kind已有记录"
    assert clause("thing.kind", "early", options=many, refused=("long",)).en == "thing.kind is not “long”"
    assert clause("thing.kind", "early", options=("early", "late", "long"), refused=(UNLISTED,)).zh == (
        "thing.kind为“early”、“late”或“long”"
    )


def test_a_list_says_what_is_added_and_what_is_gone():
    one = clause("thing.tags", ("early", "late"), known=("early", "long"))
    assert one.zh == "thing.tags中有“late”，没有“long”"
    assert one.en == "“late”, and not “long”, is among thing.tags"
    assert clause("thing.tags", ("early",), known=("early", "long")).en == "“long” is not among thing.tags"
    assert clause("thing.tags", (), known=("early",)).zh == "thing.tags一个也没有"
    both = ("early", "late")
    assert clause("thing.tags", both).en == "“early” and “late” are among thing.tags"
    more = (*both, "long")
    assert clause("thing.tags", both, options=(both, more)).en == "“early” and “late” are among thing.tags"
    only = clause("thing.tags", both, refused=(more,))
    assert only.en == "“early” and “late”, and nothing else, are among thing.tags"


def test_a_text_or_a_code_that_stands_for_any_other_is_not_shown_as_it_is():
    assert clause("thing.note", "…").zh == "thing.note已有记录"
    assert clause("thing.tags", (UNLISTED,)).zh == "thing.tags中有表中未列的其他情况"
    assert clause("thing.kind", "red", options=("red", UNLISTED), refused=("blue",)).en == "thing.kind is “red”"


def test_none_at_all_is_not_said_as_at_most_none():
    assert clause("thing.people", 0, known=3, refused=(2, 4)).en == "thing.people is 0 person"
    assert clause("thing.people", 1, known=3, options=(1, 0), refused=(2, 4)).en == "thing.people is at most 1 person"


def test_mappings_are_told_by_whether_they_agree_and_no_stand_in_is_shown():
    def stated(value, facts):
        way = ChangeSet({"thing.stated": value}, {"thing.stated": (value,)}, {"thing.stated": ()})
        return Supposing(Wording(EDITION, facts), VOCABULARY, facts).clause("thing.stated", way)

    facts = {"thing.actual": {"a": 1}}
    assert stated({"a": 1}, facts).en == "thing.stated is the same as thing.actual"
    assert stated({"a": "…"}, facts).zh == "thing.stated与thing.actual不一致"
    assert stated({"a": "…"}, {}).zh == "thing.stated已有记录"

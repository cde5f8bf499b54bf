"""Every mistake in what is stated or withdrawn is told with the entity and the name, and then nothing is taken."""

import pytest

from afterschool_policy import InvalidFacts, Policy
from tests.support import LIBRARY

HELD = {
    "context": {"as_of": "2024-03-01"},
    "reader": {"ann": {"reader": {"has_card": True}}},
    "book": {"1": {"borrower": "ann"}},
}


@pytest.fixture
def case():
    return Policy.load(LIBRARY).open_case(HELD)


def faults_of(call, given):
    with pytest.raises(InvalidFacts) as raised:
        call(given)
    return [(each.code, each.message("en")) for each in raised.value.diagnostics]


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({"redaer": {"ann": {}}}, [("case-entity", "a case file has no `redaer`")]),
        ({"loan": {"books": 1}}, [("case-entity", "a case file has no `loan`")]),
        ({"book": {"1": {"reader": {"has_card": True}}}}, [("case-place", "`reader` is not of book 1")]),
        ({"book": {"1": {"lender": "ann"}}}, [("case-place", "`lender` is not of book 1")]),
        ({"context": {"as_off": "2024-03-01"}}, [("fact-unknown", "there is no fact named `context.as_off`")]),
        (
            {"reader": {"ben": {"reader": {"has_card": "yes"}}}},
            [("fact-type", "`reader ben · reader.has_card` should be boolean, and is 'yes' (a text)")],
        ),
        (
            {"reader": {"ben": {"reader": {"has_crad": True}}}},
            [("fact-unknown", "there is no fact named `reader ben · reader.has_crad`")],
        ),
        ({"book": {"1": {"borrower": ["ann"]}}}, [("case-file-shape", None)]),
        ({"book": {"1": {"borrower": True}}}, [("case-file-shape", None)]),
        ({"book": {"1": {"book": "ordinary"}}}, [("case-file-shape", None)]),
        ({"book": {"1": "ordinary"}}, [("case-file-shape", None)]),
        ({"book": "1"}, [("case-file-shape", None)]),
        ({"book": {"": {}}}, [("case-file-shape", None)]),
        (
            {"book": {"1": {"borrower": "ben"}}, "reader": {"ann": {"reader": {"has_card": False}}}},
            [
                ("case-held", "`borrower` of book 1 is ann already, and ben is given"),
                ("case-held", "`reader.has_card` of reader ann is True already, and False is given"),
            ],
        ),
    ],
)
def test_a_statement(case, given, faults):
    held = case.facts
    found = faults_of(
        case.assert_facts, given | {"reader": {"new": {"reader": {"has_card": True}}, **given.get("reader", {})}}
    )
    assert sorted(code for code, _ in found) == sorted(code for code, _ in faults)
    assert {message for _, message in faults if message} <= {message for _, message in found}
    assert case.facts == held


@pytest.mark.parametrize(
    ("names", "faults"),
    [
        ({"book": ["2"]}, [("case-not-held", "the file has no `book 2` to withdraw")]),
        ({"book": {"1": ["book"]}}, [("case-not-held", "book 1 has no `book` to withdraw")]),
        ({"reader": {"ann": {"reader": ["card_expired"]}}}, [("case-not-held", None)]),
        ({"reader": {"ann": {"reader": "has_card"}}}, [("case-file-shape", None)]),
        ({"reader": {"ann": ["borrower"]}}, [("case-place", "`borrower` is not of reader ann")]),
        ({"context": ["in_force"]}, [("case-not-held", "the file has no `context.in_force` to withdraw")]),
        ({"shelf": ["1"]}, [("case-entity", "a case file has no `shelf`")]),
        ({"book": {"1": 1}}, [("case-file-shape", None)]),
    ],
)
def test_a_withdrawal(case, names, faults):
    held = case.facts
    found = faults_of(case.retract, names)
    assert [code for code, _ in found] == [code for code, _ in faults]
    assert {message for _, message in faults if message} <= {message for _, message in found}
    assert case.facts == held


def test_every_mistake_is_told_at_once(case):
    found = faults_of(case.assert_facts, {"shelf": {}, "book": {"1": {"x": 1}, "2": {"book": {"kind": 3}}}})
    assert sorted(code for code, _ in found) == ["case-entity", "case-place", "fact-type"]


def test_withdrawing_leads_from_the_whole_to_the_part(case):
    case.retract({"reader": {"ann": {"reader": ["has_card"]}}, "context": ["as_of"]})
    assert case.facts == {"book": {"1": {"borrower": "ann"}}}
    case.retract({"book": {"1": ["borrower"]}})
    assert case.facts == {}


def test_null_withdraws_where_facts_are_amended(case):
    case.amend({"reader": {"ann": {"reader": {"has_card": None}}}, "book": {"1": {"borrower": None}}})
    assert case.facts.keys() == {"context"}


def test_an_id_that_reads_as_a_number_is_text(case):
    case.assert_facts({"reader": {7: {"reader": {"has_card": True}}}, "book": {"9": {"borrower": 7}}})
    assert case.facts["book"]["9"] == {"borrower": "7"}
    assert "7" in case.facts["reader"]

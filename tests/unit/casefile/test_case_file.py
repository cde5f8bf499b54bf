"""What a case file tells as facts arrive, change and go, on the policy of a library."""

from __future__ import annotations

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from afterschool_policy import Evidence, InvalidFacts, InvalidRequest, Policy
from afterschool_policy.casefile.entity import Entity
from tests.case_files import now
from tests.support import LIBRARY

ENGINES = ("compiled", "durable", "both")
CARD = {"reader": {"has_card": True, "card_expired": False}}
BOOK = {"kind": "ordinary", "for_exhibition": False}
ANN, BEN, ONE, TWO = Entity("reader", "ann"), Entity("reader", "ben"), Entity("book", "1"), Entity("book", "2")


@pytest.fixture(scope="module")
def policy() -> Policy:
    return Policy.load(LIBRARY)


@pytest.fixture(params=ENGINES)
def case(policy, request):
    return policy.open_case({"book": {"1": {"borrower": "ann", "book": BOOK}}}, engine=request.param)


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, pickle.dumps])
def test_a_file_is_one_and_its_facts_open_another(policy, case, copied):
    with pytest.raises(InvalidRequest, match="case-copied"):
        copied(case)
    other = policy.open_case(case.facts)
    other.assert_facts({"reader": {"ann": CARD}})
    assert now(other) != now(case)


def outcomes(findings):
    return {(each.question, each.entity): each.outcome for each in findings}


def test_a_fact_reaches_every_entity_that_refers_to_its_own(case):
    case.assert_facts({"book": {"2": {"borrower": "ann", "book": BOOK}, "3": {"borrower": "ben"}}})
    changes = case.assert_facts({"reader": {"ann": CARD}})
    assert outcomes(changes.new) == {("borrowing", ONE): "permitted", ("borrowing", TWO): "permitted"}
    changes = case.amend({"reader": {"ann": {"reader": {"card_expired": True}}}})
    assert outcomes(changes.changed) == {("borrowing", ONE): "prohibited", ("borrowing", TWO): "prohibited"}
    assert {each.previous for each in changes.changed} == {"permitted"}
    assert not changes.new
    assert not changes.fallen


def test_the_entity_that_is_referred_to_may_arrive_later_and_leave_before(case):
    assert outcomes(case.open)["borrowing", ONE] == "undetermined"
    case.assert_facts({"reader": {"ann": CARD}})
    changes = case.retract({"reader": ["ann"]})
    assert outcomes(changes.fallen) == {("borrowing", ONE): "undetermined"}
    assert changes.fallen[0].previous == "permitted"


def test_support_names_the_facts_with_the_entities_whose_they_are(case):
    changes = case.assert_facts({"reader": {"ann": CARD}})
    (finding,) = changes.new
    assert {(each.entity, each.fact, each.value) for each in finding.support} == {
        (ANN, "reader.has_card", True),
        (ANN, "reader.card_expired", False),
    }
    assert set(finding.entities) == {ONE, ANN}
    assert finding.decision.outcome == finding.outcome == "permitted"
    assert "可以外借" in finding.decision.explain("zh")


def test_books_are_counted_where_nobody_states_their_number(case):
    case.assert_facts({"context": {"as_of": "2024-06-01"}, "reader": {"ann": CARD}})
    more = {str(place): {"borrower": "ann", "book": BOOK} for place in range(1, 16)}
    case.amend({"book": more})
    assert outcomes(case.findings)["borrowing", ONE] == "permitted"
    changes = case.assert_facts({"book": {"16": {"borrower": "ann", "book": BOOK}}})
    assert outcomes(changes.changed)["borrowing", ONE] == "prohibited"
    counted = next(each for each in changes.changed[0].support if each.fact == "loan.books")
    assert (counted.entity, counted.value, len(counted.counted)) == (ANN, 16, 16)
    assert "按案卷现有的16份图书计数" in changes.changed[0].decision.explain("zh")
    # A stated number wins, and falls back to the count when it is withdrawn.
    assert (
        outcomes(case.assert_facts({"reader": {"ann": {"loan": {"books": 1}}}}).changed)["borrowing", ONE]
        == "permitted"
    )
    assert case.findings[0].support[0].counted is None
    assert outcomes(case.retract({"reader": {"ann": {"loan": ["books"]}}}).changed)["borrowing", ONE] == "prohibited"


def test_a_count_with_one_that_may_or_may_not_pass_is_unknown(case):
    case.assert_facts({"reader": {"ann": CARD}, "book": {"2": {"borrower": "ann"}}})
    assert "loan.books" not in case.decide("borrowing", ONE).facts.values
    case.amend({"book": {each: {"book": {"for_exhibition": True}} for each in ("1", "2")}})
    assert case.decide("borrowing", ONE).facts.values["loan.books"] == 0


def test_what_a_call_changes_is_empty_where_nothing_changes(case):
    assert not case.assert_facts({})
    case.assert_facts({"reader": {"ann": CARD}})
    assert not case.assert_facts({"reader": {"ann": CARD}})
    assert not case.assert_facts({"reader": {"ann": {"reader": {"age_group": None}}}})


def test_the_facts_of_a_file_open_it_again(policy, case):
    said = Evidence(True, asserted_by="the librarian", until=date(2024, 5, 1))
    case.assert_facts({"context": {"as_of": "2024-03-01"}, "reader": {"ann": {"reader": {"has_card": said}}}})
    assert case.facts == {
        "context": {"as_of": date(2024, 3, 1)},
        "book": {"1": {"borrower": "ann", "book": BOOK}},
        "reader": {"ann": {"reader": {"has_card": said}}},
    }
    again = policy.open_case(case.facts)
    assert again.facts == case.facts
    assert now(again) == now(case)


def test_the_day_is_a_fact_that_can_be_amended(policy):
    loan = {"reader": {"ann": {**CARD, "loan": {"books": 12}}}, "book": {"1": {"borrower": "ann", "book": BOOK}}}
    case = policy.open_case(loan, as_of=date(2023, 6, 1))
    assert case.as_of == date(2023, 6, 1)
    assert outcomes(case.findings)["borrowing", ONE] == "prohibited"
    changes = case.amend({"context": {"as_of": date(2024, 6, 1)}})
    assert case.as_of == date(2024, 6, 1)
    assert outcomes(changes.changed)["borrowing", ONE] == "permitted"


def test_a_determination_that_ends_before_the_day_is_unknown_again(policy):
    until = {"value": True, "until": "2024-06-30"}
    facts = {
        "reader": {"ann": {"reader": {"has_card": until, "card_expired": False}}},
        "book": {"1": {"borrower": "ann", "book": BOOK}},
    }
    case = policy.open_case(facts, as_of=date(2024, 6, 30))
    assert outcomes(case.findings)["borrowing", ONE] == "permitted"
    fallen = case.amend({"context": {"as_of": date(2024, 7, 1)}}).fallen
    assert outcomes(fallen)["borrowing", ONE] == "undetermined"
    assert fallen[-1].decision.facts.expired == {"reader.has_card": True}


def test_decide_gives_the_decision_on_what_an_entity_sees(policy, case):
    case.assert_facts({"reader": {"ann": CARD}})
    decision = case.decide("borrowing", ("book", "1"))
    counted = Evidence(1, source=decision.facts.evidence["loan.books"].source)
    plain = policy.decide("borrowing", {**CARD, "book": BOOK, "loan": {"books": counted}}, engine=decision.engine)
    assert decision.record() == plain.record()
    assert decision.explain() == plain.explain()
    assert policy.replay(decision.record()).same
    assert case.decide("online_renewal").outcome == "undetermined"
    assert case.decide("borrowing", ("book", "none yet")).outcome == "undetermined"


@pytest.mark.parametrize(
    ("decision", "entity"), [("borrowing", None), ("borrowing", ANN), ("borowing", ONE), ("borrowing", ("shelf", "1"))]
)
def test_a_question_is_asked_of_its_entities_only(case, decision, entity):
    with pytest.raises(InvalidRequest):
        case.decide(decision, entity)


def test_readings_and_engine_are_chosen_at_the_opening(policy):
    with pytest.raises(InvalidRequest):
        policy.open_case(engine="steam")
    with pytest.raises(InvalidRequest):
        policy.open_case(readings={"R-0": "no"})
    assert policy.open_case(engine="walking").decide("online_renewal").engine == "walking"


def test_a_call_that_fails_leaves_the_file_as_it_was(policy):
    case = policy.open_case(
        {"reader": {"ann": CARD}, "book": {"1": {"borrower": "ann", "book": BOOK}}}, engine="durable"
    )
    facts, answers = case.facts, now(case)
    too_fine = {"reader": {"ann": {"loan": {"days": 40, "paid_yuan": "0.0000001"}}}, "book": {"2": {"borrower": "ann"}}}
    with pytest.raises(InvalidFacts):
        case.assert_facts(too_fine)
    assert case.facts == facts
    assert now(case) == answers
    changes = case.assert_facts({"reader": {"ben": CARD}, "book": {"3": {"borrower": "ben", "book": BOOK}}})
    assert outcomes(changes.new) == {("borrowing", Entity("book", "3")): "permitted"}


@pytest.mark.parametrize("engine", ENGINES)
def test_threads_share_a_file_in_turn(policy, engine):
    case = policy.open_case({"reader": {"ann": CARD}}, engine=engine)

    def borrow(place: int) -> int:
        changes = case.assert_facts({"book": {str(place): {"borrower": "ann", "book": {"for_exhibition": False}}}})
        return len(changes.new)

    with ThreadPoolExecutor(8) as pool:
        new = sum(pool.map(borrow, range(40)))
    assert new == 40
    assert len(case.findings) == 40
    assert {each.outcome for each in case.findings} == {"prohibited"}
    assert now(policy.open_case(case.facts)) == now(case)


def test_a_file_is_told_in_words(case):
    case.assert_facts({"reader": {"ann": CARD}})
    assert case.explain("en") == (
        "Findings: 1; undetermined: 1.\n\n"
        "Findings:\n"
        "● May this book be borrowed?\n"
        "  [permitted] book 1: It may be borrowed.\n"
        "    under clauses 1a and 1b\n"
        "    · the reader holds a card: yes (reader ann)\n"
        "    · the card has expired: no (reader ann)\n\n"
        "Undetermined:\n"
        "● Is the loan overdue, and is the fine paid?\n"
        "  [undetermined] reader ann: The facts do not settle it yet: 2 more must be found out.\n"
        "    ? How many days?\n"
        "    ? How much was paid?\n"
    )
    assert case.explain("zh").startswith(
        "1项结论，1项尚不能确定。\n\n结论：\n● 可以借这本书吗？\n  【允许】图书 1：可以外借。\n"
    )


def test_a_policy_without_entities_has_files_too(policy):
    plain = Policy.load(LIBRARY.parent.parent / "language" / "base")
    case = plain.open_case({"visitor": {"kind": "child"}})
    assert outcomes(case.open) == {("admission", None): "undetermined"}
    assert outcomes(case.assert_facts({"visitor": {"accompanied": False}}).new) == {("admission", None): "prohibited"}

"""The network over a case file: its joins, what it forgets, and that a truth it gets wrong is no answer."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from afterschool_policy import Policy
from afterschool_policy.casefile.agenda import OF_FILE, OWN
from afterschool_policy.casefile.joined.network_state import NetworkState
from afterschool_policy.casefile.joined.plan import joins, plan_of
from afterschool_policy.diagnostics import EngineDisagreement, EngineFault
from afterschool_policy.engines.durable.network import Network
from afterschool_policy.engines.durable.ruleset import Attribute
from afterschool_policy.values.truth import Truth
from tests.case_files import now
from tests.support import LIBRARY, TESTS

POLICY = Policy.load(LIBRARY)
CARD = {"reader": {"has_card": True, "card_expired": False}}
BOOK = {"kind": "ordinary", "for_exhibition": False}
DAY = date(2024, 6, 1)
HELD = {"reader": {"ann": CARD}, "book": {"1": {"borrower": "ann", "book": BOOK}, "2": {"borrower": "ann"}}}


def networks_of(case) -> dict[tuple[str, str], NetworkState]:
    return case._strategy._networks


def test_a_condition_over_two_entities_is_a_join_by_id(monkeypatch):
    networks = []
    monkeypatch.setattr(Network, "__init__", lambda self, rules: networks.append(rules))
    case = Policy.load(TESTS.parent / "policy").open_case()
    inquiry = next(inquiry for inquiry in case._agenda.of("fee") if inquiry.name == "hardship_relief")
    plan = plan_of(inquiry)
    (asked, student, file) = (plan.sources[each] for each in (OWN, "student", OF_FILE))
    assert dict(joins(plan.sources, OWN)) == {"student": f"{asked}j{student}", OF_FILE: f"{asked}j{file}"}
    joined = [rule for rule in networks[0] if len(rule) == 2]
    assert joined
    assert len(joined) < len(networks[0])
    for first, second in joined:
        against = [test.against for test in second.tests if isinstance(test.against, Attribute)]
        assert against[0] in [Attribute(f"{asked}j{other}", of=first.name) for other in (student, file)]


def test_it_forgets_what_was_found_by_a_fact_that_is_taken_back():
    case = POLICY.open_case(HELD, engine="durable")
    sizes: list[dict[tuple[str, str], int]] = []
    for _ in range(3):
        case.assert_facts({"reader": {"ben": CARD}, "book": {"3": {"borrower": "ben", "book": BOOK}}})
        case.amend({"book": {"3": {"borrower": "ann"}}, "reader": {"ann": {"reader": {"card_expired": True}}}})
        case.retract({"reader": ["ben"], "book": ["3"]})
        case.amend({"reader": {"ann": CARD}})
        sizes.append({key: len(network._derivations) for key, network in networks_of(case).items()})
    assert sizes[0]
    assert sizes == [sizes[0]] * 3


def test_networks_are_let_go_when_other_questions_are_put():
    case = POLICY.open_case(HELD, engine="durable")
    before = list(networks_of(case).values())
    case.assert_facts({"context": {"as_of": "2024-03-01"}})
    assert not any(network._session.is_usable for network in before)
    assert now(case) == now(POLICY.open_case(case.facts))


@pytest.mark.parametrize("engine", ["durable", "both"])
def test_a_truth_that_the_network_gets_wrong_is_no_answer(monkeypatch, engine):
    """Each goal turned to its contrary in its turn. By itself the network cannot doubt a part that is a single test."""
    inquiry = next(inquiry for inquiry in POLICY.open_case(as_of=DAY)._agenda.of("book") if inquiry.name == "borrowing")
    plan = plan_of(inquiry)
    doubtful = [goal for goal in plan.decided if engine == "both" or goal >= len(inquiry.question.atoms)]
    assert doubtful
    for wrong in doubtful:
        monkeypatch.setattr("afterschool_policy.casefile.joined.strategy.plan_of", partial(turned, wrong))
        with pytest.raises((EngineFault, EngineDisagreement)):
            POLICY.open_case(HELD, as_of=DAY, engine=engine)


def turned(wrong, inquiry):
    plan = plan_of(inquiry)
    if inquiry.name != "borrowing":
        return plan
    contrary = {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE, Truth.UNKNOWN: Truth.TRUE}
    rule_truths = (
        replace(rule, truth=contrary[rule.truth]) if rule.goal == wrong else rule for rule in plan.rule_truths
    )
    return replace(plan, rule_truths=tuple(rule_truths))

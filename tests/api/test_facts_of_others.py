"""Facts that were checked elsewhere: by another policy, by nobody, in another process."""

from __future__ import annotations

import pickle

import pytest

from afterschool_policy import Decision, Evidence, Facts, InvalidFacts, Policy
from tests.support import LIBRARY

POLICY = Policy.load()
GIVEN = {
    "student": {"hardship_recognised": Evidence(True, asserted_by="the school")},
    "fee": {"kind": "service_fee", "charged": True, "amount_yuan": 300, "standard_yuan": 600},
}


def decided(facts: Facts) -> Decision:
    return POLICY.decide("hardship_relief", facts)


@pytest.mark.parametrize(
    "facts",
    [
        Policy.load(LIBRARY).facts({"loan": {"days": 40}}),
        Facts({"loan.days": 40}),
        Facts({"fee.kind": "no such code"}),
        Facts({"fee.amount_yuan": "300"}),
    ],
    ids=["another policy", "an unknown name", "an unknown code", "another type"],
)
def test_what_another_policy_or_nobody_checked_is_refused_like_a_mapping(facts: Facts) -> None:
    with pytest.raises(InvalidFacts):
        decided(facts)


def test_what_nobody_checked_is_closed_over_like_a_mapping() -> None:
    made = decided(Facts({"fee.kind": "service_fee"}))
    assert made == decided(POLICY.facts({"fee": {"kind": "service_fee"}}))
    assert made.facts.entailed


def test_facts_of_a_decision_decide_to_the_same_again() -> None:
    made = decided(POLICY.facts(GIVEN))
    assert decided(made.facts) == made
    assert decided(made.facts).facts.evidence == made.facts.evidence


def test_facts_name_the_policy_that_checked_them_and_so_do_those_that_travelled() -> None:
    facts = POLICY.facts(GIVEN)
    travelled = pickle.loads(pickle.dumps(facts))
    assert facts.revision == travelled.revision == POLICY.fingerprint
    assert travelled == facts
    assert Facts({"fee.kind": "meal"}).revision is None

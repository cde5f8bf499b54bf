"""Forty copies of the shipped policy with a fault each: `diff` has an example for all that can change an answer."""

from __future__ import annotations

import os

import pytest

from afterschool_policy import Policy
from afterschool_policy.audit.grading import grade_of
from afterschool_policy.comparison.questions import Circumstances, Compared, Witness, question_change
from afterschool_policy.search.budget import Budget
from afterschool_policy.testing.bearing import decisions_by_rule
from afterschool_policy.testing.mutants.mutant import Mutant, mutants_of, sampled
from afterschool_policy.testing.mutants.survivors import readings_of
from afterschool_policy.values.grades import Grade, reaches

TRIES, WORK = 100, 1_500_000
SHIPPED = Policy.load()
COPIES = sampled([*mutants_of(SHIPPED.law)], 40, seed=14)
"""Spread over rules and kinds of fault; the same forty until the policy or the table of faults changes."""

ALL = os.environ.get("AMENDED_COPIES") == "all"
"""`make conformance` compares all forty; the test command every fourth of them."""
SAME = {
    "service-fee-after-policy@1 unless[1].when: the exception never taken: “fee.forced”": (
        "a forced fee is prohibited by a rule of its own, which prevails over the permission"
    ),
    "fee-in-question@1 value: the number one off: “0” → “1”": (
        "the test matters only where nothing is charged, and then the amount charged is nil by an entailment"
    ),
}
"""The copies that answer everything as the policy does, each with the reason."""


def example(mutant: Mutant) -> Witness | None:
    """The gravest example of the first question and readings in which there is one."""
    copy = Policy(mutant.of(SHIPPED.law))
    asked = dict.fromkeys((*mutant.rule.decisions, *sorted(decisions_by_rule(SHIPPED.law)[mutant.name])))
    for readings in readings_of(SHIPPED.law, mutant):
        pair = Compared(SHIPPED, Circumstances(readings=readings)), Compared(copy, Circumstances(readings=readings))
        for name in asked:
            if SHIPPED.decisions[name].background is None:
                for change in question_change(pair, name, tries=TRIES, budget=Budget(work=WORK)):
                    if reaches(change.grade, Grade.REASONS):
                        return change.witnesses[0]
    return None


@pytest.mark.parametrize("mutant", COPIES if ALL else COPIES[1::4], ids=lambda mutant: mutant.title.en)
def test_what_a_fault_can_change_has_an_example_that_both_policies_answer_differently(mutant: Mutant) -> None:
    found = example(mutant)
    assert (found is None) == (mutant.title.en in SAME)
    if found is not None:
        readings = dict(found.before.asked.readings) or None
        before, after = (
            policy.decide(found.before.name, found.facts, as_of=found.as_of, readings=readings)
            for policy in (SHIPPED, Policy(mutant.of(SHIPPED.law)))
        )
        assert grade_of(before, after) is found.grade


def test_each_copy_that_answers_alike_is_among_the_forty() -> None:
    assert SAME.keys() <= {mutant.title.en for mutant in COPIES}
    assert len({mutant.name for mutant in COPIES}) == len(COPIES) == 40
    assert {mutant.fault for mutant in COPIES} >= {"deleted", "modality", "negated", "dropped", "joined", "compared"}

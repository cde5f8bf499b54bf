"""The work is the same for every engine: the policy loads clean and answers as the reference does."""

from __future__ import annotations

from typing import Any

import pytest

from afterschool_policy import Policy
from benchmarks.contender import row
from benchmarks.ours.rows import ROWS
from benchmarks.ours.written import FOLDER, WRITTEN, folder_of
from benchmarks.workload.records import KINDS, records
from benchmarks.workload.reference import reference
from benchmarks.workload.rules import TWELVE, expected, rules

RECORDS = records()


def test_the_policy_loads_without_a_diagnostic() -> None:
    policy = Policy.load(FOLDER)
    assert policy.warnings == ()
    assert len([rule for rule in policy.rules if rule.decisions]) == len(TWELVE)
    background = {policy.law.instrument.as_of_fact, policy.law.instrument.in_force_fact}
    assert len(policy.law.vocabulary.facts.keys() - background) == len(KINDS) == 22


def test_the_rules_as_data_say_what_was_written_by_hand() -> None:
    assert [expected(rules(), record) for record in RECORDS] == [reference(record) for record in RECORDS]


def test_every_outcome_of_every_rule_occurs() -> None:
    seen = {pair for record in RECORDS for pair in reference(record)}
    assert seen == {(rule.id, word) for rule in TWELVE for word in WRITTEN[rule.id].outcomes.values()}


@pytest.mark.parametrize("name", [each.name for each in ROWS])
def test_our_answers_are_those_of_the_reference(name: str) -> None:
    measured = row("ours", name)
    ready = measured.load(measured.write(rules()))
    for record in RECORDS:
        assert ready.pairs(ready.decide(ready.prepare(record))) == reference(record)


@pytest.mark.parametrize("variant", ["alike", "own"])
def test_copies_answer_alike(variant: Any) -> None:
    written = rules(3, variant)
    measured = row("ours", "validated-findings")
    ready = measured.load(measured.write(written))
    assert len(Policy.load(folder_of(written)).law.decisions) == 1
    for record in RECORDS[:100]:
        assert ready.pairs(ready.decide(ready.prepare(record))) == expected(written, record)


def test_no_two_copies_of_their_own_make_the_same_comparison() -> None:
    written = [rule for rule in rules(100, "own") if rule.of != "R04"]
    assert len({rule.condition for rule in written}) == len(written)

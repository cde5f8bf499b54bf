"""Faults put into rules: what a weak suite lets pass is given with a case that does not let it pass."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from afterschool_policy import Policy
from afterschool_policy.law.bundle import dumps, revision_of
from afterschool_policy.testing.cases import load_cases, run_case
from afterschool_policy.testing.mutants.in_rules import FAULTS
from afterschool_policy.testing.mutants.in_trees import NUMERIC
from afterschool_policy.testing.mutants.mutant import Mutant, mutants_of, sampled
from afterschool_policy.testing.mutants.survivors import Survivor, Trial, trials
from tests.language.bad_cases import BASE
from tests.support import LIBRARY

EXAMPLES = Path(__file__).parents[3] / "examples"
FOLDERS = (BASE, LIBRARY, EXAMPLES / "family_benefit", EXAMPLES / "decision_table", EXAMPLES / "points")
POLICIES = [Policy.load(folder) for folder in FOLDERS]


def found(fault: str) -> list[tuple[Policy, Mutant]]:
    """Up to three mutants of a fault, of all policies in turn."""
    each = [[(policy, one) for one in mutants_of(policy.law) if one.fault == fault][:2] for policy in POLICIES]
    return [pair for of_policy in each for pair in of_policy][:3]


def left(policy: Policy, mutant: Mutant) -> Survivor:
    """The mutant as one that no case notices, as there is no case."""
    (survivor,) = Trial(policy, []).survivors([mutant])
    assert survivor is not None
    return survivor


@pytest.mark.parametrize("fault", FAULTS)
def test_the_case_that_comes_with_a_fault_catches_it_when_it_is_pasted(fault: str, tmp_path: Path) -> None:
    caught = 0
    for policy, mutant in found(fault):
        survivor = left(policy, mutant)
        if survivor.suggestion is None:
            continue
        path = tmp_path / "pasted.yaml"
        path.write_text(survivor.suggestion.written(mutant.title, "zh"), encoding="utf-8")
        (case,) = load_cases(path)
        assert run_case(policy, case).passed
        assert not run_case(Policy(mutant.of(policy.law)), case).passed
        assert [*Trial(policy, [case]).survivors([mutant])] == [None]
        caught += 1
    assert caught


def test_what_is_wrong_is_told_in_words_of_both_languages() -> None:
    rule = POLICIES[0].law.rules[0]
    (deleted,) = (each for each in mutants_of(POLICIES[0].law, {rule.name}) if each.fault == "deleted")
    assert (deleted.title.zh, deleted.title.en) == (
        f"{rule.name}：整条规则删去",
        f"{rule.name}: the whole rule deleted",
    )
    told = {each.words.en for policy in POLICIES for each in mutants_of(policy.law)}
    assert {
        "condition 2 of 3 dropped: “visit.day >= 2024-01-01 and visit.fee_yuan > 0”",
        "the whole condition negated: “visitor.accompanied” → “not visitor.accompanied”",
        "the 3 conditions joined the other way: “and” → “or”",
        "member 1 of 2 left out of the list: “[cap, goggles]” → “[goggles]”",
        "the exception never taken: “book.director_approved and book.for_exhibition”",
        "binding otherwise: “must” → “may”",
        "row 1 dropped: “household.salary <= parameter.tax_free”",
        "the limit between bands moved: “18” → “19”",
    } - told == set()


@pytest.mark.parametrize("policy", POLICIES, ids=[folder.name for folder in FOLDERS])
def test_each_fault_is_put_in_once_and_changes_its_rule_alone(policy: Policy) -> None:
    for rule in policy.law.rules:
        made = [*mutants_of(policy.law, {rule.name})]
        assert len({repr(each.faulty.rule) for each in made}) == len(made)
        for mutant in made:
            others = [each for each in mutant.of(policy.law).rules if each.name != rule.name]
            assert others == [each for each in policy.law.rules if each.name != rule.name]
            assert mutant.faulty.rule != rule


def test_no_fault_divides_by_nought() -> None:
    for policy in POLICIES:
        for mutant in mutants_of(policy.law):
            if mutant.fault in NUMERIC:  # a bundle is held to all that a law has to be
                law = mutant.of(policy.law)
                Policy.from_bundle(dumps(replace(law, fingerprint=revision_of(law))))


def test_a_sample_is_the_same_for_one_seed_and_spread_over_rules() -> None:
    every = [*mutants_of(POLICIES[1].law)]
    some = sampled(every, 20, 3)
    assert some == sampled(every, 20, 3) != sampled(every, 20, 4)
    assert len(some) == len({id(each) for each in some}) == 20
    assert len({each.name for each in some}) == min(20, len({each.name for each in every}))


def test_several_processes_come_to_the_same_as_one() -> None:
    policy, cases = POLICIES[1], load_cases(LIBRARY / "cases")[:4]
    some = sampled([*mutants_of(policy.law)], 12, 1)
    assert [*trials(policy, cases, some, jobs=2)] == [*trials(policy, cases, some)]


def test_a_fault_that_changes_no_answer_is_told_apart(tmp_path: Path) -> None:
    """Where the first row holds, the second is not looked at: its lower limit makes no difference."""
    policy = POLICIES[3]
    idle = next(
        each for each in mutants_of(policy.law) if each.fault == "dropped" and each.faulty.was == "visitor.age >= 6"
    )
    survivor = left(policy, idle)
    assert survivor.suggestion is None
    assert survivor.tried > 0

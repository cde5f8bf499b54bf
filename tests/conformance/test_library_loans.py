"""A policy from another field loads, and no rule of it goes untested; `test_engines` runs its cases on every engine."""

import pytest

from afterschool_policy import Policy
from afterschool_policy.law.modalities import MODALITIES
from afterschool_policy.testing.cases import load_cases, run_case
from tests.mutations import delete, negate
from tests.support import LIBRARY

CASES = load_cases(LIBRARY / "cases")


@pytest.fixture(scope="module")
def library():
    return Policy.load(LIBRARY)


def test_it_loads_without_any_diagnostic(library):
    assert library.warnings == ()


def test_its_cases_hold(library):
    assert [(case.id, result.differences) for case in CASES if not (result := run_case(library, case)).passed] == []


@pytest.mark.parametrize("mutate", [delete, negate])
def test_no_rule_can_be_deleted_or_negated_unnoticed(library, mutate):
    mutants = {rule.name: mutate(library.law, rule) for rule in library.rules}
    policies = {name: Policy(mutant) for name, mutant in mutants.items() if mutant is not None}
    assert policies
    unnoticed = [name for name, each in policies.items() if all(run_case(each, case).passed for case in CASES)]
    assert unnoticed == []


def test_it_has_a_rule_of_every_modality_that_rules_are_written_in(library):
    assert {rule.modality for rule in library.rules} == {name for name, each in MODALITIES.items() if each.written}

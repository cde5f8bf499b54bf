"""A policy from another field loads, its cases pass on every engine, and no rule of it goes untested."""

import pytest

from afterschool_policy import Policy
from afterschool_policy.program.modalities import MODALITIES
from afterschool_policy.staff.cases import load_cases, run_case
from afterschool_policy.staff.mutants import delete, negate
from tests.support import LIBRARY

CASES = load_cases(LIBRARY / "cases")


@pytest.fixture(scope="module")
def library():
    return Policy.load(LIBRARY)


def test_it_loads_without_any_diagnostic(library):
    assert library.warnings == ()


@pytest.mark.parametrize("engine", ["compiled", "walking"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_each_case_comes_out_as_written(library, case, engine):
    result = run_case(library, case, engine=engine)
    assert result.error is None
    assert result.differences == ()


def test_both_engines_give_the_same_findings_and_amounts_on_every_case(library):
    for case in CASES:
        told = []
        for engine in ("compiled", "walking"):
            made = run_case(library, case, engine=engine).decision
            assert made is not None
            told.append((made.outcome, made.findings, made.missing, made.amounts, made.values, made.readings))
        assert told[0] == told[1]


@pytest.mark.parametrize("mutate", [delete, negate])
def test_no_rule_can_be_deleted_or_negated_unnoticed(library, mutate):
    mutants = {rule.name: mutate(library.law, rule) for rule in library.rules}
    policies = {name: Policy(mutant) for name, mutant in mutants.items() if mutant is not None}
    assert policies
    unnoticed = [name for name, each in policies.items() if all(run_case(each, case).passed for case in CASES)]
    assert unnoticed == []


def test_it_has_a_rule_of_every_modality(library):
    assert {rule.modality for rule in library.rules} == set(MODALITIES)

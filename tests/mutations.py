"""Faults put into the rules of a law, as tests of other things use them."""

from __future__ import annotations

from afterschool_policy.law.model import Law, Rule
from afterschool_policy.testing.mutants.mutant import mutants_of


def mutated(law: Law, rule: Rule, fault: str) -> Law | None:
    """The law with the first fault of a kind in a rule; None where it has none."""
    found = (mutant for mutant in mutants_of(law, {rule.name}) if mutant.fault == fault)
    return next((mutant.of(law) for mutant in found), None)


def delete(law: Law, rule: Rule) -> Law:
    """The law without a rule."""
    made = mutated(law, rule, "deleted")
    assert made is not None
    return made


def negate(law: Law, rule: Rule) -> Law | None:
    """The law with a condition of a rule turned round."""
    return mutated(law, rule, "negated")

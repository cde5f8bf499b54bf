"""Where a parameter or a definition is not in force, what rests on it stays open, and no known fact is asked for.

`check` refuses such a policy; a bundle of an older edition can still hold one.
"""

from dataclasses import replace
from datetime import date

from hypothesis import given, note
from hypothesis import strategies as st

from afterschool_policy.engines.interpreter import WalkingEngine
from afterschool_policy.language.tree import Derived, Parameter, facts_of, walk
from afterschool_policy.law.model import Effective
from afterschool_policy.semantics.edition import link
from afterschool_policy.semantics.question import question_of
from afterschool_policy.values.outcomes import Outcome
from tests.met import meet, met
from tests.strategies import FEW_FACTS, facts, few_tests, rule_sets
from tests.support import law, missing_facts, shown

TURN = date(2023, 1, 1)
PERIODS = (Effective(None, None), Effective(None, date(2022, 12, 31)), Effective(TURN, None))
DAYS = (None, date(2022, 6, 1), TURN)
TESTS = st.one_of(few_tests, st.sampled_from(("thing.start < parameter.closing", "thing.usable", "thing.total > 3")))
FACTS = (*FEW_FACTS, "thing.fee", "thing.price", "thing.day")


@st.composite
def questions(draw: st.DrawFn, *, plain: bool):
    """A question on a day or on none, its parameters and definitions in force always, until a day, or from it on."""
    made = law(draw(rule_sets(TESTS, plain=plain)))
    rules = tuple(
        replace(each, effective=draw(st.sampled_from(PERIODS))) if each.parameter or each.define else each
        for each in made.rules
    )
    for each in rules:
        note(f"{shown(each)} {each.effective}")
    made = replace(made, rules=rules)
    return question_of(link(made, draw(st.sampled_from(DAYS)), None, {}), made.decisions["ask"])


def is_unstated(part):
    return (isinstance(part, Parameter) and part.value is None) or (isinstance(part, Derived) and part.body is None)


def asked_for(put, known):
    verdict = WalkingEngine().verdict(put, known)
    if verdict.outcome is Outcome.UNDETERMINED:
        if known.keys() >= {*put.facts}:
            meet("open with all facts known")
        elif known:
            meet("open with some facts known")
    return missing_facts(put, verdict, known)


@met("open with all facts known", "open with some facts known")
@given(questions(plain=True), st.one_of(facts(FACTS), facts(FACTS, complete=True)))
def test_missing_never_names_a_known_fact(put, known):
    assert not {*asked_for(put, known)} & known.keys()


@met("open with all facts known", "open with some facts known")
@given(questions(plain=False), st.one_of(facts(FACTS), facts(FACTS, complete=True)))
def test_what_has_to_be_looked_into_again_is_of_a_test_that_facts_can_settle(put, known):
    tests = [atom for atom in put.atoms if not any(is_unstated(part) for part in walk(atom))]
    assert {*asked_for(put, known)} & known.keys() <= {name for test in tests for name in facts_of(test)}

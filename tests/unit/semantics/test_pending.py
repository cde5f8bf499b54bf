"""Pending holds the tests that can turn the rule, down to a definition that is not in force."""

from dataclasses import replace
from datetime import date

import pytest

from afterschool_policy.engines.interpreter import WalkingEngine
from afterschool_policy.language.printer import print_expression
from afterschool_policy.law.model import Body, Effective, Exemption
from afterschool_policy.semantics.edition import link
from afterschool_policy.semantics.question import question_of
from afterschool_policy.values.outcomes import Outcome
from tests.support import law, missing_facts, question, rule, typed


def test_an_exception_that_gives_what_the_rule_gives_is_not_pending():
    exception = Exemption(typed("thing.ready"), ("1",), Outcome.PERMITTED)
    put = question(law([rule("a-rule", "may", Body(condition=typed("thing.sound"), unless=(exception,)))]))
    pending = WalkingEngine().verdict(put, {}).pending
    assert [print_expression(each) for each in pending] == ["thing.sound"]


def test_a_definition_that_is_not_in_force_is_what_is_open_and_no_fact_of_its_is_missing():
    made = law([rule("a-rule", "must", Body(condition=typed("thing.usable or thing.wanted")))])
    later = [
        replace(each, effective=Effective(date(2030, 1, 1), None)) if each.define == "thing.usable" else each
        for each in made.rules
    ]
    put = question_of(link(replace(made, rules=tuple(later)), date(2025, 1, 1), None, {}), made.decisions["ask"])
    verdict = WalkingEngine().verdict(put, {})
    assert verdict.outcome is Outcome.UNDETERMINED
    assert [print_expression(each) for each in verdict.pending] == ["thing.usable", "thing.wanted"]
    assert missing_facts(put, verdict, {}) == ("thing.wanted",)


@pytest.mark.parametrize(
    ("written", "again"),
    [
        ("confirmed(not thing.sound)", ["thing.sound"]),
        ("not confirmed(not thing.sound)", ["thing.sound"]),
        ("confirmed(not shown(thing.sound))", ["thing.sound"]),
        ("confirmed(not (thing.sound and thing.wanted))", ["thing.sound", "thing.wanted"]),
        ("confirmed(not (thing.sound or thing.ready))", ["thing.sound"]),
        ("confirmed(not (not thing.ready))", ["thing.ready"]),
        ("confirmed(thing.ready or not thing.wanted)", ["thing.ready", "thing.wanted"]),
        ("confirmed(not thing.usable)", ["thing.sound", "thing.ready"]),
    ],
)
def test_below_confirmed_what_came_out_otherwise_than_wanted_is_looked_into_again(written, again):
    """Also where it is wanted that a fact does not hold; an open outcome names at least one fact."""
    known = {"thing.sound": True, "thing.wanted": True, "thing.ready": False}
    put = question(law([rule("a-rule", "must", Body(condition=typed(written)))]))
    verdict = WalkingEngine().verdict(put, known)
    assert verdict.outcome is Outcome.UNDETERMINED
    assert [print_expression(each) for each in verdict.pending] == again
    assert missing_facts(put, verdict, known) == tuple(sorted(again))

"""Pending holds the tests that can turn the rule, down to a definition that is not in force."""

from dataclasses import replace
from datetime import date

from afterschool_policy.engines.interpreter import WalkingEngine
from afterschool_policy.language.printer import print_expression
from afterschool_policy.law.model import Body, Effective, Exemption
from afterschool_policy.search.missing import missing_facts
from afterschool_policy.semantics.edition import link
from afterschool_policy.semantics.question import question_of
from afterschool_policy.values.outcomes import Outcome
from tests.support import law, question, rule, typed


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

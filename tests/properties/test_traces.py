"""The why of each rule without a verdict: the same as whole verdicts have it."""

from hypothesis import given

from afterschool_policy.engines.compiled import CompiledEngine
from afterschool_policy.engines.interpreter import WalkingEngine
from tests.strategies import facts, rule_sets, single_tests
from tests.support import law, question


@given(rule_sets(single_tests(), most=4), facts(), facts(complete=True))
def test_it_is_that_of_the_verdict(rules, some, every):
    put = question(law(rules))
    trace = CompiledEngine().tracing(put)
    for known in (some, every, some):
        assert trace(known) == WalkingEngine().verdict(put, known).trace

"""What an engine refuses it refuses when the decision is made, and two that differ are told with their reasons."""

import pytest

from afterschool_policy import EngineDisagreement, EngineFault, Policy
from afterschool_policy.decision.disagreement import checked_decision
from afterschool_policy.decision.setting import Setting
from afterschool_policy.engines.compiled import CompiledEngine
from afterschool_policy.engines.cross_check import CrossCheckedEngines
from afterschool_policy.engines.interpreter import WalkingEngine
from afterschool_policy.engines.protocol import traced_by
from afterschool_policy.semantics.outputs import by_definition
from tests.support import LIBRARY

LATE = Policy.load(LIBRARY).decide("overdue", {"loan": {"days": 40, "books": 1, "paid_yuan": 0}})
QUESTION, FACTS = LATE.basis.question, LATE.facts


class Scripted:
    """An engine whose verdicts a test supplies."""

    def __init__(self, name, verdict):
        self.name = name
        self._verdict = verdict

    def computing(self, _):
        return by_definition

    def functions(self, question):
        return self._verdict, self._verdict

    def tracing(self, question):
        return traced_by(self._verdict)


def setting(engine):
    return Setting.of(QUESTION, engine, None, {})


def blind(facts):
    return WalkingEngine().verdict(QUESTION, {})


def test_two_engines_that_agree_make_one_decision():
    decision = checked_decision(setting(CrossCheckedEngines(CompiledEngine(), WalkingEngine())), FACTS)
    assert (decision.outcome, decision.engine) == ("violated", "both")


def test_two_engines_that_differ_raise_with_the_decision_of_each():
    with pytest.raises(EngineDisagreement) as caught:
        checked_decision(setting(CrossCheckedEngines(CompiledEngine(), Scripted("blind", blind))), FACTS)
    (fault,) = caught.value.diagnostics
    assert (fault.fields["one"], fault.fields["other"]) == ("compiled", "blind")
    for part, engine in (("first", CompiledEngine()), ("second", Scripted("blind", blind))):
        assert fault.fields[part].en == checked_decision(setting(engine), FACTS).explain("en")
    assert fault.fields["first"] != fault.fields["second"]


def test_only_the_default_engine_answers_later():
    def refusing(facts):
        raise EngineFault([])

    with pytest.raises(EngineFault):
        checked_decision(setting(Scripted("other", refusing)), FACTS)
    unread = checked_decision(setting(Scripted("compiled", refusing)), FACTS)
    with pytest.raises(EngineFault):
        _ = unread.outcome

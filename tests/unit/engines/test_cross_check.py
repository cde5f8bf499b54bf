"""Both: one answer where two engines agree, and both explanations in both languages where they do not."""

import pickle
from functools import partial

import pytest

from afterschool_policy import EngineDisagreement, Policy
from afterschool_policy.engines.compiled import CompiledEngine
from afterschool_policy.engines.cross_check import CrossCheckedEngines
from afterschool_policy.engines.interpreter import WalkingEngine
from afterschool_policy.engines.protocol import traced_by
from afterschool_policy.semantics.outputs import by_definition
from tests.support import LIBRARY

FACTS = {"loan": {"days": 40, "books": 1, "paid_yuan": 0}}


class Blind:
    """An engine that overlooks one fact."""

    name = "blind"

    def __init__(self, overlooked):
        self._overlooked = overlooked

    def functions(self, question):
        return partial(self.verdict, question), partial(self.verdict, question)

    def tracing(self, question):
        return traced_by(partial(self.verdict, question))

    def computing(self, _):
        return by_definition

    def verdict(self, question, facts):
        return WalkingEngine().verdict(question, {k: v for k, v in facts.items() if k != self._overlooked})


def disagreeing(overlooked):
    policy = Policy.load(LIBRARY)
    policy._decider._engines["both"] = CrossCheckedEngines(WalkingEngine(), Blind(overlooked))
    return policy


def test_where_they_agree_there_is_one_answer():
    policy = Policy.load(LIBRARY)
    both, one = (policy.decide("overdue", FACTS, engine=engine).record() for engine in ("both", "compiled"))
    different = {key for key in both if both[key] != one[key]}
    assert different == {"engine", "digest"}


def test_where_they_differ_both_explanations_are_told():
    policy = disagreeing("loan.paid_yuan")
    with pytest.raises(EngineDisagreement) as caught:
        policy.decide("overdue", FACTS, engine="both")
    right = policy.decide("overdue", FACTS)
    for lang, answer, other in (("zh", "【不符合】", "【应当办理】"), ("en", "[violated]", "[required]")):
        told = caught.value.render(lang)
        assert right.explain(lang) in told
        first, second = told.split("walking")[-1].split("blind")
        assert answer in first
        assert other in second
    assert "loan.paid_yuan >= " in caught.value.render("zh").split("walking")[1]
    assert "：不成立 / 未知" in caught.value.render("zh")
    assert ": does not hold / unknown" in caught.value.render("en")
    assert "结论" in caught.value.render("zh")
    assert "missing facts" in caught.value.render("en")


def test_a_difference_in_a_single_test_is_one_even_where_it_does_not_matter():
    policy = disagreeing("loan.paid_yuan")
    in_time = {"loan": {"days": 10, "books": 1, "paid_yuan": 0}}
    assert policy.decide("overdue", in_time).outcome == "not_applicable"
    with pytest.raises(EngineDisagreement) as caught:
        policy.decide("overdue", in_time, engine="both")
    assert "个别条件的真假" in caught.value.render("zh")
    assert "single tests" in caught.value.render("en")


def test_a_disagreement_survives_a_process_boundary():
    with pytest.raises(EngineDisagreement) as caught:
        disagreeing("loan.paid_yuan").decide("overdue", FACTS, engine="both")
    assert pickle.loads(pickle.dumps(caught.value)).render("zh") == caught.value.render("zh")


class Overcharging(WalkingEngine):
    """An engine that computes one yuan too much."""

    name = "overcharging"

    def computing(self, question):
        computing = CompiledEngine().computing(question)
        return lambda places: (
            lambda facts: [value + 1 if value.__class__ is int else value for value in computing(places)(facts)]
        )


def test_what_the_first_computes_is_compared_with_the_definition():
    policy = Policy.load(LIBRARY)
    policy._decider._engines["both"] = CrossCheckedEngines(Overcharging(), WalkingEngine())
    with pytest.raises(EngineDisagreement) as caught:
        policy.decide("overdue", FACTS, engine="both")
    assert "amounts" in caught.value.render("en").partition("explain")[0]

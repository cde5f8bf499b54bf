"""The engine: each thread and process has networks of its own, and what the network gets wrong is never an answer."""

import multiprocessing
import pickle
import random
import threading

import pytest

from afterschool_policy import EngineFault, InvalidFacts, Policy
from afterschool_policy.cache import Cache
from afterschool_policy.engines.durable import engine as module
from afterschool_policy.engines.durable.engine import DurableEngine
from afterschool_policy.engines.durable.network import Session
from afterschool_policy.engines.interpreter import WalkingEngine
from afterschool_policy.law.model import Body, Exemption
from afterschool_policy.values.outcomes import Outcome
from tests.support import LIBRARY, law, question, rule, typed

CONDITIONS = ("thing.sound and not thing.ready", "thing.people > 2 or thing.fee < thing.price", "shown(thing.wanted)")


def asked(place=0):
    body = Body(
        applies=typed(f"thing.places >= {place}"),
        condition=typed(CONDITIONS[place % 3]),
        unless=(Exemption(typed("thing.kind in [red, green]"), ("1",), Outcome.PERMITTED),),
    )
    return question(law([rule("a-rule", "must_not", body), rule("other", "may", Body(condition=typed("thing.sound")))]))


def some_facts(source):
    every = {
        "thing.sound": source.random() < 0.5,
        "thing.ready": source.random() < 0.5,
        "thing.wanted": source.random() < 0.5,
        "thing.people": source.randint(0, 5),
        "thing.places": source.randint(1, 5),
        "thing.fee": source.randint(0, 3),
        "thing.price": source.randint(0, 3),
        "thing.kind": source.choice(("red", "green", "blue")),
    }
    return {name: value for name, value in every.items() if source.random() < 0.7}


def wrong(engine, put, seed, count=150):
    source = random.Random(seed)
    drawn = [some_facts(source) for _ in range(count)]
    return [facts for facts in drawn if engine.verdict(put, facts) != WalkingEngine().verdict(put, facts)]


def test_it_holds_no_facts_between_calls():
    engine, put = DurableEngine(), asked()
    for seed in range(3):
        assert wrong(engine, put, seed) == []


def test_threads_decide_alike():
    engine, put = DurableEngine(), asked()
    found = {}

    def work(seed):
        found[seed] = wrong(engine, put, seed)

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert found == {seed: [] for seed in range(8)}


def _in_a_fork(engine, put, sender):
    sender.send(len(wrong(engine, put, 5)))


def test_a_forked_process_decides_alike():
    engine, put = DurableEngine(), asked()
    assert wrong(engine, put, 4) == []
    receiver, sender = multiprocessing.Pipe()
    child = multiprocessing.get_context("fork").Process(target=_in_a_fork, args=(engine, put, sender))
    child.start()
    assert receiver.poll(60)
    assert receiver.recv() == 0
    child.join(20)
    assert child.exitcode == 0
    assert wrong(engine, put, 6) == []


def test_a_pickled_policy_decides_alike():
    policy = Policy.load(LIBRARY)
    facts = {"loan": {"days": 40, "books": 1, "paid_yuan": 0}}
    one = policy.decide("overdue", facts, engine="durable")
    assert pickle.loads(pickle.dumps(policy)).decide("overdue", facts, engine="durable").record() == one.record()


def test_only_so_many_questions_stay_open(monkeypatch):
    monkeypatch.setattr(module, "_MAX_OPEN", 3)
    engine, questions = DurableEngine(), [asked(place) for place in range(5)]
    for put in (*questions, *questions):
        assert wrong(engine, put, 1, count=10) == []
        assert len(engine._opened.by_plan) <= 3


def test_a_question_that_comes_where_another_was_is_not_taken_for_it():
    engine = DurableEngine()
    engine._by_question = Cache(bound=1)
    for place in range(30):
        assert wrong(engine, asked(place), place, count=5) == []


def test_a_fact_that_cannot_cross_is_named_and_the_next_decision_goes_well():
    engine, put = DurableEngine(), asked(1)
    with pytest.raises(InvalidFacts, match=r"thing\.fee"):
        engine.verdict(put, {"thing.fee": 10**30, "thing.price": 1, "thing.places": 3, "thing.people": 1})
    assert wrong(engine, put, 2) == []


# ---------------------------------------------------------------------------------- a network that goes wrong
PUT = Session.put


def tampered(tamper):
    """`Session.put`, its firings tampered with."""
    return lambda session, attributes: tamper(*PUT(session, attributes))


def losing(lost):
    return tampered(lambda number, firings: (number, [each for place, each in enumerate(firings) if place != lost]))


def fired(put, facts):
    plan = module.plan_of(put)
    (stratum,) = plan.strata
    return stratum.network.open().put({module.ALWAYS: 1, **plan.attributes.of(facts)})[1]


def test_a_lost_firing_is_a_fault_whichever_it_is(monkeypatch):
    put = asked()
    facts = {"thing.sound": True, "thing.ready": False, "thing.places": 2, "thing.kind": "blue"}
    count = len(fired(put, facts))
    assert count >= 5
    for lost in range(count):
        monkeypatch.setattr(Session, "put", losing(lost))
        with pytest.raises(EngineFault):
            DurableEngine().verdict(put, facts)
        monkeypatch.undo()


def test_a_firing_too_many_is_a_fault(monkeypatch):
    put = asked()
    facts = {"thing.sound": True}
    plan = module.plan_of(put)
    (stratum,) = plan.strata
    other = next(place for place, means in enumerate(stratum.means) if means == (0, module.Truth.FALSE))

    def adding(number, firings):
        return number, [*firings, type(firings[0])(other, "{}")]

    monkeypatch.setattr(Session, "put", tampered(adding))
    with pytest.raises(EngineFault) as caught:
        DurableEngine().verdict(put, facts)
    assert "thing.places >= 0" in caught.value.render("zh")


def test_after_a_fault_the_engine_decides_again(monkeypatch):
    engine, put = DurableEngine(), asked()

    def interrupted(number, firings):
        raise KeyboardInterrupt

    monkeypatch.setattr(Session, "put", tampered(interrupted))
    with pytest.raises(KeyboardInterrupt):
        engine.verdict(put, {"thing.sound": True})
    monkeypatch.undo()
    assert engine._opened.by_plan == {}
    assert wrong(engine, put, 3) == []

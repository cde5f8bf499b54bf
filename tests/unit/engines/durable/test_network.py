"""Sessions: what fires is what the rules say, for single facts and joins, whatever is put and taken back."""

import multiprocessing
import operator

import durable_rules_engine as rete
import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterschool_policy import EngineFault
from afterschool_policy.engines.durable import network
from afterschool_policy.engines.durable.network import Network
from afterschool_policy.engines.durable.ruleset import LIMIT, Attribute, Comparison, Pattern

HOLDS = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
NAMES = st.sampled_from(("a", "b", "c"))
NUMBERS = st.integers(-2, 3)


def comparisons(of=None):
    compared = st.tuples(NAMES, st.sampled_from(tuple(HOLDS)), NUMBERS | NAMES.map(lambda name: Attribute(name, of)))
    return (compared | st.tuples(NAMES, st.just("exists"), st.just(0))).map(lambda each: Comparison(*each))


def patterns(name, of=None):
    return st.lists(comparisons(of), min_size=1, max_size=4).map(lambda tests: Pattern(name, tuple(tests)))


RULES = st.one_of(st.tuples(patterns("m")), st.tuples(patterns("first"), patterns("second", "first")))
FACTS = st.dictionaries(NAMES, NUMBERS)


def holds(comparison, fact, others):
    if comparison.attribute not in fact:
        return False
    if comparison.operator == "exists":
        return True
    against = comparison.against
    if isinstance(against, Attribute):
        against = (fact if against.of is None else others[against.of]).get(against.name)
    return against is not None and HOLDS[comparison.operator](fact[comparison.attribute], against)


def matches(rule, facts, taken=()):
    """Every way to fill the patterns with distinct facts, by brute force."""
    if len(taken) == len(rule):
        yield taken
        return
    others = {pattern.name: facts[number] for pattern, number in zip(rule, taken, strict=False)}
    for number, fact in facts.items():
        if number not in taken and all(holds(each, fact, others) for each in rule[len(taken)].tests):
            yield from matches(rule, facts, (*taken, number))


@given(st.lists(RULES, min_size=1, max_size=70), st.lists(st.tuples(FACTS, st.integers(0, 5)), max_size=8))
def test_what_fires_is_what_the_rules_say(rules, history):
    session = Network(rules).open()
    facts, fired = {}, set()
    for fact, taken_back in history:
        number, firings = session.put(fact)
        facts[number] = fact
        new = [(firing.rule, tuple(firing.facts.values())) for firing in firings]
        assert len(new) == len(set(new))
        assert not fired & set(new)
        fired.update(new)
        if taken_back in facts:
            session.retract(taken_back)
            del facts[taken_back]
            fired = {(rule, by) for rule, by in fired if taken_back not in by}
    assert fired == {(place, by) for place, rule in enumerate(rules) for by in matches(rule, facts)}
    session.close()


def one(*tests):
    return Network([(Pattern("m", tests),)])


def test_a_firing_names_the_facts_behind_it():
    rule = (
        Pattern("vendor", (Comparison("removed", "==", 1),)),
        Pattern("contract", (Comparison("vendor", "==", Attribute("id_of", of="vendor")),)),
    )
    session = Network([rule]).open()
    contract, none = session.put({"vendor": 7})
    vendor, (firing,) = session.put({"removed": 1, "id_of": 7})
    assert none == []
    assert firing.rule == 0
    assert firing.facts == {"vendor": vendor, "contract": contract}


def test_after_clearing_nothing_is_left():
    session = Network([(Pattern("a", (Comparison("x", "==", 1),)), Pattern("b", (Comparison("x", "==", 1),)))]).open()
    session.put({"x": 1})
    session.clear()
    assert session.put({"x": 1})[1] == []


def test_a_fact_that_was_never_there_cannot_be_taken_back():
    session = one(Comparison("x", "==", 1)).open()
    with pytest.raises(KeyError):
        session.retract(1)
    assert len(session.put({"x": 1})[1]) == 1


@pytest.mark.parametrize("value", [True, 1.0, "1", None, LIMIT, -LIMIT, 10**30])
def test_only_whole_numbers_cross(value):
    session = one(Comparison("x", "exists")).open()
    with pytest.raises(EngineFault):
        session.put({"x": value})
    assert session.is_usable


@pytest.mark.parametrize("number", [0, -1, 2**53 + 1, LIMIT - 1, 1 - LIMIT])
def test_whole_numbers_are_compared_exactly(number):
    session = one(Comparison("x", "==", number)).open()
    assert len(session.put({"x": number})[1]) == 1
    for other in (number - 1, number + 1):
        if abs(other) < LIMIT:
            assert session.put({"x": other})[1] == []


def test_no_two_facts_get_one_identity(monkeypatch):
    monkeypatch.setattr(network, "identity", lambda name: int(name) % 7)
    session = one(Comparison("x", "==", 1)).open()
    numbers = [session.put({"x": 1})[0] for _ in range(7)]
    assert sorted(number % 7 for number in numbers) == list(range(7))
    session.retract(numbers[3])
    assert session.put({"x": 1})[0] % 7 == numbers[3] % 7


# ------------------------------------------------------------------------------------------------ after a fault
class Refusing:
    """The C module, but for one call that fails."""

    def __init__(self, name, error):
        self._name, self._error = name, error

    def __getattr__(self, name):
        if name == self._name:
            return self._fail
        return getattr(rete, name)

    def _fail(self, *_):
        raise self._error


@pytest.mark.parametrize("call", ["assert_fact", "start_action_for_state", "complete_and_start_action", "retract_fact"])
@pytest.mark.parametrize("error", [rete.error("no"), KeyboardInterrupt(), MemoryError()])
def test_after_a_fault_the_session_is_gone(monkeypatch, call, error):
    session = one(Comparison("x", "==", 1)).open()
    number, _ = session.put({"x": 1})
    with monkeypatch.context() as patched:
        patched.setattr(network, "rete", Refusing(call, error))
        with pytest.raises(EngineFault if isinstance(error, rete.error) else type(error)):
            session.retract(number) if call == "retract_fact" else session.put({"x": 1})
    assert not session.is_usable
    for again in (lambda: session.put({"x": 1}), lambda: session.retract(number), session.clear):
        with pytest.raises(EngineFault, match="closed"):
            again()


def test_a_fact_that_the_network_does_not_take_is_a_fault(monkeypatch):
    session = one(Comparison("x", "==", 1)).open()

    class Observing(Refusing):
        def _fail(self, *_):
            return 2, 0

    monkeypatch.setattr(network, "rete", Observing("assert_fact", None))
    with pytest.raises(EngineFault):
        session.put({"x": 1})
    assert not session.is_usable


def test_a_session_can_be_closed_twice_and_before_any_fact():
    session = one(Comparison("x", "==", 1)).open()
    session.close()
    session.close()
    assert not session.is_usable


def test_a_ruleset_that_is_refused_leaves_none_open(monkeypatch):
    closed = []
    many = Network([(Pattern("m", (Comparison("x", "==", each),)),) for each in range(100)])

    class Recording(Refusing):
        made = 0

        def create_ruleset(self, *given):
            self.made += 1
            if self.made == 2:
                raise rete.error("full")
            return rete.create_ruleset(*given)

        def delete_ruleset(self, handle):
            closed.append(handle)
            return rete.delete_ruleset(handle)

    monkeypatch.setattr(network, "rete", Recording("nothing", None))
    with pytest.raises(EngineFault, match="full"):
        many.open()
    assert len(closed) == 1


def _told_in_a_fork(session, sender):
    try:
        session.put({"x": 1})
    except EngineFault as error:
        sender.send(str(error))
    else:
        sender.send("taken")


def test_a_session_does_not_outlive_a_fork():
    session = one(Comparison("x", "==", 1)).open()
    session.put({"x": 1})
    receiver, sender = multiprocessing.Pipe()
    with session._lock:  # held by a thread of the parent, of which the child has none
        child = multiprocessing.get_context("fork").Process(target=_told_in_a_fork, args=(session, sender))
        child.start()
        assert receiver.poll(20)
    child.join(20)
    assert "closed" in receiver.recv()
    assert child.exitcode == 0
    assert len(session.put({"x": 1})[1]) == 1

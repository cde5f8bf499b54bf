"""Single tests as comparisons of attributes: what the network decides by itself, and what crosses as an answer."""

from datetime import date, time

import pytest
from hypothesis import given

from afterschool_policy.engines.durable.atoms import Attributes
from afterschool_policy.engines.durable.network import Network
from afterschool_policy.engines.durable.ruleset import Pattern
from afterschool_policy.engines.interpreter import WalkingEngine
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.tree import Apply, Constant, Fact, Given, ListOf
from afterschool_policy.law.model import Body
from afterschool_policy.values import truth
from afterschool_policy.values.truth import Truth
from afterschool_policy.values.types import BOOLEAN
from tests.strategies import facts, single_tests
from tests.support import code, law, list_of, question, rule, typed

KINDS = code("kinds")


def found(atom, known):
    """The truths that fire for an atom."""
    attributes = Attributes((atom,))
    (literals,) = attributes.literals
    ways = ((Truth.TRUE, literals.true), (Truth.FALSE, literals.false), (Truth.UNKNOWN, literals.unknown))
    told = [(each, (Pattern("m", conjunction),)) for each, alternatives in ways for conjunction in alternatives]
    session = Network([rule for _, rule in told]).open()
    _, firings = session.put(attributes.of(known))
    session.close()
    return {told[firing.rule][0] for firing in firings}


@given(single_tests(), facts())
def test_exactly_one_truth_fires_and_it_is_the_right_one(written, known):
    put = question(law([rule("a-rule", "must", Body(condition=typed(written)))]))
    verdict = WalkingEngine().verdict(put, known)
    for atom, wanted in zip(put.atoms, verdict.truths, strict=True):
        assert found(atom, known) == {wanted}


@pytest.mark.parametrize("count", [1, 2, 5, 6, 16, 17, 40])
@pytest.mark.parametrize("symbol", ["in", "not in"])
def test_lists_of_any_length(count, symbol):
    names = [f"thing.kind_{place}" for place in range(count)]
    every = ListOf(tuple(Fact(name, KINDS) for name in names), list_of(KINDS))
    written = Constant(tuple(names), list_of(KINDS))
    among_facts = Apply(symbol, (Constant("red", KINDS), every), BOOLEAN)
    among_codes = Apply(symbol, (Fact("thing.kind", KINDS), written), BOOLEAN)
    for last in ("red", "blue"):
        known = {**dict.fromkeys(names, "green"), names[-1]: last, "thing.kind": names[-1] if last == "red" else "blue"}
        for atom in (among_facts, among_codes):
            for told in (known, {name: value for name, value in known.items() if name != names[0]}, {}):
                assert found(atom, told) == {truth.of(value_of(atom, told))}


@pytest.mark.parametrize("count", [1, 16, 17, 40])
def test_whether_any_of_many_facts_is_known(count):
    names = [f"thing.kind_{place}" for place in range(count)]
    atom = Given(tuple(Fact(name, KINDS) for name in names))
    assert found(atom, {}) == {Truth.UNKNOWN}
    assert found(atom, {names[-1]: "red"}) == {Truth.TRUE}


@pytest.mark.parametrize(
    ("written", "known", "crossing"),
    [
        ("thing.people > 2", {"thing.people": 5}, {5_000_000}),
        ("thing.start < thing.end", {"thing.start": time(0, 1), "thing.end": time(0, 2)}, {60 * 10**6, 120 * 10**6}),
        ("thing.day < 2021-09-01", {"thing.day": date(1, 1, 2)}, {2}),
        ("thing.fee / 3 < 1", {"thing.fee": 4}, {4, 3}),
    ],
)
def test_what_the_network_can_compare_crosses_as_values(written, known, crossing):
    assert set(Attributes((typed(written),)).of(known).values()) == crossing

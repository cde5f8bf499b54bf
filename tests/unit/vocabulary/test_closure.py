"""What follows from given facts: forwards and backwards, in any order, and nothing from a contradiction."""

from itertools import permutations

import pytest

from afterschool_policy.language.tree import Fact, Given
from afterschool_policy.vocabulary.closure import Entailments
from afterschool_policy.vocabulary.entailment import Entailment
from afterschool_policy.vocabulary.facts import Evidence, Facts
from tests.support import TYPES, text, typed


def entails(name, premises, conclusion, clauses=()):
    return Entailment(name, tuple(map(typed, premises)), typed(conclusion), clauses, text(name))


def by_knowing(fact, conclusion):
    return Entailment(f"given {fact}", (Given((Fact(fact, TYPES[fact]),)),), typed(conclusion), (), text("given"))


READY = entails("ready", ["thing.sound"], "thing.ready", ("1",))
WANTED = entails("wanted", ["thing.ready"], "thing.wanted")
DATED = by_knowing("thing.day", "thing.sound")
RED = entails("red", ["thing.kind == red"], "not thing.sound")
SAME = entails("same", [], "thing.other == thing.kind")
LONGEST = entails("longest", [], "thing.end == max(thing.moments)")
FEWER = entails("fewer", [], "thing.places <= thing.people")
BOTH = entails("both", ["thing.sound", "thing.ready"], "thing.wanted")


def known(each, **given):
    return dict(Entailments(tuple(each)).close(Facts({f"thing.{name}": value for name, value in given.items()})).values)


@pytest.mark.parametrize("order", [*permutations([READY, WANTED, DATED])])
def test_what_follows_follows_in_whatever_order_it_is_written(order):
    every = {"thing.sound": True, "thing.ready": True, "thing.wanted": True}
    assert known(order, sound=True) == every
    assert known(order, day="any") == {"thing.day": "any", **every}
    assert known(order, wanted=False) == {"thing.wanted": False, "thing.ready": False, "thing.sound": False}


def test_a_fact_takes_the_value_that_a_comparison_leaves_it():
    assert known([SAME], kind="red") == {"thing.kind": "red", "thing.other": "red"}
    assert known([SAME], other="red") == {"thing.other": "red"}
    assert known([LONGEST], moments=(1, 3, 2)) == {"thing.moments": (1, 3, 2), "thing.end": 3}
    assert known([RED], sound=True) == {"thing.sound": True}  # of the other kinds, nobody knows which


def test_of_several_premises_the_one_that_is_open_is_false_where_the_conclusion_is():
    assert known([BOTH], sound=True, wanted=False)["thing.ready"] is False
    assert "thing.ready" not in known([BOTH], wanted=False)
    assert known([BOTH], sound=True, ready=True)["thing.wanted"] is True


def test_the_facts_tell_what_was_entailed_from_what():
    facts = Entailments((READY, WANTED)).close(Facts({"thing.sound": True}))
    assert {name: (each.by.id, each.sources) for name, each in facts.entailed.items()} == {
        "thing.ready": ("ready", ("thing.sound",)),
        "thing.wanted": ("wanted", ("thing.ready",)),
    }
    assert [*facts.given_behind("thing.wanted")] == ["thing.sound"]
    assert facts.given == {"thing.sound": True}


def test_given_facts_that_cannot_all_be_true_are_unknown_and_named():
    facts = Entailments((READY, WANTED)).close(Facts({"thing.sound": True, "thing.wanted": False, "thing.fee": 3}))
    assert facts.values == {"thing.fee": 3}
    (found,) = facts.contradictions
    assert (found.facts, found.reason) == (("thing.sound", "thing.wanted"), text("wanted"))
    assert facts.given == {"thing.sound": True, "thing.wanted": False, "thing.fee": 3}
    assert facts.withdrawn == {"thing.sound": True, "thing.wanted": False}


def test_what_rested_on_a_contradiction_falls_with_it():
    facts = Entailments((READY, RED)).close(Facts({"thing.sound": True, "thing.kind": "red"}))
    assert facts.values == {}
    assert [each.entailment for each in facts.contradictions] == ["red"]


def test_what_takes_a_side_in_a_contradiction_does_not_settle_it():
    given = {"thing.sound": True, "thing.kind": "red", "thing.day": "any", "thing.fee": 3}
    facts = Entailments((READY, RED, DATED)).close(Facts(given))
    assert facts.values == {"thing.fee": 3}
    assert [each.facts for each in facts.contradictions] == [("thing.day", "thing.kind", "thing.sound")]


def test_a_comparison_of_two_facts_is_checked_and_gives_none_a_value():
    assert known([FEWER], places=2, people=3) == {"thing.places": 2, "thing.people": 3}
    assert known([FEWER], places=4, people=3) == {}
    assert known([FEWER], people=3) == {"thing.people": 3}


def test_facts_that_no_entailment_ties_are_left_as_they_are():
    facts = Facts({"thing.fee": 3}, {"thing.fee": Evidence(3, source="a bill")})
    assert Entailments((READY,)).close(facts) is facts
    assert Entailments().close(facts) is facts


def test_closing_again_changes_nothing():
    entailments = Entailments((READY, WANTED, RED))
    for given in ({"thing.sound": True}, {"thing.sound": True, "thing.kind": "red"}, {"thing.wanted": False}):
        once = entailments.close(Facts(given))
        assert entailments.close(once) == once


def test_the_facts_that_can_tell_of_others_are_found_through_one_another():
    entailments = Entailments((READY, WANTED, SAME))
    assert set(entailments.sources_of(["thing.wanted"])) == {"thing.ready", "thing.sound"}
    assert entailments.sources_of(["thing.fee"]) == ()

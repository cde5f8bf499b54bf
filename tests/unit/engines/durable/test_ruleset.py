"""What is told to the network keeps to what it can do: guards where they belong, bounds kept, names told apart."""

import json

import pytest

from afterschool_policy import EngineFault
from afterschool_policy.engines.durable.ruleset import (
    MAX_ATTRIBUTES_IN_SHARD,
    MAX_PATTERNS_IN_RULE,
    MAX_PATTERNS_IN_SHARD,
    MAX_TERMS_IN_PATTERN,
    Attribute,
    Comparison,
    Pattern,
    identity,
    shards,
)

COLLIDING = ("tbdxatiq", "nakmvxxv")


def single(*comparisons):
    return (Pattern("m", comparisons),)


def terms(rule):
    """The terms of each pattern of a rule, as they are told."""
    (shard,) = shards([rule])
    return [term for pattern in json.loads(shard.definition)["0"]["all"] for (term,) in [pattern.values()]]


def test_every_shard_has_a_rule_that_always_matches():
    rules = [single(Comparison("a", "==", each)) for each in range(100)]
    for shard in shards(rules):
        assert json.loads(shard.definition)["_seen"] == {"all": [{"m": {"_k": 1}}]}


def test_shards_are_small_and_hold_every_rule_once():
    rules = [single(Comparison("a", "==", each)) for each in range(200)]
    sizes = [len(json.loads(shard.definition)) - 1 for shard in shards(rules)]
    assert max(sizes) <= MAX_PATTERNS_IN_SHARD
    assert sum(sizes) == 200


def test_a_fact_that_matches_several_patterns_of_a_rule_counts_for_each():
    rule = tuple(Pattern(f"p{each}", (Comparison("a", ">", each),)) for each in range(12))
    assert len(shards([rule] * 9)) == 3


def test_a_shard_reads_no_more_attributes_than_a_fact_can_have():
    rules = [single(*(Comparison(f"a{each}_{one}", "==", 1) for one in range(20))) for each in range(30)]
    assert max(len(shard.attributes) for shard in shards(rules)) <= MAX_ATTRIBUTES_IN_SHARD


def test_attributes_are_compared_only_where_both_exist():
    (told,) = terms(single(Comparison("a", "<", Attribute("b"))))
    assert told["$and"] == [{"$ex": {"a": 1}}, {"$ex": {"b": 1}}, {"$lt": {"a": {"$m": "b"}}}]


def test_a_join_asks_both_facts_for_what_it_compares_and_ends_with_a_term_of_its_own():
    first, second = terms(
        (
            Pattern("first", (Comparison("kind", "==", 1),)),
            Pattern("second", (Comparison("a", "!=", Attribute("b", of="first")),)),
        )
    )
    assert {"$ex": {"b": 1}} in first["$and"]
    assert second["$and"] == [{"$ex": {"a": 1}}, {"$neq": {"a": {"first": "b"}}}, {"_k": {"first": "_k"}}]


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param((), id="no pattern"),
        pytest.param(single(), id="no comparison"),
        pytest.param(single(Comparison("a", "matches", 1)), id="unknown operator"),
        pytest.param(single(Comparison("a", "==", 2**62)), id="too large"),
        pytest.param(single(Comparison("a", "==", True)), id="boolean"),
        pytest.param(single(Comparison("a", "==", 1.5)), id="fraction"),
        pytest.param(single(Comparison("a", "==", "1")), id="text"),
        pytest.param(single(Comparison("a", "==", Attribute("b", of="later"))), id="join with no earlier pattern"),
        pytest.param(single(Comparison("sid", "==", 1)), id="the network's own name"),
        pytest.param(single(Comparison("$s", "==", 1)), id="the name of its state"),
        pytest.param(single(Comparison("年级", "==", 1)), id="name that is not plain"),
        pytest.param(single(Comparison("a.b", "==", 1)), id="name of an inner object"),
    ],
)
def test_what_the_network_cannot_do_is_refused(rule):
    with pytest.raises(EngineFault) as caught:
        shards([rule])
    assert "durable" in caught.value.render("zh")


def test_the_bounds_are_the_networks_own():
    patterns = tuple(Pattern(f"p{each}", (Comparison("a", "==", each),)) for each in range(MAX_PATTERNS_IN_RULE + 1))
    assert shards([patterns[:-1]])
    with pytest.raises(EngineFault):
        shards([patterns])
    many = tuple(Comparison("a", "!=", each) for each in range(MAX_TERMS_IN_PATTERN + 1))
    assert shards([single(*many[:-1])])
    with pytest.raises(EngineFault):
        shards([single(*many)])


def test_the_guards_count_against_the_room_of_a_pattern():
    many = tuple(Comparison(f"a{each}", "<", Attribute(f"b{each}")) for each in range(11))
    with pytest.raises(EngineFault):
        shards([single(*many)])


def test_two_names_that_are_one_to_the_network_are_refused():
    one, other = COLLIDING
    assert identity(one) == identity(other)
    assert shards([single(Comparison(one, "==", 1))])
    with pytest.raises(EngineFault) as caught:
        shards([single(Comparison(one, "==", 1)), single(Comparison(other, "==", 1))])
    assert one in caught.value.render("en")
    assert other in caught.value.render("en")


def test_pattern_names_that_are_one_to_the_network_are_refused():
    one, other = COLLIDING
    with pytest.raises(EngineFault):
        shards([(Pattern(one, (Comparison("a", "==", 1),)), Pattern(other, (Comparison("a", "==", 2),)))])


def test_an_identity_is_the_networks_hash():
    assert identity("$lt") == 542787579
    assert identity("all") == 321211332

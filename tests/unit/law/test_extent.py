"""No rule is vast once its definitions are written out, and nothing is written out to find that."""

from __future__ import annotations

from dataclasses import replace

import pytest

from afterschool_policy import InvalidPolicy
from afterschool_policy.language.tree import Apply, Derived, Node
from afterschool_policy.law import bundle
from afterschool_policy.law.extent import MOST_LEVELS, MOST_PARTS, rules_beyond_bounds
from afterschool_policy.law.model import Alternative, Body, Law
from afterschool_policy.values.types import BOOLEAN
from tests.support import law, rule, typed

SOUND = typed("thing.sound")


def derived(number: int) -> Node:
    return Derived(f"thing.step_{number}", BOOLEAN) if number else SOUND


def stepping(steps: int, times: int) -> Law:
    """A law in which each definition names the one before it so many times, and a rule names the last."""
    made = [
        rule(
            f"step-{number}",
            "definition",
            Body(value=Apply("and", (derived(number - 1),) * times, BOOLEAN)),
            decisions=(),
            define=f"thing.step_{number}",
        )
        for number in range(1, steps + 1)
    ]
    return law([*made, rule("asks", "must", Body(condition=derived(steps)))])


def beyond(made: Law) -> list[str]:
    return [each.id for each in rules_beyond_bounds(made)]


@pytest.mark.parametrize(("steps", "times"), [(3, 2), (11, 2), (2, 90), (MOST_LEVELS // 2 - 1, 1)])
def test_a_law_within_the_bounds_is_let_be(steps, times):
    assert not beyond(stepping(steps, times))


def test_a_definition_that_is_too_large_is_told_and_not_all_that_name_it():
    assert beyond(stepping(20, 2)) == ["step-12"]
    assert beyond(stepping(MOST_LEVELS, 1)) == [f"step-{MOST_LEVELS // 2 + 1}"]


def test_all_trees_of_a_rule_count_under_each_choice_of_readings():
    made = stepping(11, 2)
    *others, asks = made.rules
    named = asks.body.condition
    both = replace(asks, body=Body(applies=named, condition=named, value=named))
    assert beyond(replace(made, rules=(*others, both))) == ["asks"]
    other = Alternative("R-1", "other", frozenset({"applies", "value"}), Body(applies=named, value=named))
    assert beyond(replace(made, rules=(*others, replace(asks, alternatives=(other,))))) == ["asks"]
    assert MOST_PARTS < 3 * 2**12


def test_a_bundle_with_such_a_rule_is_refused():
    with pytest.raises(InvalidPolicy) as refused:
        bundle.loads(bundle.dumps(stepping(60, 2)))
    assert refused.value.diagnostics[0].code == "bundle-unreadable"

"""A condition of thousands of items is decided like one of two: brackets of the generated code nest by halves."""

import pytest

from afterschool_policy import Policy
from afterschool_policy.language.tree import Apply, Constant, Fact
from afterschool_policy.law.model import Body
from afterschool_policy.values.types import BOOLEAN
from tests.support import TYPES, law, rule


@pytest.mark.parametrize(("symbol", "sign"), [("and", "<"), ("or", ">")])
@pytest.mark.parametrize("items", [201, 5_000])
def test_a_condition_may_have_thousands_of_items(symbol, sign, items):
    people = Fact("thing.people", TYPES["thing.people"])
    tests = tuple(Apply(sign, (people, Constant(place, people.type)), BOOLEAN) for place in (*range(1, items + 1),))
    policy = Policy(law([rule("one", "must_not", Body(condition=Apply(symbol, tests, BOOLEAN)))]))
    settled = policy.decide("ask", {"thing": {"people": 0 if symbol == "and" else items + 1}})
    assert settled.outcome == "prohibited"
    other = policy.decide("ask", {"thing": {"people": items + 1 if symbol == "and" else 0}})
    assert (
        other.outcome
        == policy.decide("ask", {"thing": {"people": items + 1 if symbol == "and" else 0}}, engine="walking").outcome
    )
    assert other.outcome != "prohibited"

"""The first and the last day of the calendar are days like others: nothing looks for one before or after them."""

from datetime import date

import pytest

from afterschool_policy import Policy
from afterschool_policy.law.model import Body, Effective
from tests.support import law, rule, typed


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("sign", ["<", "<=", "==", "!=", ">", ">="])
def test_a_rule_may_compare_with_either_end(sign, day):
    made = rule("one", "must_not", Body(condition=typed(f"thing.day {sign} {day} and thing.sound")))
    policy = Policy(law([made]))
    assert policy.decide("ask", {}).why_not("prohibited")
    decision = policy.decide("ask", {"thing": {"day": date.fromisoformat(day)}})
    assert decision.outcome == ("undetermined" if "=" in sign and sign != "!=" else "permitted")
    assert decision.explain("zh", "html")


@pytest.mark.parametrize(
    "effective", [Effective(None, date.max), Effective(date.min, date.max), Effective(date.max, None)]
)
def test_a_version_may_hold_from_and_to_either_end(effective):
    policy = Policy(law([rule("one", "must_not", Body(condition=typed("thing.sound")), effective=effective)]))
    for day in (None, date.min, date.max):
        decision = policy.decide("ask", {"thing": {"sound": True}}, as_of=day)
        assert decision.explain("en", "text")

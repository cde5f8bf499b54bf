"""What to ask to settle one amount."""

import pytest

from afterschool_policy import InvalidRequest, Policy
from tests.support import LIBRARY

LIBRARY_LOANS = Policy.load(LIBRARY)


def asked(amount, **loan):
    return LIBRARY_LOANS.decide("overdue", {"loan": loan}).ask_next(amount)


def test_an_open_amount_asks_for_what_it_turns_on():
    plan = asked("fine_yuan", days=31)
    assert [each.fact for each in plan.questions] == ["loan.books"]
    assert plan.most == 1
    assert "One more question at most" in plan.explain("en")


def test_an_amount_that_is_told_asks_for_nothing():
    plan = asked("fine_yuan", days=31, books=10)
    assert plan.questions == ()
    assert "nothing has to be asked" in plan.explain("en")


def test_an_amount_that_there_is_not_is_refused():
    with pytest.raises(InvalidRequest, match="fine_yuan"):
        asked("fin_yuan", days=31)

"""The quick way to take facts gives what the thorough one gives, or gives up; it never takes what that one refuses."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterschool_policy import InvalidFacts
from afterschool_policy.vocabulary.intake import take
from afterschool_policy.vocabulary.plain_intake import PlainIntake
from tests.strategies import facts
from tests.support import VOCABULARY

PLAIN = PlainIntake(VOCABULARY)


class Kinds(StrEnum):
    RED = "red"


anything = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 200), st.floats(), st.decimals(allow_nan=False), st.times(), st.dates(),
    st.datetimes(), st.sampled_from(("red", "early", "unlisted", "", "18:30", "7:20", "2021-09-01", Kinds.RED)),
    st.lists(st.one_of(st.sampled_from(("early", "late", "unlisted")), st.integers(0, 1), st.none()), max_size=3),
    st.just({"value": True}), st.just({"a": 1}), st.just(time(9, tzinfo=UTC)),
)  # fmt: skip


def thorough(given_):
    try:
        return take(VOCABULARY, given_)
    except InvalidFacts:
        return None


@given(st.dictionaries(st.sampled_from([spec.short for spec in VOCABULARY.facts.values()]), anything, max_size=5))
def test_what_it_takes_is_what_the_thorough_way_takes(thing):
    found = PLAIN.values({"thing": thing})
    whole = thorough({"thing": thing})
    if found is not None:
        assert whole is not None
        assert (found, [type(each) for each in found.values()]) == (
            whole.values,
            [type(each) for each in whole.values.values()],
        )
        assert not whole.evidence


@given(facts())
def test_it_takes_plain_facts(known):
    plain = {name: value for name, value in known.items() if type(value) in (bool, int, time, date)}
    assert PLAIN.values({"thing": {name.split(".")[1]: value for name, value in plain.items()}}) == plain


@pytest.mark.parametrize("written", ["09:05", "9:05"])
def test_it_takes_a_time_with_and_without_the_leading_nought(written):
    assert PLAIN.values({"thing": {"start": written}}) == {"thing.start": time(9, 5)}


@pytest.mark.parametrize(
    "given_",
    [
        {"thing": {"sound": 1}},
        {"thing": {"people": True}},
        {"thing": {"people": -1}},
        {"thing": {"people": Decimal(2)}},
        {"thing": {"kind": ["red"]}},
        {"thing": {"kind": "unlisted"}},
        {"thing": {"tags": "early"}},
        {"thing": {"day": datetime(2021, 9, 1)}},
        {"thing": {"start": time(9, tzinfo=UTC)}},
        {"thing": {"start": "9:5"}},
        {"thing": {"start": "009:05"}},
        {"thing": {"start": "24:00"}},
        {"thing": {"day": "2021-13-01"}},
        {"thing": {"day": "2021-9-1"}},
        {"thing": {"sound": {"value": True, "source": "a"}}},
        {"thing": {"no_such": True}},
        {"no_such": {"sound": True}},
        {"thing": True},
        {"thing": None},
    ],
)
def test_it_gives_up_where_a_closer_look_is_needed(given_):
    assert PLAIN.values(given_) is None

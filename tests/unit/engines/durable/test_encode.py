"""Values cross exactly or not at all: equal ones as equal numbers, smaller ones as smaller numbers."""

from datetime import date, time
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterschool_policy import InvalidFacts
from afterschool_policy.engines.durable.encode import Alphabet, whole, whole_of, wholes_of
from tests.support import number, typed

MICROSECONDS = st.times()
SORTED = st.one_of(
    st.tuples(*[st.integers(-(10**9), 10**9) | st.decimals(-(10**6), 10**6, places=6)] * 2),
    st.tuples(MICROSECONDS, MICROSECONDS),
    st.tuples(st.dates(), st.dates()),
    st.tuples(st.booleans(), st.booleans()),
)


def alphabet(*written):
    return Alphabet({text: place for place, text in enumerate(written)})


@given(SORTED)
def test_what_is_ordered_stays_ordered(pair):
    one, other = (whole(value, alphabet()) for value in pair)
    assert (one < other) is (pair[0] < pair[1])
    assert (one == other) is (pair[0] == pair[1])


@given(st.lists(st.text(max_size=3), max_size=6), st.lists(st.text(max_size=3), max_size=8))
def test_texts_are_equal_where_their_numbers_are(written, met):
    letters = alphabet(*dict.fromkeys(written))
    numbers = [letters.number(text) for text in (*written, *met)]
    texts = [*written, *met]
    for one, text in zip(numbers, texts, strict=True):
        assert [one == each for each in numbers] == [text == each for each in texts]


def test_long_texts_that_differ_in_their_last_character_stay_apart():
    letters = alphabet("x" * 65536 + "y")
    assert letters.number("x" * 65536 + "y") != letters.number("x" * 65536 + "z")


def test_equal_mappings_have_one_number():
    letters = alphabet()
    assert letters.number({"a": 1}) == letters.number({"a": Decimal(1)})
    assert letters.number({"a": 1}) != letters.number({"a": 2})


@pytest.mark.parametrize("value", [Decimal("0.0000001"), Fraction(1, 3), 10**13, Decimal("1E+40")])
def test_a_number_without_an_exact_whole_number_is_refused_by_the_name_of_its_fact(value):
    fact = typed("thing.fee", number("yuan"))
    with pytest.raises(InvalidFacts) as caught:
        whole_of(fact, {"thing.fee": value}, alphabet())
    (told,) = caught.value.diagnostics
    assert told.code == "fact-not-exact"
    assert "thing.fee" in told.message("zh")
    assert "thing.fee" in told.message("en")


@given(st.fractions(-1000, 1000, max_denominator=10**6), st.fractions(-1000, 1000, max_denominator=10**6))
def test_computed_terms_are_compared_over_their_common_denominator(one, other):
    left, right = typed("thing.fee", number("yuan")), typed("thing.price", number("yuan"))
    numbers = wholes_of(left, right, {"thing.fee": one, "thing.price": other})
    assert numbers is not None
    assert (numbers[0] < numbers[1]) is (one < other)
    assert (numbers[0] == numbers[1]) is (one == other)


def test_a_computed_term_that_is_too_large_is_refused_by_the_names_of_its_facts():
    left = typed("thing.fee + thing.price", number("yuan"))
    right = typed("thing.price", number("yuan"))
    with pytest.raises(InvalidFacts) as caught:
        wholes_of(left, right, {"thing.fee": 10**30, "thing.price": 1})
    assert caught.value.diagnostics[0].fields["names"] == "thing.fee, thing.price"


def test_an_unknown_term_has_no_number():
    left = typed("thing.fee + thing.price", number("yuan"))
    assert whole_of(left, {"thing.fee": 1}, alphabet()) is None
    assert wholes_of(left, typed("thing.price", number("yuan")), {"thing.fee": 1}) is None


def test_times_keep_their_seconds_and_dates_their_day():
    assert whole(time(18, 30, 1), alphabet()) - whole(time(18, 30), alphabet()) == 10**6
    assert whole(date(2024, 3, 1), alphabet()) - whole(date(2024, 2, 28), alphabet()) == 2

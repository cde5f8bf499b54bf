"""Terms over columns: exact, and none at all where a number could leave its 64 bits."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterschool_policy.engines.columnar.columns import MOST, FactRows, Scaled
from afterschool_policy.engines.columnar.terms import compared, term_of
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.tree import Apply, Constant, Fact
from tests.support import number, typed

YUAN = number("yuan")
EXACT = [
    "thing.fee + thing.price * 3", "thing.fee - 0.35", "-(thing.fee)", "min(thing.fee, thing.price, 2.5)",
    "max(thing.fee, thing.price)", "(thing.fee + thing.price) / 7", "thing.fee / -0.3", "ceil(thing.fee / 3)",
    "floor(-(thing.fee) / 0.7)", "ceil(thing.fee)", "floor(thing.price * 0.01)", "thing.total",
]  # fmt: skip


def rows_of(numbers, parts=100):
    columns = {
        name: Scaled(np.array([each[place] for each in numbers], np.int64), np.ones(len(numbers), bool), parts)
        for place, name in enumerate(("thing.fee", "thing.price"))
    }
    return FactRows(columns, len(numbers))


@pytest.mark.parametrize("written", EXACT)
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), min_size=1, max_size=5))
def test_a_term_is_what_the_definition_says(written, numbers):
    node, rows = typed(written, YUAN), rows_of(numbers)
    term = term_of(node, rows)
    if written == "thing.total":  # a definition that is not linked here
        assert term is None
        return
    for row, number_ in enumerate(np.broadcast_to(term.numbers, rows.count)):
        assert Fraction(int(number_), term.parts) == value_of(node, rows.facts(row))
        assert abs(int(number_)) <= term.most


@pytest.mark.parametrize(
    "written",
    [
        "thing.fee * thing.price",
        "thing.fee * 1000000000000",
        "thing.fee / 0.000000000001",
        "thing.fee + thing.price / 7",
    ],
)
def test_what_could_overflow_is_no_term(written):
    assert term_of(typed(written, None), rows_of([(MOST - 1, MOST - 1), (0, 0)], 1)) is None


def test_what_cannot_be_brought_to_one_measure_is_not_compared():
    fee = Fact("thing.fee", YUAN)
    test = Apply("<", (fee, Constant(Decimal("0.001"), YUAN)), YUAN)
    assert compared(test, rows_of([(MOST - 1, 0)], 1)) is None
    assert list(compared(test, rows_of([(0, 0), (1, 0)], 1))) == [True, False]


def test_days_and_times_are_compared_by_one_measure():
    from datetime import date, time  # noqa: PLC0415

    from afterschool_policy.engines.columnar.columns import Coded  # noqa: PLC0415

    columns = {
        "thing.start": Coded(np.array([0, 1], np.int32), [time(9), time(10, 0, 1)]),
        "thing.end": Coded(np.array([0, 0], np.int32), [time(10)]),
        "thing.day": Coded(np.array([1, 0], np.int32), [date(1, 1, 1), date(9999, 12, 31)]),
    }
    rows = FactRows(columns, 2)
    assert list(compared(typed("thing.start < thing.end"), rows)) == [True, False]
    assert list(compared(typed("thing.day > 2021-09-01"), rows)) == [True, False]

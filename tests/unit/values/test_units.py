"""Units multiply and divide as quantities do, and are written in one way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterschool_policy.values.units import ONE, Unit

names = st.sampled_from(("yuan", "student", "class_hour", "day"))
units = st.dictionaries(names, st.integers(-2, 2).filter(bool), max_size=3).map(
    lambda powers: Unit(tuple(sorted(powers.items())))
)


@pytest.mark.parametrize(
    "written", ["yuan", "yuan/class_hour", "yuan/student/year", "day*student", "1", "1/day", "a_b/c_d"]
)
def test_a_unit_is_written_as_it_was_read(written):
    unit = Unit.parse(written)
    assert unit is not None
    assert str(unit) == written


@pytest.mark.parametrize(
    "written", ["", "Yuan", "yuan ", "3 yuan", "yuan per day", "/day", "yuan/", "元", "yuan//day", "*day"]
)
def test_what_is_no_unit_is_refused(written):
    assert Unit.parse(written) is None


def test_equal_names_cancel():
    assert Unit.parse("yuan/yuan") == ONE
    assert Unit.parse("student*day/student") == Unit.parse("day")
    assert Unit.parse("day*yuan") == Unit.parse("yuan*day")


@given(units)
def test_what_is_printed_is_read_back(unit):
    assert Unit.parse(str(unit)) == unit


@given(units, units, units)
def test_units_form_a_commutative_group(one, two, three):
    assert one.times(two) == two.times(one)
    assert one.times(two).times(three) == one.times(two.times(three))
    assert one.times(ONE) == one
    assert one.times(one, -1) == ONE
    assert one.times(two).times(two, -1) == one

"""The telling values of facts: every boundary and both its sides, every code named and one that is not."""

from datetime import date, time

import pytest

from afterschool_policy.search.domains import UNLISTED, domains
from tests.support import VOCABULARY, typed


def telling(written, name):
    return domains([typed(written)], VOCABULARY)[f"thing.{name}"]


@pytest.mark.parametrize(
    ("written", "name", "boundary"),
    [
        ("thing.people > 41", "people", (40, 41, 42)),
        ("thing.fee <= 250", "fee", (249, 250, 251)),
        ("thing.start >= 18:30", "start", (time(18, 29), time(18, 30), time(18, 31))),
        ("thing.day < 2024-03-01", "day", (date(2024, 2, 29), date(2024, 3, 1), date(2024, 3, 2))),
    ],
)
def test_a_boundary_is_met_from_both_sides(written, name, boundary):
    assert set(boundary) <= set(telling(written, name))


def test_no_value_lies_outside_the_range_of_its_fact():
    assert min(telling("thing.places > 1", "places")) >= 1


def test_booleans_have_both_truths():
    assert set(telling("thing.sound", "sound")) == {True, False}


def test_codes_are_those_named_and_one_more():
    assert telling("thing.kind == green", "kind") == ("green", "red")
    assert telling("thing.kind in [red, green, blue]", "kind") == ("red", "green", "blue")


def test_an_open_list_takes_a_code_that_it_does_not_list():
    told = telling("any(thing.tags) in [early, late, long]", "tags")
    assert (UNLISTED,) in told
    assert () in told


def test_every_fact_that_is_read_has_values():
    found = domains([typed('thing.sound and thing.note == "a" and thing.stated == thing.actual')], VOCABULARY)
    assert set(found) == {"thing.sound", "thing.note", "thing.stated", "thing.actual"}
    assert all(len(values) > 1 for values in found.values())

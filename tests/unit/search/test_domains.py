"""The telling values of facts: where a test turns, both sides of it, and every sort of code and list."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from fractions import Fraction

import pytest

from afterschool_policy.language.evaluate import Values
from afterschool_policy.language.tree import atoms_of
from afterschool_policy.law.model import Body
from afterschool_policy.search import domains, orders
from afterschool_policy.search.domains import UNLISTED, Domains
from afterschool_policy.values.numbers import BEYOND
from tests.support import SCOPE, VOCABULARY, law, question, rule, typed


def domains_of(written):
    return Domains(dict.fromkeys(atoms_of(typed(written))), VOCABULARY)


def telling(written, name, **given):
    return domains_of(written).of(f"thing.{name}", {f"thing.{each}": value for each, value in given.items()})


def values(written, name, **given):
    return set(telling(written, name, **given).values)


@pytest.mark.parametrize(
    ("written", "name", "turning"),
    [
        ("thing.people > 41", "people", (41, 42)),
        ("thing.fee <= 250", "fee", (Decimal("249.99"), 250, Decimal("250.01"))),
        ("thing.share >= 0.8", "share", (Decimal("0.79"), Decimal("0.8"), Decimal("0.81"))),
        ("thing.share > 0.0005", "share", (0, Decimal("0.0001"), Decimal("0.0005"), Decimal("0.01"))),
        ("thing.people in [7, 8, 11]", "people", (6, 7, 8, 9, 11, 12)),
        ("7 == thing.people", "people", (6, 7, 8)),
        ("thing.start >= 18:30", "start", (time(18, 29), time(18, 30))),
        ("thing.start not in [09:00, 23:59]", "start", (time(8, 59), time(9), time(9, 1), time(23, 58), time(23, 59))),
        ("thing.day < 2024-03-01", "day", (date(2024, 2, 29), date(2024, 3, 1))),
        (
            "year(thing.day) == 2021",
            "day",
            (date(2020, 12, 31), date(2021, 1, 1), date(2021, 12, 31), date(2022, 1, 1)),
        ),
        ("thing.fee * 0.05 >= 600", "fee", (Decimal("11999.99"), 12000)),
        ("600 > thing.fee * 0.05", "fee", (Decimal("11999.99"), 12000)),
        ("thing.fee * 3 == 100", "fee", (Decimal("33.33"), Decimal("33.34"))),
        ("thing.fee / 8 == 1.5", "fee", (Decimal("11.99"), 12, Decimal("12.01"))),
        ("-thing.fee + 10 > 2.5", "fee", (Decimal("7.49"), Decimal("7.5"))),
        ("10 - thing.people < 3", "people", (7, 8)),
        ("ceil(thing.people / 30) > 2", "people", (60, 61)),
        ("floor(thing.people / 30) > 2", "people", (89, 90)),
        ("ceil(thing.fee / 30) > 2", "fee", (60, Decimal("60.01"))),
        ("max(thing.people - 10, 0) > 5", "people", (15, 16)),
        ("min(thing.people, 7) == 7", "people", (6, 7)),
        ("max(thing.start, 09:00) <= 17:00", "start", (time(17), time(17, 1))),
        ("thing.people * thing.people > 50", "people", (7, 8)),
        ("thing.people - min(thing.people, 9) > 3", "people", (12, 13)),
        ("thing.fee != floor(thing.fee)", "fee", (0, Decimal("0.01"), 1)),
        ("10 / thing.places < 3", "places", (3, 4)),
    ],
)
def test_both_sides_of_every_turn_are_there(written, name, turning):
    assert set(turning) <= values(written, name)


@pytest.mark.parametrize(
    ("written", "name", "given", "turning"),
    [
        ("thing.places >= ceil(thing.people / 30)", "people", {"places": 4}, (120, 121)),
        ("thing.places >= ceil(thing.people / 30)", "places", {"people": 95}, (3, 4)),
        ("thing.fee + 10 > thing.price", "fee", {"price": 17}, (7, Decimal("7.01"))),
        ("thing.start < thing.end", "end", {"start": time(15)}, (time(15), time(15, 1))),
        ("red in [thing.kind, thing.other]", "kind", {"other": "blue"}, ("red",)),
        ("any(thing.moments) < thing.end", "end", {"moments": (time(9), time(11))}, (time(9), time(9, 1))),
    ],
)
def test_beside_a_given_fact_a_test_turns_where_that_fact_makes_it(written, name, given, turning):
    assert set(turning) <= values(written, name, **given)


def test_a_fact_beside_that_is_not_given_is_taken_at_its_own_telling_values():
    assert {119, 120, 121} <= values("thing.places >= ceil(thing.people / 30) and thing.places > 4", "people")


def test_a_fact_has_no_value_outside_its_range_and_no_part_of_a_whole():
    assert all(
        isinstance(each, int) and each >= 1 for each in values("thing.places * 2 > 5 or thing.places > 1", "places")
    )


def test_booleans_have_both_truths():
    assert values("thing.sound", "sound") == {True, False}


def test_codes_are_those_named_and_one_more():
    assert values("thing.kind == green", "kind") == {"green", "red"}
    assert values("thing.kind in [red, green, blue]", "kind") == {"red", "green", "blue"}
    assert values("thing.kind == thing.other", "kind") == {"red", "green"}


def test_lists_of_codes_hold_so_many_of_each_sort():
    found = values("count(those(thing.tags) not in [early, late]) >= 2 and early in thing.tags", "tags")
    assert found == {
        (*early, *late, *others)
        for early in ((), ("early",)) for late in ((), ("late",)) for others in ((), ("long",), ("long", UNLISTED))
    }  # fmt: skip


def test_lists_of_codes_that_are_named_alike_are_told_by_how_many_there_are():
    assert values("all([early, late, long]) in thing.tags", "tags") == {
        (*("early", "late", "long")[:count], *others) for count in range(4) for others in ((), (UNLISTED,))
    }


def test_lists_of_times_hold_a_member_of_every_piece():
    found = values("any(thing.moments) < 12:00 and all(thing.moments) <= 17:00", "moments")
    assert () in found
    pieces = {tuple(sorted((each >= time(12)) + (each > time(17)) for each in moments)) for moments in found}
    assert pieces == {(), (0,), (1,), (2,), (0, 1), (0, 2), (1, 2), (0, 1, 2)}


def test_as_many_members_are_there_as_a_test_counts():
    assert {0, 1, 2, 3, 4} <= {len(each) for each in values("count(thing.moments) > 3", "moments")}


def test_every_fact_that_is_read_has_values():
    found = domains_of('thing.sound and thing.note == "a" and count(differing(thing.stated, thing.actual)) == 0')
    assert set(found.facts) == {"thing.sound", "thing.note", "thing.stated", "thing.actual"}
    assert all(len(found.of(name, {}).values) > 1 for name in found.facts)


def test_it_says_where_there_may_be_more(monkeypatch):
    assert telling("thing.fee * 0.05 >= 600", "fee").complete
    assert not telling("count(differing(thing.stated, thing.actual)) == 0", "stated").complete
    written = "thing.fee + thing.price > 7 and thing.price in [1, 2, 3]"
    assert telling(written, "fee").complete
    monkeypatch.setattr(domains, "MAX_SETTINGS", 2)
    assert not telling(written, "fee").complete


@pytest.mark.parametrize(
    ("written", "name", "complete"),
    [
        ("count(thing.moments) == 5", "moments", True),
        ("count(thing.moments) == 15", "moments", False),
        ("count(thing.moments) / 3 > 3", "moments", False),
        ("count(thing.moments) > thing.people", "moments", False),
        ("any(thing.moments) > 18:00", "moments", True),
        ("any(thing.tags) == early", "tags", True),
        ("count(thing.tags) == 6", "tags", False),
        ("count(those(thing.tags) not in [early, late]) == 2", "tags", False),
    ],
)
def test_it_says_where_a_test_may_ask_for_more_members_than_are_tried(written, name, complete):
    assert telling(written, name).complete is complete


def test_members_are_of_one_sort_only_where_no_count_tells_them_apart():
    written = "count(those(thing.moments) > 18:00) == 3 and count(thing.moments) == 9"
    found = values(written, "moments")
    assert any(len(each) == 9 and sum(moment > time(18) for moment in each) == 3 for each in found)


def test_of_values_that_no_test_tells_apart_one_is_enough():
    found = domains_of("thing.people > 41 and thing.people < 50")
    assert len(found.ways("thing.people", Values({}))) == 3
    assert len(domains_of("thing.people > 41 and thing.fee > 1").ways("thing.fee", Values({}))) == 2


def test_a_defined_number_turns_through_its_definition():
    put = question(law([rule("a-rule", "must", Body(condition=typed("thing.total >= 100")))]))
    found = Domains(put.atoms, VOCABULARY).of("thing.fee", {"thing.price": 30})
    assert {70, Decimal("69.99")} <= set(found.values)


@pytest.mark.parametrize("written", ["thing.day == {0}", "thing.day < {0}", "thing.day in [2021-09-01, {0}]"])
@pytest.mark.parametrize("end", [date.min, date.max])
def test_the_calendar_has_a_first_and_a_last_day(written, end):
    assert end in values(written.format(end.isoformat()), "day")


@pytest.mark.parametrize("written", ["year(thing.day) == {0}", "year(thing.day) >= {0} and year(thing.day) <= {0}"])
@pytest.mark.parametrize("year", [2, 1900, 3000, 9998])
def test_a_year_however_far_away_is_found(written, year):
    found = values(written.format(year), "day")
    assert {date(year - 1, 12, 31), date(year, 1, 1), date(year, 12, 31), date(year + 1, 1, 1)} <= found


@pytest.mark.parametrize(("year", "inside"), [(1, date(1, 12, 31)), (9999, date(9999, 1, 1))])
def test_so_are_the_first_and_the_last_year(year, inside):
    assert inside in values(f"year(thing.day) == {year}", "day")


def test_of_many_facts_compared_at_once_settings_are_picked_not_gone_through():
    """Of three values each, twenty facts have more settings than can be gone through in a lifetime."""
    names = [f"thing.n{number}" for number in range(21)]
    facts = {name: replace(VOCABULARY.facts["thing.share"], name=name) for name in names}
    scope = replace(SCOPE, facts={name: spec.type for name, spec in facts.items()})
    product, alone = " * ".join(names), " and ".join(f"{name} > 1" for name in names)
    atoms = dict.fromkeys(atoms_of(typed(f"{product} > 5 and {alone}", scope=scope)))
    told = Domains(atoms, replace(VOCABULARY, facts=facts)).of(names[0], {})
    assert 1 in told.values
    assert not told.complete


@pytest.mark.parametrize("power", [6, 20])
def test_no_place_is_looked_at_that_takes_more_digits_than_a_number_may_have(power, monkeypatch):
    """Of a power, where the line between two places crosses takes many times their digits, and soon all memory."""
    looked_at = []

    def at(along, place, others):
        looked_at.append(Fraction(place).denominator)
        assert looked_at[-1:] <= [BEYOND]
        return seen_at(along, place, others)

    seen_at = orders.Along.at
    monkeypatch.setattr(orders.Along, "at", at)
    found = values(f"{' * '.join(['thing.share'] * power)} == {2**power}", "share")
    assert 2 in found
    assert looked_at


def test_a_table_turns_where_its_rows_do_and_is_not_tried_all_over(monkeypatch):
    looked_at = []
    at = orders.Along.at
    monkeypatch.setattr(orders.Along, "at", lambda self, *rest: (looked_at.append(self), at(self, *rest))[1])
    condition = typed("thing.places == thing.score + 40")  # of which thing.people is a part beyond 2
    tests = question(law([rule("a-rule", "must", Body(condition=condition))])).atoms
    given = {"thing.sound": True, "thing.ready": False, "thing.places": 60}
    assert {2, 3, 17, 18, 19} <= {*Domains(tests, VOCABULARY).of("thing.people", given).values}
    assert len(looked_at) < 200

"""The checker: what does not fit is named, all of it, with its place and a suggestion."""

import pytest

from afterschool_policy.language.checker import check
from afterschool_policy.language.parser import parse
from afterschool_policy.values.types import BOOLEAN
from tests.support import SCOPE, code, list_of, number, typed


def faults(written, wanted=BOOLEAN):
    node, found = check(parse(written), SCOPE, wanted)
    assert node is None
    return [(each.code, written[each.at.start : each.at.end]) for each in found]


@pytest.mark.parametrize(
    ("written", "code_", "place"),
    [
        ("thing.sond", "unknown-fact", "thing.sond"),
        ("thing.sound.deep", "unknown-fact", "thing.sound.deep"),
        ("thing.people > parameter.limt", "unknown-parameter", "parameter.limt"),
        ("thing.kind == rde", "unknown-code", "rde"),
        ("thing.kind in [red, gren]", "unknown-code", "gren"),
        ("thing.kind == early", "unknown-code", "early"),
        ("red == green", "bare-code", "red"),
        ("red", "bare-code", "red"),
        ("thing.start > 3", "type-mismatch", ">"),
        ("thing.start > thing.day", "type-mismatch", ">"),
        ("thing.people == thing.fee", "type-mismatch", "=="),
        ("thing.people + thing.fee > 3", "type-mismatch", "+"),
        ("thing.kind > red", "type-mismatch", ">"),
        ("thing.tags == thing.tags", "type-mismatch", "=="),
        ("thing.people in thing.tags", "type-mismatch", "in"),
        ("thing.tags in thing.tags", "type-mismatch", "in"),
        ("thing.sound and thing.people", "type-mismatch", "and"),
        ("not thing.people", "type-mismatch", "not"),
        ("ceil(thing.start) > 3", "type-mismatch", "ceil"),
        ("count(thing.people) > 3", "type-mismatch", "count"),
        ("any(thing.tags)", "type-mismatch", "any"),
        ("any(thing.people) > 3", "type-mismatch", "any(thing.people)"),
        ("any(thing.tags, thing.tags) == early", "type-mismatch", "any(thing.tags, thing.tags)"),
        ("all(thing.moments) > 3", "type-mismatch", ">"),
        ("year(thing.start) == 2021", "type-mismatch", "year"),
        ("thing.people", "wrong-type", "thing.people"),
        ("thing.people + 1", "wrong-type", "thing.people + 1"),
        ("thing.kind in [red, 3]", "wrong-type", "3"),
        ("thing.fee / thing.people > 1", "zero-divisor", "thing.people"),
        ("thing.fee / 0 > 1", "zero-divisor", "0"),
        ("thing.fee / (thing.people - 1) > 1", "zero-divisor", "thing.people - 1"),
        ("round(thing.fee, 0, up) > 1", "zero-divisor", "0"),
    ],
)
def test_what_does_not_fit_is_named_with_its_place(written, code_, place):
    assert faults(written) == [(code_, place)]


def test_every_fault_of_an_expression_is_told():
    assert faults("thing.sond or thing.kind == rde or thing.start > 3") == [
        ("unknown-fact", "thing.sond"),
        ("unknown-code", "rde"),
        ("type-mismatch", ">"),
    ]


def test_a_near_name_is_suggested_and_the_codes_are_listed():
    _, found = check(parse("thing.kind == gren"), SCOPE, BOOLEAN)
    fields = found[0].fields
    assert "green" in str(fields["suggestion"])
    assert fields["allowed"] == ("red", "green", "blue")
    _, found = check(parse("thing.sond"), SCOPE, BOOLEAN)
    assert "thing.sound" in str(found[0].fields["suggestion"])


def test_a_divisor_that_cannot_be_zero_is_let_in():
    for written in ("thing.fee / 2", "thing.fee / thing.places", "thing.fee / parameter.limit"):
        typed(written, None)


def test_a_bare_number_takes_the_unit_of_its_neighbour():
    assert typed("thing.fee + 1", None).type == number("yuan")
    assert typed("1 + thing.fee", None).type == number("yuan")
    assert typed("max(0, thing.fee)", None).type == number("yuan")


def test_the_wanted_type_says_what_a_bare_code_means():
    assert typed("red", code("kinds")).type == code("kinds")
    assert typed("[early, late]", list_of(code("tags"))).type == list_of(code("tags"))
    assert faults("early", code("kinds")) == [("unknown-code", "early")]


def test_the_wanted_unit_is_held_to():
    assert faults("thing.people", number("yuan")) == [("wrong-type", "thing.people")]
    assert typed("3", number("yuan"))

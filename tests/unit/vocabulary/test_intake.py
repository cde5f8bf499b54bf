"""Facts are taken exactly as they are meant, or refused with every mistake named."""

from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum

import pandas
import pytest

from afterschool_policy import Evidence, InvalidFacts
from afterschool_policy.vocabulary.facts import standing
from afterschool_policy.vocabulary.intake import take
from tests.support import VOCABULARY


def taken(**facts):
    return take(VOCABULARY, {"thing": facts}).values


def refused(given, **more):
    with pytest.raises(InvalidFacts) as caught:
        take(VOCABULARY, given, **more)
    return [(each.code, str(each.fields["name"])) for each in caught.value.diagnostics]


class Stage(StrEnum):
    RED = "red"


@pytest.mark.parametrize(
    ("name", "given", "value"),
    [
        ("sound", True, True),
        ("sound", False, False),
        ("people", 30, 30),
        ("people", 30.0, 30),
        ("people", Decimal("30"), 30),
        ("fee", 0.1, Decimal("0.1")),
        ("fee", Decimal("0.10"), Decimal("0.1")),
        ("start", "18:30", time(18, 30)),
        ("start", "8:05", time(8, 5)),
        ("start", time(18, 30), time(18, 30)),
        ("day", "2021-09-01", date(2021, 9, 1)),
        ("day", date(2021, 9, 1), date(2021, 9, 1)),
        ("note", "因为下雨", "因为下雨"),
        ("kind", "red", "red"),
        ("kind", Stage.RED, "red"),
        ("tags", ["early", "late"], ("early", "late")),
        ("tags", ("late", "early"), ("late", "early")),
        ("tags", [], ()),
        ("tags", {"late", "early"}, ("early", "late")),
        ("tags", frozenset({"late"}), ("late",)),
        ("tags", ["late", "early", "late"], ("late", "early")),
        ("moments", ["8:00", time(9)], (time(8), time(9))),
        ("stated", {"a": "x", "b": 1, "c": None, "d": 0.5}, {"a": "x", "b": 1, "d": Decimal("0.5")}),
    ],
)
def test_a_value_is_taken_as_it_is_meant(name, given, value):
    assert taken(**{name: given}) == {f"thing.{name}": value}


def test_a_code_is_taken_as_plain_text():
    assert type(taken(kind=Stage.RED)["thing.kind"]) is str


def test_null_and_absent_are_unknown():
    assert taken(sound=None, kind={"value": None}) == {}
    assert take(VOCABULARY, {"thing": {}}).values == {}
    assert take(VOCABULARY, {"thing": None}).values == {}


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("sound", 1),
        ("sound", "true"),
        ("people", True),
        ("people", 2.5),
        ("people", "30"),
        ("fee", float("nan")),
        ("fee", float("inf")),
        ("fee", False),
        ("start", "18.30"),
        ("start", "25:00"),
        ("start", 1830),
        ("start", "18:30:15"),
        ("day", "2021/09/01"),
        ("day", "2021-02-30"),
        ("day", 20210901),
        ("note", 3),
        ("kind", ""),
        ("kind", 3),
        ("kind", ["red"]),
        ("tags", "early"),
        ("tags", {"early": True}),
        ("stated", ["a"]),
        ("stated", {"a": [1]}),
    ],
)
def test_a_value_of_another_sort_is_refused(name, given):
    assert refused({"thing": {name: given}}) == [("fact-type", f"thing.{name}")]


def test_a_wrong_member_of_a_list_is_named_by_its_place():
    assert refused({"thing": {"tags": ["early", 3, None]}}) == [("fact-type", "thing.tags[1]")]
    assert refused({"thing": {"moments": ["8:00", "noon"]}}) == [("fact-type", "thing.moments[1]")]
    assert refused({"thing": {"people": 3, "note": {"value": "x", "asserted_by": 1.5}}}) == [
        ("fact-type", "thing.note.asserted_by")
    ]


def test_a_moment_is_no_date():
    assert refused({"thing": {"day": datetime(2021, 9, 1, 8)}}) == [("fact-type", "thing.day")]


def test_a_closed_list_refuses_other_codes_and_an_open_one_takes_them():
    assert refused({"thing": {"kind": "yellow"}}) == [("fact-code", "thing.kind")]
    assert taken(tags=["sudden"]) == {"thing.tags": ("sudden",)}


def test_a_refused_code_comes_with_the_nearest_and_all_codes():
    with pytest.raises(InvalidFacts) as caught:
        take(VOCABULARY, {"thing": {"kind": "gren"}})
    assert caught.value.render("en") == (
        "error[fact-code] `thing.kind` cannot be `gren`\n  help: Did you mean `green`? It can be: red, green, blue."
    )


@pytest.mark.parametrize(("name", "given"), [("people", -1), ("fee", Decimal("-0.01")), ("places", 0)])
def test_a_number_out_of_range_is_refused(name, given):
    assert refused({"thing": {name: given}}) == [("fact-range", f"thing.{name}")]


def test_an_unknown_name_is_refused_with_the_nearest():
    with pytest.raises(InvalidFacts) as caught:
        take(VOCABULARY, {"thing": {"sond": True}})
    (fault,) = caught.value.diagnostics
    assert fault.code == "fact-unknown"
    assert "thing.sound" in fault.help("en")


def test_an_unknown_group_is_refused_with_the_groups():
    with pytest.raises(InvalidFacts) as caught:
        take(VOCABULARY, {"pupil": {"grade": 3}, "grade": 4})
    assert [each.code for each in caught.value.diagnostics] == ["fact-unknown", "fact-unknown"]
    assert all("thing" in each.help("en") for each in caught.value.diagnostics)


def test_a_derived_fact_cannot_be_supplied():
    with pytest.raises(InvalidFacts) as caught:
        take(VOCABULARY, {"thing": {"usable": True}}, derived={"thing.usable": ("thing.sound", "thing.ready")})
    (fault,) = caught.value.diagnostics
    assert fault.code == "fact-derived"
    assert "thing.sound, thing.ready" in fault.help("zh")


def test_every_mistake_is_named_at_once():
    given = {"thing": {"sound": 1, "kind": "yellow", "people": -1, "sond": True, "fee": 3}}
    assert sorted(refused(given)) == [
        ("fact-code", "thing.kind"),
        ("fact-range", "thing.people"),
        ("fact-type", "thing.sound"),
        ("fact-unknown", "thing.sond"),
    ]


def test_the_type_error_shows_what_was_given_and_an_example():
    with pytest.raises(InvalidFacts) as caught:
        take(VOCABULARY, {"thing": {"people": 2.5}})
    assert caught.value.render("en") == (
        "error[fact-type] `thing.people` should be a whole number, and is 2.5 (a number)\n  help: For example: 30"
    )


# ----------------------------------------------------------------------------------------------------- evidence
RECORD = {"value": True, "source": "form", "asserted_by": "the head", "asserted_at": "2021-09-01", "grounds": "seen"}


def test_evidence_is_kept_beside_the_value():
    facts = take(VOCABULARY, {"thing": {"sound": RECORD, "ready": True}})
    assert facts.values == {"thing.sound": True, "thing.ready": True}
    assert facts.evidence == {"thing.sound": Evidence(**RECORD)}


def test_evidence_may_be_given_as_an_object():
    facts = take(VOCABULARY, {"thing": {"kind": Evidence("red", source="list")}})
    assert facts.values == {"thing.kind": "red"}
    assert facts.evidence["thing.kind"].source == "list"


def test_the_value_inside_evidence_is_held_to_the_same_rules():
    assert refused({"thing": {"sound": {"value": 1}}}) == [("fact-type", "thing.sound")]
    assert refused({"thing": {"kind": Evidence("yellow")}}) == [("fact-code", "thing.kind")]


@pytest.mark.parametrize(
    ("as_of", "stands"),
    [(None, True), (date(2021, 9, 30), True), (date(2021, 10, 1), False), (date(2021, 9, 1), True)],
)
def test_a_determination_stands_to_its_last_day_inclusive(as_of, stands):
    given = {"thing": {"sound": {"value": True, "until": "2021-09-30"}}}
    facts = standing(take(VOCABULARY, given), as_of)
    assert ("thing.sound" in facts.values) is stands
    assert facts.expired == ({} if stands else {"thing.sound": True})
    assert "thing.sound" in standing(facts, date(2021, 9, 1)).values


def test_a_last_day_that_is_no_date_is_refused():
    assert refused({"thing": {"sound": {"value": True, "until": 20210930}}}) == [("fact-type", "thing.sound.until")]


@pytest.mark.parametrize("until", ["2021/09/30", 20210930, True])
def test_a_last_day_that_is_no_date_is_refused_in_either_form(until):
    wrapped = {"thing": {"sound": {"value": True, "until": until}}}
    assert refused(wrapped) == [("fact-type", "thing.sound.until")]
    assert refused({"thing": {"sound": Evidence(True, until=until)}}) == [("fact-type", "thing.sound.until")]


def test_a_number_in_the_place_of_a_text_is_taken_as_it_is_written():
    sound = {"value": True, "asserted_by": 20210901, "asserted_at": date(2021, 9, 1)}
    support = take(VOCABULARY, {"thing": {"sound": sound}}).evidence["thing.sound"]
    assert (support.asserted_by, support.asserted_at) == ("20210901", "2021-09-01")


@pytest.mark.parametrize(
    ("wrong", "code"),
    [(10**38, "fact-digits"), (10**5_000, "fact-digits"), (1.5, "fact-type"), (pandas.NaT, "fact-type")],
    ids=["long", "vast", "fraction", "no time"],
)
@pytest.mark.parametrize("key", ["source", "asserted_by", "asserted_at", "grounds"])
def test_what_is_no_text_and_cannot_be_written_whole_is_refused(key, wrong, code):
    assert refused({"thing": {"sound": {"value": True, key: wrong}}}) == [(code, f"thing.sound.{key}")]


def test_a_mapping_with_other_keys_is_no_evidence():
    assert refused({"thing": {"sound": {"value": True, "who": "me"}}}) == [("fact-type", "thing.sound")]

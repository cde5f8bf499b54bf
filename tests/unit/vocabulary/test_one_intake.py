"""Whatever a caller holds in place of a plain value stands for one value, however it comes in, or is refused."""

from dataclasses import make_dataclass
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from pydantic import create_model

from afterschool_policy import Evidence, InvalidFacts
from afterschool_policy.vocabulary.intake import take
from afterschool_policy.vocabulary.plain_intake import PlainIntake
from tests.given_values import REFUSED, TAKEN, Bell, Holiday, Money, Number, Ratio, Words, numbered
from tests.support import VOCABULARY

PLAIN = PlainIntake(VOCABULARY)


def known(given_):
    """As a policy takes them: the quick way, and where that hands over the careful one."""
    values = PLAIN.values(given_)
    return take(VOCABULARY, given_).values if values is None else values


def shown(values):
    return {name: (type(value), repr(value)) for name, value in values.items()}


@pytest.mark.parametrize(
    ("name", "held", "plain"), TAKEN, ids=[f"{place}-{name}" for place, (name, *_) in enumerate(TAKEN)]
)
def test_what_stands_for_a_value_is_taken_for_it(name, held, plain):
    meant = take(VOCABULARY, {"thing": {name: plain}}).values
    assert len(meant) == 1
    for given_ in (
        {"thing": {name: held}},
        {"thing": {name: {"value": held}}},
        {"thing": {name: Evidence(held)}},
        {f"thing.{name}": held},
        make_dataclass("Given", ["thing"])({name: held}),
    ):
        assert shown(take(VOCABULARY, given_).values) == shown(known(given_)) == shown(meant)
    beside = known({"thing": {name: held, "price": Decimal("0.5"), "ready": {"value": True}}})
    assert shown({f"thing.{name}": beside[f"thing.{name}"]}) == shown(meant)


@pytest.mark.parametrize(("name", "held"), REFUSED, ids=numbered(REFUSED))
def test_what_stands_for_no_value_is_refused_in_words(name, held):
    assert PLAIN.values({"thing": {name: held}}) is None
    for given_ in ({"thing": {name: held}}, {"thing": {name: Evidence(held)}}, {f"thing.{name}": held}):
        with pytest.raises(InvalidFacts) as caught:
            take(VOCABULARY, given_)
        (fault,) = caught.value.diagnostics
        assert f"thing.{name}" in str(fault.fields["name"])
        assert fault.help("zh")
        assert fault.help("en")
        assert len(caught.value.render("zh")) < 700
        assert fault.path[0] == next(iter(given_))


plain_values = {
    "sound": st.booleans(),
    "kind": st.sampled_from(("red", "green", "yellow")),
    "people": st.integers(-1, 10**40),
    "fee": st.one_of(st.integers(-1, 10**40), st.floats(0, 1e40), st.decimals(0, 10**9, places=3)),
    "start": st.times(),
    "day": st.dates(),
    "note": st.text(),
    "tags": st.lists(st.sampled_from(("early", "late", "sudden"))),
}
CLOTHES = {
    bool: [],
    str: [Words],
    int: [Number, Decimal, Money],
    float: [Ratio],
    Decimal: [Money],
    time: [lambda moment: Bell(moment.hour, moment.minute, moment.second, moment.microsecond)],
    date: [lambda day: Holiday(day.year, day.month, day.day)],
    list: [tuple, lambda members: [Words(each) for each in members]],
}


@given(st.data(), st.sampled_from(sorted(plain_values)))
def test_the_quick_and_the_careful_way_agree_on_every_value_in_every_dress(data, name):
    value = data.draw(plain_values[name])
    dressed = data.draw(st.sampled_from([lambda each: each, *CLOTHES[type(value)]]))(value)
    results = []
    for thing in ({name: value}, {name: dressed}, {name: dressed, "price": 0.5}, {name: {"value": dressed}}):
        for way in (known, lambda given_: take(VOCABULARY, given_).values):
            try:
                results.append(shown({key: each for key, each in way({"thing": thing}).items() if "price" not in key}))
            except InvalidFacts as error:
                results.append(error.diagnostics[0].code)
    event(f"{name}: {'refused' if isinstance(results[0], str) else 'taken'}")
    assert results == [results[0]] * len(results)


def test_a_group_may_be_a_model_a_data_class_or_a_named_tuple():
    model = create_model("Thing", kind=(str, ...), people=(int, ...))(kind="red", people=3)
    meant = {"thing.kind": "red", "thing.people": 3}
    assert take(VOCABULARY, {"thing": model}).values == meant
    assert take(VOCABULARY, create_model("All", thing=(object, ...))(thing=model)).values == meant
    assert take(VOCABULARY, {"thing": make_dataclass("Thing", ["kind", "people"])("red", 3)}).values == meant


def test_a_model_may_hold_evidence():
    support = create_model("Support", value=(str, ...), asserted_by=(str, ...))(value="red", asserted_by="甲")
    facts = take(VOCABULARY, {"thing": create_model("Thing", kind=(object, ...))(kind=support)})
    assert facts.values == {"thing.kind": "red"}
    assert facts.evidence["thing.kind"] == Evidence("red", asserted_by="甲")


@pytest.mark.parametrize(
    "given_",
    [
        {"thing": {"kind": "red"}, "thing.kind": "green"},
        {"thing": {"kind": "red"}, "thing.kind": "red"},
        {"thing": {"kind": "red"}, "thing.kind": Evidence("green")},
        {"thing": {"kind": None}, "thing.kind": "green"},
        {"thing": {"kind": "red", Words("kind"): "green"}},
    ],
)
def test_one_fact_is_given_once(given_):
    with pytest.raises(InvalidFacts) as caught:
        known(given_)
    assert [fault.code for fault in caught.value.diagnostics] == ["fact-twice"]


@pytest.mark.parametrize(
    "given_", ["x", [1], None, 3, object(), {"thing": [1]}, {"thing": "x"}, {"thing": Evidence("red")}]
)
def test_what_has_no_names_is_refused_as_such(given_):
    with pytest.raises(InvalidFacts) as caught:
        known(given_)
    assert {fault.code for fault in caught.value.diagnostics} <= {"facts-shape", "fact-group"}


class Broken(dict):
    def items(self):
        raise KeyError("column")


@pytest.mark.parametrize("given_", [Broken(), {"thing": Broken(kind="red")}, {"thing": {"stated": Broken(a=1)}}])
def test_facts_that_break_as_they_are_read_are_refused_and_say_why(given_):
    with pytest.raises(InvalidFacts) as caught:
        known(given_)
    assert "KeyError: 'column'" in caught.value.render("en")
    assert isinstance(caught.value.__cause__, KeyError)


@pytest.mark.parametrize(
    "given_",
    [{"thing": {"kind": "x" * 10**6}}, {"x" * 10**6: {"kind": "red"}}, {"thing": {"x" * 10**6: 1}},
     {"thing": {"people": "3" * 10**6}}, {"thing": {"people": [*range(10**5)]}}, {"thing": {"people": 10**10**5}},
     {"thing": {"kind": {"value": "red", "asserted_by": ["x" * 10**6]}}}],
    ids=["code", "group", "name", "text", "list", "number", "evidence"],
)  # fmt: skip
def test_a_message_never_repeats_all_of_something_long(given_):
    with pytest.raises(InvalidFacts) as caught:
        known(given_)
    assert len(caught.value.render("zh")) < 1_000


@pytest.mark.parametrize("part", ["source", "asserted_by", "asserted_at", "grounds"])
@pytest.mark.parametrize("number", [10**38, -(10**38), 10**5000], ids=["39", "-39", "5001"])
def test_a_number_in_evidence_has_no_more_digits_than_another(part, number):
    """Not even Python writes out one of thousands; one that is taken stands there whole."""
    with pytest.raises(InvalidFacts) as caught:
        known({"thing": {"sound": {"value": True, part: number}}})
    assert [(each.code, each.fields["name"]) for each in caught.value.diagnostics] == [
        ("fact-digits", f"thing.sound.{part}")
    ]
    assert len(caught.value.render("zh")) < 1_000
    facts = take(VOCABULARY, {"thing": {"sound": {"value": True, part: 10**38 - 1}}})
    assert getattr(facts.evidence["thing.sound"], part) == "9" * 38

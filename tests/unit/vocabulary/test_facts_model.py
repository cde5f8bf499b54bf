"""The typed model of all facts: completion for the developer, the same facts for the library."""

import json
import sys
from datetime import date, time
from decimal import Decimal

import pytest
from pydantic import ValidationError

from afterschool_policy import Evidence, Policy
from afterschool_policy.vocabulary.facts_model import facts_model
from afterschool_policy.vocabulary.intake import take
from tests.given_values import REFUSED, TAKEN, numbered
from tests.support import LIBRARY, VOCABULARY

Model = facts_model(VOCABULARY)


def test_every_field_may_be_left_out():
    assert Model().model_dump(exclude_none=True) == {}
    assert Model(thing={}).model_dump(exclude_none=True) == {"thing": {}}


def test_values_have_the_types_of_the_facts():
    made = Model(
        thing={"people": 3, "fee": 0.1, "start": "18:30", "day": "2021-09-01", "kind": "red", "tags": ["odd"]}
    ).thing
    assert (made.people, made.fee, made.start, made.day) == (3, Decimal("0.1"), time(18, 30), date(2021, 9, 1))
    assert (made.kind, made.tags, made.sound) == ("red", ("odd",), None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"sond": True},
        {"kind": "yellow"},
        {"people": 2.5},
        {"people": -1},
        {"places": 0},
        {"start": "25:00"},
        {"tags": "odd"},
    ],
)
def test_what_the_vocabulary_refuses_the_model_refuses(wrong):
    with pytest.raises(ValidationError):
        Model(thing=wrong)
    with pytest.raises(ValidationError):
        Model(things={})


@pytest.mark.parametrize(("name", "held", "plain"), TAKEN, ids=numbered(TAKEN))
def test_a_field_takes_what_a_mapping_takes(name, held, plain):
    meant = take(VOCABULARY, {"thing": {name: plain}})
    for given in (held, Evidence(held, asserted_by="甲"), {"value": held, "asserted_by": "甲"}):
        facts = take(VOCABULARY, Model(thing={name: given}))
        assert repr(facts.values) == repr(meant.values)
        assert [each.asserted_by for each in facts.evidence.values()] == ([] if given is held else ["甲"])


@pytest.mark.parametrize(("name", "held"), REFUSED, ids=numbered(REFUSED))
def test_a_field_refuses_what_a_mapping_refuses(name, held):
    for given in (held, {"value": held}):
        with pytest.raises(ValidationError) as caught:
            Model(thing={name: given})
        assert f"thing.{name}" in caught.value.errors()[0]["msg"]


def test_evidence_is_in_the_schema_and_in_json():
    properties = Model.model_json_schema()["$defs"]["Thing"]["properties"]
    assert {"$ref": "#/$defs/EvidencedValue"} in properties["sound"]["anyOf"]
    assert {"type": "number"} not in properties["people"]["anyOf"]
    made = Model.model_validate_json('{"thing": {"sound": {"value": true, "until": "2021-09-30"}}}')
    assert take(VOCABULARY, made).evidence["thing.sound"] == Evidence(True, until=date(2021, 9, 30))
    assert Model.model_validate(made.model_dump()) == made
    assert Model.model_validate_json(made.model_dump_json()) == made


SHORT = [
    row for row in TAKEN if not isinstance(row[-1], Decimal) or len(row[-1].as_tuple().digits) <= sys.float_info.dig
]


@pytest.mark.parametrize(("name", "held"), [row[:2] for row in SHORT], ids=numbered(SHORT))
def test_what_is_written_as_json_reads_back(name, held):
    for given in (held, Evidence(held, asserted_by="甲", until=date(2021, 9, 30))):
        made = Model(thing={name: given})
        assert Model.model_validate_json(made.model_dump_json()) == made
        assert take(VOCABULARY, json.loads(made.model_dump_json())) == take(VOCABULARY, made)


def test_a_decimal_that_no_float_stands_for_becomes_no_other_number():
    written = Model(thing={"fee": Decimal("0.12345678901234567890")}).model_dump_json(exclude_none=True)
    assert json.loads(written) == {"thing": {"fee": "0.12345678901234567890"}}
    with pytest.raises(ValidationError):
        Model.model_validate_json(written)


def test_a_model_cannot_be_changed():
    made = Model(thing={"people": 3})
    with pytest.raises(ValidationError):
        made.thing.people = 4


def test_a_policy_decides_on_a_model_as_on_a_mapping():
    policy = Policy.load(LIBRARY)
    facts = {"loan": {"days": 40, "books": 2, "paid_yuan": Decimal("1.99")}}
    model = policy.facts_model(**facts)
    one, other = policy.decide("overdue", model), policy.decide("overdue", facts)
    assert one.outcome == other.outcome == "violated"
    assert one.amounts == other.amounts


def test_labels_and_questions_are_in_the_schema():
    schema = Policy.load(LIBRARY).facts_model.model_json_schema()
    assert schema["$defs"]["Reader"]["properties"]["has_card"]["description"] == (
        "读者持有读者证 / the reader holds a card. 是否持有读者证？ / Is there a card?"
    )
    assert set(schema["properties"]) == {"context", "reader", "book", "loan", "queue", "renewal"}

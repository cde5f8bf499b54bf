"""The typed model of all facts: completion for the developer, the same facts for the library."""

from datetime import date, time
from decimal import Decimal

import pytest
from pydantic import ValidationError

from afterschool_policy import Policy
from afterschool_policy.vocabulary.facts_model import facts_model
from tests.support import LIBRARY, VOCABULARY

Model = facts_model(VOCABULARY)


def test_every_field_may_be_left_out():
    assert Model().model_dump(exclude_none=True) == {}
    assert Model(thing={}).model_dump(exclude_none=True) == {"thing": {}}


def test_values_have_the_types_of_the_facts():
    made = Model(
        thing={"people": 3, "fee": "0.1", "start": "18:30", "day": "2021-09-01", "kind": "red", "tags": ["odd"]}
    ).thing
    assert (made.people, made.fee, made.start, made.day) == (3, Decimal("0.1"), time(18, 30), date(2021, 9, 1))
    assert (made.kind, made.tags, made.sound) == ("red", ["odd"], None)


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
        "持有读者证 / holds a card. 是否持有读者证？ / Is there a card?"
    )
    assert set(schema["properties"]) == {"context", "reader", "book", "loan", "queue", "renewal"}

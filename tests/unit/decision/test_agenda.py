"""The occasion that facts give: own and contradicted ones ask, a doubt alone is answered where there is a problem."""

import pytest

from afterschool_policy.decision.agenda import Occasion, occasion_for
from afterschool_policy.law.model import Body
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.vocabulary.closure import Entailments
from afterschool_policy.vocabulary.entailment import Entailment
from afterschool_policy.vocabulary.facts import Facts
from tests.support import law, question, rule, text, typed

ASKED = question(
    law(
        [
            rule("duty", "must", Body(condition=typed("thing.ready"))),
            rule("ban", "must_not", Body(applies=typed("shown(thing.wanted)"))),
        ]
    )
)
READY = Entailment("ready", (typed("thing.sound"),), typed("thing.ready"), (), text("what is sound is ready"))
NEAR = {"thing.ready", "thing.wanted", "thing.sound"}


@pytest.mark.parametrize(
    ("given", "near", "occasion"),
    [
        ({}, NEAR, Occasion.NONE),
        ({"thing.fee": 3}, NEAR, Occasion.NONE),
        ({"thing.ready": False}, NEAR, Occasion.ASKED),
        ({"thing.sound": True}, NEAR, Occasion.ASKED),
        ({"thing.wanted": True}, NEAR, Occasion.DOUBTED),
        ({"thing.wanted": True, "thing.ready": True}, NEAR, Occasion.ASKED),
        ({"thing.sound": True, "thing.ready": False}, NEAR, Occasion.ASKED),
        ({"thing.ready": True}, NEAR - {"thing.ready"}, Occasion.NONE),
        ({"thing.sound": True}, NEAR - {"thing.sound"}, Occasion.NONE),
    ],
)
def test_what_occasion_facts_give(given, near, occasion):
    assert occasion_for(ASKED, Entailments((READY,)).close(Facts(given)), near) is occasion


def test_a_doubt_alone_is_answered_where_there_is_something_to_say():
    answered = {occasion: [outcome for outcome in Outcome if occasion.is_answered(outcome)] for occasion in Occasion}
    assert answered[Occasion.ASKED] == [*Outcome]
    assert answered[Occasion.NONE] == []
    assert {*Outcome} - {*answered[Occasion.DOUBTED]} == {Outcome.UNDETERMINED, Outcome.REQUIRED}

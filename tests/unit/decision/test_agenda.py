"""What facts call for: own facts and contradicted ones ask, a doubt alone is answered where there is a problem."""

import pytest

from afterschool_policy.decision.agenda import Call, call_for
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
    ("given", "near", "call"),
    [
        ({}, NEAR, Call.NONE),
        ({"thing.fee": 3}, NEAR, Call.NONE),
        ({"thing.ready": False}, NEAR, Call.ASKED),
        ({"thing.sound": True}, NEAR, Call.ASKED),
        ({"thing.wanted": True}, NEAR, Call.DOUBTED),
        ({"thing.wanted": True, "thing.ready": True}, NEAR, Call.ASKED),
        ({"thing.sound": True, "thing.ready": False}, NEAR, Call.ASKED),
        ({"thing.ready": True}, NEAR - {"thing.ready"}, Call.NONE),
        ({"thing.sound": True}, NEAR - {"thing.sound"}, Call.NONE),
    ],
)
def test_how_facts_call_for_a_question(given, near, call):
    assert call_for(ASKED, Entailments((READY,)).close(Facts(given)), near) is call


def test_a_doubt_alone_is_answered_where_there_is_something_to_say():
    answered = {call: [outcome for outcome in Outcome if call.is_answered(outcome)] for call in Call}
    assert answered[Call.ASKED] == [*Outcome]
    assert answered[Call.NONE] == []
    assert {*Outcome} - {*answered[Call.DOUBTED]} == {Outcome.UNDETERMINED, Outcome.REQUIRED}

"""Missing names the facts that can matter, no more and no fewer, where tests and their absence hang together."""

import pytest

from afterschool_policy.engines.interpreter import WalkingEngine
from afterschool_policy.law.model import Body, Due, Referral
from afterschool_policy.search.missing import missing
from afterschool_policy.values.outcomes import Outcome
from tests.support import ANSWERS, law, question, rule, text, typed


def told(*rules, answers=ANSWERS, **facts):
    put = question(law(rules, answers))
    known = {f"thing.{name}": value for name, value in facts.items()}
    found = missing(put, WalkingEngine().verdict(put, known), known)
    assert found.complete
    return found.names


@pytest.mark.parametrize(
    ("fact", "impossible"),
    [
        ("thing.people", "thing.people > 4 and thing.people < 3"),
        ("thing.kind", "thing.kind == red and thing.kind == blue"),
    ],
)
def test_what_only_two_tests_of_one_fact_that_cannot_both_hold_would_let_through_is_left_out(fact, impossible):
    made = rule("a-rule", "must", Body(condition=typed(f"{impossible} and thing.ready or thing.sound")))
    assert told(made) == (fact, "thing.sound")


def test_that_nothing_is_on_record_is_an_answer_of_its_own():
    made = rule("a-rule", "principle", Body(condition=typed("thing.sound"), reason=typed("thing.note", None)))
    assert told(made) == ("thing.note", "thing.sound")
    assert told(made, sound=True) == ()
    assert told(made, sound=False) == ("thing.note",)


@pytest.mark.parametrize("left_open", ["thing.ready and thing.wanted", "not thing.ready and not thing.wanted"])
def test_what_matters_only_while_nothing_tells_of_another_fact_is_missing(left_open):
    """Once somebody says whether the duty was done, nothing else counts; what is referred counts until then."""
    duty = rule("duty", "must", Body(condition=typed("thing.sound"), due=Due(text("do"), None)))
    other = rule("other", "must", Body(refer=(Referral(typed(left_open), text("?"), None),)))
    answers = (Outcome.VIOLATED, Outcome.SATISFIED, Outcome.NEEDS_HUMAN_JUDGEMENT, Outcome.REQUIRED)
    assert told(duty, other, answers=answers) == ("thing.ready", "thing.sound", "thing.wanted")

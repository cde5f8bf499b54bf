"""Missing names the facts that can matter, no more and no fewer, where tests and their absence hang together."""

from datetime import time

import pytest

from afterschool_policy.engines.interpreter import WalkingEngine
from afterschool_policy.law.model import Body, Due, Referral
from afterschool_policy.search.missing import missing
from afterschool_policy.values.outcomes import Outcome
from tests.support import ANSWERS, law, question, rule, text, typed


def found_missing(*rules, answers=ANSWERS, **facts):
    put = question(law(rules, answers))
    known = {f"thing.{name}": value for name, value in facts.items()}
    return missing(put, WalkingEngine().verdict(put, known), known)


def told(*rules, answers=ANSWERS, **facts):
    found = found_missing(*rules, answers=answers, **facts)
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


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("thing.fee * thing.price == 91 and thing.fee - thing.price == 6", ("thing.fee", "thing.price")),
        ("thing.fee * 3 + thing.price * 5 == 36 and thing.fee + thing.price == 10", ("thing.fee", "thing.price")),
        (
            "thing.people / 7 == ceil(thing.people / 7) and thing.people / 11 == ceil(thing.people / 11)"
            " and thing.people > 100 and thing.people < 160",
            ("thing.people",),
        ),
        ("count(thing.moments) == 15", ("thing.moments",)),
        ("count(thing.tags) == 7", ("thing.tags",)),
    ],
)
def test_what_may_matter_by_values_that_are_not_tried_is_named_and_the_answer_is_not_complete(written, names):
    ban = rule("ban", "must_not", Body(condition=typed(f"shown({written})")), overrides=["leave"])
    found = found_missing(rule("leave", "may", Body(condition=typed("thing.sound"))), ban, sound=True)
    assert found.names == names
    assert not found.complete


def test_known_facts_are_named_again_where_one_was_told_in_part():
    made = rule("a-rule", "must", Body(condition=typed("count(differing(thing.stated, thing.actual)) == 0")))
    assert told(made, stated={"a": "1", "b": "1"}, actual={"a": "1"}) == ("thing.actual", "thing.stated")


def test_no_known_fact_is_named_where_a_parameter_is_not_in_force():
    made = rule("a-rule", "must", Body(condition=typed("thing.start < parameter.closing and thing.sound")))
    assert told(made, start=time(8)) == ("thing.sound",)
    assert told(made, start=time(8), sound=True) == ()

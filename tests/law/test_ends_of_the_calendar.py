"""Every question can be asked for the first day of the calendar and for its last, and of facts that name them."""

from datetime import date

import pytest

from afterschool_policy import Policy
from afterschool_policy.values.types import Kind
from afterschool_policy.vocabulary.model import group_of

POLICY = Policy.load()
AS_OF = POLICY.law.instrument.as_of_fact
DAYS = [name for name, spec in POLICY.law.vocabulary.facts.items() if spec.type.kind is Kind.DATE and name != AS_OF]


def on(day):
    facts = {}
    for name in DAYS:
        group, short = name.split(".")
        facts.setdefault(group, {})[short] = day
    return facts


OF_THE_MATTER = {name for name in DAYS if group_of(name) != group_of(AS_OF)}
SEARCHED = [name for name in POLICY.decisions if OF_THE_MATTER & {*getattr(POLICY.decide(name, {}), "reads", ())}]


@pytest.mark.parametrize("day", [date.min, date.max])
def test_every_question_is_decided_at_either_end(day):
    for question in POLICY.decisions:
        decision = POLICY.decide(question, on(day), as_of=day)
        assert set(decision.missing) <= POLICY.law.vocabulary.facts.keys()


@pytest.mark.parametrize("day", [date.min, date.max])
@pytest.mark.parametrize("question", SEARCHED)
def test_a_question_that_reads_a_day_is_searched_at_either_end(question, day):
    decision = POLICY.decide(question, on(day))
    other = next(each for each in POLICY.decisions[question].answers if each is not decision.outcome)
    assert decision.why_not(other).explain("zh")
    decision.ask_next()
    decision.turns_on()


def test_there_are_questions_that_read_a_day():
    assert SEARCHED

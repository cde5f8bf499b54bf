"""Which answer of a question prevails, and what the question calls an outcome that it does not list."""

import pickle

import pytest

from afterschool_policy.law.answers import Answers
from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import Outcome

SENTENCES = {
    Outcome.VIOLATED: Text("违反", "broken"),
    Outcome.REQUIRED: Text("应当", "to be done"),
    Outcome.SATISFIED: Text("符合", "met"),
}
ANSWERS = Answers(SENTENCES)


def test_answers_are_a_mapping_in_the_order_of_their_strength():
    assert ANSWERS == SENTENCES
    assert [*ANSWERS] == ["violated", "required", "satisfied"]
    assert ANSWERS["required"].en == "to be done"
    assert "prohibited" not in ANSWERS


@pytest.mark.parametrize(
    ("outcome", "word", "weight"),
    [
        ("violated", "violated", 3),
        ("prohibited", "violated", 3),
        ("permitted", "satisfied", 1),
        ("needs_human_judgement", "needs_human_judgement", 0),
        ("undetermined", "undetermined", 0),
        ("not_applicable", "not_applicable", 0),
    ],
)
def test_an_outcome_weighs_what_its_word_weighs(outcome, word, weight):
    assert (ANSWERS.word(Outcome(outcome)), ANSWERS.weight(Outcome(outcome))) == (word, weight)


def test_the_strongest_of_equals_is_the_first_and_of_none_is_silence():
    assert ANSWERS.strongest([Outcome.SATISFIED, Outcome.PROHIBITED, Outcome.VIOLATED]) is Outcome.PROHIBITED
    assert ANSWERS.strongest([]) is Outcome.NOT_APPLICABLE


def test_pickled_answers_know_their_order():
    copy = pickle.loads(pickle.dumps(ANSWERS))
    assert (copy, copy.weight(Outcome.REQUIRED)) == (SENTENCES, 2)

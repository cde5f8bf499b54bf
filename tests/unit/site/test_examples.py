"""Which cases stand as examples: of every outcome in turn, and no question twice."""

from dataclasses import replace

from afterschool_policy import Policy
from afterschool_policy.site import examples
from afterschool_policy.site.book import Book
from afterschool_policy.testing.cases import load_cases, run_case
from afterschool_policy.values.outcomes import OUTCOMES
from tests.support import LIBRARY

POLICY = Policy.load(LIBRARY, cache=False)
RESULTS = [run_case(POLICY, case) for case in load_cases(LIBRARY / "cases")]


def decided(chosen):
    return [(result.case.decision, result.decision.outcome) for result in chosen]


def test_no_question_comes_twice_and_outcomes_take_turns():
    chosen = decided(examples.chosen(RESULTS))
    assert len({question for question, _ in chosen}) == len(chosen)
    first_round = [outcome for _, outcome in chosen[: len({outcome for _, outcome in chosen})]]
    assert len({*first_round}) == len(first_round)
    assert sorted(first_round, key=[*OUTCOMES].index) == first_round


def test_every_question_that_has_a_case_comes_where_there_is_room():
    assert {question for question, _ in decided(examples.chosen(RESULTS))} == {each.case.decision for each in RESULTS}


def test_there_are_no_more_than_there_may_be(monkeypatch):
    monkeypatch.setattr(examples, "AT_MOST", 2)
    assert len(examples.chosen(RESULTS)) == 2


def test_a_case_whose_facts_were_refused_is_no_example():
    assert examples.chosen([replace(result, decision=None) for result in RESULTS]) == []


def test_the_facts_are_those_that_the_case_gives():
    book = Book(POLICY, RESULTS, "en")
    for result, example in zip(examples.chosen(book.results), examples.examples(book), strict=True):
        assert len(example.facts) == len(result.decision.facts.given)
        assert all(label.en and value.en for label, value in example.facts)

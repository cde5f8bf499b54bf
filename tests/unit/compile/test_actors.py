"""Who can supply a fact, whom a clause binds, and for whom an answer is written, as a policy folder says it."""

from dataclasses import replace
from pathlib import Path

import pytest

from afterschool_policy import InvalidPolicy, Policy
from afterschool_policy.authoring.files import PolicyFiles
from afterschool_policy.authoring.loader import load
from afterschool_policy.compile.build import build
from afterschool_policy.law import bundle
from afterschool_policy.law.model import Actor, Audience, Law
from afterschool_policy.text import Text
from tests.language.bad_cases import BASE
from tests.support import LIBRARY


@pytest.fixture(scope="module")
def law() -> Law:
    return Policy.load(LIBRARY, cache=False).law


def test_a_fact_is_supplied_by_whom_it_names_and_otherwise_by_whom_its_group_names(law):
    facts = law.vocabulary.facts
    assert facts["reader.has_card"].supplied_by == ("reader",)
    assert facts["reader.brings_bag"].supplied_by == ("reader", "library")
    assert facts["reader.papers"].supplied_by == ()
    assert facts["context.as_of"].supplied_by == ()


def test_a_clause_binds_actors_of_the_ledger(law):
    assert law.clauses["1a"].actors == (Actor("reader", Text("读者", "reader")),)
    assert law.actors["reader"] is law.clauses["1a"].actors[0]
    assert law.clauses["2a"].actors == ()


def test_an_audience_has_its_actors_its_depth_its_address_and_whom_it_turns_to(law):
    assert [*law.audiences] == ["reader", "librarian", "visitor"]
    assert law.audiences["reader"] == Audience(
        name="reader",
        label=Text("读者", "readers"),
        actors=("reader",),
        depth="answer",
        own=Text("您", "you"),
        turn_to=("library",),
    )
    assert (law.audiences["visitor"].own, law.audiences["visitor"].actors) == (None, ())


def test_a_policy_that_names_no_audience_has_none():
    made, faults = build(*load(PolicyFiles(Path(BASE))))
    assert made is not None
    assert (faults, made.audiences) == ([], {})
    assert [*made.actors] == ["pool"]


def test_another_order_of_turning_to_somebody_is_another_revision(law):
    reader = law.audiences["reader"]
    other = replace(law, audiences={**law.audiences, "reader": replace(reader, turn_to=("reader", "library"))})
    assert bundle.revision_of(other) != bundle.revision_of(law)


@pytest.mark.parametrize(
    "changed",
    [
        lambda law: replace(law, actors={"library": law.actors["library"]}),
        lambda law: replace(law, actors={**law.actors, "reader": Actor("borrower", law.actors["reader"].label)}),
        lambda law: with_audience(law, actors=("visitor",)),
        lambda law: with_audience(law, turn_to=("visitor",)),
        lambda law: with_audience(law, name="visitors"),
        lambda law: with_audience(law, own=None),
        lambda law: with_audience(law, actors=()),
        lambda law: with_audience(law, depth="reason"),
        lambda law: with_supplier(law, "visitor"),
    ],
)
def test_a_bundle_that_names_nobody_is_refused(law, changed):
    with pytest.raises(InvalidPolicy) as refused:
        bundle.loads(bundle.dumps(changed(law)))
    assert [each.code for each in refused.value.diagnostics] == ["bundle-unreadable"]


def with_audience(law: Law, **parts: object) -> Law:
    return replace(law, audiences={**law.audiences, "reader": replace(law.audiences["reader"], **parts)})


def with_supplier(law: Law, code: str) -> Law:
    spec = replace(law.vocabulary.facts["loan.days"], supplied_by=(code,))
    return replace(law, vocabulary=replace(law.vocabulary, facts={**law.vocabulary.facts, "loan.days": spec}))


def test_the_entries_as_they_are_come_back_equal(law):
    again = bundle.loads(bundle.dumps(law))
    assert (again.actors, again.audiences) == (law.actors, law.audiences)

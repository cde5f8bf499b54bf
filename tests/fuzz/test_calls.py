"""Typed facts over the whole shipped policy and over random small ones: every public method answers or refuses.

A few examples here; `make fuzz` tries them for as long as it is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import HealthCheck, event, given, note, settings
from hypothesis import strategies as st

from afterschool_policy import Policy
from afterschool_policy.law.bundle import revision_of
from afterschool_policy.semantics.edition import link, turning_days
from afterschool_policy.semantics.question import question_of
from tests.fuzz.calls import case_tried, tried
from tests.fuzz.values import anything, facts, moments_of_law, texts
from tests.strategies import rule_sets, single_tests
from tests.support import LIBRARY, law, shown

POLICIES = {"shipped": Policy.load(), "library": Policy.load(LIBRARY)}
FEW = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def names_of(policy: Policy, question: str) -> list[str]:
    """The facts that a question reads, and the days; of an audit, which reads those of all questions, every fact."""
    spec, instrument = policy.law.decisions[question], policy.law.instrument
    read = question_of(link(policy.law, None, None, {}), spec).facts or [*policy.law.vocabulary.facts]
    return sorted({*read, instrument.as_of_fact, instrument.in_force_fact})


def asked_of(policy: Policy, data: st.DataObject) -> None:
    """One question on random facts, and all that there is to ask about the answer."""
    question = data.draw(st.sampled_from(sorted(policy.decisions)))
    clean = data.draw(st.integers(0, 3)) > 0
    given = data.draw(facts(policy.law.vocabulary, names_of(policy, question), clean=clean))
    days = [day for day in turning_days(policy.law, policy.law.instrument.in_force) if day is not None]
    as_of = data.draw(moments_of_law(days))
    readings = {
        reading.id: data.draw(st.sampled_from(sorted(reading.choices)))
        for reading in policy.readings.values()
        if data.draw(st.integers(0, 9)) == 0
    }
    decision = tried(policy, question, given, as_of=as_of, readings=readings)
    event("refused" if decision is None else str(decision.outcome))


@FEW
@given(st.data())
def test_the_shipped_policy_answers_or_refuses(data: st.DataObject) -> None:
    asked_of(POLICIES["shipped"], data)


@FEW
@given(st.data())
def test_another_policy_answers_or_refuses(data: st.DataObject) -> None:
    asked_of(POLICIES["library"], data)


@FEW
@given(rule_sets(single_tests(), depth=2), st.data())
def test_a_random_policy_answers_or_refuses(rules: tuple, data: st.DataObject) -> None:
    for each in rules:
        note(shown(each))
    made = law(rules)
    # A decision that travelled finds its policy by the revision: others of earlier examples may still live.
    policy = Policy(replace(made, fingerprint=revision_of(made)))
    given = data.draw(facts(policy.law.vocabulary, policy.law.vocabulary.facts, clean=data.draw(st.booleans())))
    decision = tried(policy, "ask", given)
    event("refused" if decision is None else str(decision.outcome))


@FEW
@given(st.sampled_from(sorted(POLICIES)), st.data())
def test_a_case_file_takes_or_refuses(name: str, data: st.DataObject) -> None:
    policy = POLICIES[name]
    vocabulary, entities = policy.law.vocabulary, policy.law.entities

    def some(names: Iterable[str], *, clean: bool) -> dict[str, dict[str, object]]:
        return data.draw(facts(vocabulary, names, clean=clean))

    def stated() -> dict[str, object]:
        clean = data.draw(st.booleans())
        found: dict[str, object] = {**some(vocabulary.facts, clean=clean)} if data.draw(st.booleans()) else {}
        for each in entities.values():
            own = [fact for fact in vocabulary.facts if fact.startswith(f"{each.name}.")]
            if data.draw(st.booleans()):
                found[each.name] = {data.draw(st.sampled_from(["1", "2", "甲"])): some(own, clean=clean)}
        if data.draw(st.integers(0, 9)) == 0:
            found[data.draw(texts)] = data.draw(anything)
        return found

    case_tried(policy, stated(), stated())

"""Somebody can supply every fact of the shipped policy; whom it binds is a reader of answers, or is none on purpose."""

from __future__ import annotations

from collections import Counter

import pytest

from afterschool_policy.law.model import Audience
from tests.law.reasons import POLICY

LAW = POLICY.law
NO_READERS = {
    "vendor": "an institution is answered for by the school that lets it in",
    "catering_supplier": "the same",
    "district_finance": "the money is asked for by the bureau",
    "district_hr_bureau": "performance pay is approved with the bureau",
    "district_government": "it acts through the leading group, whose office is the bureau's",
    "related_departments": "they act with the bureau",
    "competent_authority": "it decides by its own law",
}
"""The actors of operative clauses for whom nothing is written, each with why."""

audiences = pytest.mark.parametrize("audience", LAW.audiences.values(), ids=lambda audience: audience.name)


def test_every_fact_has_somebody_who_can_supply_it() -> None:
    assert [spec.name for spec in LAW.vocabulary.facts.values() if not spec.supplied_by] == []


def test_nobody_is_named_twice() -> None:
    named = [spec.supplied_by for spec in LAW.vocabulary.facts.values()]
    named += [codes for audience in LAW.audiences.values() for codes in (audience.actors, audience.turn_to)]
    assert [codes for codes in named if len({*codes}) < len(codes)] == []


def test_every_actor_of_an_operative_clause_is_a_reader_or_is_none_on_purpose() -> None:
    bound = {actor.code for clause in LAW.clauses.values() if clause.operative for actor in clause.actors}
    readers = {code for audience in LAW.audiences.values() for code in audience.actors}
    assert bound - readers == NO_READERS.keys()


def test_a_duty_is_one_reader_s_own() -> None:
    counted = Counter(code for audience in LAW.audiences.values() for code in audience.actors)
    assert {code for code, number in counted.items() if number > 1} == set()


@audiences
def test_a_reader_turns_to_others(audience: Audience) -> None:
    assert audience.turn_to
    assert not {*audience.turn_to} & {*audience.actors}


@audiences
def test_a_reader_can_supply_every_fact_or_turns_to_somebody_who_can(audience: Audience) -> None:
    reached = {*audience.actors, *audience.turn_to}
    assert [spec.name for spec in LAW.vocabulary.facts.values() if not reached & {*spec.supplied_by}] == []

"""What an open question turns on: intervals, codes, lists, numbers that are computed, reasons, and where it ends."""

from dataclasses import replace

import pytest

from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.printer import print_expression
from afterschool_policy.law.model import Body
from afterschool_policy.search import implicants as searching
from afterschool_policy.search.implicants import Implicants, implicants_of
from afterschool_policy.semantics.verdict import verdict_of
from afterschool_policy.values import truth as truths
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.truth import Truth
from tests.support import law, missing_facts, number, question, rule, table, typed


def turns_on(*rules, known=None):
    asked = question(law(rules))
    verdict = verdict_of(asked, {atom: truths.of(value_of(atom, known or {})) for atom in asked.atoms})
    assert verdict.outcome is Outcome.UNDETERMINED
    return implicants_of(asked, verdict, known or {}, missing_facts(asked, verdict, known or {}))


def told(implicants: Implicants) -> list[tuple[str, list[str]]]:
    return [
        (
            implicant.outcome.value,
            [("" if each.holds else "not ") + print_expression(each.test) for each in implicant.conditions],
        )
        for implicant in implicants.implicants
    ]


def duty(condition: str, name: str = "duty", **more):
    return rule(name, more.pop("modality", "must"), Body(condition=typed(condition)), **more)


def test_two_tests_on_one_number_are_told_as_intervals():
    ban = rule("ban", "must_not", Body(condition=typed("thing.people > 20")))
    implicants = turns_on(duty("thing.people >= 10"), ban)
    assert told(implicants) == [
        ("prohibited", ["thing.people > 20"]),
        ("violated", ["not thing.people >= 10"]),
        ("satisfied", ["thing.people >= 10", "not thing.people > 20"]),
    ]


def test_codes_that_lead_to_the_same_are_told_together():
    assert told(turns_on(duty("thing.kind in [red, blue]"))) == [
        ("violated", ["thing.kind == green"]),
        ("satisfied", ["not thing.kind == green"]),
    ]


def test_what_a_row_that_does_not_hold_would_read_is_not_waited_for():
    implicants = turns_on(duty("thing.price <= thing.charge"), known={"thing.kind": "red"})  # not for thing.fee
    assert told(implicants) == [
        ("violated", ["not thing.price <= thing.charge"]),
        ("satisfied", ["thing.price <= thing.charge"]),
    ]


def test_a_row_that_makes_no_difference_hides_no_branch():
    """The row of what is wanted gives what the rest gives, so that only part of what the test reads matters."""
    most = table("first", {"thing.sound": "4", "thing.wanted": "1"}, "1", number("person"))
    defined = rule("defines-most", "definition", Body(value=most), decisions=(), define="thing.most")
    made = law([duty("thing.most > 2 and thing.ready")])
    asked = question(replace(made, rules=tuple(defined if each.id == defined.id else each for each in made.rules)))
    verdict = verdict_of(asked, {atom: truths.of(value_of(atom, {})) for atom in asked.atoms})
    names = missing_facts(asked, verdict, {})
    assert names == ("thing.ready", "thing.sound")
    assert told(implicants_of(asked, verdict, {}, names)) == [
        ("violated", ["not thing.most > 2"]),
        ("violated", ["not thing.ready"]),
        ("satisfied", ["thing.most > 2", "thing.ready"]),
    ]


def test_tests_of_a_count_depend_on_each_other():
    body = Body(condition=typed("count(thing.more_tags) == 0 or count(thing.more_tags) > 2"))
    assert told(turns_on(rule("duty", "must", body))) == [
        ("violated", ["not count(thing.more_tags) == 0", "not count(thing.more_tags) > 2"]),
        ("satisfied", ["count(thing.more_tags) == 0"]),
        ("satisfied", ["count(thing.more_tags) > 2"]),
    ]


def test_a_reason_is_on_record_or_not_and_a_fact_that_stays_unknown_is_no_branch():
    body = Body(condition=typed("thing.sound"), reason=typed("thing.note", None))
    assert told(turns_on(rule("principle", "principle", body))) == [
        ("satisfied", ["thing.sound"]),
        ("violated", ["not thing.sound", "not given(thing.note)"]),
        ("needs_human_judgement", ["not thing.sound", "given(thing.note)"]),
    ]


def test_what_has_to_be_looked_into_again_can_stay_open():
    implicants = turns_on(duty("confirmed(thing.sound)"), known={"thing.sound": False})
    assert told(implicants) == [("satisfied", ["thing.sound"]), ("undetermined", ["not thing.sound"])]


def test_where_the_search_ends_early_it_says_so_and_what_it_tells_is_right(monkeypatch):
    monkeypatch.setattr(searching, "MAX_TRIES", 6)
    implicants = turns_on(duty("thing.sound and thing.ready and thing.wanted"))
    assert not implicants.complete
    assert told(implicants) == [
        ("satisfied", ["thing.sound", "thing.ready", "thing.wanted"]),
        ("violated", ["thing.sound", "not thing.ready"]),
        ("violated", ["thing.sound", "not thing.wanted"]),
    ]


@pytest.mark.parametrize("known", [{"thing.sound": True}, {"thing.sound": False}])
def test_a_settled_question_turns_on_nothing(known):
    asked = question(law([duty("thing.sound")]))
    verdict = verdict_of(asked, {asked.atoms[0]: Truth(known["thing.sound"])})
    assert implicants_of(asked, verdict, known, ()) == Implicants((), complete=True)


def test_one_number_that_many_tests_read_is_told_at_once():
    """The least selection of forty tests that tells a cell is not sought among all of them."""
    found = turns_on(duty(" and ".join(f"thing.people != {number}" for number in range(3, 43))))
    assert found.complete
    assert len(told(found)) > 1

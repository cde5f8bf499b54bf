"""Amounts are told where they are the same however the unknown facts turn out, and belong to what a rule says."""

from dataclasses import replace
from decimal import Decimal

import pytest

from afterschool_policy.explain.basis import Basis
from afterschool_policy.explain.explanation import explain
from afterschool_policy.explain.outputs import amounts, values, values_missing
from afterschool_policy.explain.results import Amount
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.tree import Constant, Row, Table
from afterschool_policy.law.model import Body, Exemption, OutputSpec
from afterschool_policy.semantics.verdict import verdict_of
from afterschool_policy.text import Text
from afterschool_policy.values import truth
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.vocabulary.facts import Facts
from tests.support import code, law, list_of, number, question, rule, table, typed

YUAN = number("yuan")


def paying(modality, amount="thing.fee", **parts):
    body = Body(amounts=(("sum", typed(amount, YUAN)),), **parts)
    return rule("pays", modality, body)


def told(*rules, **facts):
    """The amount `sum` of these rules on facts of `thing`, None where there is none."""
    asked, known = question(law(rules)), {f"thing.{name}": value for name, value in facts.items()}
    verdict = verdict_of(asked, {atom: truth.of(value_of(atom, known)) for atom in asked.atoms})
    return amounts(Basis(asked, verdict, Facts(known), None)).get("sum")


def exactly(value):
    return Amount(Decimal(value), "yuan")


def open_(*missing, low=None, high=None):
    return Amount(None, "yuan", missing, low and Decimal(low), high and Decimal(high))


@pytest.mark.parametrize("modality", ["may", "must_not", "encouraged", "definition", "delegation"])
def test_what_says_nothing_has_no_amount(modality):
    made = paying(modality, condition=typed("thing.sound"))
    assert told(made, sound=False, fee=600) is None
    assert told(made, sound=True, fee=600) == exactly(600)


@pytest.mark.parametrize("modality", ["must", "principle", "priority"])
def test_of_a_duty_it_is_told_whether_it_is_met_or_not(modality):
    made = paying(modality, condition=typed("thing.sound"))
    for sound in ({"sound": True}, {"sound": False}, {}):
        assert told(made, fee=600, **sound) == exactly(600)


def test_outside_the_scope_and_within_an_exception_there_is_none():
    made = paying("must", applies=typed("thing.ready"), condition=typed("thing.sound"))
    assert told(made, ready=False, fee=3) is None
    excepted = (Exemption(typed("thing.wanted"), ("1",), Outcome.PERMITTED),)
    made = paying("must", condition=typed("thing.sound"), unless=excepted)
    assert told(made, sound=False, wanted=True, fee=3) is None


def test_while_it_is_open_whether_a_rule_speaks_its_amount_is_open():
    made = paying("must", applies=typed("thing.ready"), condition=typed("thing.sound"))
    assert told(made, fee=3) == open_("thing.ready", low=3, high=3)


def test_it_waits_for_whatever_may_take_the_place_of_what_may_take_its_place():
    made = paying("must", condition=typed("thing.sound"))
    second = rule("second", "must", Body(condition=typed("thing.ready")), overrides=["pays"])
    first = rule("first", "may", Body(condition=typed("thing.wanted")), overrides=["second"])
    assert told(first, second, made, sound=True, ready=True, fee=3) == open_("thing.wanted", low=3, high=3)
    assert told(first, second, made, sound=True, ready=True, wanted=True, fee=3) == exactly(3)
    assert told(first, second, made, sound=True, ready=True, wanted=False, fee=3) is None


def test_it_waits_for_a_known_fact_that_has_to_be_confirmed():
    made = paying("delegation", applies=typed("confirmed(thing.ready)"), condition=typed("thing.sound"))
    assert told(made, sound=True, ready=False, fee=3) == open_("thing.ready", low=3, high=3)


def test_an_open_amount_names_what_it_turns_on_and_its_bounds():
    made = paying("must", "max(thing.fee, 5 * thing.price)", condition=typed("thing.sound"))
    assert told(made, fee=3) == open_("thing.price", low=3)
    made = paying("must", "min(thing.fee, thing.price)", condition=typed("thing.sound"))
    assert told(made, fee=3) == Amount(None, "yuan", ("thing.price",), Decimal(0), Decimal(3))


def test_once_a_row_of_a_table_holds_what_is_for_all_other_cases_counts_no_more():
    rows = {"thing.sound": "4", "thing.ready": "thing.price + 1"}
    amounts_told = (("sum", table("greatest", rows, "thing.fee - 2", YUAN)),)
    body = Body(condition=typed("thing.wanted"), amounts=amounts_told)
    assert told(rule("pays", "must", body), sound=True) == open_("thing.price", "thing.ready", low=1)


def test_a_sum_of_which_no_row_holds_yet_can_still_be_what_is_for_all_other_cases():
    amounts_told = (("sum", table("sum", {"thing.ready": "3"}, "5", YUAN)),)
    body = Body(condition=typed("thing.wanted"), amounts=amounts_told)
    assert told(rule("pays", "must", body)) == Amount(None, "yuan", ("thing.ready",), Decimal(0), Decimal(5))


def test_an_amount_that_no_unknown_fact_moves_is_told():
    made = paying("must", "min(thing.fee, thing.price)", condition=typed("thing.sound"))
    assert told(made, fee=0) == exactly(0)


def test_a_rule_that_another_may_take_the_place_of_has_an_open_amount():
    other = rule(
        "first", "must", Body(applies=typed("thing.ready"), condition=typed("thing.wanted")), overrides=["pays"]
    )
    made = paying("must", condition=typed("thing.sound"))
    assert told(other, made, sound=True, fee=3) == open_("thing.ready", low=3, high=3)
    assert told(other, made, sound=True, fee=3, ready=False) == exactly(3)
    assert told(other, made, sound=True, fee=3, ready=True, wanted=True) is None


def test_what_rests_on_a_presumption_is_told_with_the_facts_that_may_change_it():
    other = rule("first", "definition", Body(applies=typed("shown(thing.ready)")), overrides=["pays"])
    made = paying("definition")
    assert told(other, made, fee=3) == exactly(3)._replace(missing=("thing.ready",))
    assert told(other, made, fee=3, ready=False) == exactly(3)
    assert told(other, made, fee=3, ready=True) is None
    doubted = paying("definition", applies=typed("not shown(thing.ready)"))
    assert told(doubted, fee=3) == exactly(3)._replace(missing=("thing.ready",))


def test_of_a_rule_that_is_presumed_to_be_silent_there_is_no_amount():
    assert told(paying("definition", applies=typed("shown(thing.ready)")), fee=3) is None


def listing(**facts):
    """A rule that lists two codes, each in its case, on facts of `thing`."""
    of = list_of(code("kinds"))
    rows = tuple(
        Row(typed(when), Constant(kind, code("kinds")))
        for when, kind in (("thing.ready", "red"), ("thing.wanted", "blue"))
    )
    body = Body(condition=typed("thing.sound"), values=(("kinds", Table("all", rows, None, of)),))
    made = law([rule("lists", "must", body)])
    spec = replace(made.decisions["ask"], values={"kinds": OutputSpec(Text("种类", "the kinds"), codes="kinds")})
    asked, known = (
        question(replace(made, decisions={"ask": spec})),
        {f"thing.{name}": each for name, each in facts.items()},
    )
    verdict = verdict_of(asked, {atom: truth.of(value_of(atom, known)) for atom in asked.atoms})
    return Basis(asked, verdict, Facts(known), None)


def test_a_list_is_told_member_by_member():
    whole = listing(sound=True, ready=True, wanted=False)
    assert (values(whole), values_missing(whole)) == ({"kinds": ("red",)}, {})
    part = listing(sound=True, ready=True)
    assert (values(part), values_missing(part)) == ({"kinds": ("red",)}, {"kinds": ("thing.wanted",)})
    none = listing(sound=True, ready=False)
    assert (values(none), values_missing(none)) == ({}, {"kinds": ("thing.wanted",)})


def test_of_a_list_that_is_open_it_is_said_that_there_may_be_more():
    assert [each.value.zh for each in explain(listing(sound=True, ready=True, wanted=False)).outputs] == ["red"]
    made = explain(listing(sound=True, ready=True))
    assert [each.value for each in made.outputs] == [
        Text(
            "至少有red，是否还有其他尚不能确定（缺少“thing.wanted”）",
            "at least red, and it is not known yet whether there are more (for want of “thing.wanted”)",
        )
    ]
    assert "至少有red" in made.rules[0].computed[0].value.zh

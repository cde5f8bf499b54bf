"""The tests that a rule implies: its amount computable, its duty reported, its reason on record."""

from afterschool_policy.language.tree import Given, Known
from afterschool_policy.law.model import Body, Due
from afterschool_policy.semantics.linked_rule import LinkedRule
from tests.support import rule, text, typed

FEE, PRICE = typed("thing.fee", None), typed("thing.price", None)


def implied(body, modality="must"):
    linked = LinkedRule.of(rule("a-rule", modality, body), body, ())
    return linked.amount_known, linked.duty_reported, linked.reason_recorded


def test_a_rule_that_makes_nothing_due_implies_nothing():
    assert implied(Body(condition=typed("thing.sound"))) == (None, None, None)


def test_what_only_the_condition_reads_reports_the_duty():
    body = Body(
        applies=typed("thing.sound"),
        condition=typed("thing.sound and thing.price >= thing.fee"),
        amounts=(("fee", FEE),),
        due=Due(text("pay"), "fee"),
    )
    assert implied(body) == (Known(FEE), Given((PRICE,)), None)


def test_an_act_that_is_due_needs_no_amount():
    body = Body(condition=typed("thing.ready"), due=Due(text("act"), None))
    assert implied(body) == (None, Given((typed("thing.ready"),)), None)


def test_only_a_principle_asks_for_a_reason():
    body = Body(condition=typed("thing.sound"), reason=typed("thing.note", None))
    assert implied(body, "principle")[2] == Given((body.reason,))
    assert implied(body, "must")[2] is None

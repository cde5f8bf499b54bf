"""An amount to which several rules contribute, and what is said of how an amount is rounded."""

from dataclasses import replace
from decimal import Decimal

import pytest

from afterschool_policy.explain.basis import Basis
from afterschool_policy.explain.explanation import explain
from afterschool_policy.explain.outputs import amounts
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.law.model import Body, OutputSpec, Rounding
from afterschool_policy.semantics.verdict import verdict_of
from afterschool_policy.text import Text
from afterschool_policy.values import truth
from afterschool_policy.vocabulary.facts import Facts
from tests.support import law, number, question, rule, typed

YUAN = number("yuan")


def basis(known: dict[str, object], *, total: str | None = "sum", rounding: Rounding | None = None) -> Basis:
    """Two rules that state one amount, on some facts."""
    one = rule("one", "may", Body(condition=typed("thing.sound"), amounts=(("sum", typed("thing.fee / 3", YUAN)),)))
    other = rule("other", "may", Body(condition=typed("thing.ready"), amounts=(("sum", typed("10", YUAN)),)))
    made = law([one, other])
    spec = made.decisions["ask"]
    spec = replace(spec, amounts={"sum": OutputSpec(Text("和", "sum"), "yuan", total=total, rounding=rounding)})
    put = question(replace(made, decisions={"ask": spec}))
    verdict = verdict_of(put, {atom: truth.of(value_of(atom, known)) for atom in put.atoms})
    return Basis(put, verdict, Facts(known), None)


CENTS = Rounding(Decimal("0.1"), "half_up", ("1",))


@pytest.mark.parametrize(
    ("known", "total", "value"),
    [
        ({"thing.sound": True, "thing.ready": True, "thing.fee": 6}, "sum", 12),
        ({"thing.sound": True, "thing.ready": True, "thing.fee": 6}, "least", 2),
        ({"thing.sound": True, "thing.ready": True, "thing.fee": 6}, "greatest", 10),
        ({"thing.sound": True, "thing.ready": False, "thing.fee": 6}, "sum", 2),
        ({"thing.sound": False, "thing.ready": True}, "sum", 10),
    ],
)
def test_the_rules_that_speak_make_one_amount(known, total, value):
    assert amounts(basis(known, total=total))["sum"].value == value


def test_one_that_may_still_speak_leaves_the_total_open():
    found = amounts(basis({"thing.sound": True, "thing.fee": 6}))["sum"]
    assert (found.value, found.low, found.high, found.missing) == (None, 2, 12, ("thing.ready",))


def test_none_that_speaks_makes_none():
    assert amounts(basis({"thing.sound": False, "thing.ready": False})) == {}


def test_a_total_is_rounded_once_and_says_so_where_that_changed_it():
    known = {"thing.sound": True, "thing.ready": True, "thing.fee": Decimal("0.4")}
    made = basis(known, rounding=CENTS)
    assert amounts(made)["sum"].value == Decimal("10.1")
    (told,) = explain(made).outputs
    assert told.value.zh == "10.1 yuan（四舍五入到0.1 yuan，条款1）"
    assert [computed.value.en for each in explain(made).rules for computed in each.computed] == [
        "about 0.13 yuan",
        "10 yuan",
    ]
    exact = basis({**known, "thing.fee": 3}, rounding=CENTS)
    assert [each.value.en for each in explain(exact).outputs] == ["11 yuan"]


def test_what_does_not_end_is_told_as_about_so():
    made = basis({"thing.sound": True, "thing.ready": False, "thing.fee": 1})
    assert [each.value.zh for each in explain(made).outputs] == ["约0.33 yuan"]

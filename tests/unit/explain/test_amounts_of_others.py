"""An amount of another question is told by its name and its question, and cites what it comes from."""

from dataclasses import replace
from decimal import Decimal

from afterschool_policy.explain.basis import Basis
from afterschool_policy.explain.citations import citations, readings
from afterschool_policy.explain.explanation import explain
from afterschool_policy.explain.model import Explanation, Statement
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.tree import AmountOf, Apply, Constant
from afterschool_policy.law.model import Alternative, Body, OutputSpec, Reading, Rounding
from afterschool_policy.semantics.edition import link
from afterschool_policy.semantics.question import question_of
from afterschool_policy.semantics.verdict import verdict_of
from afterschool_policy.text import Text
from afterschool_policy.values import truth
from afterschool_policy.values.types import BOOLEAN
from afterschool_policy.vocabulary.facts import Facts
from tests.support import law, number, rule, text, typed

YUAN = number("yuan")
TENTHS = Rounding(Decimal("0.1"), "half_up", ("rounds",))
FEE = AmountOf("ask", "sum", YUAN)


def basis(known: dict[str, object], *, total: str | None = None, rounding: Rounding | None = TENTHS) -> Basis:
    """A rule of one question that compares an amount of another, made by two rules of which each has its clause."""
    whole = Alternative("R-1", "whole", frozenset({"amounts"}), Body(amounts=(("sum", typed("thing.fee", YUAN)),)))
    one = Body(condition=typed("thing.sound"), amounts=(("sum", typed("thing.fee / 4", YUAN)),))
    other = Body(condition=typed("thing.ready"), amounts=(("sum", typed("10", YUAN)),))
    asks = Body(condition=Apply(">", (FEE, Constant(1, YUAN)), BOOLEAN), amounts=(("due", FEE),))
    made = law(
        [
            replace(rule("one", "may", one), alternatives=(whole,), readings=("R-1",)),
            rule("other", "may", other),
            rule("asks", "must", asks, decisions=("other",)),
        ]
    )
    clause, ask = made.clauses["1"], made.decisions["ask"]
    fee = OutputSpec(Text("费用", "the fee"), "yuan", total=total, rounding=rounding)
    ask = replace(ask, question=Text("费用怎样计算？", "How much is the fee?"), amounts={"sum": fee})
    due = replace(ask, name="other", amounts={"due": OutputSpec(text("due"), "yuan")})
    made = replace(
        made,
        clauses={name: replace(clause, id=name) for name in ("1", "one", "other", "asks", "rounds")},
        rules=tuple(replace(each, clauses=(each.id,)) if each.decisions else each for each in made.rules),
        readings={"R-1": Reading("R-1", text("which"), ("one",), "quarter", {"quarter": text("q")}, text("why"))},
        decisions={"ask": ask, "other": due},
    )
    put = question_of(link(made, None, None, {}), due)
    return Basis(
        put, verdict_of(put, {atom: truth.of(value_of(atom, known)) for atom in put.atoms}), Facts(known), None
    )


def lines(explanation: Explanation) -> list[tuple[str, str]]:
    """What is said of how the amount is computed, in both languages, indented."""

    def below(statement: Statement, depth: int = 0):
        yield "  " * depth + statement.text.zh, "  " * depth + statement.text.en
        for member in statement.members:
            yield from below(member, depth + 1)

    rows = [row for rule_ in explanation.rules for each in rule_.computed for row in each.rows]
    return [line for row in rows for line in below(row)]


def test_it_cites_the_rounding_and_the_rules_that_make_it():
    known = {"thing.sound": True, "thing.ready": False, "thing.fee": 5}
    assert {each.clause: each.rule for each in citations(basis(known))} == {
        "asks": "asks@1",
        "one": "one@1",
        "rounds": "asks@1",
    }
    assert "rounds" not in {each.clause for each in citations(basis(known, rounding=None))}


def test_it_rests_on_the_readings_of_the_rules_that_make_it():
    known = {"thing.sound": True, "thing.ready": False, "thing.fee": 5}
    assert [(each.id, each.chosen) for each in readings(basis(known))] == [("R-1", "quarter")]


def test_it_is_told_by_its_name_and_its_question_with_where_it_comes_from():
    made = explain(basis({"thing.sound": True, "thing.ready": False, "thing.fee": 5}))
    (step,) = made.rules[0].steps
    assert step.statement.text == Text(
        "“费用怎样计算？”算得的费用（1.3 yuan）高于1 yuan",
        "the fee by the answer to “How much is the fee?” (1.3 yuan) is above 1 yuan",
    )
    assert lines(made) == [
        (
            "“费用怎样计算？”算得的费用：1.25 yuan，四舍五入到0.1 yuan=1.3 yuan（条款rounds）",
            "the fee by the answer to “How much is the fee?”: 1.25 yuan, rounded half up to 0.1 yuan = 1.3 yuan"
            " (clause rounds)",
        ),
        ("  thing.sound：5 yuan÷4=1.25 yuan（条款one）", "  thing.sound: 5 yuan ÷ 4 = 1.25 yuan (clause one)"),
    ]


def test_open_it_is_told_with_its_bounds_and_without_facts_by_its_name_alone():
    bounded = basis({"thing.sound": True, "thing.ready": True}, total="sum", rounding=None)
    (step,) = explain(bounded).rules[0].steps
    assert "算得的费用（至少10 yuan）" in step.statement.text.zh
    (step,) = explain(basis({"thing.sound": True})).rules[0].steps
    assert "算得的费用（未知）" in step.statement.text.zh

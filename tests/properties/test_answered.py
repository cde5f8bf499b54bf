"""Another question's answer inside a rule is the answer that the question gives, by random rules."""

from dataclasses import replace

from hypothesis import event, example, given, settings
from hypothesis import strategies as st

from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.tree import AmountOf, Answered, Value
from afterschool_policy.law.model import Body, DecisionSpec, Law, Referral, Rule
from afterschool_policy.semantics.edition import Edition, link
from afterschool_policy.semantics.question import question_of
from afterschool_policy.semantics.verdict import verdict_of
from afterschool_policy.text import Text
from afterschool_policy.values import truth
from afterschool_policy.values.outcomes import Outcome
from tests.strategies import FEW_FACTS, facts, few_tests, rule_sets
from tests.support import ANSWERS, law, number, rule, typed

YUAN = number("yuan")
LEFT_TO_A_PERSON = rule(
    "left", "must", Body(refer=(Referral(typed("thing.sound"), Text("?", "?"), None),)), decisions=("ask",)
)
SOUND = {"thing.sound": True}


def asking(rules: tuple[Rule, ...], outcome: Outcome) -> Law:
    """A law in which a second question turns on what the first comes to."""
    made = law([*rules, rule("asks", "must", Body(condition=Answered("ask", (outcome.value,))), decisions=("other",))])
    ask = made.decisions["ask"]
    return replace(made, decisions={"ask": ask, "other": replace(ask, name="other", amounts={})})


def comes_to(edition: Edition, spec: DecisionSpec, known: dict[str, Value]) -> Outcome:
    put = question_of(edition, spec)
    return verdict_of(put, {atom: truth.of(value_of(atom, known)) for atom in put.atoms}).outcome


@settings(max_examples=150)
@given(rule_sets(few_tests, plain=True), st.sampled_from(ANSWERS), facts(FEW_FACTS, complete=True))
@example((LEFT_TO_A_PERSON,), Outcome.NEEDS_HUMAN_JUDGEMENT, SOUND)
def test_on_known_facts_it_is_the_answer_of_the_question(
    rules: tuple[Rule, ...], asked: Outcome, known: dict[str, Value]
) -> None:
    made = asking(rules, asked)
    edition = link(made, None, None, {})
    given_, told = (comes_to(edition, made.decisions[name], known) for name in ("ask", "other"))
    event(f"{given_} {'asked' if given_ is asked else 'not asked'}")
    if given_ is Outcome.NEEDS_HUMAN_JUDGEMENT and asked is not given_:
        assert told is Outcome.NEEDS_HUMAN_JUDGEMENT
    else:
        assert told is (Outcome.SATISFIED if given_ is asked else Outcome.VIOLATED)


@settings(max_examples=150)
@given(rule_sets(few_tests), st.sampled_from(ANSWERS), facts(FEW_FACTS))
def test_what_is_settled_is_what_the_question_settles(
    rules: tuple[Rule, ...], asked: Outcome, known: dict[str, Value]
) -> None:
    made = asking(rules, asked)
    edition = link(made, None, None, {})
    given_, told = (comes_to(edition, made.decisions[name], known) for name in ("ask", "other"))
    event(f"{given_}, {told}")
    if Outcome.UNDETERMINED not in (given_, told) and Outcome.NEEDS_HUMAN_JUDGEMENT not in (given_, told):
        assert told is (Outcome.SATISFIED if given_ is asked else Outcome.VIOLATED)


def test_an_amount_is_that_of_the_rule_that_speaks() -> None:
    one = Body(condition=typed("thing.sound"), amounts=(("sum", typed("thing.fee * 2", YUAN)),))
    other = Body(condition=typed("thing.ready"), amounts=(("sum", typed("7", YUAN)),))
    rules = [rule("one", "may", one, overrides=["other"]), rule("other", "may", other)]
    asks = rule(
        "asks", "must", Body(condition=typed("thing.fee > 1"), amounts=(("sum", AmountOf("ask", "sum", YUAN)),))
    )
    made = law([*rules, replace(asks, decisions=("other",))])
    made = replace(made, decisions={**made.decisions, "other": replace(made.decisions["ask"], name="other")})
    (linked,) = link(made, None, None, {}).of(made.decisions["other"])
    ((_, node),) = linked.body.amounts
    assert value_of(node, {"thing.sound": True, "thing.ready": True, "thing.fee": 3}) == 6
    assert value_of(node, {"thing.sound": False, "thing.ready": True}) == 7
    assert value_of(node, {"thing.sound": False, "thing.ready": False}) is None
    assert value_of(node, {"thing.ready": True}) is None

"""What is known is computed by generated functions; what is open is left to the definition."""

import builtins
from dataclasses import replace
from decimal import Context, Decimal, getcontext, localcontext
from fractions import Fraction

import pytest

from afterschool_policy import Policy
from afterschool_policy.engines import computed
from afterschool_policy.engines.computed import GeneratedOutputs
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.tree import Apply, Derived
from afterschool_policy.law.model import Body
from afterschool_policy.semantics import outputs
from afterschool_policy.semantics.open_terms import OpenTerms
from tests.support import LIBRARY, law, list_of, number, question, rule, table, typed

YUAN = number("yuan")
CONFIRMED = "confirmed(thing.sound)"


def computing(*nodes):
    named = tuple((f"amount_{place}", node) for place, node in enumerate(nodes))
    generated = GeneratedOutputs(question(law([rule("pays", "may", Body(amounts=named))])))
    return lambda facts: tuple(generated((0,))(facts))


def test_an_unknown_fact_leaves_open_what_reads_it_alone():
    of = computing(
        *(typed(written, YUAN) for written in ("thing.fee * 2", "thing.total", "parameter.rate * parameter.limit"))
    )
    assert of({"thing.fee": 3, "thing.price": 4}) == (6, 7, Decimal("7.5"))
    assert of({"thing.fee": 3}) == (6, None, Decimal("7.5"))
    assert of({"thing.price": 4}) == (None, None, Decimal("7.5"))


def test_a_row_that_is_presumed_or_that_is_not_confirmed_is_left_to_the_definition():
    of = computing(*(table("first", {when: "thing.fee"}, "1", YUAN) for when in ("shown(thing.sound)", CONFIRMED)))
    assert of({"thing.sound": True, "thing.fee": 3}) == (3, 3)
    assert of({"thing.sound": False, "thing.fee": 3}) == (None, None)
    assert of({"thing.fee": 3}) == (None, None)


def test_a_table_within_a_term_of_which_no_row_holds_is_left_to_the_definition():
    tall = table("unique", {"thing.fee > 2": "thing.fee"}, None, YUAN)
    of = computing(Apply("+", (tall, tall), YUAN), typed("thing.fee", YUAN))
    assert of({"thing.fee": 3}) == (6, 3)
    assert of({"thing.fee": 1}) == (None, None)


def test_where_no_row_holds_the_definition_says_that_there_is_no_value():
    of = computing(table("first", {"thing.sound": "thing.fee"}, None, YUAN, partial=True))
    assert of({"thing.sound": True, "thing.fee": 3}) == (3,)
    assert of({"thing.sound": False, "thing.fee": 3}) == (None,)


def test_what_only_a_row_that_does_not_hold_needs_can_be_unknown():
    given = {"thing.sound": True, "thing.fee": 3}
    row = table("first", {"thing.sound": "thing.fee"}, "thing.price + 1", YUAN)
    assert computing(row)(given) == (3,)
    assert computing(row)({**given, "thing.sound": False}) == (None,)
    twice = table("first", {"thing.sound": "thing.fee"}, "thing.price + thing.price", YUAN)
    assert computing(twice)(given) == (3,)


def test_what_a_row_reads_that_presumes_must_be_known_even_where_an_earlier_one_holds():
    of = computing(table("first", {"thing.fee > 2": "1", "shown(thing.sound)": "2"}, "3", YUAN))
    assert of({"thing.fee": 3}) == (None,)
    assert of({"thing.fee": 3, "thing.sound": False}) == (1,)


def test_a_condition_that_is_confirmed_deep_down_is_computed_unless_it_is_denied():
    of = computing(table("first", {f"thing.fee > 2 and {CONFIRMED}": "1"}, "2", YUAN))
    assert of({"thing.fee": 3, "thing.sound": True}) == (1,)
    assert of({"thing.fee": 1, "thing.sound": False}) == (2,)
    assert of({"thing.fee": 3, "thing.sound": False}) == (None,)


def test_rules_are_computed_together_in_their_order_and_a_definition_once(monkeypatch):
    written: list[str] = []

    def keep(text, *rest):
        written.append(text)
        return builtins.compile(text, *rest)

    monkeypatch.setattr(computed, "compile", keep, raising=False)
    total = typed("thing.total * 2", YUAN)
    bodies = [Body(amounts=(("a", total),)), Body(), Body(amounts=(("b", total), ("c", typed("thing.fee", YUAN))))]
    of = GeneratedOutputs(question(law([rule(f"pays-{place}", "may", body) for place, body in enumerate(bodies)])))
    given = {"thing.fee": 3, "thing.price": 4}
    assert [list(of(places)(given)) for places in ((0, 2), (0, 1, 2), (2,), (1,))] == [
        [14, 14, 3], [14, 14, 3], [14, 3], [],
    ]  # fmt: skip
    (text,) = written
    assert text.count("t0 =") == 1


def test_more_rules_than_one_function_computes_are_computed_in_their_order():
    count = 2 * computed.TOGETHER + 1
    bodies = [Body(amounts=(("a", typed(f"thing.fee * {place}", YUAN)),)) for place in range(count)]
    of = GeneratedOutputs(question(law([rule(f"pays-{place}", "may", body) for place, body in enumerate(bodies)])))
    for places in (tuple(range(count)), tuple(range(0, count, 5)), (count - 1,), ()):
        assert list(of(places)({"thing.fee": 3})) == [3 * place for place in places]
        assert list(of(places)({})) == [None for _ in places]


def test_a_long_chain_of_definitions_nests_no_deeper_than_python_allows(monkeypatch):
    chain = fee = typed("thing.fee", YUAN)
    for place in range(200):
        chain = Derived(f"thing.step_{place}", YUAN, Apply("+", (chain, fee), YUAN), "r@1")
    monkeypatch.setattr(computed, "outputs", lambda linked: [chain])  # so long a one is not in the scope of the tests
    assert computing()({"thing.fee": 3}) == (603,)


NUMBERS = (
    "thing.fee / 3 * 1.5 + thing.price",
    "min(thing.fee / 7, 2.5) - thing.price * 2",
    "-(thing.fee / 3)",
    "ceil(thing.fee / 3) * 1.5",
    "(thing.fee + 0.5) * 2",
    "thing.fee * 1.50",
    "min(thing.fee * 2, 0.50)",
    "max(thing.fee - 1, thing.price)",
    "-max(thing.fee, 0.50)",
    "round(thing.fee * 1.50, 0.10, up) + 0.50",
    "max(-min(thing.fee * 2, 0.50), thing.price) * 2.0",
    "0.50",
)
TABLES = (
    ("sum", {"thing.fee > 2": "0.50", "thing.fee > 2.1": "0.50"}),
    ("sum", {"thing.fee > 2": "thing.fee * 2", "thing.sound": "thing.price"}),
    ("sum", {"thing.fee > 2": "thing.fee * 2.0", "thing.sound": "thing.price + 1.0"}),
    ("first", {"thing.fee > 3": "thing.fee * 2.0", "thing.sound": "thing.price"}),
    ("greatest", {"thing.fee > 2": "thing.fee * 2.0", "thing.sound": "9.50"}),
    ("all", {"thing.fee > 2": "thing.fee * 2.0", "thing.sound": "9.50"}),
)
MANY_DIGITS = Decimal("1234567890123456789012345678901234567.1")


@pytest.mark.parametrize("written", NUMBERS)
@pytest.mark.parametrize("fee", [0, 3, 4, Decimal("0.10"), Decimal("2.50"), MANY_DIGITS])
def test_a_number_is_in_the_form_in_which_the_definition_has_it(written, fee):
    node, given = typed(written, None), {"thing.fee": fee, "thing.price": Decimal("2.50")}
    (value,) = computing(node)(given)
    assert repr(value) == repr(value_of(node, given))


@pytest.mark.parametrize(("policy", "rows"), TABLES)
@pytest.mark.parametrize("sound", [True, False])
@pytest.mark.parametrize("fee", [0, 3, Decimal("2.10"), Decimal("2.50")])
def test_so_is_one_that_a_table_makes(policy, rows, sound, fee):
    given = {"thing.fee": fee, "thing.price": Decimal("2.50"), "thing.sound": sound}
    node = table(policy, rows, None, YUAN, partial=True)
    lists = replace(node, type=list_of(YUAN))
    of_terms = (lists,) if node.hit.lists else (node, Apply("*", (node, typed("1.50", None)), YUAN))
    for each in of_terms:
        (value,) = computing(each)(given)
        assert value is None or repr(value) == repr(value_of(each, given))


def test_where_the_digits_do_not_suffice_quotients_take_their_place():
    node = fee = typed("thing.fee", YUAN)
    for _ in range(4):
        node = Apply("*", (node, fee), YUAN)
    assert computing(node)({"thing.fee": MANY_DIGITS}) == (Fraction(MANY_DIGITS) ** 5,)


@pytest.mark.parametrize("given", [{"thing.fee": Decimal("123.45")}, {"thing.fee": MANY_DIGITS}, {}])
def test_the_decimal_context_of_the_caller_rounds_nothing_and_is_left_as_it_is(given):
    node = typed("thing.fee * 1.5 * thing.fee * thing.fee * thing.fee * thing.fee", None)
    usual = computing(node)(given)
    with localcontext(Context(prec=2)) as own:
        assert computing(node)(given) == usual
        assert getcontext() is own
        assert own.prec == 2


def test_no_word_of_the_policy_is_in_the_code(monkeypatch):
    written: list[str] = []

    def keep(text, *rest):
        written.append(text)
        return builtins.compile(text, *rest)

    monkeypatch.setattr(computed, "compile", keep, raising=False)
    of = computing(typed("thing.fee + thing.total * 31337", YUAN))
    assert of({"thing.fee": 1, "thing.price": 1}) == (62675,)
    (text,) = written
    assert not [word for word in ("thing", "fee", "total", "31337") if word in text]


@pytest.mark.parametrize(("books", "walks"), [(1, False), (None, True)])
def test_a_decision_walks_only_what_is_open(monkeypatch, books, walks):
    walked: list[OpenTerms] = []

    def noted(*given):
        walked.append(OpenTerms(*given))
        return walked[-1]

    monkeypatch.setattr(outputs, "OpenTerms", noted)
    decision = Policy.load(LIBRARY).decide("overdue", {"loan": {"days": 40, "books": books, "paid_yuan": 0}})
    assert (decision.amounts["fine_yuan"].value is None) is walks
    assert bool(walked) is walks

"""What the caller set for decimal arithmetic of his own changes nothing here, and the library leaves it alone."""

from __future__ import annotations

import decimal
import json
from collections.abc import Iterator
from decimal import Context, Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterschool_policy import Policy
from afterschool_policy.language.computation import add, divide, multiply, subtract
from afterschool_policy.values import numbers

SHIPPED = Policy.load()
CONTEXTS = {
    "four digits": Context(prec=4),
    "one digit": Context(prec=1, rounding=decimal.ROUND_UP),
    "no rounding": Context(prec=4, traps=[decimal.Inexact, decimal.Rounded]),
    "every trap": Context(prec=9, traps=list(decimal.getcontext().flags)),
    "no trap": Context(prec=4, traps=[]),
    "small exponents": Context(prec=3, Emax=1, Emin=-1, clamp=1),
}
FACTS = {
    "student": {"hardship_recognised": True},
    "fee": {
        "kind": "service_fee",
        "charged": True,
        "amount_yuan": Decimal("1200.56"),
        "standard_yuan": Decimal("12345678901234567890123456789012.67"),
    },
}


def all_that_is_said() -> Iterator[object]:
    """Every answer of the library about an amount of many digits, as text."""
    decision = SHIPPED.decide("hardship_relief", FACTS)
    record = decision.record()
    yield decision.outcome, {name: str(amount.value) for name, amount in decision.amounts.items()}
    yield from (decision.explain(lang, form) for lang in ("zh", "en") for form in ("text", "markdown", "json"))
    yield json.dumps(record, ensure_ascii=False)
    replay = SHIPPED.replay(json.loads(json.dumps(record)))
    yield replay.same, replay.explain("zh")
    yield decision.why_not("violated").explain("zh")
    open_ = SHIPPED.decide("hardship_relief", {"fee": {"kind": "service_fee", "standard_yuan": Decimal("600.55")}})
    yield open_.explain("zh"), open_.ask_next().explain("en"), open_.missing
    yield SHIPPED.open_case(
        {"student": {"s": {"student": FACTS["student"]}}, "fee": {"f": {"fee": FACTS["fee"], "student": "s"}}}
    ).explain("en")
    yield SHIPPED.decide("hardship_relief", FACTS, engine="walking").explain("en")


USUAL = list(all_that_is_said())


@pytest.mark.parametrize("context", CONTEXTS.values(), ids=CONTEXTS)
def test_nothing_that_is_said_depends_on_the_callers_context(context: Context) -> None:
    with localcontext(context) as own:
        before = own.copy()
        assert list(all_that_is_said()) == USUAL
        assert (own.prec, own.traps, own.rounding) == (before.prec, before.traps, before.rounding)
    assert "12,345,678,901,234,567,890,123,456,787,812.11" in str(USUAL)


many_digits = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**40), max_value=10**40, places=12)
exacts = st.one_of(st.integers(-(10**40), 10**40), many_digits)
OPERATIONS = {"+": add, "-": subtract, "*": multiply, "/": divide, "negative": lambda left, _: numbers.negated(left)}


@pytest.mark.parametrize("context", CONTEXTS.values(), ids=CONTEXTS)
@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
@given(left=exacts, right=exacts)
def test_no_number_is_rounded_by_it(operation, context: Context, left, right) -> None:
    right = right or 1
    expected = operation(left, right)
    with localcontext(context):
        assert operation(left, right) == expected
        assert numbers.settle(numbers.exact(left)) == left


@pytest.mark.parametrize("context", CONTEXTS.values(), ids=CONTEXTS)
@given(number=exacts)
def test_a_number_is_written_with_all_its_digits(context: Context, number) -> None:
    with localcontext(context):
        written = numbers.written(number)
    assert Decimal(written.replace(",", "")) == number

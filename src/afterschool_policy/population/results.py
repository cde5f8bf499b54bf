"""The answers to a question as columns that are added to a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

import pyarrow as pa

from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.explain.results import Amount, OutputValue
from afterschool_policy.law.model import DecisionSpec
from afterschool_policy.population.by_row import REJECTED, ByRow
from afterschool_policy.population.decided import DecidedTable

T = TypeVar("T")

_TEXT, _TEXTS = pa.string(), pa.list_(pa.string())
_PLACES = 6
_AMOUNT = pa.decimal128(38, _PLACES)


def result_columns(decided: DecidedTable, parts: Sequence[DecisionSpec]) -> Iterator[tuple[str, pa.Array]]:
    """Outcome, rules that decided, missing facts, every amount and every value of the question, by name.

    `parts` are the single questions that it is made of: where there are several, each name has its question before it.
    """
    yield "outcome", _column(decided.outcome, str, _TEXT)
    yield "decided_rules", _column(decided.decided_rules, list, _TEXTS)
    yield "missing", _column(decided.missing, list, _TEXTS)
    for spec in parts:
        before = f"{spec.name}." if len(parts) > 1 else ""
        for name in spec.amounts:
            yield f"amount.{before}{name}", _column(decided.amounts, _amount(before + name), _AMOUNT)
        for name in spec.values:
            yield f"value.{before}{name}", _column(decided.values, _value(before + name), _TEXTS)


def _column(told: ByRow[T], write: Callable[[T], object], type_: pa.DataType) -> pa.Array:
    each = pa.array([write(one) for one in told.each], type_)
    return each.take(pa.array(told.numbers, mask=told.numbers == REJECTED))


def _amount(name: str) -> Callable[[Mapping[str, Amount]], Decimal | None]:
    def amount(told: Mapping[str, Amount]) -> Decimal | None:
        value = told[name].value if name in told else None
        if value is not None and value != round(value, _PLACES):
            raise InvalidRequest([Diagnostic.of("table-amount", name=name, given=str(value), places=str(_PLACES))])
        return value

    return amount


def _value(name: str) -> Callable[[Mapping[str, OutputValue]], list[str] | None]:
    def value(told: Mapping[str, OutputValue]) -> list[str] | None:
        found = told.get(name)
        return [found] if isinstance(found, str) else None if found is None else list(found)

    return value

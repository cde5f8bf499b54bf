"""The amounts and values of a decision, as callers read them: told where certain, else with what is missing."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from afterschool_policy.explain.basis import Basis
from afterschool_policy.explain.results import Amount, OutputValue
from afterschool_policy.language.tree import Value
from afterschool_policy.law.model import OutputSpec
from afterschool_policy.semantics.outputs import Output
from afterschool_policy.values import numbers


def amounts(basis: Basis) -> dict[str, Amount]:
    """The amounts of the rules that speak, or may still speak, by name: of two under one, the first told."""
    if basis.periods:
        return _whatever_the_day([amounts(each) for each in basis.periods], basis)
    computed: dict[str, Amount] = {}
    for output in sorted(basis.amounts, key=lambda output: output.value is None):
        computed.setdefault(output.name, amount_of(output, basis.question.spec.amounts[output.name]))
    return {name: computed[name] for name in dict.fromkeys(output.name for output in basis.amounts)}


def _whatever_the_day(by_period: list[dict[str, Amount]], basis: Basis) -> dict[str, Amount]:
    """Each amount, told where it is the same in every period; else it turns on the day."""
    told: dict[str, Amount] = {}
    for name in dict.fromkeys(name for each in by_period for name in each):
        found = [each.get(name) for each in by_period]
        known = [amount for amount in found if amount is not None]
        missing = {name for amount in known for name in amount.missing}
        same = len({amount and amount._replace(missing=()) for amount in found}) == 1
        if not same or (known[0].value is None and not _is_worked_out_alike(name, basis)):
            missing.add(basis.question.edition.law.instrument.as_of_fact)
        if same:
            told[name] = known[0]._replace(missing=tuple(sorted(missing)))
            continue
        lows = [amount.low if amount.value is None else amount.value for amount in known]
        highs = [amount.high if amount.value is None else amount.value for amount in known]
        told[name] = Amount(None, known[0].unit, tuple(sorted(missing)), _end(lows, min), _end(highs, max))
    return told


def _is_worked_out_alike(name: str, basis: Basis) -> bool:
    """Whether the rules that an open amount is of read alike in every period: bounds can agree where they do not."""
    by_period = [
        [output.rule.conclusion.body for output in period.amounts if output.name == name] for period in basis.periods
    ]
    return all(bodies == by_period[0] for bodies in by_period)


def _end(ends: list[Decimal | None], outermost: Callable[[list[Decimal]], Decimal]) -> Decimal | None:
    """The outermost of the bounds; none where one side is open."""
    known = [end for end in ends if end is not None]
    return outermost(known) if len(known) == len(ends) else None


def amount_of(output: Output, spec: OutputSpec) -> Amount:
    """A computed amount as callers read it."""
    unit = spec.unit or "1"
    if isinstance(output.value, int | Decimal | Fraction):
        return Amount(numbers.decimal(output.value), unit, output.missing)
    low, high = (None if end is None else numbers.decimal(end) for end in output.range)
    return Amount(None, unit, output.missing, low, high)


def values(basis: Basis) -> dict[str, OutputValue]:
    """The codes and lists that can be told, by name; what several rules say under one name is joined."""
    if basis.periods:
        return _certain([values(each) for each in basis.periods])
    told: dict[str, list[Value]] = {}
    for output in basis.values:
        if output.value is not None:
            told.setdefault(output.name, []).append(output.value)
    return {name: _joined(parts) for name, parts in told.items()}


def _certain(by_period: list[dict[str, OutputValue]]) -> dict[str, OutputValue]:
    """The codes that are told in every period, by name."""
    told: dict[str, OutputValue] = {}
    for name, first in by_period[0].items():
        found = [each.get(name, ()) for each in by_period]
        certain = tuple(code for code in _codes(first) if all(code in _codes(value) for value in found))
        if all(value == first for value in found):
            told[name] = first
        elif certain:
            told[name] = certain
    return told


def _codes(value: OutputValue) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def _joined(parts: list[Value]) -> OutputValue:
    codes = dict.fromkeys(str(code) for part in parts for code in (part if isinstance(part, tuple) else (part,)))
    alone = len(codes) == 1 and not any(isinstance(part, tuple) for part in parts)
    return next(iter(codes)) if alone else tuple(codes)


def values_missing(basis: Basis) -> dict[str, tuple[str, ...]]:
    """The unknown facts that could still add to a value, or make one, by its name."""
    if basis.periods:
        missing = _missing_whatever_the_day(basis)
    else:
        missing = {}
        for output in basis.values:
            if output.missing:
                missing.setdefault(output.name, set()).update(output.missing)
    return {name: tuple(sorted(names)) for name, names in missing.items()}


def _missing_whatever_the_day(basis: Basis) -> dict[str, set[str]]:
    """What is missing in any period, and the day where a value is not the same in all of them."""
    missing: dict[str, set[str]] = {}
    for period in basis.periods:
        for name, facts in values_missing(period).items():
            missing.setdefault(name, set()).update(facts)
    by_period = [values(each) for each in basis.periods]
    for name in dict.fromkeys(name for each in by_period for name in each):
        if any(each.get(name) != by_period[0].get(name) for each in by_period):
            missing.setdefault(name, set()).add(basis.question.edition.law.instrument.as_of_fact)
    return missing

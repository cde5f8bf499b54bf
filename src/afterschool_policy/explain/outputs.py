"""The amounts and values of a decision, as callers read them: told where certain, else with what is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import reduce

from afterschool_policy.explain.basis import Basis
from afterschool_policy.explain.results import Amount, OutputValue
from afterschool_policy.language.hits import HITS
from afterschool_policy.language.ranges import Range, added, hull, range_of_value
from afterschool_policy.language.rounding import MODES, rounded
from afterschool_policy.language.term_ranges import NOUGHT
from afterschool_policy.language.tree import Value
from afterschool_policy.law.model import OutputSpec
from afterschool_policy.semantics.outputs import Output
from afterschool_policy.semantics.speakers import speaks
from afterschool_policy.values import numbers
from afterschool_policy.values.truth import Truth


def amounts(basis: Basis) -> dict[str, Amount]:
    """The amounts of the rules that speak, or may still speak, by name: of two under one, the first told."""
    if basis.periods:
        return _whatever_the_day([amounts(each) for each in basis.periods], basis)
    by_name: dict[str, list[Output]] = {}
    for output in basis.amounts:
        by_name.setdefault(output.name, []).append(output)
    specs = basis.question.spec.amounts
    return {name: _amount(outputs, specs[name]) for name, outputs in by_name.items()}


def is_exact(reported: Decimal, outputs: Sequence[Output], spec: OutputSpec) -> bool:
    """Whether an amount is reported as the rules compute it."""
    values = [each.value for each in outputs if each.value is not None]
    hit = HITS[spec.total or "sum"]
    assert hit.combine is not None
    return reported == hit.combine(values if spec.total is not None else values[:1])


def _amount(outputs: list[Output], spec: OutputSpec) -> Amount:
    """What the rules that speak of an amount make it."""
    if spec.total is None or len(outputs) == 1:
        return amount_of(next((each for each in outputs if each.value is not None), outputs[0]), spec)
    hit, values = HITS[spec.total], [each.value for each in outputs]
    assert hit.combine is not None
    missing = tuple(sorted({name for each in outputs for name in each.missing}))
    if None not in values:
        return told_amount(values, spec, missing)  # type: ignore[arg-type]  # none of them is None
    told = [value for value in values if value is not None]
    ranges = [range_of_value(value) for value in ([hit.combine(told)] if hit.adds and told else told)]
    for each in outputs:
        if each.value is None:
            ranges.append(each.range if speaks(each.rule) is Truth.TRUE else hull(each.range, NOUGHT))
    return _reported(None, reduce(added, ranges) if hit.adds else hull(*ranges), missing, spec)


def told_amount(values: Sequence[Value], spec: OutputSpec, missing: tuple[str, ...] = ()) -> Amount:
    """What the values of all rules that speak of an amount make it: without a total, the first is told."""
    value = values[0]
    if len(values) > 1 and spec.total is not None:
        combine = HITS[spec.total].combine
        assert combine is not None
        value = combine(values)  # type: ignore[assignment]  # a number of numbers
    number: numbers.Exact = value  # type: ignore[assignment]  # amounts are numbers
    reported = numbers.decimal(number) if spec.rounding is None else _rounded(number, spec)
    return tuple.__new__(Amount, (reported, spec.unit or "1", missing, None, None))  # half the time of calling it


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
    value = output.value if isinstance(output.value, int | Decimal | Fraction) else None
    return _reported(value, output.range, output.missing, spec)


def _reported(value: numbers.Exact | None, range_: Range, missing: tuple[str, ...], spec: OutputSpec) -> Amount:
    """An amount as it is reported: rounded as its question says."""
    unit = spec.unit or "1"
    if value is not None:
        return Amount(_rounded(value, spec), unit, missing)
    low, high = (None if end is None else _rounded(end, spec) for end in range_)
    return Amount(None, unit, missing, low, high)


def _rounded(value: numbers.Exact, spec: OutputSpec) -> Decimal:
    rounding = spec.rounding
    return numbers.decimal(value if rounding is None else rounded(value, rounding.step, mode=MODES[rounding.mode]))


def values(basis: Basis) -> dict[str, OutputValue]:
    """The codes and lists that can be told, by name; what several rules say under one name is joined.

    Of a list that is open the members are told that it has in any case.
    """
    if basis.periods:
        return _certain([values(each) for each in basis.periods])
    told: dict[str, list[Value]] = {}
    for output in basis.values:
        value = output.certain or None if output.value is None else output.value
        if value is not None:
            told.setdefault(output.name, []).append(value)
    return {name: joined(parts) for name, parts in told.items()}


def open_values(basis: Basis) -> frozenset[str]:
    """The names of the values that may come to list more than is told; not by what is presumed to be silent."""
    if basis.periods:
        names = {name for each in basis.periods for name in values(each)}
        turning = {
            name
            for name in names
            if any(values(each).get(name) != values(basis.periods[0]).get(name) for each in basis.periods)
        }
        return frozenset(turning).union(*map(open_values, basis.periods))
    return frozenset(each.name for each in basis.values if each.value is None and speaks(each.rule) is not Truth.FALSE)


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


def joined(parts: Sequence[Value]) -> OutputValue:
    """What several rules say under one name."""
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

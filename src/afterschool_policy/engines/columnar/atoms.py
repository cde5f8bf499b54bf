"""A single test on many rows as planes: by exact numbers, else by the definition, once for all rows that are alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce

import numpy as np

from afterschool_policy.engines.columnar.columns import Coded, FactRows
from afterschool_policy.engines.columnar.numbering import Alike, alike_in, part_of_codes
from afterschool_policy.engines.columnar.planes import Planes, of_digits, packed
from afterschool_policy.engines.columnar.terms import compared
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.tree import Apply, Given, Node, Value, facts_of
from afterschool_policy.values import truth
from afterschool_policy.values.truth import Truth


def planes_of(atom: Node, rows: FactRows) -> Planes:
    """Where a test is true and where it is false."""
    names = facts_of(atom)
    told = rows.told(names)
    match atom:
        case Given(facts=facts):
            told = rows.told(fact.name for fact in facts)
            known = reduce(np.logical_or, (rows.columns[name].known for name in told), np.zeros(rows.count, np.bool_))
            return Planes(packed(known), packed(np.zeros(rows.count, np.bool_)))
        case Apply(by_bounds=False) if len(told) == len(names) and names and not _few_values(told, rows):
            holds = compared(atom, rows)
            if holds is not None:
                known = reduce(np.logical_and, (rows.columns[name].known for name in told))
                return Planes(packed(holds & known), packed(~holds & known))
    return _by_definition(atom, told, rows)


def _few_values(told: list[str], rows: FactRows) -> bool:
    """Whether one fact is read whose values are already told apart: then each of them is tried."""
    return len(told) == 1 and isinstance(rows.columns[told[0]], Coded)


def _by_definition(atom: Node, told: list[str], rows: FactRows) -> Planes:
    """The truth of the definition for each way in which rows differ in the facts that a test reads."""
    if len(told) == 1:
        column = rows.columns[told[0]].coded
        of_values = [_truth(atom, {told[0]: value}) for value in column.values]
        return of_digits(column.digits(of_values, _truth(atom, {})))
    alike = alike_in_facts(rows, told)
    digits = [_truth(atom, rows.facts(int(row), told)) for row in alike.first]
    return of_digits(np.array(digits, np.uint8)[alike.numbers])


def _truth(atom: Node, facts: Mapping[str, Value]) -> Truth:
    return truth.of(value_of(atom, facts))


def alike_in_facts(rows: FactRows, names: Iterable[str]) -> Alike:
    """Rows that agree in these facts, known or not."""
    columns = (rows.columns[name].coded for name in rows.told(names))
    return alike_in((part_of_codes(column.codes, len(column.values)) for column in columns), rows.count)

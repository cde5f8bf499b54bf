"""The columns of a caller as facts. Every bad value of the whole table is found, and counted by column.

Each distinct value is taken as `decide` takes it; numbers that come as whole numbers of one measure, all at once.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np

from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.engines.columnar.columns import UNKNOWN, Coded, Column, Scaled
from afterschool_policy.language.tree import Value
from afterschool_policy.population.given import RawColumn, RawValues
from afterschool_policy.population.rejects import NO_FAULT, Refused
from afterschool_policy.values.types import Kind
from afterschool_policy.vocabulary.fact_values import RefusedValue, value_of
from afterschool_policy.vocabulary.intake import spec_of
from afterschool_policy.vocabulary.model import FactSpec, Vocabulary


def take_column(vocabulary: Vocabulary, called: str, fact: str, raw: RawColumn) -> tuple[Column, Refused | None]:
    """A column as the values of its fact, unknown where one is bad, and the bad ones."""
    spec = spec_of(vocabulary, fact)
    assert spec is not None, fact
    if isinstance(raw, Scaled):
        if _takes_all(spec, raw):
            return raw, None
        raw = RawValues(raw.coded.codes, raw.coded.values)
    values: dict[str, tuple[int, Value]] = {}
    good = np.full(len(raw.values) + 1, UNKNOWN, np.int32)
    bad = np.full(len(raw.values) + 1, NO_FAULT, np.int32)
    faults: list[Diagnostic] = []
    for code, given in enumerate(raw.values):
        try:
            value = value_of(vocabulary, spec, spec.type, given)
        except RefusedValue as refused:
            bad[code] = len(faults)
            faults.append(replace(refused.diagnostic, path=(called, *refused.diagnostic.path)))
        else:
            # What is written in two ways, as 7:30 and 07:30 are, is one value.
            good[code], _ = values.setdefault(repr(value), (len(values), value))
    column = Coded(good[raw.codes], [value for _, value in values.values()])
    return column, Refused(called, bad[raw.codes], tuple(faults)) if faults else None


def _takes_all(spec: FactSpec, column: Scaled) -> bool:
    """Whether the fact is a number that can be any of these."""
    if spec.type.kind is not Kind.NUMBER:
        return False
    known = column.numbers[column.known]
    if not len(known):
        return True
    if spec.whole and (known % column.parts).any():
        return False
    least, most = (Fraction(int(end), column.parts) for end in (known.min(), known.max()))
    return (spec.minimum is None or least >= spec.minimum) and (spec.maximum is None or most <= spec.maximum)

"""A table taken as facts: what its columns tell, and every bad value in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from afterschool_policy.diagnostics import Diagnostic, InvalidFacts
from afterschool_policy.engines.columnar.atoms import alike_in_facts
from afterschool_policy.engines.columnar.columns import Coded, FactRows
from afterschool_policy.language.tree import Value
from afterschool_policy.population.column_names import facts_among
from afterschool_policy.population.given import RawColumn
from afterschool_policy.population.intake import take_column
from afterschool_policy.population.rejects import NO_FAULT, Refused
from afterschool_policy.vocabulary.facts import Facts
from afterschool_policy.vocabulary.model import Vocabulary

FactsOf = Callable[[Mapping[str, Value]], Facts]
"""The checked facts of a row, from its values by dotted name."""


class Taken(NamedTuple):
    """The rows as facts, unknown where a value is bad, and the bad values; `told` are the facts by their columns."""

    rows: FactRows
    refused: list[Refused]
    told: Mapping[str, str]


def taken(vocabulary: Vocabulary, columns: Mapping[str, RawColumn], count: int, names: Mapping[str, str]) -> Taken:
    """The facts that columns tell, each column by itself.

    Raises:
        InvalidFacts: with every column that is called nearly as a fact, and every name that there is not.
    """
    told = _told(vocabulary, columns, names)
    rows, refused = {}, []
    for called, fact in told.items():
        rows[fact], bad = take_column(vocabulary, called, fact, columns[called])
        refused += [] if bad is None else [bad]
    return Taken(FactRows(rows, count), refused, told)


def taken_by_row(
    vocabulary: Vocabulary, columns: Mapping[str, RawColumn], count: int, names: Mapping[str, str], facts_of: FactsOf
) -> Taken:
    """The same where facts of one row belong together, as those of a list of records do: rows are checked as a whole.

    The values stay as they were given.
    """
    told = _told(vocabulary, columns, names)
    raw = {fact: columns[called].coded for called, fact in told.items()}
    every = {fact: Coded(each.codes, each.values) for fact, each in raw.items()}  # type: ignore[arg-type]  # unchecked
    rows = FactRows(every, count)
    alike = alike_in_facts(rows, every)
    faults: dict[str, list[Diagnostic]] = {}
    codes: dict[str, list[int]] = {}
    called_by = {fact: called for called, fact in told.items()}
    for number, row in enumerate(alike.first):
        try:
            facts_of(rows.facts(int(row)))
        except InvalidFacts as error:
            for fault in error.diagnostics:
                called = called_by.get(str(fault.path[0]) if fault.path else "", "")
                of_column = codes.setdefault(called, [NO_FAULT] * alike.distinct)
                of_column[number] = len(faults.setdefault(called, []))
                faults[called].append(fault)
    refused = [
        Refused(called, np.array(codes[called], np.int32)[alike.numbers], tuple(found))
        for called, found in faults.items()
    ]
    return Taken(rows, refused, told)


def _told(vocabulary: Vocabulary, columns: Mapping[str, RawColumn], names: Mapping[str, str]) -> dict[str, str]:
    told, wrong = facts_among(vocabulary, [*columns], names)
    if wrong:
        raise InvalidFacts(wrong)
    return told

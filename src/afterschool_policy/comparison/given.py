"""Facts that a search has put together, as callers give them and as they stand in a case."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from fractions import Fraction

from afterschool_policy.language.tree import Value
from afterschool_policy.values.names import CODE
from afterschool_policy.values.numbers import settle
from afterschool_policy.vocabulary.intake import spec_of
from afterschool_policy.vocabulary.model import Vocabulary, parts_of
from afterschool_policy.vocabulary.series import period_in

Given = dict[str, dict[str, object]]


def as_given(facts: Mapping[str, Value], vocabulary: Vocabulary) -> Given | None:
    """The facts by their groups; None where a number among them has no end and cannot be given.

    Those of a record make one record of its list, those of a period stand under the period.
    """
    given: Given = {}
    lists = {field: listed for listed in vocabulary.records.values() for field in listed.fields}
    for name, value in facts.items():
        told = _plain(value)
        if told is None:
            return None
        group, short = parts_of(name)
        if name in lists:
            above, of = parts_of(lists[name].name)
            record = given.setdefault(above, {}).setdefault(of, [{}])
            assert isinstance(record, list), name
            record[0][short] = told
        elif (of_period := period_in(name)) is not None:
            series, period = of_period
            periods = given.setdefault(group, {}).setdefault(parts_of(series)[1], {})
            assert isinstance(periods, dict), name
            periods[period] = told
        else:
            given.setdefault(group, {})[short] = told
    return given


def known_to(vocabulary: Vocabulary, given: Given) -> Given:
    """Those of some facts that a vocabulary has."""
    known = {*vocabulary.facts, *vocabulary.records}
    return {
        group: {name: value for name, value in values.items() if f"{group}.{name}" in known}
        for group, values in given.items()
    }


def with_both(before: Vocabulary, after: Vocabulary) -> Vocabulary:
    """A vocabulary with the facts of two."""
    facts, records = {**before.facts, **after.facts}, {**before.records, **after.records}
    return replace(after, facts=facts, records=records)


def known_or_strange(facts: Mapping[str, object], vocabulary: Vocabulary, other: Vocabulary) -> dict[str, object]:
    """Facts without those that another vocabulary alone has; what neither has stays, to be refused."""

    def stays(name: str) -> bool:
        return spec_of(vocabulary, name) is not None or spec_of(other, name) is None

    return {
        group: {name: value for name, value in values.items() if stays(f"{group}.{name}")}
        if isinstance(values, Mapping)
        else values
        for group, values in facts.items()
    }


def as_plain(value: object) -> object:
    """Facts, or one of their values, as a document of JSON has them: what it has no type for as text."""
    match value:
        case dict():
            return {name: as_plain(each) for name, each in value.items()}
        case list():
            return [as_plain(each) for each in value]
        case time():
            return f"{value:%H:%M}"
        case bool() | int() | str() | None:
            return value
    return str(value)


def as_written(value: object) -> str:
    """Facts, or one of their values, as they stand in a case."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case list():
            return f"[{', '.join(map(as_written, value))}]"
        case dict():
            return f"{{{', '.join(f'{name}: {as_written(each)}' for name, each in value.items())}}}"
        case time():
            return f'"{value:%H:%M}"'
        case str():
            return value if CODE.fits(value) else json.dumps(value, ensure_ascii=False)
    return str(value)


def _plain(value: Value) -> object:
    if isinstance(value, Fraction):
        settled = settle(value)
        return None if isinstance(settled, Fraction) else settled
    if isinstance(value, tuple):
        members = [_plain(each) for each in value]
        return None if None in members else members
    return value

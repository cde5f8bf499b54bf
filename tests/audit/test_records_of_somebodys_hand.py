"""A record of wrong shape, sealed as well as any, is refused in words or said to be changed; never a raw error."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import cast

import pytest

from afterschool_policy import InvalidFacts, InvalidRequest, Policy
from afterschool_policy.audit.log.model import Entry
from afterschool_policy.record.canonical import sealed
from afterschool_policy.record.gate import Malformed
from afterschool_policy.record.model import Record
from afterschool_policy.record.reading import record_in

FACTS = {
    "reader": {"has_card": True, "card_expired": {"value": False, "asserted_by": "借阅台", "until": "2030-01-01"}},
    "book": {"kind": "ancient", "for_exhibition": True, "director_approved": {"value": True, "asserted_by": "馆长"}},
    "loan": {"books": 99},
}
deep: list[object] = []
for _ in range(100_000):
    deep = [deep]
HOSTILE = [
    None, True, 5, -1, 10**30, 1.5, float("nan"), "", "文字", "\ud842", "2021-W01-1", [], [1], [None], [[]], {},
    {"a": 1}, {"value": 1}, {"value": {"value": {}}}, {5: 6}, {"a": {"b": {"c": []}}}, {"number": "x"}, (1, 2), {1, 2},
    b"x", object(), deep,
]  # fmt: skip


def places(document: object, path: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    """Where something stands in a document, at any depth."""
    items: Iterator[tuple[object, object]] = iter(())
    if isinstance(document, dict):
        items = iter(document.items())
    elif isinstance(document, list):
        items = iter(enumerate(document))
    for key, below in items:
        yield (*path, key)
        yield from places(below, (*path, key))


def with_put(document: object, path: tuple[object, ...], value: object) -> object:
    first, *rest = path
    if isinstance(document, dict):
        return {**document, first: with_put(document[first], tuple(rest), value) if rest else value}
    assert isinstance(document, list)
    copy = list(document)
    copy[cast(int, first)] = with_put(document[cast(int, first)], tuple(rest), value) if rest else value
    return copy


def records(policy: Policy) -> list[Record]:
    return [
        policy.decide("borrowing", FACTS).record(),
        policy.decide("overdue", {"loan": {"books": 2, "days": 40}}).record(),
    ]


def seal(record: object) -> Record:
    """Sealed anew where that can be done at all."""
    try:
        return sealed(cast(Record, record))
    except (TypeError, ValueError, RecursionError):
        return cast(Record, record)


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: type(value).__name__)
def test_whatever_stands_wherever_in_a_record(library: Policy, value: object) -> None:
    for record in records(library):
        for path in places(record):
            changed = seal(with_put(record, path, value))
            try:
                replay = library.replay(changed)
            except (InvalidRequest, InvalidFacts) as error:
                assert error.render("zh")
            else:
                assert replay.explain("zh")
                assert replay.explain("en")
            try:
                Entry.of(1, changed)
            except Malformed as error:
                assert len(str(error)) < 1000


@pytest.mark.parametrize("given", [None, "x", "{}", 5, [1], [], object, b"{}", {}, {1: 2}, {"schema": 5}], ids=ascii)
def test_what_is_no_record_is_refused(library: Policy, given: object) -> None:
    with pytest.raises(InvalidRequest) as caught:
        library.replay(cast("Mapping[str, object]", given))
    assert [fault.code for fault in caught.value.diagnostics] == ["record-shape"]


def test_a_record_may_be_any_mapping(library: Policy) -> None:
    assert library.replay(MappingProxyType(records(library)[0])).same


def test_a_key_that_stands_twice_is_refused(library: Policy) -> None:
    text = json.dumps(records(library)[0])
    assert library.replay(record_in(text)).same
    for twice in ('{"outcome": "permitted", ' + text[1:], text.replace('"loan": {', '"loan": {"books": 1, ')):
        with pytest.raises(InvalidRequest) as caught:
            record_in(twice)
        (fault,) = caught.value.diagnostics
        assert fault.code == "record-shape"
        assert "twice" in fault.message("en")

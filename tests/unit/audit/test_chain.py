"""Entries whose place in the log cannot be read are faults and stop nothing."""

from __future__ import annotations

import json

import pytest

from afterschool_policy.audit.log import Anchor
from afterschool_policy.audit.log.chain import StoredEntry, faults_in

HEAD = Anchor("log", 1, "sha256:0", "")
LINK = {"log": "log", "sequence": 1, "previous": None, "bundle": "sha256:1"}


@pytest.mark.parametrize(
    "document",
    [
        [],
        {},
        {"link": None},
        {"link": {key: value for key, value in LINK.items() if key != "bundle"}},
        {"link": {**LINK, "sequence": "1"}},
        {"link": {**LINK, "previous": 1}},
    ],
    ids=str,
)
@pytest.mark.parametrize(("number", "kind"), [(1, "unreadable"), (2, "beyond")])
def test_a_text_without_its_place_in_a_log(document: object, number: int, kind: str) -> None:
    entry = StoredEntry(number, json.dumps(document), {}, frozenset())
    faults = faults_in([entry], HEAD, bundles={}, digest_at=lambda _: None)
    assert kind in [fault.kind for fault in faults]


def test_a_text_nested_too_deeply() -> None:
    entry = StoredEntry(1, "[" * 100_000, {}, frozenset())
    faults = list(faults_in([entry], HEAD, bundles={}, digest_at=lambda _: None))
    assert [(fault.kind, fault.first) for fault in faults] == [("unreadable", 1)]

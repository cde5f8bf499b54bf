"""Nothing that a caller reaches from a policy or a decision can be changed, so what one does never reaches another."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Iterator, Mapping
from datetime import date, time
from decimal import Decimal
from enum import Enum
from functools import cached_property
from types import FunctionType, ModuleType

import pytest

from afterschool_policy import Decision, Evidence, Facts, InvalidRequest, Policy
from tests.support import LIBRARY

FACTS = {
    "loan": {"days": 40, "books": 2, "paid_yuan": Decimal("0.5")},
    "reader": {"papers": ["identity_document"], "age_group": Evidence("adult", asserted_by="Ann")},
}
POLICY = Policy.load(LIBRARY)
CHANGLE = Policy.load()
_PLAIN = (str, bytes, int, float, Decimal, date, time, Enum, type, FunctionType, ModuleType, type(None), type(len))


def parts(value: object) -> Iterator[tuple[str, object]]:
    """What is reached from an object: members, fields, and of the objects of the contract their public attributes."""
    if isinstance(value, Mapping):
        yield from ((f"[{key!r}]", inner) for key, inner in value.items())
    elif isinstance(value, tuple | frozenset | list | set):
        yield from ((f"[{place}]", inner) for place, inner in enumerate(value))
    if dataclasses.is_dataclass(value):
        names = [each.name for each in dataclasses.fields(value)]
    else:
        names = [
            name
            for kind in (Policy, Decision, Facts)
            if isinstance(value, kind)
            for name, member in inspect.getmembers_static(kind)
            if isinstance(member, property | cached_property)
        ]
    for name in names:
        if not name.startswith("_"):
            try:
                yield f".{name}", getattr(value, name)
            except InvalidRequest:  # an audit has no explanation
                continue


def changeable(start: object) -> list[str]:
    """The paths to everything from an object on that can be changed."""
    found, seen, waiting = [], set(), [("", start)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, _PLAIN) or id(value) in seen:
            continue
        seen.add(id(value))
        kept.append(value)
        if can_be_changed(value):
            found.append(path)
        waiting += [(path + step, inner) for step, inner in parts(value) if type(inner).__module__ != "pydantic.main"]
    return found


kept: list[object] = []  # so that no two objects have one id


def can_be_changed(value: object) -> bool:
    if isinstance(value, list | set | bytearray):
        return True
    if not isinstance(value, Mapping) or not hasattr(value, "__setitem__"):
        return False
    before = dict(value)
    for attempt in (
        lambda: value.__setitem__("new", 1),
        lambda: value.pop(next(iter(before))),
        lambda: value.update({"new": 1}),
        value.clear,
        lambda: value.setdefault("new", 1),
        lambda: value.__ior__({"new": 1}),
    ):
        try:
            attempt()
        except TypeError:
            continue
        except StopIteration:
            continue
        return True
    return dict(value) != before


@pytest.mark.parametrize("policy", [POLICY, CHANGLE], ids=["library", "changle"])
def test_nothing_reached_from_a_policy_can_be_changed(policy: Policy) -> None:
    assert changeable(policy) == []


@pytest.mark.parametrize(
    "decision",
    [
        POLICY.decide("overdue", FACTS),
        POLICY.decide("overdue", FACTS, as_of=date(2024, 3, 1), readings={"LL-1": "same_day"}),
        POLICY.decide("borrowing", {}),
        POLICY.decide("card_issue", FACTS),
        CHANGLE.decide("school_audit", {"fee": {"kind": "meal", "charged": True}}),
    ],
    ids=["settled", "dated", "open", "values", "audit"],
)
def test_nothing_reached_from_a_decision_can_be_changed(decision: Decision) -> None:
    assert changeable(decision) == []


def test_what_a_decision_writes_is_the_callers_own() -> None:
    decision = POLICY.decide("overdue", FACTS)
    record, answer = decision.record(), decision.to_dict()
    for document in (record, answer):
        _spoil(document)
    assert decision.record() == POLICY.decide("overdue", FACTS).record() != record
    assert decision.to_dict() == POLICY.decide("overdue", FACTS).to_dict() != answer


def test_what_the_caller_gave_is_not_shared() -> None:
    papers = ["identity_document"]
    given: dict[str, dict[str, object]] = {"reader": {"papers": Evidence(papers, asserted_by="Ann")}}
    decision = POLICY.decide("card_issue", given)
    before = decision.record()
    papers.append("photograph")
    given["reader"].clear()
    assert decision.record() == before
    assert decision.facts.evidence["reader.papers"].value == ("identity_document",)


def test_attributes_of_a_decision_cannot_be_set() -> None:
    decision = POLICY.decide("overdue", FACTS)
    for name in ("outcome", "facts", "findings", "name", "as_of", "missing"):
        with pytest.raises(AttributeError):
            setattr(decision, name, None)


def _spoil(document: object) -> None:
    """Change everything in a JSON document that can be changed."""
    if isinstance(document, dict):
        for value in document.values():
            _spoil(value)
        document["new"] = 1
    elif isinstance(document, list):
        for value in document:
            _spoil(value)
        document.append("new")


def test_the_test_sees_what_can_be_changed() -> None:
    @dataclasses.dataclass(frozen=True)
    class Holder:
        inner: Mapping[str, int]

    assert changeable((Holder({"x": 1}),)) == ["[0].inner"]

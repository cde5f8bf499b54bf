"""Whatever a caller gives to whatever function, the library refuses it by its own errors, and never by another."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from afterschool_policy import (
    Anchor,
    Decision,
    DecisionLog,
    Facts,
    InvalidFacts,
    InvalidRequest,
    Policy,
    PolicyError,
    Query,
    Writing,
)
from tests.support import LIBRARY

POLICY = Policy.load(LIBRARY)
FACTS = {"loan": {"days": 40, "books": 2}}
SETTLED = POLICY.decide("overdue", FACTS)
OPEN = POLICY.decide("overdue", {})
AUDIT = Policy.load().decide("school_audit", {"fee": {"kind": "meal"}})
CASE = POLICY.open_case()
BUNDLE = POLICY.bundle()


@dataclass
class Unrelated:
    """An object of the caller's own."""

    days: int = 40


class Member(enum.Enum):
    """A member that is no text."""

    DAYS = 40


class Refusing:
    """An object that cannot even be shown."""

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        raise RuntimeError("not to be shown")


class NotATime(datetime):
    """What pandas calls NaT: a moment by its type that has no day."""

    def date(self) -> date:
        raise ValueError("NaT")


VALUES = {
    "None": None, "number": 5, "float": float("nan"), "decimal": Decimal(1), "text": "x", "surrogate": "\ud800",
    "long text": "x" * 100_000, "bytes": b"x", "boolean": True, "empty list": [], "list": [1], "list of text": ["x"],
    "tuple": (1,), "unhashable tuple": ([],), "set": {"x"}, "mapping": {"x": 1}, "mapping by numbers": {1: 2},
    "vast number": 10**5_000, "text with NUL": "x\0", "facts of nobody": Facts({"x": 1}),
    "deep mapping": {"x": {"y": {"z": 1}}}, "object": Unrelated(), "member": Member.DAYS, "class": int,
    "model class": POLICY.facts_model, "function": len, "refusing": Refusing(), "day": date(2021, 1, 1),
    "moment": datetime(2021, 1, 1, 12), "zoned moment": datetime(2021, 1, 1, 23, 30, tzinfo=UTC),
    "no time": NotATime(2021, 1, 1), "facts": Facts({}), "decision": SETTLED, "policy": POLICY,
}  # fmt: skip


def decide(**given: object) -> object:
    return POLICY.decide(**{"decision": "overdue", "facts": FACTS, **given}).record()  # type: ignore[arg-type]


def many(**given: object) -> object:
    return [*POLICY.decide_many(**{"decision": "overdue", "facts": [FACTS], **given})]  # type: ignore[call-overload]


def explaining(answer: Decision) -> dict[str, Callable[[object], object]]:
    why_not, turns_on, asked = answer.why_not("not_applicable"), answer.turns_on(), answer.ask_next()
    return {
        "explain, lang": answer.explain,  # type: ignore[arg-type]
        "explain, format": lambda value: answer.explain("zh", value),  # type: ignore[arg-type]
        "page, lang": answer.page,  # type: ignore[arg-type]
        "page, record": lambda value: answer.page("zh", value),  # type: ignore[arg-type]
        "why_not": answer.why_not,  # type: ignore[arg-type]
        "ask_next": answer.ask_next,  # type: ignore[arg-type]
        "record": answer.record,  # type: ignore[arg-type]
        "why_not, lang": why_not.explain,  # type: ignore[arg-type]
        "turns_on, lang": turns_on.explain,  # type: ignore[arg-type]
        "turns_on, format": lambda value: turns_on.explain("zh", value),  # type: ignore[arg-type]
        "ask_next, lang": asked.explain,  # type: ignore[arg-type]
    }


CALLS: dict[str, Callable[[object], object]] = {
    "load": Policy.load,  # type: ignore[arg-type]
    "load, key": lambda value: Policy.load(LIBRARY, key=value),  # type: ignore[arg-type]
    "load, least_release": lambda value: Policy.load(LIBRARY, least_release=value),  # type: ignore[arg-type]
    "from_bundle, key": lambda value: Policy.from_bundle(BUNDLE, key=value),  # type: ignore[arg-type]
    "from_bundle, least_release": lambda value: Policy.from_bundle(BUNDLE, least_release=value),  # type: ignore[arg-type]
    "bundle, key": lambda value: POLICY.bundle(key=value),  # type: ignore[arg-type]
    "bundle, release": lambda value: POLICY.bundle(release=value),  # type: ignore[arg-type]
    "rule": POLICY.rule,  # type: ignore[arg-type]
    "from_bundle": Policy.from_bundle,  # type: ignore[arg-type]
    "decide, decision": lambda value: decide(decision=value),
    "decide, facts": lambda value: decide(facts=value),
    "decide, a group": lambda value: decide(facts={"loan": value}),
    "decide, a fact": lambda value: decide(facts={"loan": {"days": value}}),
    "decide, as_of": lambda value: decide(as_of=value),
    "decide, readings": lambda value: decide(readings=value),
    "decide, a reading": lambda value: decide(readings={"LL-1": value}),
    "decide, clauses": lambda value: decide(clauses=value),
    "decide, a clause": lambda value: decide(clauses=[value]),
    "decide, engine": lambda value: decide(engine=value),
    "decide, log": lambda value: decide(log=value),
    "decide_many, decision": lambda value: many(decision=value),
    "decide_many, facts": lambda value: many(facts=value),
    "decide_many, a set": lambda value: many(facts=[value]),
    "decide_many, as_of": lambda value: many(as_of=value),
    "decide_many, readings": lambda value: many(readings=value),
    "decide_many, clauses": lambda value: many(clauses=value),
    "decide_many, engine": lambda value: many(engine=value),
    "decide_many, log": lambda value: many(log=value),
    "decide_many, on_error": lambda value: many(on_error=value),
    "facts": POLICY.facts,  # type: ignore[arg-type]
    "sensitivity": POLICY.sensitivity,  # type: ignore[arg-type]
    "replay": POLICY.replay,  # type: ignore[arg-type]
    "replay, lang": lambda value: POLICY.replay(SETTLED.record()).explain(value),  # type: ignore[arg-type]
    "replay, as_of": lambda value: POLICY.replay(SETTLED.record(), as_of=value),  # type: ignore[arg-type]
    "replay, readings": lambda value: POLICY.replay(SETTLED.record(), readings=value),  # type: ignore[arg-type]
    "open_case, facts": POLICY.open_case,  # type: ignore[arg-type]
    "open_case, as_of": lambda value: POLICY.open_case(as_of=value),  # type: ignore[arg-type]
    "open_case, readings": lambda value: POLICY.open_case(readings=value),  # type: ignore[arg-type]
    "open_case, engine": lambda value: POLICY.open_case(engine=value),  # type: ignore[arg-type]
    "case, assert_facts": CASE.assert_facts,  # type: ignore[arg-type]
    "case, an entity": lambda value: CASE.assert_facts({"reader": value}),
    "case, amend": CASE.amend,  # type: ignore[arg-type]
    "case, retract": CASE.retract,  # type: ignore[arg-type]
    "case, explain": CASE.explain,  # type: ignore[arg-type]
    "case, decide": CASE.decide,  # type: ignore[arg-type]
    "case, decide for": lambda value: CASE.decide("overdue", value),  # type: ignore[arg-type]
    "case, decide for one": lambda value: CASE.decide("overdue", ("reader", value)),  # type: ignore[arg-type]
    **{f"settled: {name}": call for name, call in explaining(SETTLED).items()},
    **{f"open: {name}": call for name, call in explaining(OPEN).items()},
    **{f"audit: {name}": call for name, call in explaining(AUDIT).items()},
}


def query(log: DecisionLog, part: str, value: object) -> object:
    asked = Query(**{part: value})  # type: ignore[arg-type]
    return [*log.entries(asked)], log.count(asked), log.counts(asked)


def in_batch(log: DecisionLog, value: object) -> None:
    with log.batch() as batch:
        batch.append(value, POLICY)  # type: ignore[arg-type]


def of_size(log: DecisionLog, value: object) -> None:
    with log.batch(value) as batch:  # type: ignore[arg-type]
        batch.append(SETTLED, POLICY)


LOG_CALLS: dict[str, Callable[[DecisionLog, object], object]] = {
    "append, decision": lambda log, value: log.append(value, POLICY),  # type: ignore[arg-type]
    "append, revision": lambda log, value: log.append(SETTLED, value),  # type: ignore[arg-type]
    "append, writing": lambda log, value: log.append(SETTLED, POLICY, value),  # type: ignore[arg-type]
    "labelled": lambda log, value: log.labelled(value),  # type: ignore[arg-type]
    "labelled, append": lambda log, value: log.labelled({}).append(value, POLICY),  # type: ignore[arg-type]
    "batch, size": of_size,
    "batch, append": in_batch,
    "entries, query": lambda log, value: [*log.entries(value)],  # type: ignore[arg-type]
    "entries, limit": lambda log, value: [*log.entries(limit=value)],  # type: ignore[arg-type]
    "entry": lambda log, value: log.entry(value),  # type: ignore[arg-type]
    "count": lambda log, value: log.count(value),  # type: ignore[arg-type]
    "counts, query": lambda log, value: log.counts(value),  # type: ignore[arg-type]
    "counts, by": lambda log, value: log.counts(by=value),  # type: ignore[arg-type]
    "counts, period": lambda log, value: log.counts(period=value),  # type: ignore[arg-type]
    "bundle": lambda log, value: log.bundle(value),  # type: ignore[arg-type]
    "verify, anchor": lambda log, value: log.verify(value),  # type: ignore[arg-type]
    "verify, progress": lambda log, value: log.verify(progress=None if callable(value) else value),  # type: ignore[arg-type]
    "an anchor in JSON": lambda _, value: Anchor.from_json(value),  # type: ignore[arg-type]
    "an anchor's number": lambda log, value: log.verify(replace(log.anchor(), sequence=value)),  # type: ignore[arg-type]
    "verification, lang": lambda log, value: log.verify().explain(value),  # type: ignore[arg-type]
    "open": lambda _, value: DecisionLog.open(value, create=False),  # type: ignore[arg-type]
    "constructor": lambda _, value: DecisionLog(value),  # type: ignore[arg-type]
    "link of a writing": lambda _, value: SETTLED.record(Writing(link=value)),  # type: ignore[arg-type]
    **{
        f"query, {each.name}": lambda log, value, part=each.name: query(log, part, value)  # type: ignore[misc]
        for each in fields(Query)
    },
}


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DecisionLog]:
    with DecisionLog.open(tmp_path_factory.mktemp("log") / "decisions.db") as opened:
        opened.append(SETTLED, POLICY)
        yield opened


# What a function takes beside what the other rows hold for it, or where the caller's None means "nothing".
TAKEN = {"None", "empty list", "facts", "decision", "day"}


@pytest.mark.parametrize("call", LOG_CALLS.values(), ids=LOG_CALLS)
def test_a_wrong_argument_to_a_log_raises_an_error_of_the_library(
    call: Callable[[DecisionLog, object], object], log: DecisionLog
) -> None:
    refuses(lambda value: call(log, value))


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_wrong_argument_raises_an_error_of_the_library(call: Callable[[object], object]) -> None:
    refuses(call)


def refuses(call: Callable[[object], object]) -> None:
    refused = []
    for name, value in VALUES.items():
        try:
            call(value)
        except PolicyError as error:
            refused.append(name)
            assert error.render("zh")
            assert len(error.render("en")) < 5_000
    assert len(refused) >= len(VALUES) - len(TAKEN), sorted(set(VALUES) - set(refused))


@pytest.mark.parametrize(
    ("given", "argument"),
    [
        ({"as_of": "2021-09-01"}, "/as_of"),
        ({"as_of": datetime(2021, 9, 1)}, "/as_of"),
        ({"readings": ["LL-1"]}, "/readings"),
        ({"readings": {"LL-1": 5}}, "/readings/LL-1"),
        ({"clauses": "3a"}, "/clauses"),
        ({"clauses": ["3a", "9z"]}, "/clauses/1"),
        ({"engine": None}, "/engine"),
        ({"decision": "overdeu"}, "/decision"),
    ],
)
def test_the_error_points_at_the_argument(given: dict[str, object], argument: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        decide(**given)
    assert argument in [fault.pointer for fault in caught.value.diagnostics]


def test_an_enumeration_of_text_is_the_text_that_it_holds() -> None:
    class Asked(enum.StrEnum):
        LATE = "overdue"
        SAME = "same_day"

    class Older(str, enum.Enum):  # noqa: UP042  # as callers write it
        LATE = "overdue"

    plain = POLICY.decide("overdue", FACTS, readings={"LL-1": "same_day"}).record()
    assert POLICY.decide(Asked.LATE, FACTS, readings={"LL-1": Asked.SAME}).record() == plain
    assert POLICY.decide(Older.LATE, FACTS).record() == POLICY.decide("overdue", FACTS).record()


def test_what_are_no_facts_at_all_are_refused_as_facts() -> None:
    with pytest.raises(InvalidFacts) as caught:
        POLICY.facts("x")  # type: ignore[arg-type]
    assert [fault.code for fault in caught.value.diagnostics] == ["facts-shape"]

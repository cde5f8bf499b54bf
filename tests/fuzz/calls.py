"""Every public method called on one decision, and what it gives tried further; only the library's errors may come."""

from __future__ import annotations

import json
import pickle
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar, get_args

from afterschool_policy import Decision, Policy, PolicyError
from afterschool_policy.explain.render.formats import Format
from afterschool_policy.text import Lang
from afterschool_policy.values.outcomes import Outcome

T = TypeVar("T")
LANGUAGES: tuple[Lang, ...] = ("zh", "en")
FORMATS: tuple[Format, ...] = get_args(Format)

met = Counter[str]()
"""How often each call gave an answer, and how often it was refused."""


def attempted(name: str, call: Callable[[], T]) -> T | None:
    """What a call gives; None where the library refuses it, in words, in both languages."""
    try:
        found = call()
    except PolicyError as error:
        assert error.diagnostics
        assert all(error.render(lang) for lang in LANGUAGES)
        met[f"{name} refused"] += 1
        return None
    met[name] += 1
    return found


def readings_of(decision: Decision) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every reading of a decision, by name."""
    yield (
        "attributes",
        lambda: [
            getattr(decision, name) for name in dir(Decision) if not name.startswith("_") and name not in _METHODS
        ],
    )
    yield "turns_on", decision.turns_on
    yield "ask_next", decision.ask_next
    for amount in decision.amounts:
        yield "ask_next of an amount", lambda amount=amount: decision.ask_next(amount)
    for outcome in Outcome:
        yield "why_not", lambda outcome=outcome: [decision.why_not(outcome).explain(lang) for lang in LANGUAGES]
    for format_ in FORMATS:
        for lang in LANGUAGES:
            yield f"explain {format_}", lambda lang=lang, format_=format_: decision.explain(lang, format_)
    yield "repr", lambda: repr(decision)


_METHODS = {"turns_on", "ask_next", "why_not", "explain", "record", "page"}


def tried(policy: Policy, name: str, facts: Mapping[str, object], **asked: object) -> Decision | None:
    """One question decided, and all that can be asked about the answer."""
    decision = attempted("decide", lambda: policy.decide(name, facts, **asked))  # type: ignore[arg-type]
    if decision is None:
        return None
    for called, call in readings_of(decision):
        attempted(called, call)
    attempted("sensitivity", lambda: policy.sensitivity(decision))
    for mask in (False, True):
        record = attempted("record", lambda mask=mask: decision.record(mask=mask))
        if record is not None:
            text = json.dumps(record, ensure_ascii=False)
            replay = attempted("replay", lambda text=text: policy.replay(json.loads(text)))
            assert mask or replay is None or replay.same, replay.explain("en")
            attempted("page", lambda record=record: decision.page("zh", record))
    again = pickle.loads(pickle.dumps(decision))
    assert again.outcome is decision.outcome
    assert again.explain("en") == decision.explain("en")
    return decision


def case_tried(policy: Policy, facts: Mapping[str, object], more: Mapping[str, object]) -> None:
    """A case file that the facts come to and leave."""
    case = attempted("open_case", lambda: policy.open_case(facts))
    case = case or policy.open_case()
    attempted("assert_facts", lambda: case.assert_facts(more))
    attempted("amend", lambda: case.amend(facts))
    attempted("retract", lambda: case.retract(more))
    for lang in LANGUAGES:
        assert isinstance(case.explain(lang), str)
    for each in (*case.findings, *case.open):
        attempted("case.decide", lambda each=each: case.decide(each.question, each.entity).explain("zh"))

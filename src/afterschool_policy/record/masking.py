"""The masking of a record: without sensitive facts, and without whatever discloses them.

The reasons, amounts and missing facts of an answer that reads such a fact depend on its value, so they go with it. The
outcome stays: it is what was decided. An explanation names the facts that were given and not read, too: that of a
masked record is the one that the facts left in it give. `erased` lists what is gone as JSON pointers, as in Open Policy
Agent's log.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from typing import TypeVar, cast

from afterschool_policy.explain.results import UnreadFact
from afterschool_policy.record.model import REASONS, Record
from afterschool_policy.vocabulary.facts import Facts
from afterschool_policy.vocabulary.model import FactSpec

_VALUE_AND_GROUNDS = ("value", "source", "grounds")  # who determined it and when stays
_Document = TypeVar("_Document", bound=Mapping[str, object])


def left_in(facts: Facts, unread: Iterable[UnreadFact], specs: Mapping[str, FactSpec]) -> Facts:
    """The facts without those that are sensitive and that nothing was decided by."""
    gone = {fact.name for fact in unread if specs[fact.name].sensitive}
    if not gone:
        return facts
    values, expired, withdrawn = (
        {name: known[name] for name in known if name not in gone}
        for known in (facts.values, facts.expired, facts.withdrawn)
    )
    contradictions = tuple(each for each in facts.contradictions if gone.isdisjoint(each.facts))
    return Facts(values, facts.evidence, expired, facts.entailed, withdrawn, contradictions)


def masked(record: Record, secret: Set[str], reads: Mapping[str, Iterable[str]]) -> Record:
    """The record without the facts named in `secret`; `reads` names the facts that each part reads, "" the whole."""
    needed = {part: secret & set(names) for part, names in reads.items()}
    facts = {
        group: {name: value for name, value in values.items() if f"{group}.{name}" not in secret}
        for group, values in record["facts"].items()
    }
    left: Record = {
        **record,
        "facts": facts,
        "determinations": {
            name: _without(said, _VALUE_AND_GROUNDS) if name in secret else said
            for name, said in record["determinations"].items()
        },
        "replay_needs": sorted(set[str]().union(*needed.values())),
    }
    if left["replay_needs"]:
        if "parts" in left:
            left["parts"] = {
                name: _without(answer, REASONS) if needed[name] else answer for name, answer in left["parts"].items()
            }
        left = _without(left, (*REASONS, "explanations"))
    left["erased"] = sorted(_pointers(record, left))
    left["facts"] = {group: values for group, values in facts.items() if values}
    return left


def _without(document: _Document, keys: Iterable[str]) -> _Document:
    return cast(_Document, {key: value for key, value in document.items() if key not in keys})


def _pointers(record: Mapping[str, object], left: Mapping[str, object], path: str = "") -> Iterator[str]:
    """Where the record holds what is no longer left."""
    for key, value in record.items():
        remaining = left.get(key)
        if key not in left:
            yield f"{path}/{key}"
        elif isinstance(value, dict) and isinstance(remaining, dict):
            yield from _pointers(value, remaining, f"{path}/{key}")

"""The facts of one record of a list, as those of one member of a household."""

from __future__ import annotations

from dataclasses import replace

from afterschool_policy.text import Text
from afterschool_policy.values.types import Kind
from afterschool_policy.vocabulary.model import FactSpec, RecordList

_OF_RECORD = Text("{list}{place}的{label}", "{label} of {list} {place}")
_SAID_OF_RECORD = Text("{list}{place}：{label}", "{list} {place}: {label}")


def record_spec(records: RecordList, place: int, spec: FactSpec) -> FactSpec:
    """A fact of the record at a place, from 0 on; it is told as that of the first, the second, and so on."""
    words = _SAID_OF_RECORD if spec.type.kind is Kind.BOOLEAN else _OF_RECORD
    return replace(
        spec,
        name=records.of_member(place, spec.name),
        label=said_of_record(records, place, spec.label, words),
        question=said_of_record(records, place, spec.question),
        negation=None if spec.negation is None else said_of_record(records, place, spec.negation),
    )


def said_of_record(records: RecordList, place: int, label: Text, words: Text = _SAID_OF_RECORD) -> Text:
    """What is said of the record at a place."""
    return words.format(place=str(place + 1), list=records.label, label=label)

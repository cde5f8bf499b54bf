"""The facts of one record of a list, as those of one member of a household."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import replace
from typing import NamedTuple

from afterschool_policy.text import Text
from afterschool_policy.values.types import Kind
from afterschool_policy.vocabulary.model import FactSpec, RecordList, Vocabulary

_OF_RECORD = Text("{list}{place}的{label}", "{label} of {list} {place}")
_PLACE = Text("{list}{place}在名单中的位次", "the place of {list} {place} in the list")
_PLACE_AMONG = Text(
    "{list}{place}在名单中符合条件的各条里的位次", "the place of {list} {place} among those listed that qualify"
)
_SAID_OF_RECORD = Text("{list}{place}：{label}", "{list} {place}: {label}")

_FACT_OF_RECORD = re.compile(r"(?P<records>[^\[\]]+)\[(?P<place>0|[1-9][0-9]{0,3})\]\.(?P<short>[a-z_0-9]+)")


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


def list_of(name: str) -> str:
    """The list that a fact of a record is part of, as `household.members`; of any other fact its own name."""
    return name.partition("[")[0]


def place_in_list(records: RecordList, place: int, *, among: bool = False) -> Text:
    """What the place of a record is called: in all of its list, or among those of it of whom a test holds."""
    return (_PLACE_AMONG if among else _PLACE).format(place=str(place + 1), list=records.label)


class RecordFact(NamedTuple):
    """A fact of a record by its list, the place of the record from 0 on, and the name that it has there."""

    records: str
    place: int
    short: str

    @classmethod
    def named(cls, name: str) -> RecordFact | None:
        """The fact of a record in a name as `household.members[2].income`; None in any other."""
        written = _FACT_OF_RECORD.fullmatch(name)
        return None if written is None else cls(written["records"], int(written["place"]), written["short"])


def told_apart(vocabulary: Vocabulary, groups: Container[str]) -> Vocabulary:
    """The vocabulary where the facts of a record stand by themselves as well, if their group is one of these."""
    apart = [records for records in vocabulary.records.values() if records.member in groups]
    facts = {name: spec for records in apart for name, spec in records.fields.items()}
    labels = {records.member: records.label for records in apart}
    return replace(vocabulary, facts={**vocabulary.facts, **facts}, groups={**vocabulary.groups, **labels})

"""The vocabulary: every fact that may be supplied, with its type, labels and question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from afterschool_policy.text import Text
from afterschool_policy.values.later import LATER
from afterschool_policy.values.names import CodeId, FactId
from afterschool_policy.values.periods import EVERYWHERE, PeriodKind
from afterschool_policy.values.types import Type


class Changeable(StrEnum):
    """Whether somebody concerned can be advised to change a fact, and which way; as it is written in facts.yaml.

    Attributes:
        FREELY: To any other value.
        UP: Only to a greater number, or a later time or date.
        DOWN: Only to a lesser number, or an earlier time or date.
        NEVER: It tells what the situation is and not what somebody does, or is nobody's to change.
    """

    FREELY = "true"
    UP = "up"
    DOWN = "down"
    NEVER = "false"


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A list of codes with their labels; an open one allows codes that it does not list."""

    name: CodeId
    label: Text
    open: bool
    codes: Mapping[CodeId, Text]

    def label_of(self, code: str) -> Text:
        """The label of a code; an unlisted code of an open list is its own label."""
        return self.codes.get(code) or Text(code, code)


@dataclass(frozen=True, slots=True)
class FactSpec:
    """A fact by its dotted name.

    `whole`: its number has no fraction; `judgement`: its value is somebody's determination. `negation` is the label of
    a boolean turned into its opposite; `no_effect` says why no rule reads it, where none does. `supplied_by`
    names the actors who can supply it, where the policy says so. `last` is the last day on which it is asked, where it
    has one. One with a period in `by` is told of each such period by itself, as a monthly income is.
    """

    name: FactId
    type: Type
    label: Text
    question: Text
    whole: bool = False
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    judgement: bool = False
    sensitive: bool = False
    changeable: Changeable = Changeable.FREELY
    negation: Text | None = None
    no_effect: Text | None = None
    supplied_by: tuple[CodeId, ...] = ()
    last: date | None = field(default=None, metadata=LATER)
    by: CodeId | None = field(default=None, metadata=LATER)

    @property
    def group(self) -> str:
        """The group of facts that it belongs to, the part before the dot."""
        return group_of(self.name)

    @property
    def short(self) -> str:
        """The name within the group, the part after the dot."""
        return parts_of(self.name)[1]


@dataclass(frozen=True, slots=True)
class RecordList:
    """A fact that is a list of records, as the members of a household are.

    `member` is the group whose facts each record has, `complete` the fact that tells whether none is left out, and
    `fields` are the facts of a record by their dotted names.
    """

    name: FactId
    member: CodeId
    complete: FactId
    label: Text
    question: Text
    fields: Mapping[FactId, FactSpec]

    def of_member(self, place: int, name: str) -> str:
        """The name of a fact of the record at a place, from 0 on: `household.members[2].income` of `person.income`."""
        return f"{self.name}[{place}].{parts_of(name)[1]}"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All facts and enumerations of a policy, and the labels of derived facts.

    Of a list of records `facts` holds how many they are, and `records` what each of them tells. `declared` are the
    periods that the policy adds to those that every policy has.
    """

    facts: Mapping[FactId, FactSpec]
    enumerations: Mapping[CodeId, Enumeration]
    groups: Mapping[CodeId, Text]
    records: Mapping[FactId, RecordList] = field(default_factory=dict)
    declared: Mapping[CodeId, PeriodKind] = field(default_factory=dict, metadata=LATER)

    def spec(self, name: str) -> FactSpec | None:
        """A fact by its name, one that each record of a list has among them."""
        found = self.facts.get(name)
        fields = (records.fields.get(name) for records in self.records.values())
        return found or next((each for each in fields if each is not None), None)

    @property
    def periods(self) -> Mapping[CodeId, PeriodKind]:
        """All periods by name."""
        return {**EVERYWHERE, **self.declared} if self.declared else EVERYWHERE

    @property
    def series(self) -> tuple[FactSpec, ...]:
        """The facts that are told period by period, those of each record of a list among them."""
        fields = (spec for records in self.records.values() for spec in records.fields.values())
        return tuple(spec for spec in (*self.facts.values(), *fields) if spec.by is not None)

    @property
    def members(self) -> dict[str, RecordList]:
        """The lists of records by the group whose facts each record has."""
        return {records.member: records for records in self.records.values()}


def group_of(name: str) -> str:
    """The group in a dotted name."""
    return name.partition(".")[0]


def parts_of(name: str) -> tuple[str, str]:
    """The group in a dotted name, and the name within it; raises ValueError where there is no dot."""
    group, short = name.split(".", 1)
    return group, short

"""What a case file holds of one entity. It is never changed but replaced, so that a decision may keep it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from afterschool_policy.casefile.entity import Subject
from afterschool_policy.language.tree import Value
from afterschool_policy.vocabulary.facts import Evidence, Facts
from afterschool_policy.vocabulary.model import parts_of
from afterschool_policy.vocabulary.records import RecordFact


@dataclass(frozen=True, slots=True)
class Held:
    """What was stated of one entity or of the file, and the facts that stand on the day, counted ones included."""

    stated: Mapping[str, Value] = field(default_factory=dict)
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    refers: Mapping[str, str] = field(default_factory=dict)
    facts: Facts = field(default_factory=lambda: Facts({}))

    def document(self) -> dict[str, object]:
        """The references and groups of facts as a caller states them, with their evidence."""
        groups: dict[str, dict[str, object]] = {}
        records: dict[str, list[dict[str, object]]] = {}
        for name in sorted(self.stated):
            (group, short), value = parts_of(name), self.evidence.get(name, self.stated[name])
            of_record = RecordFact.named(name)
            count = None if of_record is None else self.stated.get(of_record.records)
            if of_record is None or not isinstance(count, int) or of_record.place >= count:
                groups.setdefault(group, {})[short] = value
                continue
            if of_record.records not in records:
                records[of_record.records] = [{} for _ in range(count)]
                groups[group][parts_of(of_record.records)[1]] = records[of_record.records]
            records[of_record.records][of_record.place][of_record.short] = value
        return {**self.refers, **groups}


@dataclass(frozen=True, slots=True)
class EntityChange:
    """An entity whose facts or references changed; `before` or `after` is None where it was or is not there."""

    subject: Subject
    before: Held | None
    after: Held | None

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts whose value changed."""
        return _differing(*({} if held is None else held.facts.values for held in (self.before, self.after)))

    @property
    def refers(self) -> tuple[str, ...]:
        """The references that lead elsewhere now."""
        return _differing(*({} if held is None else held.refers for held in (self.before, self.after)))


def _differing(old: Mapping[str, object], new: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(name for name in {**old, **new} if old.get(name) != new.get(name))

"""A checked statement about one entity: what a caller says of it, or withdraws."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from afterschool_policy.casefile.entity import Subject, called
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.language.tree import Value
from afterschool_policy.text import Text
from afterschool_policy.vocabulary.facts import Evidence
from afterschool_policy.vocabulary.records import list_of

_UNKNOWN = Text("未知", "unknown")


@dataclass(frozen=True, slots=True)
class EntityStatement:
    """Values by dotted name, their evidence, and ids by reference; None withdraws a fact or a reference.

    A list of records is one fact: its number of records, by its own name, stands for all that is said of them.
    """

    subject: Subject
    values: Mapping[str, Value | None]
    evidence: Mapping[str, Evidence]
    refers: Mapping[str, str | None]

    def without_withdrawals(self) -> EntityStatement:
        """The same statement where null says nothing."""
        values = {name: value for name, value in self.values.items() if value is not None}
        refers = {name: id_ for name, id_ in self.refers.items() if id_ is not None}
        return EntityStatement(self.subject, values, self.evidence, refers)

    def undone(self, held: EntityStatement) -> EntityStatement:
        """The statement that takes this one back, to what was held before it."""
        lists = {name for name in held.values if list_of(name) in self.values}
        values = {name: held.values.get(name) for name in (*self.values, *sorted(lists.difference(self.values)))}
        evidence = {name: proof for name, proof in held.evidence.items() if name in values}
        refers = {name: held.refers.get(name) for name in self.refers}
        return EntityStatement(self.subject, values, evidence, refers)

    def conflicts(self, held: EntityStatement) -> Iterator[Diagnostic]:
        """A fault for everything that is stated although another value holds."""
        pairs: tuple[tuple[Mapping[str, object], Mapping[str, object]], ...] = (
            (self.values, held.values),
            (self.refers, held.refers),
        )
        for given, before in pairs:
            for name, value in given.items():
                if value is not None and list_of(name) in before and before.get(name) != value:
                    yield self._conflict(name, before.get(name), value)
        for name, value in held.values.items():
            if list_of(name) in self.values and name not in self.values:
                yield self._conflict(name, value, None)

    def _conflict(self, name: str, held: object, given: object) -> Diagnostic:
        fields = {"held": _shown(held), "given": _shown(given), "name": name, "entity": called(self.subject)}
        return Diagnostic("case-held", fields=fields)


def _shown(value: object) -> Text | str:
    return _UNKNOWN if value is None else str(value)

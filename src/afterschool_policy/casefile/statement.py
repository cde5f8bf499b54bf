"""A checked statement about one entity: what a caller says of it, or withdraws."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from afterschool_policy.casefile.entity import Subject, called
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.language.tree import Value
from afterschool_policy.text import Text
from afterschool_policy.vocabulary.facts import Evidence


@dataclass(frozen=True, slots=True)
class EntityStatement:
    """Values by dotted name, their evidence, and ids by reference; None withdraws a fact or a reference."""

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
        values = {name: held.values.get(name) for name in self.values}
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
                if value is not None and name in before and before[name] != value:
                    fields: dict[str, Text | str] = {"held": str(before[name]), "given": str(value), "name": name}
                    yield Diagnostic("case-held", fields={**fields, "entity": called(self.subject)})

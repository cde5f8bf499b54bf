"""The findings of a case file with the facts that they rest on, and what a call has changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from afterschool_policy.casefile.entity import Entity
from afterschool_policy.decision.decision import SingleDecision
from afterschool_policy.language.tree import Value, facts_of
from afterschool_policy.semantics.question import trees
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.vocabulary.model import group_of
from afterschool_policy.vocabulary.records import RecordFact


class Support(NamedTuple):
    """A fact that a finding rests on.

    Attributes:
        entity: The entity whose fact it is; None for the file's.
        fact: Dotted name, as in `reader.age`.
        value: Its value.
        counted: The entities that were counted, where nobody stated the fact; None for a fact that was stated.
    """

    entity: Entity | None
    fact: str
    value: Value
    counted: tuple[Entity, ...] | None = None


class EntityFact(NamedTuple):
    """A fact to be found out.

    Attributes:
        entity: The entity whose fact it is; None for the file's.
        fact: Dotted name, as in `reader.age`.
    """

    entity: Entity | None
    fact: str


@dataclass(frozen=True)
class CaseFinding:
    """What a question comes to for one entity.

    Attributes:
        question: Name of the question, one of `Policy.decisions`.
        entity: The entity that it was asked for; None for the file.
        outcome: What it comes to.
        decision: The ordinary decision behind it.
        previous: The outcome before the call that reports it, where that was another.
        sources: The entity whose facts fill each group of facts; None for the file.
        counts: The entities that were counted for a fact, by its dotted name.
        lists: The entities that are the records of a list, by its name, in the order of their places.
    """

    question: str
    entity: Entity | None
    outcome: Outcome
    decision: SingleDecision
    previous: Outcome | None = None
    sources: Mapping[str, Entity | None] = field(default_factory=dict, repr=False)
    counts: Mapping[str, tuple[Entity, ...]] = field(default_factory=dict, repr=False)
    lists: Mapping[str, tuple[Entity, ...]] = field(default_factory=dict, repr=False)

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The entities that it is about: the one it was asked for, and those whose facts it rests on."""
        owners = [self.entity, *(support.entity for support in self.support)]
        return tuple(dict.fromkeys(owner for owner in owners if owner is not None))

    @cached_property
    def support(self) -> tuple[Support, ...]:
        """The known facts that the deciding rules read, in the order they are written."""
        known = self.decision.facts.values
        names = (
            name
            for rule in self.decision.basis.verdict.rules
            if rule.decided
            for tree in trees(rule.conclusion.linked)
            for name in facts_of(tree)
        )
        return tuple(
            Support(*self._whose(name), known[name], self.counts.get(name))
            for name in dict.fromkeys(names)
            if name in known
        )

    @cached_property
    def missing(self) -> tuple[EntityFact, ...]:
        """The unknown facts that could still change the outcome, in the order of `decision.missing`."""
        return tuple(EntityFact(*self._whose(name)) for name in self.decision.missing)

    def _whose(self, name: str) -> tuple[Entity | None, str]:
        """The entity whose fact it is, and the name of the fact there: its own, where the entity is a record."""
        of_record = RecordFact.named(name)
        if of_record is None or of_record.records not in self.lists:
            return self.sources.get(group_of(name)), name
        records = self.decision.edition.law.vocabulary.records[of_record.records]
        return self.lists[records.name][of_record.place], f"{records.member}.{of_record.short}"


@dataclass(frozen=True, slots=True)
class Changes:
    """What a call has changed; false where that is nothing.

    Attributes:
        new: Findings that hold now and did not before.
        changed: Findings that hold as before, with another outcome, amount, value or clause.
        fallen: Findings that held and hold no longer; each shows what the question comes to now.
        open: Findings that are undetermined now, and neither were so before nor have fallen.
    """

    new: tuple[CaseFinding, ...] = ()
    changed: tuple[CaseFinding, ...] = ()
    fallen: tuple[CaseFinding, ...] = ()
    open: tuple[CaseFinding, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.fallen or self.open)

"""The checked policy: rules with typed trees, the ledger, the register, the questions.

Everything here is frozen: a `Law` may be shared between threads, pickled and kept for years.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from afterschool_policy.language.tree import Node
from afterschool_policy.law.answers import Answers
from afterschool_policy.positions import Span
from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.vocabulary.closure import Entailments
from afterschool_policy.vocabulary.entities import EntityType
from afterschool_policy.vocabulary.model import Vocabulary


@dataclass(frozen=True, slots=True)
class Exemption:
    """An exception with the clauses that make it; `outcome` is what the rule comes to when it holds."""

    when: Node
    clauses: tuple[str, ...]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Referral:
    """A matter left to a person; `to` is None for the policy's own interpreter."""

    when: Node
    question: Text
    to: Text | None


@dataclass(frozen=True, slots=True)
class Due:
    """What a duty asks for; `amount` names the amount that must be known for it to be due."""

    act: Text
    amount: str | None


@dataclass(frozen=True, slots=True)
class Body:
    """The parts of a rule that a reading can change; `silent` means that the clause says nothing here."""

    applies: Node | None = None
    condition: Node | None = None
    unless: tuple[Exemption, ...] = ()
    refer: tuple[Referral, ...] = ()
    reason: Node | None = None
    due: Due | None = None
    amounts: tuple[tuple[str, Node], ...] = ()
    values: tuple[tuple[str, Node], ...] = ()
    otherwise: Outcome | None = None
    value: Node | None = None
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Alternative:
    """A reading that changes a rule: the parts of its body that it replaces."""

    reading: str
    code: str
    parts: frozenset[str]
    body: Body

    def over(self, body: Body) -> Body:
        """A body with its parts in place of those."""
        return replace(body, **{part: getattr(self.body, part) for part in self.parts})


@dataclass(frozen=True, slots=True)
class Effective:
    """First and last day of a version; `first` is None for always and "in_force" for the instrument's own day.

    `gap` says that the days between the version before and this one are left without law on purpose.
    """

    first: date | Literal["in_force"] | None
    last: date | None
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of one rule."""

    id: str
    version: int
    title: Text
    clauses: tuple[str, ...]
    modality: str
    effective: Effective
    body: Body
    alternatives: tuple[Alternative, ...] = ()
    readings: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    define: str | None = None
    parameter: str | None = None
    overrides: tuple[tuple[str, Text], ...] = ()
    label: Text | None = None
    note: Text | None = None
    span: Span | None = field(default=None, compare=False)

    @property
    def name(self) -> str:
        """The rule's id with its version, as in `overdue-fine@1`."""
        return f"{self.id}@{self.version}"

    @property
    def bodies(self) -> tuple[Body, ...]:
        """Its body under the default readings, and the parts that other readings put in place of that one's."""
        return (self.body, *(alternative.body for alternative in self.alternatives))

    @property
    def cited_clauses(self) -> set[str]:
        """Every clause that it encodes: its own and those of its exceptions."""
        exemptions = (exemption for body in self.bodies for exemption in body.unless)
        return {*self.clauses, *(clause for exemption in exemptions for clause in exemption.clauses)}


@dataclass(frozen=True, slots=True)
class Relation:
    """How one clause bears on another."""

    clause: str
    how: Text
    note: Text | None


@dataclass(frozen=True, slots=True)
class Clause:
    """A segment of the text in its own words; `reason` says why it is not operative, where it is not."""

    id: str
    heading: tuple[str, ...]
    line: int
    quote: str
    operative: bool
    reason: Text | None
    modality: str | None
    actors: tuple[Text, ...]
    gist: Text | None
    readings: tuple[str, ...]
    see: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """An entry of the register: a contested matter, the reading taken, the others, and why."""

    id: str
    matter: Text
    clauses: tuple[str, ...]
    default: str
    choices: Mapping[str, Text]
    grounds: Text


@dataclass(frozen=True, slots=True)
class OutputSpec:
    """An amount (with its unit) or a value (with its enumeration) that a decision can report."""

    label: Text
    unit: str | None = None
    codes: str | None = None


@dataclass(frozen=True, slots=True)
class DecisionSpec:
    """A question of the policy; `answers` run from the strongest outcome to the weakest.

    `background` is None for a single question. An audit, which asks every question whose facts are present, names
    there the groups of facts that do not put a question on its agenda by themselves. In a case file a question is
    asked `for_each` entity of these types; where there is none, of the file itself.
    """

    name: str
    section: str
    question: Text
    answers: Answers
    amounts: Mapping[str, OutputSpec]
    values: Mapping[str, OutputSpec]
    background: tuple[str, ...] | None = None
    for_each: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InstrumentSpec:
    """What the document is, and the facts that carry its day of effect and the day of a decision."""

    id: str
    name: Text
    issuer: Text
    level: Text
    in_force: date | None
    in_force_fact: str
    as_of_fact: str
    interpreter: Text
    interpreter_clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Law:
    """A whole policy, checked. `rules` stand in the order of the document, `fingerprint` names its content.

    `limits` are the rules that say where the whole of it does not apply.
    """

    instrument: InstrumentSpec
    vocabulary: Vocabulary
    clauses: Mapping[str, Clause]
    readings: Mapping[str, Reading]
    decisions: Mapping[str, DecisionSpec]
    sections: Mapping[str, Text]
    units: Mapping[str, Text]
    rules: tuple[Rule, ...]
    source: str
    fingerprint: str
    entities: Mapping[str, EntityType] = field(default_factory=dict)
    entailments: Entailments = field(default_factory=Entailments)
    limits: tuple[Rule, ...] = ()

"""The checked policy: rules with typed trees, the ledger, the register, the questions.

Everything here is frozen: a `Law` may be shared between threads, pickled and kept for years. The annotations are what
`law.gate` holds a part to that comes from outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from afterschool_policy.language.tree import Node, Row, Table, walk
from afterschool_policy.law.answers import Answers
from afterschool_policy.positions import Span
from afterschool_policy.text import Text
from afterschool_policy.values.depth import Depth
from afterschool_policy.values.later import LATER
from afterschool_policy.values.names import ClauseId, CodeId, FactId, ReadingId, RuleId, UnitId
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.vocabulary.closure import Entailments
from afterschool_policy.vocabulary.entities import EntityType
from afterschool_policy.vocabulary.model import Enumeration, FactSpec, Vocabulary
from afterschool_policy.vocabulary.unit_words import UnitWords


@dataclass(frozen=True, slots=True)
class Exemption:
    """An exception with the clauses that make it; `outcome` is what the rule comes to when it holds."""

    when: Node
    clauses: tuple[ClauseId, ...]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Referral:
    """A matter left to a person; `to` is None for the policy's own interpreter.

    `asked` is the other question that leaves it to a person, where the rule itself does not (see `semantics.answered`).
    """

    when: Node
    question: Text
    to: Text | None
    asked: CodeId | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """What a duty asks for; `amount` names the amount that must be known for it to be due."""

    act: Text
    amount: CodeId | None


@dataclass(frozen=True, slots=True)
class Body:
    """The parts of a rule that a reading can change; `silent` means that the clause says nothing here."""

    applies: Node | None = None
    condition: Node | None = None
    unless: tuple[Exemption, ...] = ()
    refer: tuple[Referral, ...] = ()
    reason: Node | None = None
    due: Due | None = None
    amounts: tuple[tuple[CodeId, Node], ...] = ()
    values: tuple[tuple[CodeId, Node], ...] = ()
    otherwise: Outcome | None = None
    value: Node | None = None
    silent: bool = False

    @property
    def trees(self) -> Iterator[Node]:
        """Every tree of it: conditions, definitions, amounts and values."""
        yield from (tree for tree in (self.applies, self.condition, self.value) if tree is not None)
        yield from (exemption.when for exemption in self.unless)
        yield from (referral.when for referral in self.refer)
        yield from (tree for _, tree in (*self.amounts, *self.values))


@dataclass(frozen=True, slots=True)
class Alternative:
    """A reading that changes a rule: the parts of its body that it replaces, or its `overrides` with their `bases`."""

    reading: ReadingId
    code: CodeId
    parts: frozenset[str]
    body: Body
    overrides: tuple[tuple[RuleId, Text], ...] = field(default=(), metadata=LATER)
    bases: tuple[tuple[RuleId, tuple[ClauseId, ...]], ...] = field(default=(), metadata=LATER)

    @property
    def reorders(self) -> bool:
        """Whether other rules give way in this reading."""
        return "overrides" in self.parts

    def over(self, body: Body) -> Body:
        """A body with its parts in place of those."""
        return replace(body, **{part: getattr(self.body, part) for part in self.parts - {"overrides"}})

    def order_of(self, rule: Rule) -> Rule:
        """A rule with those that give way to it in this reading."""
        return replace(rule, overrides=self.overrides, bases=self.bases) if self.reorders else rule


@dataclass(frozen=True, slots=True)
class Effective:
    """First and last day of a version; `first` is None for always and "in_force" for the instrument's own day.

    `gap` says that the days between the version before and this one are left without law on purpose; `ended_by` are the
    clauses that end it without a later version.
    """

    first: date | Literal["in_force"] | None
    last: date | None
    gap: bool = False
    ended_by: tuple[ClauseId, ...] = field(default=(), metadata=LATER)


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of one rule.

    Attributes:
        id: What all its versions are called, as in `overdue-fine`.
        version: Its number, from 1 on.
        title: What it says, in a line.
        clauses: Ids of the clauses that it encodes.
        modality: What its truth means, as in `must`: a row of the table of modalities.
        effective: First and last day on which it is in force.
        body: Its parts under the default readings.
        alternatives: What other readings put in place of parts.
        readings: Ids of the readings that it rests on.
        decisions: Names of the questions that it answers.
        define: The fact that it defines, by dotted name; None for a rule that defines none.
        parameter: The parameter whose value it states; None for a rule that states none.
        overrides: Ids of the rules that give way to it, each with the reason.
        label: What a definition or parameter is called in sentences.
        negation: What is said where a boolean definition does not hold: its label turned into the opposite.
        note: What its author adds for readers.
        span: Where it is written; None for one from a bundle.
        bases: The clauses by which it prevails, with the id of the rule that gives way, where a clause says so.
        draft: Whether it is proposed and no law yet.
        unsure: What its author is not sure of.
    """

    id: RuleId
    version: int
    title: Text
    clauses: tuple[ClauseId, ...]
    modality: str
    effective: Effective
    body: Body
    alternatives: tuple[Alternative, ...] = ()
    readings: tuple[ReadingId, ...] = ()
    decisions: tuple[CodeId, ...] = ()
    define: FactId | None = None
    parameter: CodeId | None = None
    overrides: tuple[tuple[RuleId, Text], ...] = ()
    label: Text | None = None
    negation: Text | None = None
    note: Text | None = None
    span: Span | None = field(default=None, compare=False)
    bases: tuple[tuple[RuleId, tuple[ClauseId, ...]], ...] = field(default=(), metadata=LATER)
    draft: bool = field(default=False, metadata=LATER)
    unsure: Text | None = field(default=None, metadata=LATER)

    @property
    def name(self) -> str:
        """The rule's id with its version, as in `overdue-fine@1`."""
        return f"{self.id}@{self.version}"

    def rule_order(self, other: str) -> bool:
        """Whether it is said to prevail over another rule."""
        return any(name == other for name, _ in self.overrides)

    @property
    def bodies(self) -> tuple[Body, ...]:
        """Its body under the default readings, and the parts that other readings put in place of that one's."""
        return (self.body, *(alternative.body for alternative in self.alternatives))

    @property
    def every_basis(self) -> tuple[tuple[RuleId, tuple[ClauseId, ...]], ...]:
        """The clauses by which it prevails, in any reading, with the id of the rule that gives way."""
        return (*self.bases, *(basis for alternative in self.alternatives for basis in alternative.bases))

    @property
    def cited_clauses(self) -> set[str]:
        """Every clause that it encodes: of its parts and the rows of its tables, by which it prevails, that end it."""
        exemptions = (exemption for body in self.bodies for exemption in body.unless)
        nodes = (node for body in self.bodies for tree in body.trees for node in walk(tree))
        rows = (row for node in nodes if isinstance(node, Table) for row in node.every_row)
        parts: tuple[Exemption | Row, ...] = (*exemptions, *rows)
        bases = (clause for _, clauses in self.every_basis for clause in clauses)
        own = (*self.clauses, *self.effective.ended_by, *bases)
        return {*own, *(clause for part in parts for clause in part.clauses)}


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody whom the text names: who is bound, who can supply a fact, whom a reader turns to."""

    code: CodeId
    label: Text


@dataclass(frozen=True, slots=True)
class Relation:
    """How one clause bears on another."""

    clause: ClauseId
    how: Text
    note: Text | None


@dataclass(frozen=True, slots=True)
class Clause:
    """A segment of the text in its own words.

    Attributes:
        id: Its number in the ledger, as in `2.1`.
        heading: The headings that it stands under, from the outermost.
        line: The line of the source text that it begins on.
        quote: Its words.
        operative: Whether it says what is to be, may be or must not be.
        reason: Why it is not operative, where it is not.
        modality: The word by which it binds, as the text has it.
        actors: Whom it binds.
        gist: What it says, in plain words.
        readings: Ids of the contested readings that it raises.
        see: The clauses that it bears on, each with how.
        instrument: Id of the text that it belongs to, where the policy has several.
        cited: How it is cited, by its text and its number there, where the text has a short name.
        first: Its first day, where it is not that of the policy's own text.
        last: Its last day, where it or its text has ended.
    """

    id: ClauseId
    heading: tuple[str, ...]
    line: int
    quote: str
    operative: bool
    reason: Text | None
    modality: str | None
    actors: tuple[Actor, ...]
    gist: Text | None
    readings: tuple[ReadingId, ...]
    see: tuple[Relation, ...]
    instrument: RuleId | None = field(default=None, metadata=LATER)
    cited: Text | None = field(default=None, metadata=LATER)
    first: date | None = field(default=None, metadata=LATER)
    last: date | None = field(default=None, metadata=LATER)

    @property
    def named(self) -> Text:
        """How it is called: as it is cited, or by its number where that is enough."""
        return self.cited or Text(self.id, self.id)


@dataclass(frozen=True, slots=True)
class Reading:
    """An entry of the register: a contested matter, the reading taken, the others, and why.

    Attributes:
        id: Its id, as in `R-1`.
        matter: What is contested.
        clauses: Ids of the clauses that it is about.
        default: Code of the reading that is taken where nobody chooses another.
        choices: What each reading says, by its code.
        grounds: Why the default is taken.
    """

    id: ReadingId
    matter: Text
    clauses: tuple[ClauseId, ...]
    default: CodeId
    choices: Mapping[CodeId, Text]
    grounds: Text


@dataclass(frozen=True, slots=True)
class Rounding:
    """To which multiple of a step an amount is rounded; `mode` is a row of the table of ways to round."""

    step: Decimal
    mode: str
    clauses: tuple[ClauseId, ...]


@dataclass(frozen=True, slots=True)
class OutputSpec:
    """An amount (with its unit) or a value (with its enumeration) that a decision can report.

    `total` is the hit policy by which the amounts of several rules are made one; None where one rule states it.
    """

    label: Text
    unit: UnitId | None = None
    codes: CodeId | None = None
    total: str | None = None
    rounding: Rounding | None = None


@dataclass(frozen=True, slots=True)
class DecisionSpec:
    """A question of the policy.

    Attributes:
        name: Its name, as `Policy.decide` takes it.
        section: The section of questions that it belongs to.
        question: What it asks.
        answers: What each outcome means here, from the strongest to the weakest.
        amounts: What it can tell in numbers, by name.
        values: What it can tell in codes and lists, by name.
        background: None for a single question. An audit, which asks every question whose facts are present, names here
            the groups of facts that do not put a question on its agenda by themselves.
        for_each: The types of entity of which it is asked in a case file; of the file itself where there is none.
    """

    name: CodeId
    section: CodeId
    question: Text
    answers: Answers
    amounts: Mapping[CodeId, OutputSpec]
    values: Mapping[CodeId, OutputSpec]
    background: tuple[CodeId, ...] | None = None
    for_each: tuple[CodeId, ...] = ()

    @property
    def cited_clauses(self) -> set[str]:
        """The clauses by which its amounts are rounded."""
        roundings = (spec.rounding for spec in self.amounts.values() if spec.rounding is not None)
        return {clause for rounding in roundings for clause in rounding.clauses}


@dataclass(frozen=True, slots=True)
class InstrumentSpec:
    """What the document is, and the facts that carry its day of effect and the day of a decision."""

    id: RuleId
    name: Text
    issuer: Text
    level: Text
    in_force: date | None
    in_force_fact: FactId
    as_of_fact: FactId
    interpreter: Text
    interpreter_clauses: tuple[ClauseId, ...]


@dataclass(frozen=True, slots=True)
class LegalText:
    """One of several texts of a policy.

    Attributes:
        id: Its id; that of the policy for the policy's own text.
        name: What it is called.
        short: What it is called in a citation.
        issuer: Who issued it.
        level: What kind of text it is.
        rank: Its place among the levels, from 0 for the highest.
        number: The number under which it was issued, where it has one.
        first: Its first day; None where the text does not tell.
        last: Its last day, where it has one.
        prevails: The clauses by which it prevails over earlier texts of its level.
        source: Its exact text.
    """

    id: RuleId
    name: Text
    short: Text
    issuer: Text
    level: Text
    rank: int
    number: str | None
    first: date | None
    last: date | None
    prevails: tuple[ClauseId, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Audience:
    """A kind of reader that answers are written for.

    Attributes:
        name: Its name, as in `borrower`.
        label: What such readers are called.
        actors: Codes of the actors whose duties are this reader's own.
        depth: How much the reader is told.
        own: How the reader is addressed in a step of their own, as in “you”; None for one without duties.
        turn_to: Codes of the actors whom the reader turns to, the first one first.
    """

    name: CodeId
    label: Text
    actors: tuple[CodeId, ...]
    depth: Depth
    own: Text | None
    turn_to: tuple[CodeId, ...]


@dataclass(frozen=True, slots=True)
class Era:
    """What reads otherwise from a day on, until the next era, than what the law holds by the same name.

    Attributes:
        first: Its first day; None for that before the first change.
        clauses: The clauses whose words are others.
        readings: The contested readings with another default, other alternatives or other words.
        decisions: The questions with other answers or other words.
        facts: The facts that are asked in other words.
        enumerations: The lists that have other codes.
        by: The clauses by which it begins.
    """

    first: date | None
    clauses: Mapping[ClauseId, Clause] = field(default_factory=dict)
    readings: Mapping[ReadingId, Reading] = field(default_factory=dict)
    decisions: Mapping[CodeId, DecisionSpec] = field(default_factory=dict)
    facts: Mapping[FactId, FactSpec] = field(default_factory=dict)
    enumerations: Mapping[CodeId, Enumeration] = field(default_factory=dict)
    by: tuple[ClauseId, ...] = ()


@dataclass(frozen=True, slots=True)
class Law:
    """A whole policy, checked.

    What is amended without versions stands in it as it reads last, with every code, answer and alternative that there
    is on some day; how it reads on a day, `law.eras.law_on` tells.

    Attributes:
        instrument: What the document is, and which facts carry its days.
        vocabulary: The facts, their codes and groups.
        clauses: The segments of the text, by id, in the order of the text.
        readings: The register of contested readings, by id.
        decisions: The questions, by name.
        sections: The sections of questions, by name.
        units: How the units are written, by unit.
        rules: Every version of every rule, in the order of the document.
        source: The exact text.
        fingerprint: The revision: a digest of all the rest.
        entities: The types of entity in a case file, by name.
        entailments: What facts contain one another.
        limits: The rules that say where the whole of it does not apply.
        actors: Those whom the text names, by code.
        audiences: The kinds of reader that answers are written for, by name; none where the policy names none.
        instruments: The texts of the policy, by id, its own first; none where it has that one alone.
        eras: The days between two changes of what has no versions, in the order of time; none where nothing changed.
        drafts: Ids of the rules of which it takes a proposed version, or a proposed end, as if that were law.
    """

    instrument: InstrumentSpec
    vocabulary: Vocabulary
    clauses: Mapping[ClauseId, Clause]
    readings: Mapping[ReadingId, Reading]
    decisions: Mapping[CodeId, DecisionSpec]
    sections: Mapping[CodeId, Text]
    units: Mapping[UnitId, UnitWords]
    rules: tuple[Rule, ...]
    source: str
    fingerprint: str
    entities: Mapping[CodeId, EntityType] = field(default_factory=dict)
    entailments: Entailments = field(default_factory=Entailments)
    limits: tuple[Rule, ...] = ()
    actors: Mapping[CodeId, Actor] = field(default_factory=dict)
    audiences: Mapping[CodeId, Audience] = field(default_factory=dict)
    instruments: Mapping[RuleId, LegalText] = field(default_factory=dict, metadata=LATER)
    eras: tuple[Era, ...] = field(default=(), metadata=LATER)
    drafts: tuple[RuleId, ...] = field(default=(), metadata=LATER)

    def texts_of(self, clauses: Iterable[ClauseId]) -> tuple[LegalText, ...]:
        """The texts that these clauses belong to, each once; none where the policy has one alone."""
        named = dict.fromkeys(self.clauses[clause].instrument for clause in clauses if clause in self.clauses)
        return tuple(self.instruments[name] for name in named if name is not None)

    def rank_of(self, clauses: Iterable[ClauseId]) -> int:
        """The rank of the highest text among those of the clauses; 0, the highest, where there is one text alone."""
        return min((text.rank for text in self.texts_of(clauses)), default=0)

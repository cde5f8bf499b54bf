"""The authored models: what an officer writes, checked for shape, its expressions still text.

Pydantic lives here and at the edge where facts come in. Every class is one kind of document or part of one, as
an officer writes it; `afterschool-policy schema` publishes the same classes as JSON Schema.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, RootModel, Tag, WithJsonSchema
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from afterschool_policy.authoring.yaml_reader import Plain
from afterschool_policy.text import Lang, Text
from afterschool_policy.values import names, numbers
from afterschool_policy.values.depth import Depth
from afterschool_policy.values.moments import read_day
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.vocabulary.model import Changeable
from afterschool_policy.vocabulary.unit_words import UnitWords


def _truth(value: object) -> object:
    """`true` and `false`, and nothing that only looks like them."""
    if isinstance(value, str):
        plain = {"true": True, "false": False} if isinstance(value, Plain) else {}
        return plain.get(value, f"{value}!")
    return value


def _day(value: object) -> object:
    """A day as it is written everywhere, and in no other form that pydantic knows."""
    if isinstance(value, str) and read_day(value) is None:
        raise PydanticCustomError("date_form", "dates are written 2021-09-01")
    return value


def _figure(value: object) -> object:
    """A number in ASCII digits, no longer than a number may be."""
    if isinstance(value, str) and not (_FIGURE.fullmatch(value) and numbers.fits(Decimal(value))):
        raise PydanticCustomError("decimal_parsing", "a number is expected here")
    return value


def _named(pattern: names.NamePattern) -> FieldInfo:
    field: FieldInfo = Field(pattern=f"^{pattern.written}$", max_length=names.MAX_LENGTH)
    return field


_FIGURE = re.compile(r"-?[0-9]+(\.[0-9]+)?")
Flag = Annotated[bool, BeforeValidator(_truth)]
Day = Annotated[date, BeforeValidator(_day)]
DayOfYear = Annotated[str, Field(pattern=r"^[0-9]{2}-[0-9]{2}$")]
Figure = Annotated[Decimal, BeforeValidator(_figure)]
Identifier = Annotated[str, _named(names.RULE)]
CodeName = Annotated[str, _named(names.CODE)]
FactName = Annotated[str, _named(names.FACT)]
ClauseNumber = Annotated[str, _named(names.NUMBERED)]
ReadingNumber = Annotated[str, _named(names.NUMBERED)]
UnitWritten = Annotated[str, _named(names.UNIT)]
EXPRESSION = "expression"
"""What marks a text that is an expression among the annotations of its field."""
ExpressionText = Annotated[
    str,
    EXPRESSION,
    Field(min_length=1),
    WithJsonSchema(
        {"type": ["string", "number", "boolean"], "minLength": 1, "description": "An expression of the rule language"}
    ),
]


class Authored(BaseModel):
    """What all authored models share: nothing unknown is let in, nothing changes afterwards.

    Keys are written in the order of the fields; `first` names own ones that stand before those of the class above.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True, defer_build=True)
    first: ClassVar[tuple[str, ...]] = ()


UNWRITTEN = Text("待填", "to be written")
"""What stands in a new policy for a phrase that nobody has written yet."""


class Bilingual(Authored):
    """A phrase in the languages of the policy, Chinese, English or both."""

    zh: str = Field("", min_length=1)
    """中文"""
    en: str = Field("", min_length=1)
    """English"""

    def written(self, lang: Lang) -> str:
        """The words of a language; empty where the phrase has none."""
        return self.zh if lang == "zh" else self.en

    def text(self) -> Text:
        """The phrase as the library carries it: a language that it lacks has the words of the other."""
        return Text(self.zh or self.en, self.en or self.zh)


class Sentence(Bilingual):
    """A phrase that may tell the value of a parameter: `{parameter.name}`, with the unit written after it.

    The value is that of the day asked about, so that an amendment of the parameter amends the sentence.
    """


class AllOf(Authored):
    """Every one of these holds."""

    all: list[Condition] = Field(min_length=1)


class AnyOf(Authored):
    """At least one of these holds."""

    any: list[Condition] = Field(min_length=1)


class NotOf(Authored):
    """This does not hold."""

    # `not` is a word of Python, so the field carries it as an alias.
    negated: Condition = Field(alias="not")


def _shape(value: object) -> str | None:
    if isinstance(value, str | bool | int | Decimal) or value is None:
        return "expression"
    if isinstance(value, dict):
        return next((key for key in ("all", "any", "not") if key in value), "all")
    return next((tag for model, tag in _TAGS if isinstance(value, model)), None)


_TAGS = ((AllOf, "all"), (AnyOf, "any"), (NotOf, "not"))

Condition = Annotated[
    Annotated[ExpressionText, Tag("expression")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[NotOf, Tag("not")],
    Discriminator(_shape),
]
CONDITION_TAGS = ("expression", "all", "any", "not")


class RowValue(Authored):
    """What a row of a table gives, with the clauses that say so."""

    is_: Computation = Field(alias="is")
    clauses: list[ClauseNumber] = Field(default_factory=list)
    """The clauses that say so, where they are not those of the whole rule"""


class CaseRow(RowValue):
    """A row of a table: what it gives where its condition holds."""

    first = ("when",)
    when: Condition


class CasesTable(Authored):
    """A value by rows that each have a condition."""

    hit: str = "unique"
    """What is made of the rows that hold"""
    cases: list[CaseRow] = Field(min_length=1)
    otherwise: Given | None = None
    """What it is where no row holds"""
    gap: Literal["intended"] | None = None
    """intended: where no row holds nothing is said, on purpose"""


class CodesTable(Authored):
    """A value by the codes of an expression."""

    by: ExpressionText
    """The expression, as a fact that is a code"""
    cases: dict[CodeName, Given] = Field(min_length=1)
    """What it is for each code"""
    otherwise: Given | None = None
    """What it is for every other code"""
    gap: Literal["intended"] | None = None
    """intended: for every other code nothing is said, on purpose"""


class Band(Authored):
    """A band of a scale: from the end of the band before it up to its own; the last one has no end."""

    up_to: ExpressionText | None = None
    """Its end, which belongs to it"""
    below: ExpressionText | None = None
    """Its end, which belongs to the next"""
    rate: ExpressionText | None = None
    """By what it is multiplied: what lies in the band, or of a flat scale the whole"""
    is_: ExpressionText | None = Field(None, alias="is")
    """Instead of a rate, what the band gives by itself"""
    clauses: list[ClauseNumber] = Field(default_factory=list)


class BandsTable(Authored):
    """A value by the band that a number lies in, or by every band that it reaches."""

    bands: ExpressionText
    """The number"""
    mode: Literal["marginal", "flat"]
    """marginal: each band gives its own, added up; flat: the band that the number lies in gives the value"""
    from_: ExpressionText | None = Field(None, alias="from")
    """Where the first band begins; a marginal scale begins at 0 without it"""
    rows: list[Band] = Field(min_length=1)
    gap: Literal["intended"] | None = None
    """intended: below the first band or beyond the last nothing is said, on purpose"""


_FORMS: dict[str, type[Authored]] = {"bands": BandsTable, "by": CodesTable, "cases": CasesTable, "is": RowValue}


def _form(value: object) -> str:
    """Which form a computation has, by the key that tells it from the others."""
    if isinstance(value, dict):
        return f"{next((key for key in _FORMS if key in value), 'cases')}:"
    return next((f"{key}:" for key, model in _FORMS.items() if isinstance(value, model)), "expression")


Computation = Annotated[
    Annotated[ExpressionText, Tag("expression")]
    | Annotated[CasesTable, Tag("cases:")]
    | Annotated[CodesTable, Tag("by:")]
    | Annotated[BandsTable, Tag("bands:")],
    Discriminator(_form),
]
"""An expression, or a table of a form of its own."""

Given = Annotated[
    Annotated[ExpressionText, Tag("expression")]
    | Annotated[CasesTable, Tag("cases:")]
    | Annotated[CodesTable, Tag("by:")]
    | Annotated[BandsTable, Tag("bands:")]
    | Annotated[RowValue, Tag("is:")],
    Discriminator(_form),
]
"""A computation, by itself or with the clauses that say so."""

UNION_TAGS = (*CONDITION_TAGS, *(f"{key}:" for key in _FORMS))
"""What pydantic names a member of a union by in the place of an error, where the file has no key."""


class EffectiveEntry(Authored):
    """When a version of a rule is in force: both days inclusive."""

    from_: Literal["always", "in_force"] | Day = Field(alias="from")
    """in_force: from the day the instrument takes effect; always: before that too; or a date"""
    to: Day | None = None
    """The last day, where a later version or text ends it"""
    gap: Literal["intended"] | None = None
    """intended: no version is in force between the one before and this one, on purpose"""
    ended_by: list[ClauseNumber] = Field(default_factory=list)
    """The clauses that end it, where it ends without a later version"""


class DaysEntry(Authored):
    """From which day or until which day something stands, and the clauses that make it so."""

    from_: Day | None = Field(None, alias="from")
    """The first day"""
    to: Day | None = None
    """The last day"""
    clauses: list[ClauseNumber] = Field(min_length=1)
    """The clauses that say so"""


class DatedChange(Authored):
    """What is written anew of something from a day on, or its last day; what is not written stays as it was."""

    effective: DaysEntry
    """From which day it stands in place of what was, or until which day the whole stands"""


class ExemptionEntry(Authored):
    """An exception: when it holds, the rule gives way."""

    when: Condition
    clauses: list[ClauseNumber] = Field(min_length=1)
    """The clauses that make the exception"""
    outcome: Outcome = Outcome.NOT_APPLICABLE
    """What the rule then comes to; without it the rule does not apply"""


class ReferralEntry(Authored):
    """A matter that the text leaves open: when it holds, a person judges."""

    when: Condition
    question: Sentence
    """What the person is to judge"""
    to: Sentence | None = None
    """Who judges, where it is not the interpreter that the policy names"""


class DueEntry(Authored):
    """What a duty asks for, said where no fact tells whether it was done."""

    act: Sentence
    """The act, as in “provide extended care”"""
    amount: CodeName | None = None
    """The amount (of `amounts`) that has to be known before anything can be said to be due"""


class Override(Authored):
    """A rule that gives way to this one where both speak, and why."""

    rule: Identifier
    basis: Sentence
    clauses: list[ClauseNumber] = Field(default_factory=list)
    """The clauses by which it does; needed where a rule of a lower text prevails over one of a higher text"""


class Parts(Authored):
    """The parts of a rule that a reading may put in place of the default's."""

    applies: Condition | None = None
    """Scope: where it is false the rule does not apply"""
    condition: Condition | None = None
    """What the rule turns on; its modality decides what true and false mean"""
    otherwise: Outcome | None = None
    """For a permission: what its absence means, where the text makes it the only basis"""
    reason: str | None = None
    """For a principle: the fact that records the reason for departing from it"""
    unless: list[ExemptionEntry] | None = None
    refer: list[ReferralEntry] | None = None
    due: DueEntry | None = None
    amounts: dict[CodeName, Computation] | None = None
    """Amounts that the rule computes, declared in decisions.yaml with label and unit"""
    values: dict[CodeName, Computation] | None = None
    """Lists or codes that the rule computes, declared in decisions.yaml"""
    value: Computation | list[str] | None = None
    """For a definition or a parameter: its expression, table or value"""


class AlternativeEntry(Parts):
    """Another reading of the clause: the parts that it changes."""

    silent: Flag = False
    """In this reading the clause says nothing here: the rule does not apply"""
    overrides: list[Override] = Field(default_factory=list)
    """The rules that give way to this one in this reading, in place of those that do in the default one"""


class RuleHead(Authored):
    """What stands above the parts of a rule: what it is, what it rests on, and what it is for."""

    rule: Identifier
    """The rule's id; the same for all its versions"""
    version: int = Field(ge=1)
    effective: EffectiveEntry
    title: Sentence
    clauses: list[ClauseNumber] = Field(min_length=1)
    """Ids of the clauses it encodes; quotes come from the ledger"""
    decision: CodeName | list[CodeName] | None = None
    """The question or questions that it helps to answer"""
    modality: str
    define: FactName | None = None
    """The derived fact that it defines"""
    parameter: CodeName | None = None
    """The parameter that it states"""
    type: Literal["date", "time"] | None = None
    """For a definition that is a date or a time; without it, or a unit or codes, it is true or false"""
    label: Sentence | None = None
    """For a definition or a parameter: how explanations name it"""
    negation: Sentence | None = None
    """For a definition that is a boolean: the label's opposite as a sentence"""


class RuleEntry(Parts, RuleHead):
    """A clause as a rule: one version of it."""

    unit: str | None = None
    """For a definition or a parameter that is a number"""
    codes: CodeName | None = None
    """For a definition that is a code, or a parameter that is a list of codes: their enumeration"""
    overrides: list[Override] = Field(default_factory=list)
    readings: dict[ReadingNumber, dict[CodeName, AlternativeEntry] | None] = Field(default_factory=dict)
    """The contested readings it rests on, each with the alternatives that would change it"""
    note: Sentence | None = None
    """For those who read the rule: why it is written so"""
    unsure: Sentence | None = None
    """What its author is not sure of, to be asked of whoever knows; it decides all the same"""
    draft: Flag = False
    """Proposed: it decides only where drafts are asked for, and is never released"""

    @property
    def every_override(self) -> Iterator[tuple[tuple[str | int, ...], Override]]:
        """The rules that give way to it, in any reading, each with the path that it is written at."""
        written: list[tuple[tuple[str | int, ...], RuleEntry | AlternativeEntry]] = [((), self)]
        for reading, alternatives in self.readings.items():
            written += ((("readings", reading, code), each) for code, each in (alternatives or {}).items())
        for path, entry in written:
            yield from (((*path, "overrides", place), each) for place, each in enumerate(entry.overrides))

    @property
    def name(self) -> str:
        """The id with the version, as in `overdue-fine@1`."""
        return f"{self.rule}@{self.version}"


class RuleEnding(Authored):
    """The end of a rule that has no later version, as an amendment writes it."""

    rule: Identifier
    """The rule that ends, in its latest version"""
    ends: Day
    """Its last day"""
    clauses: list[ClauseNumber] = Field(min_length=1)
    """The clauses that end it"""
    note: Sentence | None = None
    """For those who read it: why"""
    draft: Flag = False
    """Proposed: the rule ends only where drafts are asked for"""


class EnumerationChange(DatedChange):
    """Codes that join a list or leave it from a day."""

    codes: dict[CodeName, Bilingual | None] = Field(min_length=1)
    """A code with its new label, or with null one that leaves the list"""


class EnumerationEntry(Authored):
    """A list of codes; open where the text says 等 and others may be given."""

    label: Bilingual
    open: Flag
    codes: dict[CodeName, Bilingual]
    amended: list[EnumerationChange] = Field(default_factory=list)
    """What changed of it, in the order of the days"""


class FactChange(DatedChange):
    """Other words for a fact from a day, or its last day."""

    label: Bilingual | None = None
    question: Bilingual | None = None
    negation: Bilingual | None = None


class FactEntry(Authored):
    """A fact that somebody can supply."""

    supplied_by: list[CodeName] | None = None
    """The actors of clauses.yaml who can supply it; without it, those of its group"""
    type: Literal["boolean", "integer", "number", "time", "date", "text", "code", "list", "mapping", "records"]
    by: CodeName | None = None
    """The periods of each of which it is told by itself: month, year, or one of calendar.yaml"""
    of: CodeName | None = None
    """Of a list what its items are: code, time or text; of records the group whose facts each of them has"""
    codes: CodeName | None = None
    complete: FactName | None = None
    """Of records: the fact that tells whether none is left out"""
    unit: str | None = None
    minimum: Figure | None = None
    maximum: Figure | None = None
    label: Bilingual
    negation: Bilingual | None = None
    """For a boolean: the label's opposite as a sentence, for “if … had not”"""
    question: Bilingual
    judgement: Flag = False
    """Its value is somebody's determination"""
    sensitive: Flag = False
    """Personal data"""
    no_effect: Bilingual | None = None
    """Why no rule reads it, where the text lets it bear on no question"""
    changeable: Annotated[Changeable, WithJsonSchema({"enum": [True, False, "up", "down"]})] = Changeable.FREELY
    """Whether anybody concerned can be advised to change it; a number, a time or a date also `up` or `down` alone"""
    amended: list[FactChange] = Field(default_factory=list)
    """What changed of it, in the order of the days"""


class FactGroup(Authored):
    """Facts about one thing."""

    label: Bilingual
    supplied_by: list[CodeName] = Field(default_factory=list)
    """The actors of clauses.yaml who can supply those of its facts that name nobody themselves"""
    facts: dict[CodeName, FactEntry]


class VocabularyFile(Authored):
    """facts.yaml"""

    enumerations: dict[CodeName, EnumerationEntry]
    groups: dict[CodeName, FactGroup]


class ClauseRelation(Authored):
    """How a clause bears on another."""

    clause: ClauseNumber
    how: CodeName
    note: Bilingual | None = None


class ClauseEntry(Authored):
    """One segment of the text."""

    clause: ClauseNumber
    called: Bilingual | None = None
    """How the text itself numbers it, as in “第三条”, where it does"""
    heading: list[str]
    line: int = Field(ge=1)
    quote: str = Field(min_length=1)
    operative: Flag
    modality: str | None = None
    also: list[str] = Field(default_factory=list)
    actors: list[CodeName] = Field(default_factory=list)
    reason: Bilingual | None = None
    """Why it is not operative"""
    gist: Bilingual | None = None
    readings: list[ReadingNumber] = Field(default_factory=list)
    see: list[ClauseRelation] = Field(default_factory=list)
    in_force: Day | None = None
    """Its first day, where it is another than its text's"""
    ends: Day | None = None
    """Its last day, where it ended before its text"""
    unsure: Bilingual | None = None
    """What is not sure about how it is cut, numbered or understood here"""


class ClauseChange(DatedChange):
    """Other words of a clause from a day, as another text gives them, or its last day."""

    quote: str | None = Field(None, min_length=1)
    """Its words from that day on, which stand in a clause of `effective`"""
    gist: Bilingual | None = None
    amended: list[ClauseChange] = Field(default_factory=list)
    """What changed of it after that, in the order of the days"""


class TextLedger(Authored):
    """The ledger of a further text: its clauses; actors and relations are those of clauses.yaml"""

    clauses: list[ClauseEntry]


class LedgerFile(TextLedger):
    """clauses.yaml"""

    first = ("actors", "relations")
    actors: dict[CodeName, Bilingual]
    relations: dict[CodeName, Bilingual]
    amended: dict[ClauseNumber, ClauseChange] = Field(default_factory=dict)
    """What changed of clauses of any text, by their id"""


class DefaultReading(Sentence):
    """The reading taken unless another is asked for."""

    first = ("code",)
    code: CodeName


class ReadingChange(DatedChange):
    """What is otherwise about a contested reading from a day."""

    matter: Sentence | None = None
    default: DefaultReading | None = None
    alternatives: dict[CodeName, Sentence | None] | None = None
    """An alternative with its words, or with null one that ends"""
    grounds: Sentence | None = None


class ReadingEntry(Authored):
    """A contested reading with its default and alternatives."""

    matter: Sentence
    clauses: list[ClauseNumber]
    default: DefaultReading
    alternatives: dict[CodeName, Sentence]
    grounds: Sentence
    amended: list[ReadingChange] = Field(default_factory=list)
    """What changed of it, in the order of the days"""


class RoundingEntry(Authored):
    """To what an amount is rounded, and how."""

    to: Figure = Field(gt=0)
    """The step, in the unit of the amount"""
    mode: str
    """How: half_up, half_down, half_even, up or down"""
    clauses: list[ClauseNumber] = Field(default_factory=list)
    """The clauses that say so"""


class AmountEntry(Authored):
    """An amount that a decision can report."""

    label: Sentence
    unit: str
    total: str | None = None
    """Where several rules contribute to it: what is made of theirs, as in `sum`"""
    rounding: RoundingEntry | None = None
    """To what it is rounded; without it, as it is computed"""


class ValueEntry(Authored):
    """A code or list of codes that a decision can report."""

    label: Sentence
    codes: CodeName | None = None


class Gathering(Authored):
    """What a composite question leaves out of account."""

    background: list[CodeName] = Field(default_factory=list)
    """Groups of facts that many questions share: knowing only these does not put a question on the agenda"""


class DecisionChange(DatedChange):
    """What is otherwise about a question from a day."""

    question: Sentence | None = None
    answers: dict[Outcome, Sentence | None] | None = None
    """An outcome with its answer, or with null one that the question does not come to any more"""


class DecisionEntry(Authored):
    """A question that the policy answers."""

    section: CodeName
    for_each: CodeName | list[CodeName] = Field(default_factory=list)
    """In a case file, the entity or entities that it is asked for, one by one; without it, it is asked of the file"""
    question: Sentence
    answers: dict[Outcome, Sentence] = Field(min_length=1)
    """Its outcomes from strongest to weakest, each with its one-sentence answer"""
    amounts: dict[CodeName, AmountEntry] = Field(default_factory=dict)
    values: dict[CodeName, ValueEntry] = Field(default_factory=dict)
    gathers: Gathering | None = None
    """For an audit: it has no rules of its own and asks every question whose facts are present"""
    amended: list[DecisionChange] = Field(default_factory=list)
    """What changed of it, in the order of the days"""


class UnitEntry(Bilingual):
    """How a unit is written after a number, and where that is not all, around it."""

    first = ("zh_before", "zh", "zh_noun")
    en_one: str | None = Field(None, min_length=1)
    """In English after one, as in `1 teacher`; without it as after any other number"""
    zh_before: str | None = Field(None, min_length=1)
    """In Chinese before the number: of a rate, what it is for each of, as in 每课时60元"""
    zh_noun: str | None = Field(None, min_length=1)
    """In Chinese what is counted, as in 4名教师; not said again where the name beside the number says it"""

    def words(self) -> UnitWords:
        """The unit as the library carries it."""
        zh, en = self.text().zh, self.text().en
        return UnitWords(zh, en, self.en_one or en, self.zh_before or "", self.zh_noun or "")


class DecisionsFile(Authored):
    """decisions.yaml"""

    sections: dict[CodeName, Bilingual]
    units: dict[UnitWritten, UnitEntry]
    """How each unit is written with a number"""
    decisions: dict[CodeName, DecisionEntry]


class ScopeEntry(Authored):
    """A limit of the whole policy: where the facts show that it does not hold, nothing of it applies."""

    holds: Condition
    """What has to hold; it is taken to hold unless the facts show otherwise"""
    title: Bilingual
    """The limit in a sentence, as in “this rule book governs lending in this town”"""
    clauses: list[ClauseNumber] = Field(min_length=1)
    """The clauses that set it"""
    over: list[CodeName] | None = None
    """The questions that it limits; without it, all"""
    except_: list[CodeName] = Field(default_factory=list, alias="except")
    """The questions that are asked about this limit itself"""
    outcome: Outcome = Outcome.NOT_APPLICABLE
    """What a question comes to beyond it: `not_applicable`, or a breach where what fails is a condition of all else"""


class AudienceEntry(Authored):
    """A kind of reader: what is theirs to do, and how much they are told."""

    label: Bilingual
    actors: list[CodeName] = Field(default_factory=list)
    """The actors of clauses.yaml whose duties are this reader's own"""
    depth: Depth
    """How much is told: the answer; with its reasons; or the whole"""
    own: Bilingual | None = None
    """How a step of this reader's own addresses them, as in “you”; those without duties have none"""
    turn_to: list[CodeName] = Field(default_factory=list)
    """The actors whom this reader turns to, the first one first"""


class Prevalence(Authored):
    """That a text prevails over the earlier ones of its level."""

    clauses: list[ClauseNumber] = Field(min_length=1)
    """The clauses that say so"""


class TextEntry(Authored):
    """A further text of a policy."""

    name: Bilingual
    short: Bilingual
    """What it is called where it is cited"""
    issuer: Bilingual
    number: str | None = Field(None, min_length=1)
    """The number under which it was issued"""
    level: CodeName
    """One of the `levels`"""
    in_force: Day
    """Its first day"""
    ends: Day | None = None
    """Its last day, where it has one"""
    prevails: Prevalence | None = None
    """By which clauses it prevails over earlier texts of its level, where they say so"""
    source: str
    """The file with the exact text"""
    ledger: str
    """The file with its clauses"""
    prefix: str = Field("", pattern=r"^([A-Za-z0-9]+[.-])?$")
    """What stands before the ids of its ledger, so that no two texts share one"""


class Instrument(Authored):
    """policy.yaml: what the document is, what the whole of it applies to, and for whom answers are written.

    The text that the policy is about stands at the top; others that it rests on are listed in `instruments`.
    """

    id: Identifier
    name: Bilingual
    short: Bilingual | None = None
    """What it is called where it is cited; needed where there are several texts"""
    issuer: Bilingual
    number: str | None = Field(None, min_length=1)
    """The number under which it was issued"""
    levels: dict[CodeName, Bilingual] = Field(default_factory=dict)
    """The levels of texts, from the highest to the lowest"""
    level: Bilingual | CodeName
    """In words, or one of the `levels`"""
    source: str
    """The file with the exact text"""
    languages: list[Lang] = Field(min_length=1)
    """The languages of its phrases: each phrase has all of them"""
    in_force: Day | None
    """The day it takes effect; null where the text does not tell"""
    ends: Day | None = None
    """Its last day, where it has one"""
    prevails: Prevalence | None = None
    """By which clauses it prevails over earlier texts of its level, where they say so"""
    in_force_fact: FactName
    """The fact by which a caller supplies that day"""
    as_of_fact: FactName
    """The fact that carries the day of the decision"""
    interpreter: Bilingual
    """Who interprets the text"""
    interpreter_clauses: list[ClauseNumber]
    month_end: Literal["last_day", "next_day"] = "last_day"
    """What stands for a day that its month does not have: the last day of that month, or the day next to it"""
    instruments: dict[Identifier, TextEntry] = Field(default_factory=dict)
    """The other texts of the policy"""
    scope: dict[Identifier, ScopeEntry] = Field(default_factory=dict)
    """The limits of the whole policy, over every question that is not excepted"""
    audiences: dict[CodeName, AudienceEntry] = Field(default_factory=dict)
    """The kinds of reader that answers are written for"""


class CoversEntry(Authored):
    """The days that a part of the calendar is about, both inclusive."""

    from_: Day = Field(alias="from")
    to: Day


class CalendarEntry(Authored):
    """A part of the calendar, as a notice has it: mostly a year."""

    covers: CoversEntry
    holidays: list[Day] = Field(default_factory=list)
    """The days off; weekends are off without being named"""
    workdays: list[Day] = Field(default_factory=list)
    """The Saturdays and Sundays that are worked"""
    source: Bilingual
    """The notice that says so"""


class PeriodEntry(Authored):
    """Periods that follow one another without a gap, as school years do."""

    from_: DayOfYear | list[DayOfYear] = Field(alias="from", min_length=1)
    """The day of a year on which one begins, as in 09-01, or the days"""
    label: Bilingual
    """What one is called"""


class CalendarFile(Authored):
    """calendar.yaml: which days are worked, from Monday to Friday unless it says otherwise, and when terms begin."""

    years: list[CalendarEntry] = Field(default_factory=list, min_length=1)
    periods: dict[CodeName, PeriodEntry] = Field(default_factory=dict)
    """Periods beside months and years, by which facts can be told"""


class EntailmentEntry(Authored):
    """That some facts contain others: where `when` holds and every fact of `given` is known, `then` holds."""

    when: Condition | None = None
    """What has to hold; without it `then` holds always"""
    given: list[FactName] = Field(default_factory=list)
    """The facts that have to be known, whatever their values"""
    then: ExpressionText | list[ExpressionText] = Field(min_length=1)
    """What holds then. A fact that nobody gave takes its value from it: `fact`, `not fact`, `fact == value`"""
    clauses: list[ClauseNumber] = Field(default_factory=list)
    """The clauses by which it holds, where it is the text that says so"""
    reason: Bilingual
    """Why it holds, in a sentence"""
    effective: DaysEntry | None = None
    """From or until which day it holds; without it always"""
    amended: list[EntailmentChange] = Field(default_factory=list)
    """What changed of it, in the order of the days"""


class EntailmentChange(DatedChange):
    """What holds in place of an entailment from a day, or its last day."""

    when: Condition | None = None
    given: list[FactName] | None = None
    then: ExpressionText | list[ExpressionText] | None = Field(None, min_length=1)
    reason: Bilingual | None = None


class EntailmentsFile(RootModel[dict[Identifier, EntailmentEntry]]):
    """entailments.yaml"""


class CountEntry(Authored):
    """A fact that is counted where nobody states it."""

    of: CodeName
    """The entities that are counted: those of this type that refer to the one whose fact it is"""
    each: CodeName | None = None
    """A reference of the counted entity: those that refer to the same one count once"""
    where: ExpressionText
    """The test that one has to pass, on facts that it owns"""


class EntityEntry(Authored):
    """A sort of thing of which a case file holds many."""

    label: Bilingual
    owns: list[CodeName] = Field(default_factory=list)
    """The groups of facts that are its own; a group of no entity belongs to the file"""
    refers: dict[CodeName, CodeName] = Field(default_factory=dict)
    """The other entities that it refers to by id: the name of the reference, and the type it leads to"""
    counts: dict[FactName, CountEntry] = Field(default_factory=dict)
    """Facts of its own that are counted over the entities of the file where nobody states them"""
    lists: dict[FactName, CodeName] = Field(default_factory=dict)
    """Lists of records of its own, each with the type whose entities, where they refer to this one, are its records"""


class EntitiesFile(RootModel[dict[CodeName, EntityEntry]]):
    """entities.yaml"""


class Expectation(Authored):
    """What a case expects; what is not named is not checked."""

    outcome: Outcome
    clauses: list[str] | None = None
    """The clauses that the outcome rests on, exactly, in the order of the text"""
    missing: list[str] | None = None
    """The facts that could still change the outcome, exactly"""
    amounts: dict[CodeName, Figure | None] = Field(default_factory=dict)
    """Amounts by name; null: it must not be reported"""
    values: dict[CodeName, str | list[str] | None] = Field(default_factory=dict)
    """Values by name; null: it must not be reported"""
    readings: list[str] | None = None
    """The contested readings that it rests on, exactly"""
    parts: dict[CodeName, Outcome] | None = None
    """For an audit: the questions that the facts speak to, exactly, each with its outcome"""


class Case(Authored):
    """Facts in, outcome out."""

    name: str
    """What the case shows, in a few words"""
    facts: dict[str, dict[str, object]] = Field(default_factory=dict)
    facts_file: str | None = None
    """Instead of `facts`: a file of facts, relative to the case file"""
    as_of: Day | None = None
    readings: dict[str, str] = Field(default_factory=dict)
    with_drafts: Flag = False
    """It shows what the rules in draft would make of it, and is run where these decide"""
    expect: Expectation


class CasesFile(Authored):
    """A file of cases for one decision."""

    model_config = ConfigDict(title="CaseFile")  # the name that its JSON Schema is known by

    decision: CodeName
    as_of: Day | None = None
    """The day of every case that states none of its own"""
    cases: list[Case] = Field(min_length=1)

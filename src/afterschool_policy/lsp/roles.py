"""What the names in a policy's files name, by the key that they stand under.

Most of it the authored models say themselves, by the types of their fields; for what is only a code or a text there,
these tables tell it. `*` stands for a key in between, as in `readings.*`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import get_args

from afterschool_policy.authoring import models


class NameRole(StrEnum):
    """What a name names."""

    FACT = "fact"
    GROUP = "group"
    FIELD = "field"  # of a record: a fact by its short name
    ENUMERATION = "enumeration"
    CODE = "code"
    PARAMETER = "parameter"
    CLAUSE = "clause"
    RULE = "rule"
    READING = "reading"
    CHOICE = "choice"
    DECISION = "decision"
    OUTPUT = "output"
    ACTOR = "actor"
    SECTION = "section"
    RELATION = "relation"
    UNIT = "unit"
    LEVEL = "level"
    ENTITY = "entity"
    PERIOD = "period"
    LIMIT = "limit"
    TEXT = "text"
    CASE = "case"
    MODALITY = "modality"
    OUTCOME = "outcome"
    HIT = "hit"
    ROUNDING = "rounding"
    OPERATOR = "operator"
    EXPRESSION = "expression"
    FACTS = "facts"


def _mark(alias: object) -> object:
    """What tells a type by its own name from another that is written like it."""
    return get_args(alias)[-1]


MARKED = (
    (_mark(models.ExpressionText), NameRole.EXPRESSION),
    (_mark(models.ClauseNumber), NameRole.CLAUSE),
    (_mark(models.ReadingNumber), NameRole.READING),
    (_mark(models.FactName), NameRole.FACT),
    (_mark(models.UnitWritten), NameRole.UNIT),
)
"""The types of names that name one thing wherever they stand."""

VALUES = {
    "rule": NameRole.RULE, "decision": NameRole.DECISION, "parameter": NameRole.PARAMETER,
    "codes": NameRole.ENUMERATION,
    "modality": NameRole.MODALITY, "unit": NameRole.UNIT, "reason": NameRole.EXPRESSION, "value": NameRole.EXPRESSION,
    "amount": NameRole.OUTPUT, "hit": NameRole.HIT, "total": NameRole.HIT, "RoundingEntry.mode": NameRole.ROUNDING,
    "FactEntry.of": NameRole.GROUP, "CountEntry.of": NameRole.ENTITY, "Expectation.values.*": NameRole.CODE,
    "actors": NameRole.ACTOR, "turn_to": NameRole.ACTOR, "supplied_by": NameRole.ACTOR, "how": NameRole.RELATION,
    "section": NameRole.SECTION, "level": NameRole.LEVEL, "over": NameRole.DECISION, "except": NameRole.DECISION,
    "background": NameRole.GROUP, "owns": NameRole.GROUP, "for_each": NameRole.ENTITY, "refers.*": NameRole.ENTITY,
    "lists.*": NameRole.ENTITY, "by": NameRole.PERIOD, "code": NameRole.CHOICE, "readings.*": NameRole.CHOICE,
    "clauses": NameRole.CLAUSE, "missing": NameRole.FACT, "readings": NameRole.READING, "name": NameRole.CASE,
}  # fmt: skip
"""By its key, with its model where others have the same, what a value names, or each of a list."""

KEYS = {
    "enumerations": NameRole.ENUMERATION, "EnumerationEntry.codes": NameRole.CODE,
    "EnumerationChange.codes": NameRole.CODE,
    "groups": NameRole.GROUP, "FactGroup.facts": NameRole.FACT, "CodesTable.cases": NameRole.CODE,
    "readings": NameRole.READING, "readings.*": NameRole.CHOICE, "alternatives": NameRole.CHOICE,
    "actors": NameRole.ACTOR, "relations": NameRole.RELATION, "sections": NameRole.SECTION,
    "decisions": NameRole.DECISION,
    "amounts": NameRole.OUTPUT, "values": NameRole.OUTPUT, "instruments": NameRole.TEXT, "scope": NameRole.LIMIT,
    "levels": NameRole.LEVEL, "EntitiesFile": NameRole.ENTITY, "periods": NameRole.PERIOD, "parts": NameRole.DECISION,
    "findings": NameRole.DECISION, "open": NameRole.DECISION, "new": NameRole.DECISION, "changed": NameRole.DECISION,
    "fallen": NameRole.DECISION,
}  # fmt: skip
"""By the key of a mapping, with its model where another has the same, what the keys below it name."""

OF_FACTS = frozenset({"Case.facts", "History.facts", "Call.assert", "Call.amend", "Call.retract"})
"""The mappings of facts by group and name, as callers give them."""

STATES = frozenset(
    {
        "RuleEntry.rule", "RuleEntry.define", "RuleEntry.parameter", "ClauseEntry.clause", "DefaultReading.code",
        "Case.name", "History.name",
    }
)  # fmt: skip
"""The values that say what there is, and name nothing that is said elsewhere."""

LISTS = frozenset(
    {
        "VocabularyFile.enumerations", "EnumerationEntry.codes", "VocabularyFile.groups", "FactGroup.facts", "Register",
        "ReadingEntry.alternatives", "LedgerFile.actors", "LedgerFile.relations", "DecisionsFile.sections",
        "DecisionsFile.units", "DecisionsFile.decisions", "DecisionEntry.amounts", "DecisionEntry.values",
        "EntitiesFile", "Instrument.instruments", "Instrument.scope", "Instrument.levels", "CalendarFile.periods",
    }
)  # fmt: skip
"""The mappings whose keys say so."""

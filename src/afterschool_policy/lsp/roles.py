"""What the names in a policy's files name, by the key that they stand under.

Most of it the authored models say themselves, by the types of their fields; for what is only a code or a text there,
these tables tell it. `*` stands for a key in between, as in `readings.*`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import get_args

from afterschool_policy.authoring import models


class Role(StrEnum):
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
    (_mark(models.ExpressionText), Role.EXPRESSION),
    (_mark(models.ClauseNumber), Role.CLAUSE),
    (_mark(models.ReadingNumber), Role.READING),
    (_mark(models.FactName), Role.FACT),
    (_mark(models.UnitWritten), Role.UNIT),
)
"""The types of names that name one thing wherever they stand."""

VALUES = {
    "rule": Role.RULE, "decision": Role.DECISION, "parameter": Role.PARAMETER, "codes": Role.ENUMERATION,
    "modality": Role.MODALITY, "unit": Role.UNIT, "reason": Role.EXPRESSION, "value": Role.EXPRESSION,
    "amount": Role.OUTPUT, "hit": Role.HIT, "total": Role.HIT, "RoundingEntry.mode": Role.ROUNDING,
    "FactEntry.of": Role.GROUP, "CountEntry.of": Role.ENTITY, "Expectation.values.*": Role.CODE,
    "actors": Role.ACTOR, "turn_to": Role.ACTOR, "supplied_by": Role.ACTOR, "how": Role.RELATION,
    "section": Role.SECTION, "level": Role.LEVEL, "over": Role.DECISION, "except": Role.DECISION,
    "background": Role.GROUP, "owns": Role.GROUP, "for_each": Role.ENTITY, "refers.*": Role.ENTITY,
    "lists.*": Role.ENTITY, "by": Role.PERIOD, "code": Role.CHOICE, "readings.*": Role.CHOICE,
    "clauses": Role.CLAUSE, "missing": Role.FACT, "readings": Role.READING, "name": Role.CASE,
}  # fmt: skip
"""By its key, with its model where others have the same, what a value names, or each of a list."""

KEYS = {
    "enumerations": Role.ENUMERATION, "EnumerationEntry.codes": Role.CODE, "EnumerationChange.codes": Role.CODE,
    "groups": Role.GROUP, "FactGroup.facts": Role.FACT, "CodesTable.cases": Role.CODE,
    "readings": Role.READING, "readings.*": Role.CHOICE, "alternatives": Role.CHOICE,
    "actors": Role.ACTOR, "relations": Role.RELATION, "sections": Role.SECTION, "decisions": Role.DECISION,
    "amounts": Role.OUTPUT, "values": Role.OUTPUT, "instruments": Role.TEXT, "scope": Role.LIMIT,
    "levels": Role.LEVEL, "EntitiesFile": Role.ENTITY, "periods": Role.PERIOD, "parts": Role.DECISION,
    "findings": Role.DECISION, "open": Role.DECISION, "new": Role.DECISION, "changed": Role.DECISION,
    "fallen": Role.DECISION,
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

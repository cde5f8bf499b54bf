"""The JSON Schemas of the files of a policy, of cases, facts and records, to complete and check them by."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from pydantic import BaseModel

from afterschool_policy.authoring import models
from afterschool_policy.authoring.history_models import HistoriesFile
from afterschool_policy.authoring.loader import Register
from afterschool_policy.authoring.models import CasesFile, RuleEnding, RuleEntry
from afterschool_policy.law.modalities import WRITTEN
from afterschool_policy.law.parts import DECIDES, DEFINES, PARTS, STATES
from afterschool_policy.policy import Policy
from afterschool_policy.record.schema import Schema, record_schema
from afterschool_policy.tooling.amendment_schema import amended_entries, amendment_schema
from afterschool_policy.vocabulary.facts_model import facts_model

SchemaName = Literal[
    "policy", "clauses", "text", "vocabulary", "readings", "decisions", "entities", "entailments", "calendar",
    "rule", "case", "history", "facts", "record",
    "amendment-policy", "amendment-clauses", "amendment-vocabulary", "amendment-readings", "amendment-decisions",
    "amendment-entailments", "amendment-entities",
]  # fmt: skip
_OF_AN_AMENDMENT = "amendment-"
_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema(policy: Policy, name: SchemaName) -> Schema:
    """The JSON Schema of one sort of document."""
    if name.startswith(_OF_AN_AMENDMENT):
        return {"$schema": _DRAFT, **_amendment_schema(policy, name.removeprefix(_OF_AN_AMENDMENT))}
    return {"$schema": _DRAFT, **(_published(_FILES[name]) if name in _FILES else _SCHEMAS[name](policy))}


def _amendment_schema(policy: Policy, file: str) -> Schema:
    """Of a file of an amendment of this policy; its rules, calendar and ledgers are written as those of a policy."""
    model = next(model for name, model in _FILES.items() if name == file)
    without = ("clauses",) if model is models.LedgerFile else ()  # those of an amendment stand in ledgers of their own
    return amendment_schema(_published(model), amended_entries(policy.law)[file], without=without)


def _rule_file_schema(policy: Policy) -> Schema:
    """Of a document in a file of rules: a version of a rule, or the end of one."""
    documents = {"Rule": _rule_schema(policy), "RuleEnding": _published(RuleEnding)}
    definitions: Schema = {}
    for document in documents.values():
        definitions |= _part(document, "$defs")
        del document["$defs"]
    _part(documents["RuleEnding"], "properties")["clauses"] = _clauses(policy)
    refs: list[Schema] = [{"$ref": f"#/$defs/{name}"} for name in ("RuleEnding", "Rule")]
    return {"$defs": {**definitions, **documents}, "if": {"required": ["ends"]}, "then": refs[0], "else": refs[1]}


def _rule_schema(policy: Policy) -> Schema:
    schema = _published(RuleEntry)
    properties = _part(schema, "properties")
    properties["clauses"] = _clauses(policy)
    one = _one_of(policy.decisions, "所回答的事项 / the question it answers")
    properties["decision"] = {"anyOf": [one, _list_of(policy.decisions, "几个事项 / several questions")]}
    properties["modality"] = {
        "enum": [row.name for row in WRITTEN],
        "description": "; ".join(f"{row.name}：{row.label.zh}（{row.marks}）" for row in WRITTEN),
    }
    properties["readings"] = {
        "type": "object",
        "description": "所依据的解释及其另外的读法 / readings it rests on, with alternatives that change it",
        "properties": {name: _reading_schema(policy, name) for name in policy.readings},
        "additionalProperties": False,
    }
    schema["dependentRequired"] = {name: [row.needs] for name, row in PARTS.items() if row.needs is not None}
    schema["allOf"] = [*_kinds_without_parts(), *_modalities_without_parts()]
    return schema


def _clauses(policy: Policy) -> Schema:
    return _list_of(policy.clauses, "所依据条款的编号 / ids of the clauses it rests on")


def _kinds_without_parts() -> Iterator[Schema]:
    """For each kind of rule, the parts that mean nothing in it."""
    yield _excluding({"required": [STATES]}, (name for name, row in PARTS.items() if STATES not in row.kinds))
    for kind, other in ((DEFINES, DECIDES), (DECIDES, DEFINES)):
        alone: Schema = {"required": [kind], "not": {"required": [other]}}
        yield _excluding(alone, (name for name, row in PARTS.items() if kind not in row.kinds))


def _modalities_without_parts() -> Iterator[Schema]:
    """For each modality, the parts that only others have."""
    own = {part for row in WRITTEN for part in row.parts}
    for row in WRITTEN:
        yield _excluding({"properties": {"modality": {"const": row.name}}}, sorted(own - row.parts))


def _excluding(where: Schema, parts: Iterable[str]) -> Schema:
    return {"if": where, "then": {"properties": dict.fromkeys(parts, False)}}


def _published(model: type[BaseModel]) -> Schema:
    """The schema of an authored model; its names are those of the rule language, without the `Entry` of our classes."""
    schema: Schema = json.loads(json.dumps(model.model_json_schema(by_alias=True)).replace('Entry"', '"'))
    _close(schema)
    return schema


def _close(part: object) -> None:
    """Let no name pass that has not the form of one, which a mapping by names says in `patternProperties`."""
    if isinstance(part, dict):
        if "patternProperties" in part:
            part["additionalProperties"] = False
        for below in part.values():
            _close(below)


def _reading_schema(policy: Policy, name: str) -> Schema:
    entry = policy.readings[name]
    others = {code: text for code, text in entry.choices.items() if code != entry.default}
    return {
        "description": f"{entry.matter.zh} / {entry.matter.en}",
        "anyOf": [
            {"type": "null"},
            {
                "type": "object",
                "properties": {
                    code: {"$ref": "#/$defs/Alternative", "description": f"{text.zh} / {text.en}"}
                    for code, text in others.items()
                },
                "additionalProperties": False,
            },
        ],
    }


def _case_schema(policy: Policy) -> Schema:
    schema = _published(CasesFile)
    _part(schema, "properties")["decision"] = _one_of(policy.decisions, "事项 / the question")
    definitions = _part(schema, "$defs")
    case = _part(_part(definitions, "Case"), "properties")
    case["facts"] = {"$ref": "#/$defs/Facts"}
    case["readings"] = {
        "type": "object",
        "properties": {
            name: _one_of(entry.choices, f"{entry.matter.zh} / {entry.matter.en}")
            for name, entry in policy.readings.items()
        },
        "additionalProperties": False,
    }
    facts = _facts_schema(policy)
    definitions.update(_part(facts, "$defs"))
    definitions["Facts"] = {key: value for key, value in facts.items() if key != "$defs"}
    return schema


def _facts_schema(policy: Policy) -> Schema:
    schema: Schema = facts_model(policy.law.vocabulary).model_json_schema()
    return schema


_FILES: dict[SchemaName, type[BaseModel]] = {
    "policy": models.Instrument,
    "clauses": models.LedgerFile,
    "text": models.TextLedger,
    "vocabulary": models.VocabularyFile,
    "readings": Register,
    "decisions": models.DecisionsFile,
    "entities": models.EntitiesFile,
    "entailments": models.EntailmentsFile,
    "calendar": models.CalendarFile,
    "history": HistoriesFile,
}
"""The files that are described by their shape alone; the others also by what the policy names."""

_SCHEMAS: dict[SchemaName, Callable[[Policy], Schema]] = {
    "rule": _rule_file_schema,
    "case": _case_schema,
    "facts": _facts_schema,
    "record": lambda _: record_schema(),
}


def _part(schema: Schema, key: str) -> Schema:
    part = schema[key]
    assert isinstance(part, dict), key
    return part


def _one_of(names: Iterable[str], description: str) -> Schema:
    return {"enum": list(names), "description": description}


def _list_of(names: Iterable[str], description: str) -> Schema:
    return {"type": "array", "items": {"enum": list(names)}, "minItems": 1, "description": description}

"""Takes a policy; gives JSON Schemas for its rules, cases, facts and records, to complete and check them by."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Literal

from pydantic import BaseModel

from afterschool_policy.authoring.models import CasesFile, RuleEntry
from afterschool_policy.law.modalities import MODALITIES
from afterschool_policy.policy import Policy
from afterschool_policy.record.canonical import Json
from afterschool_policy.record.schema import record_schema

SchemaName = Literal["rule", "case", "facts", "record"]
_DRAFT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Json]


def schema(policy: Policy, name: SchemaName) -> Schema:
    """The JSON Schema of one sort of document."""
    return {"$schema": _DRAFT, **_MAKERS[name](policy)}


def _rule(policy: Policy) -> Schema:
    made: Schema = _published(RuleEntry)
    properties = _object(made, "properties")
    properties["clauses"] = _list_of(policy.clauses, "所依据条款的编号 / ids of the clauses it encodes")
    one = _one_of(policy.decisions, "所回答的事项 / the question it answers")
    properties["decision"] = {"anyOf": [one, _list_of(policy.decisions, "几个事项 / several questions")]}
    properties["modality"] = {
        "enum": list(MODALITIES),
        "description": "; ".join(f"{row.name}：{row.label.zh}（{row.marks}）" for row in MODALITIES.values()),
    }
    properties["readings"] = {
        "type": "object",
        "description": "所依据的解释及其另外的读法 / readings it rests on, with alternatives that change it",
        "properties": {name: _reading(policy, name) for name in policy.readings},
        "additionalProperties": False,
    }
    return made


def _published(model: type[BaseModel]) -> Schema:
    """The schema of an authored model; its names are those of the rule language, without the `Entry` of our classes."""
    made: Schema = json.loads(json.dumps(model.model_json_schema(by_alias=True)).replace('Entry"', '"'))
    return made


def _reading(policy: Policy, name: str) -> Schema:
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


def _case(policy: Policy) -> Schema:
    made: Schema = _published(CasesFile)
    _object(made, "properties")["decision"] = _one_of(policy.decisions, "事项 / the question")
    definitions = _object(made, "$defs")
    case = _object(_object(definitions, "Case"), "properties")
    case["facts"] = {"$ref": "#/$defs/Facts"}
    case["readings"] = {
        "type": "object",
        "properties": {
            name: _one_of(entry.choices, f"{entry.matter.zh} / {entry.matter.en}")
            for name, entry in policy.readings.items()
        },
        "additionalProperties": False,
    }
    facts = _facts(policy)
    definitions.update(_object(facts, "$defs"))
    definitions["Facts"] = {key: value for key, value in facts.items() if key != "$defs"}
    return made


def _facts(policy: Policy) -> Schema:
    made: Schema = policy.facts_model.model_json_schema()
    return made


def _record(_: Policy) -> Schema:
    return record_schema()


_MAKERS: dict[str, Callable[[Policy], Schema]] = {"rule": _rule, "case": _case, "facts": _facts, "record": _record}


def _object(schema: Schema, key: str) -> Schema:
    inner = schema[key]
    assert isinstance(inner, dict), key
    return inner


def _one_of(names: Iterable[str], description: str) -> Schema:
    return {"enum": list(names), "description": description}


def _list_of(names: Iterable[str], description: str) -> Schema:
    return {"type": "array", "items": {"enum": list(names)}, "minItems": 1, "description": description}

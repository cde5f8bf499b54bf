"""The JSON Schema of a decision record, whatever the policy: made from `record.model`."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from afterschool_policy.record.canonical import Json
from afterschool_policy.record.model import REASONS, Record

Schema = dict[str, Json]
"""A JSON Schema, or a part of one, as JSON values."""


def record_schema() -> Schema:
    """The schema of the edition that this library writes, without references.

    A record that lacks nothing that a replay needs has its explanations, and the reasons of its answer or its parts.
    """
    schema = TypeAdapter(Record).json_schema(schema_generator=_KeysOnly)
    definitions = schema.pop("$defs")
    return {
        "title": "决定记录 / decision record",
        **{key: _inlined(value, definitions) for key, value in schema.items()},
        "if": {"properties": {"replay_needs": {"maxItems": 0}}},
        "then": {
            "required": ["explanations"],
            "anyOf": [{"required": [*REASONS]}, {"required": ["parts", "missing"]}],
        },
    }


class _KeysOnly(GenerateJsonSchema):
    """Pydantic's schema in the order of the model: the keys of each class, no others, and none of Python's titles."""

    def field_title_should_be_set(self, schema: object) -> bool:
        return False

    def typed_dict_schema(self, schema: core_schema.TypedDictSchema) -> JsonSchemaValue:
        whole = super().typed_dict_schema(schema)
        keys = {key: value for key, value in whole.items() if key not in ("title", "description")}
        return {**keys, "additionalProperties": False}

    def sort(self, value: JsonSchemaValue, parent_key: str | None = None) -> JsonSchemaValue:
        return value


def _inlined(schema: Json, definitions: Mapping[str, Json]) -> Json:
    """A schema with each reference replaced by what it refers to."""
    match schema:
        case {"$ref": str(reference)}:
            return _inlined(definitions[reference.rpartition("/")[2]], definitions)
        case dict():
            return {key: _inlined(value, definitions) for key, value in schema.items()}
        case list():
            return [_inlined(item, definitions) for item in schema]
    return schema

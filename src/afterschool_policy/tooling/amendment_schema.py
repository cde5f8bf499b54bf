"""The JSON Schemas of the files of an amendment: what it may write of what the policy has, and what of what it adds.

A file of an amendment holds only what is new, under the same keys as that of the policy. Of a name that the policy has
it writes a change from a day, with `effective`, or what joins it; a name that is new is written whole.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from afterschool_policy.law.model import Law
from afterschool_policy.record.schema import Schema
from afterschool_policy.vocabulary.model import parts_of


class Entries(NamedTuple):
    """The names of a mapping that the policy has, each with the mappings inside it that have such names, too.

    `change` is the definition of how one of them is changed from a day; None where none can be.
    """

    known: Mapping[str, Mapping[str, Entries]]
    change: str | None = None

    @classmethod
    def of(cls, names: Iterable[str], change: str | None = None) -> Entries:
        """Entries with no names inside them."""
        return cls({name: {} for name in names}, change)


WHOLE = ""
"""Stands for the key of a mapping that is the whole of its file."""


def amended_entries(law: Law) -> dict[str, dict[str, Entries]]:
    """The files that an amendment can have, by the names of their schemas, with their named entries by their keys."""
    vocabulary = law.vocabulary
    facts: dict[str, list[str]] = {group: [] for group in vocabulary.groups}
    for name in vocabulary.facts:
        group, short = parts_of(name)
        facts.setdefault(group, []).append(short)
    groups = {group: {"facts": Entries.of(names, "FactChange")} for group, names in facts.items()}
    entailments = dict.fromkeys(each.id for each in law.entailments.each)
    return {
        "policy": {},
        "clauses": {},
        "vocabulary": {
            "enumerations": Entries.of(vocabulary.enumerations, "EnumerationChange"),
            "groups": Entries(groups),
        },
        "readings": {WHOLE: Entries.of(law.readings, "ReadingChange")},
        "decisions": {"decisions": Entries.of(law.decisions, "DecisionChange")},
        "entailments": {WHOLE: Entries.of(entailments, "EntailmentChange")},
        "entities": {WHOLE: Entries.of(law.entities)},
    }


def amendment_schema(published: Schema, entries: Mapping[str, Entries], *, without: Collection[str] = ()) -> Schema:
    """The schema of a file of an amendment, made of that of the file of a policy.

    Args:
        published: The schema of the file of a policy.
        entries: The named entries of it.
        without: Keys that an amendment does not write there.
    """
    schema: Schema = json.loads(json.dumps(published))
    schema.pop("required", None)
    _let_amend(schema, entries, _mapping(schema, "$defs"))
    for key in without:
        _mapping(schema, "properties")[key] = False
    return schema


def _let_amend(place: Schema, entries: Mapping[str, Entries], definitions: Schema) -> None:
    """Describe mappings of named entries: of a name that is known what may be written, of a new one the whole."""
    for key, named in entries.items():
        mapping = place if key == WHOLE else _mapping(_mapping(place, "properties"), key)
        ((pattern, whole),) = _mapping(mapping, "patternProperties").items()
        del mapping["patternProperties"]
        mapping["propertyNames"] = {**_mapping(mapping, "propertyNames"), "pattern": pattern}
        mapping["additionalProperties"] = whole
        mapping["properties"] = {
            name: _known(whole, within, named.change, definitions) for name, within in named.known.items()
        }


def _known(whole: object, within: Mapping[str, Entries], change: str | None, definitions: Schema) -> Schema:
    """What may be written of an entry that there is: a change of it from a day, or what joins it."""
    assert isinstance(whole, dict), whole
    name = str(whole["$ref"]).rpartition("/")[2]
    part: Schema = json.loads(json.dumps(definitions[name]))
    part.pop("required", None)
    _mapping(part, "properties").pop("amended", None)
    _let_amend(part, within, definitions)
    if not within:
        definitions.setdefault(f"{name}Part", part)
        part = {"$ref": f"#/$defs/{name}Part"}
    if change is None:
        return part
    return {"if": {"required": ["effective"]}, "then": {"$ref": f"#/$defs/{change}"}, "else": part}


def _mapping(schema: Schema, key: str) -> Schema:
    part = schema.get(key, {})
    assert isinstance(part, dict), key
    return part

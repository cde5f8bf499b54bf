"""The writer of JSON: the fields of an explanation or another structured answer, its texts in one language."""

from __future__ import annotations

import json
from collections.abc import Container
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum

from afterschool_policy.text import Lang, Text, visible_json
from afterschool_policy.values.later import is_left_out

Json = dict[str, "Json"] | list["Json"] | str | bool | int | None


def as_json(structure: object, lang: Lang, without: Container[str] = ()) -> str:
    """The structure as a JSON document, its keys in the order of the fields unless these are given a place."""
    plain = _plain(structure, lang)
    if isinstance(plain, dict):
        plain = {name: value for name, value in plain.items() if name not in without}
    return visible_json(json.dumps(plain, ensure_ascii=False, indent=2)) + "\n"


def _plain(value: object, lang: Lang) -> Json:
    match value:
        case Text():
            return value[lang]
        case Enum():
            return value.name.lower()
        case date():
            return value.isoformat()
        case None | bool() | int() | str():
            return value
        case tuple() | list():
            items = [_plain(item, lang) for item in value]
            names: tuple[str, ...] | None = getattr(value, "_fields", None)  # of a named tuple
            return items if names is None else dict(zip(names, items, strict=True))
    if is_dataclass(value):
        in_order = sorted(fields(value), key=lambda field: field.metadata.get("place", 0))
        plain = {field.name: getattr(value, field.name) for field in in_order if not is_left_out(value, field)}
        return {name: _plain(part, lang) for name, part in plain.items()}
    return str(value)

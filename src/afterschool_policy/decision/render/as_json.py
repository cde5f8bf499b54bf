"""Takes an explanation; gives JSON: the same structure, its texts in one language, keys in a fixed order."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum

from afterschool_policy.decision.explanation import Explanation
from afterschool_policy.decision.report import Report
from afterschool_policy.text import Lang, Text

Json = dict[str, "Json"] | list["Json"] | str | bool | int | None


def as_json(explanation: Explanation | Report, lang: Lang) -> str:
    """The explanation or report as a JSON document."""
    return json.dumps(_plain(explanation, lang), ensure_ascii=False, indent=2) + "\n"


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
            return [_plain(each, lang) for each in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name), lang) for field in fields(value)}
    return str(value)

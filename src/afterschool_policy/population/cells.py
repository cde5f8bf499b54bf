"""The cells of a text file as the values that their facts have: as a rule writes them, and no guess is made.

Empty is unknown. A list has its members apart by `;` and an empty one is `[]`. What is no value of the fact stays the
text that it is, for the intake to refuse.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal

from afterschool_policy.values.numbers import MAX_DIGITS
from afterschool_policy.values.types import Kind, Type

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
TRUTHS = {"true": True, "false": False, "是": True, "否": False}
_APART = re.compile(r"[;；]")


def read_cell(type_: Type, text: str) -> object:
    """What a cell says of a fact of this type; None where it is empty."""
    written = text.strip()
    if not written:
        return None
    match type_.kind:
        case Kind.BOOLEAN:
            return TRUTHS.get(written.lower(), text)
        case Kind.NUMBER if _NUMBER.fullmatch(written) and len(written) <= 2 * MAX_DIGITS:
            return Decimal(written)
        case Kind.LIST if type_.item is not None:
            members = [] if written == "[]" else _APART.split(written)
            return [read_cell(type_.item, member) for member in members]
        case Kind.MAPPING:
            return _mapping(written)
        case Kind.DATE | Kind.TIME | Kind.CODE:
            return written
    return text


def _mapping(written: str) -> object:
    try:
        return json.loads(written, parse_float=Decimal)
    except ValueError:
        return written

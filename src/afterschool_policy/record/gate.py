"""The one gate through which a record comes back: JSON that is JSON, each part of the type that the shape gives it.

A record comes from outside, of any edition so far and perhaps from somebody's hand. What has passed here can be
replayed, listed, exported and counted without another look at its types; whether it says what was written is the
digests' to tell.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from functools import cache
from typing import cast

from pydantic import TypeAdapter, ValidationError

from afterschool_policy.record.canonical import text_of
from afterschool_policy.record.model import FAMILY, Record
from afterschool_policy.values.moments import read_day

_EDITION = re.compile(re.escape(FAMILY) + "[0-9]{1,9}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)
LAST_NUMBER = 2**63 - 1  # what a database counts to
# What the first edition lacked, as it would say it.
_FIRST: dict[str, object] = {
    "decision_id": None, "timestamp": None, "requested_by": None, "labels": {}, "library": "", "determinations": {},
    "erased": [], "replay_needs": [], "link": None,
}  # fmt: skip


class Malformed(ValueError):
    """What was given is no decision record; the message says where and why."""


def parsed(text: object) -> object:
    """The document in a text of JSON, where no key stands twice and every number is one.

    Raises:
        Malformed: where it is no text, no such JSON, or too deep.
    """
    if not isinstance(text, str):
        raise Malformed(f"{type(text).__name__} instead of text")
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except RecursionError:
        raise Malformed("nested too deeply") from None
    except ValueError as error:
        raise Malformed(str(error)) from error


def record_of_shape(document: object) -> Record:
    """The document as the record that it is.

    Raises:
        Malformed: where a part is not of its type.
    """
    if not isinstance(document, Mapping):
        raise Malformed(f"{type(document).__name__} instead of an object")
    record = dict(document)
    schema = record.get("schema")
    if not isinstance(schema, str) or not _EDITION.fullmatch(schema):
        raise Malformed("schema")
    try:
        text_of(cast(Record, record)).encode()
    except RecursionError:
        raise Malformed("nested too deeply") from None
    except (TypeError, ValueError) as error:
        raise Malformed(str(error)) from error
    _of_types({**_FIRST, **record} if schema == f"{FAMILY}1" else record)
    if (as_of := record["as_of"]) is not None and read_day(as_of) is None:
        raise Malformed(f"as_of: {as_of}")
    if (moment := record.get("timestamp")) is not None and not _is_moment(moment):
        raise Malformed(f"timestamp: {moment}")
    if (link := record.get("link")) is not None and not 1 <= link["sequence"] <= LAST_NUMBER:
        raise Malformed(f"link.sequence: {link['sequence']}")
    return cast(Record, record)


@cache
def _shape() -> TypeAdapter[Record]:
    """What a record is held to, made for the first that comes back: who only writes records never waits for it."""
    return TypeAdapter(Record)


def _of_types(record: Mapping[str, object]) -> None:
    try:
        _shape().validate_python(record, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        raise Malformed(f"{'.'.join(map(str, first['loc']))[:200]}: {first['msg']}") from None


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    document = dict(pairs)
    if len(document) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise Malformed(f"the key `{twice[:100]}` stands twice")
    return document


def _no_number(word: str) -> object:
    raise Malformed(word)


def _is_moment(text: str) -> bool:
    with suppress(ValueError):
        return _MOMENT.fullmatch(text) is not None and datetime.fromisoformat(text) is not None
    return False

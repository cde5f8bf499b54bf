"""The one canonical form of a JSON document, and the digest over it.

The canonical form is that of RFC 8785 for what a record holds: text, whole numbers, booleans, null, lists and objects.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from afterschool_policy.record.model import Record

Json = dict[str, "Json"] | list["Json"] | str | bool | int | None


def text_of(record: Record) -> str:
    """The text of a record as a log writes it: its keys in their order, nothing needless; NaN is no number of JSON."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def sealed(record: Record) -> Record:
    """The record with its digest, which is its last key."""
    return {**record, "digest": digest(record)}


def digest(record: Mapping[str, object]) -> str:
    """The digest of a record without its own digest: SHA-256 over its canonical JSON."""
    rest = {key: value for key, value in record.items() if key != "digest"}
    return sha256(json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())


def sha256(data: bytes) -> str:
    """A digest as it is written everywhere: the name of the method, then hexadecimal digits."""
    return "sha256:" + hashlib.sha256(data).hexdigest()

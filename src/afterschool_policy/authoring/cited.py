"""The clauses that a document cites, each with its place."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from afterschool_policy.authoring.document import AuthoredDocument, M
from afterschool_policy.authoring.yaml_reader import KeyPath

_KEY = "clauses"


def clauses_in(document: AuthoredDocument[M]) -> Iterator[tuple[str, KeyPath]]:
    """Every clause under a key `clauses`: of a rule, its exceptions, the rows of its tables, its precedence."""
    return _below(document.model, ())


def _below(part: object, path: KeyPath) -> Iterator[tuple[str, KeyPath]]:
    match part:
        case BaseModel():
            for name, field in type(part).model_fields.items():
                yield from _below(getattr(part, name), (*path, field.alias or name))
        case dict():
            for key, below in part.items():
                yield from _below(below, (*path, str(key)))
        case list():
            for place, below in enumerate(part):
                if isinstance(below, str) and path[-1] == _KEY:
                    yield below, (*path, place)
                else:
                    yield from _below(below, (*path, place))

"""The clauses that a document cites, each with its place."""

from __future__ import annotations

from collections.abc import Iterator

from afterschool_policy.authoring.document import AuthoredDocument, M
from afterschool_policy.authoring.parts import parts_of
from afterschool_policy.authoring.yaml_reader import KeyPath

_KEY = "clauses"


def clauses_in(document: AuthoredDocument[M]) -> Iterator[tuple[str, KeyPath]]:
    """Every clause under a key `clauses`: of a rule, its exceptions, the rows of its tables, its precedence."""
    for path, part in parts_of(document.model):
        match path:
            case (*_, str(key), int()) if key == _KEY and isinstance(part, str):
                yield part, path

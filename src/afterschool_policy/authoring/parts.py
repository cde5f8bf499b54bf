"""All parts of an authored document, each with its path."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel, RootModel

from afterschool_policy.authoring.yaml_reader import KeyPath


def parts_of(part: object, path: KeyPath = ()) -> Iterator[tuple[KeyPath, object]]:
    """A part and all that stands below it, in the order of its keys; a model that is only a wrapping has no key."""
    yield path, part
    match part:
        case RootModel():
            yield from parts_of(part.root, path)
        case BaseModel():
            for name, field in type(part).model_fields.items():
                yield from parts_of(getattr(part, name), (*path, field.alias or name))
        case dict():
            for key, below in part.items():
                yield from parts_of(below, (*path, str(key)))
        case list():
            for place, below in enumerate(part):
                yield from parts_of(below, (*path, place))

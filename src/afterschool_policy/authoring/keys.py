"""Which models stand where in an authored document, and the keys that they have, in the order they are written in."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Annotated, Union, get_args, get_origin

from pydantic import BaseModel, RootModel

from afterschool_policy.authoring.models import EXPRESSION, Authored
from afterschool_policy.authoring.yaml_reader import KeyPath, MappingNode, SequenceNode, YamlNode


def places(node: YamlNode, forms: Sequence[object]) -> Iterator[tuple[YamlNode, Sequence[object]]]:
    """A node and all below it, each with what may be written there: models and other types, `EXPRESSION` among them."""
    yield node, forms
    below: Iterator[tuple[str | int, YamlNode]] = iter(())
    if isinstance(node, MappingNode):
        below = ((str(key.value), value) for key, value in node.entries)
    elif isinstance(node, SequenceNode):
        below = iter(enumerate(node.items))
    for step, value in below:
        yield from places(value, [inner for outer in forms for inner in _forms_below(outer, step)])


def keys_of(model: type[BaseModel]) -> list[str]:
    """The keys of a model in the order they are written in: that of its fields, save those that it puts first."""
    first = model.first if issubclass(model, Authored) else ()
    names = [*first, *(name for name in model.model_fields if name not in first)]
    return [model.model_fields[name].alias or name for name in names]


def keys_at(model: type[BaseModel], path: KeyPath) -> set[str]:
    """The keys that the models reached by a path know."""
    reached = forms_of(model)
    for step in path:
        reached = [inner for outer in reached for inner in _forms_below(outer, step)]
    return {key for form in reached if is_model(form) for key in keys_of(form)}


def is_model(form: object) -> typing.TypeGuard[type[BaseModel]]:
    """Whether a form is a model, and has keys."""
    return isinstance(form, type) and issubclass(form, BaseModel)


def forms_of(annotation: object) -> list[object]:
    """The members of a union, its annotations taken off; of a document that is one mapping or list, what it is."""
    if get_origin(annotation) is Annotated:
        written, *said = get_args(annotation)
        return [EXPRESSION] if EXPRESSION in said else forms_of(written)
    if get_origin(annotation) in (Union, types.UnionType):
        return [inner for member in get_args(annotation) for inner in forms_of(member)]
    if isinstance(annotation, type) and issubclass(annotation, RootModel):
        return forms_of(annotation.model_fields["root"].annotation)
    return [annotation]


def _forms_below(form: object, step: str | int) -> list[object]:
    if is_model(form):
        return _forms_by_key(form).get(str(step), [])
    if get_origin(form) is (list if isinstance(step, int) else dict):
        return forms_of(get_args(form)[-1])
    return []


@cache
def _forms_by_key(model: type[BaseModel]) -> dict[str, list[object]]:
    hints = typing.get_type_hints(model, include_extras=True)
    return {field.alias or name: forms_of(hints[name]) for name, field in model.model_fields.items()}

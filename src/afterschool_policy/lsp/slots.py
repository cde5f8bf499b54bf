"""A document's tree beside the models of its shape: for each key and value, what may stand there and what it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from types import UnionType
from typing import Annotated, Literal, TypeGuard, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, RootModel

from afterschool_policy.authoring.models import DaysEntry
from afterschool_policy.authoring.yaml_reader import KeyPath, MappingNode, ScalarNode, SequenceNode, YamlNode
from afterschool_policy.lsp.roles import KEYS, LISTS, MARKED, OF_FACTS, STATES, VALUES, NameRole
from afterschool_policy.values.outcomes import Outcome

Model = type[BaseModel]


@dataclass(frozen=True, slots=True)
class SlotForm:
    """What may stand somewhere: a type, the model whose field it is, and the key (`*` for each key in between)."""

    type: object
    model: str = ""
    key: str = ""

    @property
    def place(self) -> str:
        """The key with its model."""
        return f"{self.model}.{self.key}" if self.key else self.model

    def below(self, type_: object) -> SlotForm:
        """What stands below a key of a mapping."""
        return SlotForm(type_, self.model, f"{self.key}.*" if self.key else "*")


_UNKNOWN = SlotForm(object)


@dataclass(frozen=True, slots=True)
class Slot:
    """A key or a value of a document.

    `above` are the mappings that it stands in, from the outermost; `below` is what stands under a key; `models` are
    those whose key it can be.
    """

    node: ScalarNode
    form: SlotForm
    role: NameRole | None
    path: KeyPath
    above: tuple[MappingNode, ...]
    is_key: bool = False
    states: bool = False
    below: YamlNode | None = None
    models: tuple[Model, ...] = ()


def slots(form: SlotForm, node: YamlNode) -> Iterator[Slot]:
    """Every key and value of a tree, in the order in which they are written."""
    yield from _slots(form, node, (), ())


def _slots(form: SlotForm, node: YamlNode, path: KeyPath, above: tuple[MappingNode, ...]) -> Iterator[Slot]:
    match node:
        case ScalarNode():
            role = _role_of_facts(form) or role_of_value(form)
            yield Slot(node, form, role, path, above, states=form.place in STATES)
        case SequenceNode(items=items):
            inner = _items(form)
            for place, item in enumerate(items):
                yield from _slots(inner, item, (*path, place), above)
        case MappingNode(entries=entries):
            forms = _mappings(form, node)
            for key, below in entries:
                name, around = key.value or "", (*above, node)
                at = (*path, name)
                found = ((each, form_below) for each in forms if (form_below := below_key(each, name)) is not None)
                each, inner = next(found, (form, _UNKNOWN))
                if inner is not _UNKNOWN:
                    role, states = role_of_key(each), each.place in LISTS
                    yield Slot(key, each, role, at, around, is_key=True, states=states, below=below)
                else:
                    models = tuple(each.type for each in forms if is_model(each.type))
                    yield Slot(key, form, None, at, around, is_key=True, below=below, models=models)
                yield from _slots(inner, below, at, around)


def role_of_value(form: SlotForm) -> NameRole | None:
    """What a value names."""
    for type_, marks in members(form.type):
        if found := next((role for mark, role in MARKED if any(mark is each for each in marks)), None):
            return found
        if type_ is Outcome:
            return NameRole.OUTCOME
    return VALUES.get(form.place) or VALUES.get(form.key)


def role_of_key(form: SlotForm) -> NameRole | None:
    """What the keys of a mapping name; None for the keys of a model."""
    if form.place in OF_FACTS or _role_of_facts(form):
        return NameRole.FACTS
    key_type = next((get_args(type_)[0] for type_, _ in members(form.type) if get_origin(type_) is dict), None)
    if key_type is None:
        return None
    for type_, marks in members(key_type):
        if found := next((role for mark, role in MARKED if any(mark is each for each in marks)), None):
            return found
        if type_ is Outcome:
            return NameRole.OUTCOME
    return KEYS.get(form.place) or KEYS.get(form.key)


def _role_of_facts(form: SlotForm) -> NameRole | None:
    model, _, key = form.place.partition(".")
    return NameRole.FACTS if f"{model}.{key.partition('.')[0]}" in OF_FACTS else None


def below_key(form: SlotForm, key: str) -> SlotForm | None:
    """What stands below a key of a mapping of a form; None where it has no such key."""
    if _role_of_facts(form):
        return form
    type_ = form.type
    if not is_model(type_):
        return form.below(get_args(type_)[1]) if get_origin(type_) is dict else None
    name = next((name for name, info in type_.model_fields.items() if (info.alias or name) == key), None)
    if name is None:
        return SlotForm(DaysEntry, type_.__name__, key) if key == "effective" else None
    return SlotForm(_hints(type_)[name], type_.__name__, key)


def _items(form: SlotForm) -> SlotForm:
    """What each item of a list is."""
    for type_, _ in members(form.type):
        if get_origin(type_) is list:
            return SlotForm(get_args(type_)[0], form.model, form.key)
    return form if _role_of_facts(form) else _UNKNOWN


def _mappings(form: SlotForm, node: MappingNode) -> list[SlotForm]:
    """What a mapping can be, the forms that have most of its keys alone."""
    found: list[SlotForm] = []
    for type_, _ in members(form.type):
        if is_model(type_) and issubclass(type_, RootModel):
            found.append(SlotForm(type_.model_fields["root"].annotation, type_.__name__))
        elif is_model(type_):
            found.append(SlotForm(type_, type_.__name__))
        elif get_origin(type_) is dict:
            found.append(SlotForm(type_, form.model, form.key))
    if _role_of_facts(form):
        return [form]
    keys = {key.value for key, _ in node.entries}
    fits = [len(keys & set(keys_of(each.type))) if is_model(each.type) else 0 for each in found]
    most = max(fits, default=0)
    return [each for each, count in zip(found, fits, strict=True) if count == most]


def keys_of(model: Model) -> Mapping[str, str]:
    """The keys of a model, each with what it says."""
    return {info.alias or name: info.description or "" for name, info in model.model_fields.items()}


def is_model(type_: object) -> TypeGuard[Model]:
    """Whether a type is an authored model."""
    return isinstance(type_, type) and issubclass(type_, BaseModel)


@cache
def _hints(model: Model) -> dict[str, object]:
    return get_type_hints(model, include_extras=True)


def members(type_: object, marks: tuple[object, ...] = ()) -> list[tuple[object, tuple[object, ...]]]:
    """The members of a union, each with the marks of its names."""
    origin = get_origin(type_)
    if origin is Annotated:
        inner, *more = get_args(type_)
        return members(inner, (*marks, *more))
    if origin in (Union, UnionType):
        return [found for each in get_args(type_) for found in members(each, marks)]
    return [(type_, marks)]


def literals(form: SlotForm) -> list[str]:
    """The words that may stand somewhere, where only some may."""
    words: list[str] = []
    for type_, _ in members(form.type):
        if get_origin(type_) is Literal:
            words += map(str, get_args(type_))
        elif type_ is bool:
            words += ["true", "false"]
        elif isinstance(type_, type) and issubclass(type_, Enum):
            words += [str(each.value) for each in type_]
    return words

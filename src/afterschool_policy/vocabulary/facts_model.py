"""A pydantic model of all facts of a vocabulary, one nested model for each group."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Annotated, Literal, Optional

from pydantic import BaseModel, ConfigDict, Field, create_model

from afterschool_policy.values import numbers
from afterschool_policy.values.types import Kind, Type
from afterschool_policy.vocabulary.model import FactSpec, Vocabulary

_STRICT = ConfigDict(extra="forbid", frozen=True)


def facts_model(vocabulary: Vocabulary) -> type[BaseModel]:
    """`Facts(student=Student(stage="primary"))`: every field optional, None meaning unknown, codes as literals."""
    groups: dict[str, dict[str, FactSpec]] = {group: {} for group in vocabulary.groups}
    for spec in vocabulary.facts.values():
        groups[spec.group][spec.short] = spec
    fields: dict[str, tuple[object, object]] = {}
    for group, specs in groups.items():
        label = vocabulary.groups[group]
        inner = create_model(  # type: ignore[call-overload]
            "".join(part.title() for part in group.split("_")),
            __config__=_STRICT,
            **{short: _field(spec, vocabulary) for short, spec in specs.items()},
        )
        fields[group] = (Optional[inner], Field(None, description=f"{label.zh} / {label.en}"))  # noqa: UP045
    model: type[BaseModel] = create_model("Facts", __config__=_STRICT, **fields)  # type: ignore[call-overload]
    return model


def _field(spec: FactSpec, vocabulary: Vocabulary) -> tuple[object, object]:
    described = f"{spec.label.zh} / {spec.label.en}. {spec.question.zh} / {spec.question.en}"
    annotation = _annotation(spec, spec.type, vocabulary)
    if spec.minimum is not None or spec.maximum is not None:
        annotation = Annotated[annotation, Field(ge=_json_bound(spec.minimum), le=_json_bound(spec.maximum))]
    return Optional[annotation], Field(None, description=described)  # noqa: UP045  # a type made at run time


def _json_bound(limit: Decimal | None) -> int | Decimal | None:
    """A whole bound as an int, which JSON Schema can carry."""
    return None if limit is None else numbers.exact(limit)


def _annotation(spec: FactSpec, type_: Type, vocabulary: Vocabulary) -> object:
    match type_.kind:
        case Kind.BOOLEAN:
            return bool
        case Kind.NUMBER:
            return int if spec.whole else Decimal
        case Kind.TIME:
            return time
        case Kind.DATE:
            return date
        case Kind.CODE:
            enumeration = vocabulary.enumerations[type_.codes or ""]
            listed = Literal[tuple(enumeration.codes)]  # type: ignore[valid-type]
            return listed | str if enumeration.open else listed
        case Kind.LIST if type_.item is not None:
            return list[_annotation(spec, type_.item, vocabulary)]  # type: ignore[misc]
        case Kind.MAPPING:
            return dict[str, str | bool | int | Decimal]
    return str

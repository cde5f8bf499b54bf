"""A pydantic model of all facts of a vocabulary, one nested model for each group.

A field takes what a mapping of facts takes, and nothing else: it is checked by the same intake, and not by pydantic, to
which "yes" is true and a number a date. What pydantic adds are the names, a JSON Schema, and JSON that reads back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, time
from decimal import Decimal
from functools import partial
from typing import Annotated, Literal, Optional

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainSerializer, PlainValidator, create_model
from pydantic_core import PydanticCustomError

from afterschool_policy.values import numbers
from afterschool_policy.values.periods import MONTH, YEAR
from afterschool_policy.values.types import Kind, Type
from afterschool_policy.vocabulary.fact_values import RefusedValue
from afterschool_policy.vocabulary.facts import Evidence
from afterschool_policy.vocabulary.intake import value_and_evidence
from afterschool_policy.vocabulary.model import FactSpec, Vocabulary

_KEYS = {MONTH.name: r"^[0-9]{4}-(0[1-9]|1[0-2])$", YEAR.name: r"^[0-9]{4}$"}
_FIRST_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_STRICT = ConfigDict(extra="forbid", frozen=True)


class EvidencedValue(BaseModel):
    """A value with what supports it, as `Evidence` has it: the JSON Schema of that form."""

    model_config = _STRICT

    value: object
    source: str | None = None
    asserted_by: str | None = None
    asserted_at: str | None = None
    grounds: str | None = None
    until: date | None = None


def facts_model(vocabulary: Vocabulary) -> type[BaseModel]:
    """`Facts(student=Student(stage="primary"))`: every field optional, None unknown, evidence kept."""
    groups: dict[str, dict[str, FactSpec]] = {group: {} for group in vocabulary.groups}
    for spec in vocabulary.facts.values():
        groups[spec.group][spec.short] = spec
    fields: dict[str, tuple[object, object]] = {}
    for group, specs in groups.items():
        label = vocabulary.groups[group]
        inner = _model(
            "".join(part.title() for part in group.split("_")),
            {short: _records(spec, vocabulary) or _told(spec, vocabulary) for short, spec in specs.items()},
        )
        fields[group] = (Optional[inner], Field(None, description=f"{label.zh} / {label.en}"))  # noqa: UP045
    return _model("Facts", fields)


def _records(spec: FactSpec, vocabulary: Vocabulary) -> tuple[object, object] | None:
    """A list of records, each with a model of its own; None for any other fact."""
    records = vocabulary.records.get(spec.name)
    if records is None:
        return None
    fields = {each.short: _told(each, vocabulary) for each in records.fields.values()}
    record = _model("".join(part.title() for part in records.member.split("_")), fields)
    described = f"{spec.label.zh} / {spec.label.en}. {spec.question.zh} / {spec.question.en}"
    listed = Optional[list[record]]  # type: ignore[valid-type]  # noqa: UP045  # a type made at run time
    return listed, Field(None, description=described)


def _model(name: str, fields: dict[str, tuple[object, object]]) -> type[BaseModel]:
    # The overloads of `create_model` know no fields that are made at run time.
    model: type[BaseModel] = create_model(name, __config__=_STRICT, **fields)  # type: ignore[call-overload]
    return model


def _told(spec: FactSpec, vocabulary: Vocabulary) -> tuple[object, object]:
    """A fact by its value, or one that is told period by period by a value for each."""
    value, field = _field(spec, vocabulary)
    if spec.by is None:
        return value, field
    key = Annotated[str, Field(pattern=_KEYS.get(spec.by, _FIRST_DAY)), AfterValidator(partial(_key, vocabulary, spec))]
    by_key = Annotated[dict[key, value], Field(json_schema_extra={"additionalProperties": False})]  # type: ignore[valid-type]  # as below
    return Optional[by_key], field  # noqa: UP045  # a type made at run time


def _key(vocabulary: Vocabulary, spec: FactSpec, key: str) -> str:
    """The key of a period of which a fact can be told."""
    period = vocabulary.periods[spec.by or ""]
    if period.read(key) is None:
        message = f"{key} is no {period.label.en}"
        raise PydanticCustomError("fact_period", "{message}", {"message": message})
    return key


def _field(spec: FactSpec, vocabulary: Vocabulary) -> tuple[object, object]:
    described = f"{spec.label.zh} / {spec.label.en}. {spec.question.zh} / {spec.question.en}"
    written = _written(spec, spec.type, vocabulary)
    if spec.minimum is not None or spec.maximum is not None:
        written = Annotated[written, Field(ge=_json_bound(spec.minimum), le=_json_bound(spec.maximum))]
    checked = PlainValidator(
        partial(_taken, vocabulary, spec),
        json_schema_input_type=Optional[written] | EvidencedValue,  # noqa: UP045  # a type made at run time
    )
    return Annotated[object, checked, PlainSerializer(_as_json, when_used="json")], Field(None, description=described)


def _taken(vocabulary: Vocabulary, spec: FactSpec, given: object) -> object:
    """The value, with its evidence where it comes with some."""
    try:
        value, support = value_and_evidence(vocabulary, spec, given)
    except RefusedValue as refused:
        fault = refused.diagnostic
        message = f"{fault.message('en')}. {fault.help('en')}"
        raise PydanticCustomError(fault.code.replace("-", "_"), "{message}", {"message": message}) from None
    return value if support is None else support


def _as_json(given: object) -> object:
    """A value as a field takes it from JSON, where pydantic would write `"300.50"` and `"18:30:00"`.

    A decimal that no float stands for is written as a text: it is refused when it is read, and never another number.
    """
    match given:
        case Evidence():
            held = asdict(given) | {"value": _as_json(given.value)}
            return {name: part for name, part in held.items() if part is not None}
        case Decimal():
            return float(given) if numbers.exact(float(given)) == given else str(given)
        case time():
            return given.isoformat("minutes")
        case tuple():
            return [*map(_as_json, given)]
        case Mapping():
            return {name: _as_json(part) for name, part in given.items()}
    return given


def _json_bound(limit: Decimal | None) -> float | Decimal | None:
    """A whole bound as an int, which JSON Schema can carry."""
    return None if limit is None else numbers.exact(limit)


def _written(spec: FactSpec, type_: Type, vocabulary: Vocabulary) -> object:
    """The type by which JSON Schema tells how a value is written."""
    match type_.kind:
        case Kind.BOOLEAN:
            return bool
        case Kind.NUMBER:
            return int if spec.whole else float
        case Kind.TIME:
            return Annotated[str, Field(pattern=r"^[0-9]{1,2}:[0-9]{2}$")]
        case Kind.DATE:
            return date
        case Kind.CODE:
            enumeration = vocabulary.enumerations[type_.codes or ""]
            listed = Literal[tuple(enumeration.codes)]  # type: ignore[valid-type]  # codes are known at run time
            return listed | str if enumeration.open else listed
        case Kind.LIST if type_.item is not None:
            members = _written(spec, type_.item, vocabulary)
            return list[members]  # type: ignore[valid-type]  # a type made at run time
        case Kind.MAPPING:
            return dict[str, str | bool | int | float]
    return str

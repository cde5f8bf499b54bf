"""The traits of a fact in words: type, bounds and the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from afterschool_policy.site import phrases as say
from afterschool_policy.text import Text
from afterschool_policy.values.types import KIND_NAMES, Kind, Type
from afterschool_policy.vocabulary.model import FactSpec
from afterschool_policy.vocabulary.unit_words import UnitWords, unnamed


def traits(spec: FactSpec, units: Mapping[str, UnitWords]) -> Iterator[Text]:
    """The type of a fact, its bounds, and what else is to be known of it."""
    yield type_in_words(spec.type, units)
    if spec.minimum is not None:
        yield say.AT_LEAST.format(bound=str(spec.minimum))
    if spec.maximum is not None:
        yield say.AT_MOST.format(bound=str(spec.maximum))
    if spec.judgement:
        yield say.IS_JUDGEMENT
    if spec.sensitive:
        yield say.IS_SENSITIVE
    if (limited := say.CHANGEABLE.get(spec.changeable)) is not None:
        yield limited


def type_in_words(type_: Type, units: Mapping[str, UnitWords]) -> Text:
    """The type with its unit or what its codes are about."""
    if type_.kind is Kind.LIST and type_.item is not None:
        inner = type_in_words(type_.item, units)
        return Text(f"{inner.zh}的列表", f"list of {inner.en}")
    name = KIND_NAMES[type_.kind]
    if type_.kind is Kind.NUMBER and type_.unit is not None and type_.unit.powers:
        unit = str(type_.unit)
        label = (units.get(unit) or unnamed(unit)).label
        return Text(f"{name.zh}（{label.zh}）", f"{name.en} ({label.en})")
    return name

"""The types of what operators make, for the types of their operands; None where these do not fit."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from afterschool_policy.values.types import BOOLEAN, NUMBER, ORDERED, TEXT, Kind, Type, alike
from afterschool_policy.values.units import ONE, Unit


def booleans(given: Sequence[Type]) -> Type | None:
    """A truth of truths."""
    return BOOLEAN if all(type_.kind is Kind.BOOLEAN for type_ in given) else None


def one_boolean(given: Sequence[Type]) -> Type | None:
    """A truth of one truth."""
    return booleans(given) if len(given) == 1 else None


def equality(given: Sequence[Type]) -> Type | None:
    """A truth of two values of one sort; lists are held against each other member by member."""
    left, right = given
    return BOOLEAN if alike(left, right) and left.kind is not Kind.LIST else None


def order(given: Sequence[Type]) -> Type | None:
    """A truth of two values that lie in an order."""
    left, right = given
    return BOOLEAN if alike(left, right) and left.kind in ORDERED else None


def membership(given: Sequence[Type]) -> Type | None:
    """A truth of a value and a list of its sort."""
    left, right = given
    if right.kind is not Kind.LIST or left.kind is Kind.LIST:
        return None
    return BOOLEAN if right.item is None or alike(left, right.item) else None


def same_number(given: Sequence[Type]) -> Type | None:
    """A number of the unit that all operands have."""
    if any(type_.kind is not Kind.NUMBER for type_ in given) or not _all_alike(given):
        return None
    return Type(Kind.NUMBER, unit=next((type_.unit for type_ in given if type_.unit is not None), None))


def product(given: Sequence[Type]) -> Type | None:
    """A number of the product of two units."""
    return _scaled(given, 1)


def quotient(given: Sequence[Type]) -> Type | None:
    """A number of the quotient of two units."""
    return _scaled(given, -1)


def _scaled(given: Sequence[Type], power: int) -> Type | None:
    left, right = given
    if left.kind is not Kind.NUMBER or right.kind is not Kind.NUMBER:
        return None
    if left.unit is None and right.unit is None:
        return NUMBER
    return Type(Kind.NUMBER, unit=(left.unit or ONE).times(right.unit or ONE, power))


def extreme(given: Sequence[Type]) -> Type | None:
    """A value of one list, or of several operands of one sort."""
    if len(given) == 1 and given[0].kind is Kind.LIST and given[0].item is not None:
        return given[0].item if given[0].item.kind in ORDERED else None
    if len(given) < 2 or any(type_.kind not in ORDERED for type_ in given) or not _all_alike(given):
        return None
    return next((type_ for type_ in given if type_.unit is not None), given[0])


def _all_alike(given: Sequence[Type]) -> bool:
    return all(alike(one, other) for one, other in combinations(given, 2))


def count(given: Sequence[Type]) -> Type | None:
    """A pure number of a list."""
    return NUMBER if len(given) == 1 and given[0].kind is Kind.LIST else None


def one_number(given: Sequence[Type]) -> Type | None:
    """A number of the unit of the one operand."""
    return given[0] if len(given) == 1 and given[0].kind is Kind.NUMBER else None


def year(given: Sequence[Type]) -> Type | None:
    """A number of years, of one date."""
    return Type(Kind.NUMBER, unit=Unit.parse("year")) if [type_.kind for type_ in given] == [Kind.DATE] else None


def keys(given: Sequence[Type]) -> Type | None:
    """A list of texts, of two mappings."""
    return Type(Kind.LIST, item=TEXT) if [type_.kind for type_ in given] == [Kind.MAPPING, Kind.MAPPING] else None


def truth_of_members(given: Sequence[Type]) -> Type | None:
    """A truth of one list."""
    return BOOLEAN if members(given) is not None else None


def members(given: Sequence[Type]) -> Type | None:
    """A list like the one given."""
    return given[0] if len(given) == 1 and given[0].kind is Kind.LIST and given[0].item is not None else None

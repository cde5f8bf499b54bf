"""Takes rules and the vocabulary; gives for each fact the few values that can make a difference to them.

For a number, time or date: each constant it is compared with, and the next value to either side. For a code or
list: each code the rules name, and one they do not. Searches over facts (conflicts, generated cases) stay small
and still meet every boundary.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from afterschool_policy.language.tree import Constant, Fact, Node, Parameter, Value, walk
from afterschool_policy.values.types import Kind, Type
from afterschool_policy.vocabulary.model import FactSpec, Vocabulary

UNLISTED = "unlisted_code"


@dataclass(frozen=True, slots=True)
class Domains:
    """The telling values of each fact."""

    of: Mapping[str, tuple[Value, ...]]


def domains(nodes: Iterable[Node], vocabulary: Vocabulary) -> Domains:
    """The telling values of every fact that the nodes read."""
    every = [each for node in nodes for each in walk(node)]
    constants = [each for each in every if isinstance(each, Constant | Parameter) and each.value is not None]
    found: dict[str, tuple[Value, ...]] = {}
    for fact in dict.fromkeys(each for each in every if isinstance(each, Fact)):
        spec = vocabulary.facts[fact.name]
        telling: list[Value] = []
        for value in _telling(spec, fact.type, constants, vocabulary):
            if value not in telling:  # a mapping has no hash
                telling.append(value)
        found[fact.name] = tuple(telling)
    return Domains(found)


def _telling(
    spec: FactSpec, type_: Type, constants: list[Constant | Parameter], vocabulary: Vocabulary
) -> Iterator[Value]:
    match type_.kind:
        case Kind.BOOLEAN:
            yield from (True, False)
        case Kind.CODE:
            yield from _codes(type_, constants, vocabulary)
        case Kind.LIST if type_.item is not None and type_.item.kind is Kind.CODE:
            codes = list(_codes(type_.item, constants, vocabulary))
            yield ()
            yield from ((code,) for code in codes)
            if len(codes) <= 5:
                yield from combinations(codes, 2)
            yield tuple(codes)
        case Kind.LIST if type_.item is not None:
            moments = list(_moments(type_.item.kind, constants))
            yield ()
            yield from ((each,) for each in moments)
            yield from (tuple(moments[:2]), tuple(moments))
        case Kind.NUMBER:
            yield from _numbers(spec, constants)
        case Kind.TIME | Kind.DATE:
            yield from _moments(type_.kind, constants)
        case Kind.MAPPING:
            mappings: tuple[dict[str, Value], ...] = ({}, {"a": "1"}, {"a": "2"})
            yield from mappings
        case _:
            yield from (each.value for each in constants if each.type == type_ and isinstance(each.value, str))
            yield "…"


def _codes(type_: Type, constants: list[Constant | Parameter], vocabulary: Vocabulary) -> Iterator[str]:
    enumeration = vocabulary.enumerations[type_.codes or ""]
    named: set[Value] = set()
    for each in constants:
        if each.type == type_ and each.value is not None:
            named.add(each.value)
        elif each.type.item == type_ and isinstance(each.value, tuple):
            named.update(each.value)
    listed = [code for code in enumeration.codes if code in named]
    others = [code for code in enumeration.codes if code not in named]
    yield from listed
    if others:
        yield others[0]
    elif enumeration.open:
        yield UNLISTED


def _numbers(spec: FactSpec, constants: list[Constant | Parameter]) -> Iterator[int | Decimal]:
    stated = [each.value for each in constants if isinstance(each.value, int | Decimal | Fraction)]
    around: set[int] = {0, 1, 2, 100}
    for value in stated:
        whole = math.ceil(value)
        around |= {whole - 1, whole, whole + 1, 3 * whole + 1}
    for value in sorted(around):
        if spec.minimum is not None and value < spec.minimum:
            continue
        if spec.maximum is not None and value > spec.maximum:
            continue
        yield value


def _moments(kind: Kind, constants: list[Constant | Parameter]) -> Iterator[time | date]:
    if kind is Kind.TIME:
        stated = {each.value for each in constants if isinstance(each.value, time)} | {time(12, 0), time(17, 0)}
        for moment in sorted(stated):
            start = datetime.combine(date(2000, 1, 2), moment)
            yield from ((start + timedelta(minutes=step)).time() for step in (-1, 0, 1))
    else:
        days = {each.value for each in constants if isinstance(each.value, date)} | {date(2021, 9, 1)}
        for day in sorted(days):
            yield from (day + timedelta(days=step) for step in (-1, 0, 1))

"""The boundary values of facts: the few at which the tests of a policy can change.

For a number, time or date: each constant it is compared with, and the next value to either side. For a code or
list: each code the rules name, and one they do not. Searches over facts (conflicts, generated cases) stay small
and still meet every boundary.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from afterschool_policy.language.tree import Constant, Fact, Node, Parameter, Value, walk
from afterschool_policy.values.types import Kind, Type
from afterschool_policy.vocabulary.model import FactSpec, Vocabulary

UNLISTED = "unlisted_code"


def domains(nodes: Iterable[Node], vocabulary: Vocabulary) -> dict[str, tuple[Value, ...]]:
    """The boundary values of every fact that the nodes read."""
    every = [below for node in nodes for below in walk(node)]
    constants = [node for node in every if isinstance(node, Constant | Parameter) and node.value is not None]
    by_fact: dict[str, tuple[Value, ...]] = {}
    for fact in dict.fromkeys(node for node in every if isinstance(node, Fact)):
        spec = vocabulary.facts[fact.name]
        values: list[Value] = []
        for value in _boundary_values(spec, fact.type, constants, vocabulary):
            if value not in values:  # a mapping has no hash
                values.append(value)
        by_fact[fact.name] = tuple(values)
    return by_fact


def _boundary_values(
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
            yield from ((moment,) for moment in moments)
            yield from (tuple(moments[:2]), tuple(moments))
        case Kind.NUMBER:
            yield from _numbers(spec, constants)
        case Kind.TIME | Kind.DATE:
            yield from _moments(type_.kind, constants)
        case Kind.MAPPING:
            mappings: tuple[dict[str, Value], ...] = ({}, {"a": "1"}, {"a": "2"})
            yield from mappings
        case _:
            yield from (node.value for node in constants if node.type == type_ and isinstance(node.value, str))
            yield "…"


def _codes(type_: Type, constants: list[Constant | Parameter], vocabulary: Vocabulary) -> Iterator[str]:
    enumeration = vocabulary.enumerations[type_.codes or ""]
    named: set[Value] = set()
    for constant in constants:
        if constant.type == type_ and constant.value is not None:
            named.add(constant.value)
        elif constant.type.item == type_ and isinstance(constant.value, tuple):
            named.update(constant.value)
    listed = [code for code in enumeration.codes if code in named]
    others = [code for code in enumeration.codes if code not in named]
    yield from listed
    if others:
        yield others[0]
    elif enumeration.open:
        yield UNLISTED


def _numbers(spec: FactSpec, constants: list[Constant | Parameter]) -> Iterator[int | Decimal]:
    stated = [node.value for node in constants if isinstance(node.value, int | Decimal | Fraction)]
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
        stated = {node.value for node in constants if isinstance(node.value, time)} | {time(12, 0), time(17, 0)}
        for moment in sorted(stated):
            start = datetime.combine(date(2000, 1, 2), moment)
            yield from ((start + timedelta(minutes=step)).time() for step in (-1, 0, 1))
    else:
        days = {node.value for node in constants if isinstance(node.value, date)} | {date(2021, 9, 1)}
        for day in sorted(days):
            yield from (day + timedelta(days=step) for step in (-1, 0, 1))

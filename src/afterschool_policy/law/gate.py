"""The one gate for a part of a law that comes from outside: it is of its declared types, and in its tables.

A bundle is data that anybody can write. Every part of one is made here and nowhere else: each field is held to the
annotation of its class, names to the patterns there, and what a table knows (an operator, a quantifier, a modality) to
that table. So what generated code, paths and pages take from a law is what its compiler could have put there.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Collection, Hashable, Sequence
from contextlib import suppress
from dataclasses import fields
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache, partial
from inspect import get_annotations
from itertools import repeat
from types import NoneType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from afterschool_policy.language import tree
from afterschool_policy.language.gatherings import GATHERINGS
from afterschool_policy.language.hits import HITS
from afterschool_policy.language.operators import OPERATORS, Role
from afterschool_policy.language.rounding import MODES
from afterschool_policy.language.signatures import all_alike
from afterschool_policy.language.windows import MOST_PERIODS, Window
from afterschool_policy.law.modalities import MODALITIES
from afterschool_policy.law.model import Alternative, Audience, Body, Exemption, OutputSpec, Referral, Rounding, Rule
from afterschool_policy.text import Text
from afterschool_policy.values.later import later_fields
from afterschool_policy.values.names import CODE
from afterschool_policy.values.numbers import Percent
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.periods import PeriodKind
from afterschool_policy.values.types import BOOLEAN, DATE, NUMBER, Kind, Type, alike
from afterschool_policy.values.units import Unit
from afterschool_policy.vocabulary.entailment import Entailment
from afterschool_policy.vocabulary.entities import Tally

Part = TypeVar("Part")
Check = Callable[[Any], bool]

MOST_OF_A_UNIT = 1_000
"""How often a unit can stand in a unit, which is written out."""


class NotAdmitted(ValueError):
    """A part that no compiler writes; the message names its class and field."""


def made(record: type[Part], parts: list[object]) -> Part:
    """A part of a law from the values of its fields, in their order.

    Raises:
        NotAdmitted: where one of them is not of its declared type or table.
    """
    deeper, in_table = _checks(record, tuple(map(type, parts)))  # type: ignore[arg-type]  # a class can be hashed
    for place, name, check in deeper:
        if not check(parts[place]):
            raise NotAdmitted(f"{record.__name__}.{name}: {parts[place]!r:.60}")
    part = record(*parts)
    if in_table is not None and not in_table(part):
        raise NotAdmitted(f"{part!r:.200}")
    return part


def text(zh: str, en: str) -> Text:
    """A phrase.

    Raises:
        NotAdmitted: where one of its sides is something else than words.
    """
    if type(zh) is not str or type(en) is not str:
        raise NotAdmitted(f"Text: {zh!r:.60}, {en!r:.60}")
    return Text(zh, en)


def written(pattern: str, of_text: Callable[[str], Part]) -> Callable[[str], Part]:
    """What makes a value of a text that is written by a pattern, and of no other."""
    fits = re.compile(pattern).fullmatch

    def of(text: str) -> Part:
        if not fits(text):
            raise NotAdmitted(f"{text!r:.60}")
        return of_text(text)

    return of


@lru_cache(1_000)
def _checks(record: Hashable, classes: tuple[type, ...]) -> tuple[Sequence[tuple[int, str, Check]], Check | None]:
    """What is still to be checked of a part whose fields are of these classes: few kinds of part come often."""
    assert isinstance(record, type)
    annotations = _annotations(record)
    if not len(annotations) - len(later_fields(record)) <= len(classes) <= len(annotations):
        raise NotAdmitted(record.__name__)
    deeper: list[tuple[int, str, Check]] = []
    for place, (class_, (name, annotation)) in enumerate(zip(classes, annotations, strict=False)):
        wanted = _ways(annotation)
        if class_ not in wanted:
            raise NotAdmitted(f"{record.__name__}.{name}: {class_.__name__}")
        check = wanted[class_]
        if check is not None:
            deeper.append((place, name, check))
    return tuple(deeper), _TABLES.get(record)


@cache
def _annotations(record: type) -> tuple[tuple[str, object], ...]:
    """The fields that a part is made of, each with the annotation that it is held to."""
    hints = get_annotations(record, eval_str=True)
    named = [field.name for field in fields(record) if field.init]
    return tuple((name, _APART.get((record, name), hints[name])) for name in named)


def _ways(annotation: object) -> dict[type, Check | None]:
    """The classes that an annotation allows, each with the check of what is in it, where there is something to check.

    A class stands for itself and not for what is made from it.
    """
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        return {class_: check for member in arguments for class_, check in _ways(member).items()}
    if origin is Annotated:
        _, pattern = arguments
        return {str: lru_cache(10_000)(pattern.fits)}
    if origin is Literal:
        return {str: frozenset(arguments).__contains__}
    if origin is tuple and arguments[-1] is not Ellipsis:
        each = [_ways(argument) for argument in arguments]
        return {tuple: lambda value: len(value) == len(each) and all(map(_is_one_of, value, each))}
    if origin in (tuple, frozenset):
        return {origin: partial(_all_are, _ways(arguments[0]))}
    if origin is not None:
        key, entry = map(_ways, arguments)
        return {dict: lambda value: _all_are(key, value) and _all_are(entry, value.values())}
    assert isinstance(annotation, type), annotation
    return {annotation: None}


def _is_one_of(value: object, ways: dict[type, Check | None]) -> bool:
    if type(value) not in ways:
        return False
    check = ways[type(value)]
    return check is None or check(value)


def _all_are(ways: dict[type, Check | None], values: Collection[object]) -> bool:
    return not values or all(map(_is_one_of, values, repeat(ways)))


@lru_cache(10_000)
def _operator_gives(symbol: str, given: tuple[Type, ...]) -> Type | None:
    """The type of what an operator makes of operands; None where there is no such operator, or they do not fit it."""
    row = OPERATORS.get(symbol)
    if row is None or row.role is Role.QUANTIFIER:
        return None
    with suppress(ValueError):  # another number of operands than it takes
        return row.signature(given)
    return None


@lru_cache(10_000)
def _quantifier_gives(quantifier: str, over: Type, test: str, against: Type) -> Type | None:
    row, of_member, item = OPERATORS.get(quantifier), OPERATORS.get(test), over.item
    if row is None or of_member is None or (row.role, of_member.role) != (Role.QUANTIFIER, Role.TEST):
        return None
    if item is None or _operator_gives(test, (item, against)) != BOOLEAN:
        return None
    return row.signature((over,))


def _table_gives(node: tree.Table) -> bool:
    """Whether a table of this hit policy makes what it says it does of its rows."""
    hit = HITS.get(node.policy)
    given = [row.value.type for row in node.every_row]
    return hit is not None and any(hit.gives(type_) == node.type for type_ in given) and all_alike(given)


def _over_time(node: tree.OverTime) -> bool:
    """Whether this function makes what it says it does of periods with such a term."""
    row = GATHERINGS.get(node.function)
    if row is None or node.day.type != DATE:
        return False
    if row.policy is None or row.counts:
        return node.term.type == BOOLEAN and node.type == (NUMBER if row.counts else BOOLEAN)
    return node.type == HITS[row.policy].gives(node.term.type)


def _is_in_order(starts: Sequence[date]) -> bool:
    days = [(start.month, start.day) for start in starts]
    return days != [] and days == sorted(set(days))


def _gathers(node: tree.Gathered) -> bool:
    """Whether this function makes what it says it does of records with such a term."""
    row = GATHERINGS.get(node.function)
    if row is None or (node.term is None) != row.counts or not _truths(node.where) or node.complete.type != BOOLEAN:
        return False
    if node.term is None:
        return node.type == NUMBER
    return node.type == (BOOLEAN if row.policy is None else HITS[row.policy].gives(node.term.type)) and (
        row.policy is not None or node.term.type == BOOLEAN
    )


_PLAIN: dict[Kind, frozenset[type]] = {
    Kind.BOOLEAN: frozenset({bool}),
    Kind.NUMBER: frozenset({int, Decimal, Percent, Fraction}),
    Kind.TIME: frozenset({time}),
    Kind.DATE: frozenset({date}),
    Kind.TEXT: frozenset({str}),
}


def is_of(value: object, type_: Type) -> bool:
    """Whether a value of a policy is of a type; a mapping is never written in one."""
    match type_.kind:
        case Kind.LIST:
            item = type_.item
            return type(value) is tuple and all(item is not None and is_of(member, item) for member in value)
        case Kind.CODE:
            return type(value) is str and CODE.fits(value)
    return type(value) in _PLAIN.get(type_.kind, ())


def _of_one_kind(type_: Type) -> bool:
    """Units are of numbers, codes of codes, members of lists; a list holds no lists."""
    if type_.item is not None and type_.item.kind in (Kind.LIST, Kind.MAPPING):
        return False
    fits = (type_.unit is None or type_.kind is Kind.NUMBER, type_.item is None or type_.kind is Kind.LIST)
    return all(fits) and (type_.codes is not None) == (type_.kind is Kind.CODE)


def _is_written_so(unit: Unit) -> bool:
    powers = dict(unit.powers)
    return Unit().times(unit) == unit and all(abs(power) <= MOST_OF_A_UNIT for power in powers.values())


def _truths(*nodes: tree.Node | None) -> bool:
    return all(node is None or node.type == BOOLEAN for node in nodes)


_PARTS_OF_A_READING: frozenset[str] = frozenset((*(field.name for field in fields(Body)), "overrides"))

_TABLES: dict[type, Check] = {
    tree.Apply: lambda node: (
        _operator_gives(node.symbol, tuple([operand.type for operand in node.operands])) == node.type
    ),
    tree.Quantified: lambda node: (
        _quantifier_gives(node.quantifier, node.over.type, node.test, node.against.type) == node.type
    ),
    tree.Constant: lambda node: is_of(node.value, node.type),
    tree.ListOf: lambda node: (
        node.type.item is not None and all(alike(item.type, node.type.item) for item in node.items)
    ),
    tree.Row: lambda row: _truths(row.when),
    tree.Table: lambda node: node.rows != () and _table_gives(node),
    tree.Gathered: _gathers,
    tree.OverTime: _over_time,
    Window: lambda window: window.before >= 0 and 1 <= window.before + window.current <= MOST_PERIODS,
    PeriodKind: lambda period: _is_in_order(period.starts),
    tree.Answered: lambda node: node.type == BOOLEAN and node.outcomes != () and set(node.outcomes) <= {*Outcome},
    tree.AmountOf: lambda node: node.type.kind is Kind.NUMBER,
    tree.Known: lambda node: node.type == BOOLEAN,
    tree.Given: lambda node: node.type == BOOLEAN and node.facts != (),
    Type: _of_one_kind,
    Unit: _is_written_so,
    Body: lambda part: _truths(part.applies, part.condition),
    Exemption: lambda part: _truths(part.when),
    Referral: lambda part: _truths(part.when),
    Entailment: lambda part: _truths(*part.premises, part.conclusion, *part.during),
    Tally: lambda part: _truths(part.where),
    OutputSpec: lambda part: part.total is None or (part.total in HITS and HITS[part.total].combine is not None),
    Rounding: lambda part: part.mode in MODES and part.step > 0,
    Audience: lambda part: (part.own is None) == (part.actors == ()),
    Alternative: lambda part: part.parts <= _PARTS_OF_A_READING,
    Rule: lambda part: part.modality in MODALITIES and part.version > 0 and part.clauses != (),
}
"""What the annotations of a class do not say, and a table or another field does."""

_APART: dict[tuple[type, str], object] = {
    (Rule, "span"): NoneType,
    (tree.Parameter, "value"): NoneType,
    (tree.Parameter, "rule"): NoneType,
    (tree.Derived, "body"): NoneType,
    (tree.Derived, "rule"): NoneType,
    (tree.Constant, "value"): bool | int | Decimal | Percent | Fraction | time | date | str | tuple,
}
"""The fields that are held to something else: places stay in a folder, links are made later, and a constant's value has
its type beside it, by which the table above knows it."""

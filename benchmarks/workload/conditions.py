"""The conditions that every engine can express, and whether one holds for a record."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Is:
    """A yes-or-no fact that is yes."""

    fact: str


@dataclass(frozen=True, slots=True)
class Not:
    """A yes-or-no fact that is no."""

    of: Is


@dataclass(frozen=True, slots=True)
class Equals:
    """A fact that is one code."""

    fact: str
    code: str


@dataclass(frozen=True, slots=True)
class In:
    """A fact that is one of several codes."""

    fact: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shares:
    """A list of codes of which one is among several."""

    fact: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Times:
    """A number of the record, multiplied: what is compared is a fact's name, a number, or this."""

    fact: str
    by: int


Number = str | int | Times


@dataclass(frozen=True, slots=True)
class Compare:
    """Two whole numbers compared."""

    operator: str
    left: Number
    right: Number


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one part holds."""

    parts: tuple[Condition, ...]


Condition = Is | Not | Equals | In | Shares | Compare | All | Either

COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def holds(node: Condition, record: Record) -> bool:
    """Whether the condition holds, read off the definition of each kind."""
    match node:
        case Is(fact):
            return record[fact] is True
        case Not(of):
            return not holds(of, record)
        case Equals(fact, code):
            return bool(record[fact] == code)
        case In(fact, codes):
            return record[fact] in codes
        case Shares(fact, codes):
            return any(each in codes for each in record[fact])
        case Compare(symbol, left, right):
            return COMPARISONS[symbol](_number(left, record), _number(right, record))
        case All(parts):
            return all(holds(each, record) for each in parts)
        case Either(parts):
            return any(holds(each, record) for each in parts)


def _number(number: Number, record: Record) -> Any:
    match number:
        case str():
            return record[number]
        case Times(fact, by):
            return record[fact] * by
    return number


def conjunctions(node: Condition) -> list[tuple[Condition, ...]]:
    """The condition in disjunctive normal form, for engines whose rules are conjunctions."""
    match node:
        case Either(parts):
            return [each for part in parts for each in conjunctions(part)]
        case All(parts):
            made: list[tuple[Condition, ...]] = [()]
            for part in parts:
                made = [(*one, *other) for one in made for other in conjunctions(part)]
            return made
    return [(node,)]

"""Values as whole numbers, by which the network compares them exactly.

What a number means is fixed by what it is compared with: two values are compared only where the type checker let them,
so dates meet dates and codes meet codes of one list. A value that has no exact whole number raises.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from math import lcm

from afterschool_policy.diagnostics import Diagnostic, InvalidFacts
from afterschool_policy.engines.durable.ruleset import is_whole
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.tree import Node, Value, facts_of

SCALE = 10**6
"""A number crosses as millionths: six decimal places are exact."""


class Alphabet:
    """Whole numbers for texts and codes: those of the rules once and for all, others while one decision is made."""

    __slots__ = ("_met", "_written")

    def __init__(self, written: Mapping[str, int]) -> None:
        self._written = written
        self._met: list[Value] = []

    def number(self, value: Value) -> int:
        """The same number for equal values, different numbers for different ones."""
        written = self._written.get(value) if isinstance(value, str) else None
        if written is not None:
            return written
        if value not in self._met:
            self._met.append(value)
        return -1 - self._met.index(value)


def whole(value: Value, alphabet: Alphabet) -> int | None:
    """The whole number of a value by itself; None where it has none."""
    match value:
        case bool():
            return int(value)
        case int() | Decimal() | Fraction():
            scaled = value * SCALE if isinstance(value, int) else Fraction(value) * SCALE
            number = int(scaled)
            return number if number == scaled and is_whole(number) else None
        case time():
            seconds = (value.hour * 60 + value.minute) * 60 + value.second
            return seconds * 10**6 + value.microsecond
        case date():
            return value.toordinal()
    return alphabet.number(value)


def whole_of(node: Node, facts: Mapping[str, Value], alphabet: Alphabet) -> int | None:
    """The whole number of a term; None where a missing fact leaves it unknown.

    Raises:
        InvalidFacts: where the value has no exact whole number.
    """
    value = value_of(node, facts)
    if value is None:
        return None
    number = whole(value, alphabet)
    if number is None:
        raise _not_exact(facts_of(node), value)
    return number


def wholes_of(left: Node, right: Node, facts: Mapping[str, Value]) -> tuple[int, int] | None:
    """The whole numbers of two computed terms that are compared: both over their common denominator.

    Raises:
        InvalidFacts: where one of them is too large.
    """
    values = value_of(left, facts), value_of(right, facts)
    if values[0] is None or values[1] is None:
        return None
    one, other = (Fraction(value) for value in values)  # type: ignore[arg-type]  # the checker lets only numbers in
    scale = lcm(one.denominator, other.denominator)
    numbers = int(one * scale), int(other * scale)
    for node, value, number in zip((left, right), values, numbers, strict=True):
        if not is_whole(number):
            raise _not_exact(facts_of(node) or facts_of(left) or facts_of(right), value)
    return numbers


def _not_exact(names: Iterable[str], value: Value | None) -> InvalidFacts:
    return InvalidFacts([Diagnostic.of("fact-not-exact", names=", ".join(names), given=str(value), engine="durable")])

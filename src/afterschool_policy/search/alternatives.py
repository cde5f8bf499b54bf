"""The other values worth trying of each fact, the nearest first.

Worth trying is a value at which some test can change: what a rule states and its neighbours (`search.domains`), the
values of other known facts (a fact may be compared with a fact), and where a computed test changes while every other
fact keeps its value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import combinations

from afterschool_policy.cache import Cache
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.tree import Apply, Constant, Fact, Given, Known, Node, Parameter, Value, facts_of, walk
from afterschool_policy.search.domains import UNLISTED, domains
from afterschool_policy.semantics.question import Question
from afterschool_policy.values.numbers import settle
from afterschool_policy.values.types import Kind, Type
from afterschool_policy.vocabulary.model import FactSpec

MAX_CODES = 6
"""Of so many codes at most every selection is tried as a list; of more, those near the list there is."""

_MAX_STEPS = 24
_HUNDREDTHS = 100


class Alternatives:
    """The values to try of the facts of one question, as it stands with what is known."""

    def __init__(self, question: Question, known: Mapping[str, Value]) -> None:
        self._known = known
        self._vocabulary = question.edition.law.vocabulary
        self._reading: dict[str, list[Node]] = {}
        for atom in question.atoms:
            for name in facts_of(atom):
                self._reading.setdefault(name, []).append(atom)
        self._boundary_values = domains(question.atoms, self._vocabulary)
        self._by_fact = Cache(self._nearest_first)

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that some test reads, in the order the rules write them."""
        return tuple(self._reading)

    def reading(self, name: str) -> Sequence[Node]:
        """The tests that read a fact."""
        return self._reading[name]

    def of(self, name: str) -> tuple[Value, ...]:
        """The values of a fact that differ from its own, the nearest first."""
        return self._by_fact[name]

    def _nearest_first(self, name: str) -> tuple[Value, ...]:
        now = self._known.get(name)
        by_form: dict[str, Value] = {}
        for value in self._candidates(self._vocabulary.facts[name]):
            if value != now:
                by_form.setdefault(repr(value), value)
        return tuple(sorted(by_form.values(), key=lambda value: _distance(now, value)))

    def depend_on_each_other(self, names: Sequence[str]) -> bool:
        """Whether a test computes with two of these facts, or compares fractions, so that no values tell all of it."""
        reading = (atom for name in names for atom in self._reading[name] if not isinstance(atom, Known | Given))
        together = (atom for atom in reading if len(set(names).intersection(facts_of(atom))) > 1)
        return any(
            (isinstance(node, Apply) and node.operator.arithmetic)
            or (isinstance(node, Fact) and self._has_fractions(node))
            for atom in together
            for node in walk(atom)
        )

    def _has_fractions(self, fact: Fact) -> bool:
        return fact.type.kind is Kind.NUMBER and not self._vocabulary.facts[fact.name].whole

    def is_complete(self, name: str) -> bool:
        """Whether every value of a fact that could make a difference is among those tried."""
        type_ = self._vocabulary.facts[name].type
        if type_.kind is Kind.LIST:
            codes = self._codes(type_.item) if type_.item is not None else ()
            return 0 < len(codes) <= MAX_CODES
        return type_.kind is not Kind.MAPPING

    def _candidates(self, spec: FactSpec) -> Iterator[Value]:
        boundary = self._boundary_values[spec.name]
        match spec.type.kind:
            case Kind.CODE:
                yield from self._codes(spec.type)
            case Kind.LIST if spec.type.item is not None and spec.type.item.kind is Kind.CODE:
                yield from self._lists(spec, boundary)
            case Kind.TIME | Kind.DATE:
                yield from boundary
                yield from (step for value in self._others(spec) for step in _around(value))
            case Kind.NUMBER:
                near = (*self._others(spec), *self._stated(spec), *self._turning_points(spec))
                around = (step for value in near for step in _around(value, whole=spec.whole))
                yield from (value for value in (*boundary, *around) if _fits(spec, value))
            case _:
                yield from self._others(spec)
                yield from boundary

    def _codes(self, type_: Type) -> tuple[str, ...]:
        enumeration = self._vocabulary.enumerations.get(type_.codes or "")
        if enumeration is None:
            return ()
        return (*enumeration.codes, *((UNLISTED,) if enumeration.open else ()))

    def _lists(self, spec: FactSpec, boundary: Sequence[Value]) -> Iterator[Value]:
        assert spec.type.item is not None
        codes = self._codes(spec.type.item)
        now = self._known.get(spec.name, ())
        assert isinstance(now, tuple)
        if len(codes) <= MAX_CODES:
            for count in range(len(codes) + 1):
                yield from combinations(codes, count)
            return
        yield from boundary
        yield codes
        yield tuple(code for code in codes if code != UNLISTED)
        changed = [*((code,) for code in codes), *combinations(codes, 2)]
        yield from (_toggled(now, selection) for selection in changed)

    def _others(self, spec: FactSpec) -> Iterator[Value]:
        """The values of the known facts that some test sets beside this one."""
        beside = dict.fromkeys(name for atom in self._reading[spec.name] for name in facts_of(atom))
        for name in beside:
            value = self._known.get(name)
            if value is not None and name != spec.name and self._vocabulary.facts[name].type == spec.type:
                yield value

    def _stated(self, spec: FactSpec) -> Iterator[Value]:
        """The numbers that the tests of a fact state."""
        for node in (node for atom in self._reading[spec.name] for node in walk(atom)):
            if isinstance(node, Constant | Parameter) and isinstance(node.value, int | Decimal):
                yield node.value

    def _turning_points(self, spec: FactSpec) -> Iterator[Value]:
        """The numbers at which a computed test changes, every other fact being what it is."""
        now = self._known.get(spec.name, spec.minimum or 0)
        assert isinstance(now, int | Decimal | Fraction)
        parts = 1 if spec.whole else _HUNDREDTHS
        for atom in self._reading[spec.name]:
            others = [name for name in facts_of(atom) if name != spec.name]
            computed = any(isinstance(node, Apply) and node is not atom for node in walk(atom))
            if computed and all(name in self._known for name in others):
                test = partial(self._value_at, atom, spec, parts)
                counts = (count for direction in (-1, 1) for count in _change(test, int(now * parts), direction))
                yield from (settle(Fraction(count, parts)) for count in counts)

    def _value_at(self, atom: Node, spec: FactSpec, parts: int, count: int) -> Value | None:
        value = settle(Fraction(count, parts))
        return value_of(atom, {**self._known, spec.name: value}) if _fits(spec, value) else None


def _change(test: Callable[[int], Value | None], start: int, direction: int) -> Iterator[int]:
    """The first number on this side at which the test differs from the start: doubling steps, then halving."""
    before, near, step = test(start), start, 1
    for _ in range(_MAX_STEPS):
        far = near + direction * step
        if test(far) is None:
            return
        if test(far) != before:
            while abs(far - near) > 1:
                middle = (far + near) // 2
                near, far = (middle, far) if test(middle) == before else (near, middle)
            yield far
            return
        near, step = far, step * 2


def _fits(spec: FactSpec, value: Value) -> bool:
    if not isinstance(value, int | Decimal | Fraction) or (spec.whole and value != int(value)):
        return False
    below = spec.minimum is not None and value < spec.minimum
    return not below and (spec.maximum is None or value <= spec.maximum)


def _around(value: Value, *, whole: bool = True) -> Iterator[Value]:
    """A value with its neighbours: a minute, a day, a whole number away, and a hundredth where there are fractions."""
    match value:
        case time():
            noon = datetime.combine(date(2000, 1, 2), value)
            yield from ((noon + timedelta(minutes=step)).time() for step in (0, -1, 1))
        case date():
            yield from (value + timedelta(days=step) for step in (0, -1, 1))
        case int() | Decimal() | Fraction():
            steps = (Fraction(step, 1 if whole else _HUNDREDTHS) for step in (0, -1, 1))
            yield from (settle(Fraction(value) + step) for step in (*steps, Fraction(-1), Fraction(1)))


def _toggled(now: tuple[Value, ...], codes: Sequence[str]) -> tuple[Value, ...]:
    return (*(code for code in now if code not in codes), *(code for code in codes if code not in now))


def _distance(now: Value | None, value: Value) -> tuple[Fraction, int]:
    """How far a value is from the present one; the same for all values of a type without an order."""
    match now, value:
        case (time(), time()):
            return Fraction(abs(_minutes(value) - _minutes(now))), 0
        case (date(), date()):
            return Fraction(abs((value - now).days)), 0
        case (tuple(), tuple()):
            return Fraction(len(set(now) ^ set(value))), len(value)
        case (None, tuple()):
            return Fraction(len(value)), 0
        case (bool(), _) | (_, bool()):
            return Fraction(0), 0
        case (int() | Decimal() | Fraction(), int() | Decimal() | Fraction()):
            return abs(Fraction(value) - Fraction(now)), 0
    return Fraction(0), 0


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute

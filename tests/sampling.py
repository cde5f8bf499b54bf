"""Values of facts to try a policy with, drawn from its vocabulary and from what its tests state.

They are made apart from the searches of the library, and without knowing what an operator means: whatever a test
states, sums, products and quotients of two such numbers, and values near all of these. So a test that uses them sees
what a search leaves out.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, product

from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.tree import Constant, Fact, Node, Parameter, Value, atoms_of, facts_of, walk
from afterschool_policy.values.numbers import settle
from afterschool_policy.values.types import Kind, Type
from afterschool_policy.vocabulary.model import FactSpec, Vocabulary

NOT_LISTED = "elsewhere"
_SOME_DAY = date(2021, 9, 1)
_FAR = 10_000_000


def samples(nodes: Iterable[Node], vocabulary: Vocabulary, known: Iterable[Value] = ()) -> dict[str, tuple[Value, ...]]:
    """Values of every fact that the nodes read; what is `known` of others counts as stated."""
    every = [below for node in nodes for below in walk(node)]
    written = (node.value for node in every if isinstance(node, Constant | Parameter))
    stated = list(_flat((*written, *known)))
    facts = dict.fromkeys(node.name for node in every if isinstance(node, Fact))
    return {name: distinct(_samples(vocabulary.facts[name], stated, vocabulary)) for name in facts}


def distinct(values: Iterable[Value]) -> tuple[Value, ...]:
    """Each value once."""
    return tuple({repr(value): value for value in values}.values())


def numbers_near(spec: FactSpec, stated: Sequence[Value]) -> Iterator[Value]:
    """What is stated, what comes of two such numbers, and the numbers near; those that the fact can have."""
    plain = [
        Fraction(each) for each in stated if isinstance(each, int | Decimal | Fraction) and not isinstance(each, bool)
    ]
    plain = sorted({*plain, Fraction(0), Fraction(1)})
    pairs = list(product(plain, repeat=2)) if len(plain) <= 12 else []
    made = {made for one, other in pairs for made in (one + other, one - other, one * other)}
    made |= {one / other for one, other in pairs if other}
    steps = [Fraction(step) for step in (-1, 0, 1)] + ([] if spec.whole else [Fraction(-1, 100), Fraction(1, 100)])
    for value in sorted({*plain, *made}):
        near = math.floor(value) if spec.whole else Fraction(math.floor(value * 100), 100)
        yield from (settle(near + step) for step in (*steps, steps[-1] * 2) if _fits(spec, near + step))


def _samples(spec: FactSpec, stated: Sequence[Value], vocabulary: Vocabulary) -> Iterator[Value]:
    type_, item = spec.type, spec.type.item
    if item is not None:
        members = list(distinct(_single(spec, item, stated, vocabulary)))
        yield ()
        yield from ((member,) for member in members)
        yield from combinations(members[:8], 2)
        yield from (tuple(members[: -each or None]) for each in range(min(3, len(members))))
        yield tuple(reversed(members))
    elif type_.kind is Kind.MAPPING:
        keys = [each for each in stated if isinstance(each, str)] or ["a"]
        yield {}
        yield from ({key: value} for key in keys for value in ("1", "2"))
        for other in (each for each in stated if isinstance(each, dict)):
            yield other
            yield from ({**other, key: "another"} for key in other)
    else:
        yield from _single(spec, type_, stated, vocabulary)


def _single(spec: FactSpec, type_: Type, stated: Sequence[Value], vocabulary: Vocabulary) -> Iterator[Value]:
    match type_.kind:
        case Kind.BOOLEAN:
            yield from (True, False)
        case Kind.NUMBER:
            yield from numbers_near(spec, stated)
        case Kind.TIME:
            for moment in sorted({each for each in stated if isinstance(each, time)} | {time(12)}):
                noon = datetime.combine(_SOME_DAY, moment)
                yield from ((noon + timedelta(minutes=step)).time() for step in (-60, -1, 0, 1, 60))
        case Kind.DATE:
            for day in sorted({each for each in stated if isinstance(each, date)} | {_SOME_DAY}):
                yield from (day + timedelta(days=step) for step in (-365, -1, 0, 1, 365))
        case Kind.CODE:
            enumeration = vocabulary.enumerations[type_.codes or ""]
            yield from enumeration.codes
            yield from (NOT_LISTED,) if enumeration.open else ()
        case _:
            yield from (each for each in stated if isinstance(each, str))
            yield "another text"


def _fits(spec: FactSpec, value: Fraction) -> bool:
    low, high = spec.minimum, spec.maximum
    return (low is None or value >= low) and (high is None or value <= high) and abs(value) < _FAR


def _flat(values: Iterable[Value | None]) -> Iterator[Value]:
    for value in values:
        if isinstance(value, tuple):
            yield from value
        elif value is not None:
            yield value


def told_apart(
    nodes: Iterable[Node],
    vocabulary: Vocabulary,
    known: Iterable[Value] = (),
    *,
    most: int = 8,
    possible: Callable[[str, Value], bool] = lambda name, value: True,
) -> dict[str, tuple[Value, ...]]:
    """Of the samples that are possible one for each way in which the tests of a fact alone can turn out.

    Where a test reads other facts as well, every sample may be another way: so many are kept, spread over all of them.
    """
    tests = list(dict.fromkeys(atom for node in nodes for atom in atoms_of(node)))
    chosen: dict[str, tuple[Value, ...]] = {}
    held = list(known)
    for name, values in samples(tests, vocabulary, held).items():
        reading = [test for test in tests if name in facts_of(test)]
        alone = [test for test in reading if facts_of(test) == (name,)]
        ways: dict[str, list[Value]] = {}
        for value in (each for each in values if possible(name, each)):
            ways.setdefault(repr([value_of(test, {name: value}) for test in alone]), []).append(value)
        kept = 1 if len(alone) == len(reading) else max(1, most // max(1, len(ways)))
        chosen[name] = tuple(value for way in ways.values() for value in _spread(way, kept, held))
    return chosen


def _spread(values: Sequence[Value], most: int, held: Sequence[Value]) -> Sequence[Value]:
    """So many of these values, spread over all of them in their order, first of all those that another fact has."""
    equal = [value for value in values if value in held][: max(1, most // 2)]
    others = [value for value in _in_order(values) if value not in equal]
    left = most - len(equal)
    if left <= 0 or not others:
        return equal
    step = max(1, (len(others) - 1) // max(1, left - 1))
    return [*equal, *others[::step][: left - 1], others[-1]] if left > 1 else [*equal, others[len(others) // 2]]


def _in_order(values: Sequence[Value]) -> Sequence[Value]:
    ordered = all(isinstance(each, time | date | int | Decimal | Fraction) for each in values)
    return sorted(values) if ordered else values  # type: ignore[type-var]  # values of one sort

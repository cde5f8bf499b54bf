"""Rules over whole-number attributes, checked, and dealt into shards in the words of the Rete network.

A rule is a conjunction: comparisons and existence tests over one or more facts, without negation or alternatives. The
bounds below were measured on the network; beyond them it refuses a fact, loses a match, or stops the process.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from afterschool_policy.diagnostics import Diagnostic, EngineFault
from afterschool_policy.text import Text

MAX_PATTERNS_IN_SHARD = 48
"""A fact that matches more than 64 patterns of a ruleset is refused; the one that always matches is one of them."""

MAX_PATTERNS_IN_RULE = 16

MAX_TERMS_IN_PATTERN = 29
"""A pattern has room for 32 expressions, its own brackets among them."""

MAX_ATTRIBUTES_IN_SHARD = 200
"""A fact has room for 255 attributes, its identifiers among them."""

LIMIT = 2**62
"""Whole numbers lie between -LIMIT and LIMIT, both excluded."""

SEEN = "_seen"
"""The rule that always matches: a fact that matches none is an error to the network, and unsafe to take back."""

MARK = "_k"
"""An attribute of every fact, always 1."""

_OPERATORS = {"==": "$eq", "!=": "$neq", "<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte", "exists": "$ex"}
_RESERVED_ATTRIBUTES = (MARK, "sid", "id", "$s")
_RESERVED_PATTERNS = ("$m", "$s")


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute to compare with: of the same fact, or of the fact of an earlier pattern."""

    name: str
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One test on a fact: `attribute operator against`, or that the attribute exists.

    An attribute that the fact does not have passes no test. `operator` is one of == != < <= > >= exists.
    """

    attribute: str
    operator: str
    against: int | Attribute = 0


@dataclass(frozen=True, slots=True)
class Pattern:
    """A fact that passes all these tests; `name` is how later patterns and firings call it."""

    name: str
    tests: tuple[Comparison, ...]


NetworkRule = tuple[Pattern, ...]
"""Patterns for as many distinct facts."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Rules that share a ruleset: its definition, where rules go by their places, and the attributes that it reads."""

    definition: str
    attributes: tuple[str, ...]


def shards(rules: Sequence[NetworkRule]) -> tuple[Shard, ...]:
    """The rules dealt into shards, in their order.

    Raises:
        EngineFault: where a rule does not keep to what the network can do.
    """
    _check_names(rules)
    return tuple(_dealt(rules))


def identity(name: str) -> int:
    """What the network knows a name by: 32 bits of FNV-1a over signed characters, with no comparison afterwards."""
    number = 2166136261
    for byte in name.encode():
        signed = byte | 0xFFFFFF00 if byte > 127 else byte
        number = ((number ^ signed) * 16777619) & 0xFFFFFFFF
    return number


def fault(problem: Text) -> EngineFault:
    """The exception for what must not happen."""
    return EngineFault([Diagnostic.of("engine-fault", engine="durable", problem=problem)])


def _dealt(rules: Sequence[NetworkRule]) -> Iterator[Shard]:
    dealt: dict[str, object] = {}
    read: dict[str, None] = {}
    room = MAX_PATTERNS_IN_SHARD
    for place, rule in enumerate(rules):
        names = dict.fromkeys(name for pattern in rule for name in _read_by(pattern))
        if dealt and (len(rule) > room or len(read | names) > MAX_ATTRIBUTES_IN_SHARD):
            yield _shard(dealt, read)
            dealt, read, room = {}, {}, MAX_PATTERNS_IN_SHARD
        dealt[str(place)] = {"all": list(_written(rule))}
        read |= names
        room -= len(rule)
    if dealt:
        yield _shard(dealt, read)


def _shard(dealt: Mapping[str, object], read: Mapping[str, None]) -> Shard:
    return Shard(json.dumps({SEEN: {"all": [{"m": {MARK: 1}}]}, **dealt}), tuple(read))


def _written(rule: NetworkRule) -> Iterator[dict[str, object]]:
    """The patterns as the network reads them.

    Two attributes are compared only where both exist: for one that a fact lacks, whatever lies in memory would be
    read, or the fact refused. A join that did not end with a term of its own would read beyond its memory.
    """
    _check_count("规则涉及的事实", "patterns in a rule", len(rule), MAX_PATTERNS_IN_RULE)
    earlier: set[str] = set()
    for pattern in rule:
        compared = [(test.attribute, test.against) for test in pattern.tests if isinstance(test.against, Attribute)]
        read = [name for name, _ in compared]
        read += [against.name for _, against in compared if against.of is None]
        read += [against.name for against in _compared_with(pattern.name, rule)]
        joined = next((against.of for _, against in compared if against.of is not None), None)
        terms: list[object] = [{"$ex": {name: 1}} for name in dict.fromkeys(read)]
        terms += [_term(test, earlier) for test in pattern.tests]
        terms += [{MARK: {joined: MARK}}] if joined is not None else []
        _check_count("一个事实的条件", "terms in a pattern", len(terms), MAX_TERMS_IN_PATTERN)
        earlier.add(pattern.name)
        yield {pattern.name: {"$and": terms}}


def _compared_with(name: str, rule: NetworkRule) -> Iterator[Attribute]:
    for pattern in rule:
        for test in pattern.tests:
            if isinstance(test.against, Attribute) and test.against.of == name:
                yield test.against


def _term(test: Comparison, earlier: set[str]) -> dict[str, object]:
    against: object = test.against
    if isinstance(test.against, Attribute):
        sound = test.against.of is None or test.against.of in earlier
        against = {test.against.of or "$m": test.against.name}
    else:
        sound = is_whole(test.against)
    if not sound or test.operator not in _OPERATORS:
        raise fault(Text(f"网络无法判断条件 {test}", f"the network cannot make the test {test}"))
    if test.operator == "exists":
        return {"$ex": {test.attribute: 1}}
    return (
        {test.attribute: against} if test.operator == "==" else {_OPERATORS[test.operator]: {test.attribute: against}}
    )


def is_whole(value: object) -> bool:
    """Whether a value can cross. A boolean, which is an int to Python, is another type to the network."""
    return type(value) is int and -LIMIT < value < LIMIT


def _check_count(zh: str, en: str, count: int, most: int) -> None:
    if not 1 <= count <= most:
        raise fault(Text(f"{zh}有 {count} 个，应为 1 至 {most} 个", f"{count} {en}: 1 to {most} are possible"))


def _check_names(rules: Sequence[NetworkRule]) -> None:
    """Names are plain, none is the network's own, and no two of them are one to it."""
    patterns = {pattern.name for rule in rules for pattern in rule}
    attributes = {name for rule in rules for pattern in rule for name in _read_by(pattern)}
    for names, reserved in ((attributes, _RESERVED_ATTRIBUTES), (patterns, _RESERVED_PATTERNS)):
        known = {identity(name): name for name in reserved}
        for name in sorted(names):
            holder = known.setdefault(identity(name), name)
            if name in reserved or holder != name:
                raise fault(
                    Text(f"网络分不清名称 {name} 和 {holder}", f"{name} and {holder} are one name to the network")
                )
            if not (name.isascii() and name.isidentifier()):
                raise fault(Text(f"网络不能使用名称 {name}", f"the network cannot take the name {name}"))


def _read_by(pattern: Pattern) -> Iterator[str]:
    for test in pattern.tests:
        yield test.attribute
        if isinstance(test.against, Attribute):
            yield test.against.name

"""What a rule computes while some facts are unknown: told only where it is the same however they turn out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from afterschool_policy.language.ranges import ANYTHING, Range, range_of_value
from afterschool_policy.language.tree import Node, Value
from afterschool_policy.semantics.open_terms import OpenTerms
from afterschool_policy.semantics.speakers import Speaker, Speakers
from afterschool_policy.semantics.verdict import RuleVerdict, Verdict
from afterschool_policy.values.truth import Truth

Computed = Sequence[Value | None]
"""The values that rules compute, in the order of `question.outputs`; None for one that is left to the definition.

There are none at all where everything is.
"""

ComputedOf = Callable[[Mapping[str, Value]], Computed]
"""What some rules compute of known facts, one after the other.

A value is given only where all facts that it reads are known and nothing else makes it: no presumption, no range.
"""

Computing = Callable[[tuple[int, ...]], ComputedOf]
"""The function of the rules at some places of the question, which ascend."""


def by_definition(_places: tuple[int, ...]) -> ComputedOf:
    """Nothing: all is left to the definition, which is this module with `language.evaluate`."""
    return _nothing


def _nothing(_facts: Mapping[str, Value]) -> Computed:
    return ()


class Output(NamedTuple):
    """What one rule computes under one name: its value, None where that is open, and of an open number its range.

    `certain` are the members that an open list has in any case.
    `missing` are the unknown facts that could still change it, or whether the rule speaks of it at all; of a value
    that is told, those on which something is presumed.
    """

    name: str
    rule: RuleVerdict
    node: Node
    value: Value | None
    range: Range
    missing: tuple[str, ...]
    certain: tuple[Value, ...] = ()


def amounts_of(verdict: Verdict, known: Mapping[str, Value], computing: Computing = by_definition) -> list[Output]:
    """The amounts of every rule that speaks, or may still speak; not of one that is presumed to be silent."""
    return _outputs(Speakers.of(verdict).amounts, known, computing)


def values_of(verdict: Verdict, known: Mapping[str, Value], computing: Computing = by_definition) -> list[Output]:
    """The lists and codes of every rule that speaks, or may still speak."""
    return _outputs(Speakers.of(verdict).values, known, computing)


def _outputs(speakers: Iterable[Speaker], known: Mapping[str, Value], computing: Computing) -> list[Output]:
    found: list[Output] = []
    terms: OpenTerms | None = None
    for speaker in speakers:
        place, rule, speaks, _, _, computes, first = speaker
        whether = speaker.missing(known)
        computed = computing((place,))(known)[first:] or (None,) * len(computes)
        for (name, node, doubted), value in zip(computes, computed, strict=False):
            if value is None:
                terms = terms or OpenTerms(known)
                if not terms.has_no_value(node):
                    told = terms.told(node) if speaks is Truth.TRUE else None
                    missing = {*whether, *terms.open_facts(node), *terms.presumed(doubted)}
                    range_ = terms.range(node) if told is None else ANYTHING
                    certain = terms.certain(node) if told is None and speaks is Truth.TRUE else ()
                    found.append(Output(name, rule, node, told, range_, tuple(sorted(missing)), certain))
            elif speaks is Truth.TRUE:
                found.append(Output(name, rule, node, value, ANYTHING, whether))
            else:
                found.append(Output(name, rule, node, None, range_of_value(value), whether))
    return found

"""What a rule computes while some facts are unknown: told only where it is the same however they turn out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice, repeat
from typing import NamedTuple

from afterschool_policy.language.evaluate import has_no_value
from afterschool_policy.language.ranges import ANYTHING, Range
from afterschool_policy.language.tree import Node, Value
from afterschool_policy.semantics.open_terms import OpenTerms, presumed_facts, range_of_value
from afterschool_policy.semantics.speakers import Speaker, Speakers
from afterschool_policy.semantics.verdict import RuleVerdict, Verdict
from afterschool_policy.values.truth import Truth
from afterschool_policy.vocabulary.model import Vocabulary

Computed = Iterable[Value | None]
"""The values that a rule computes, in the order of `question.outputs`; None for one that is left to the definition."""

Computing = Callable[[int, Mapping[str, Value]], Computed]
"""What the rule at a place of the question computes of known facts.

A value is given only where all facts that it reads are known and nothing else makes it: no presumption, no range.
"""


def by_definition(_place: int, _facts: Mapping[str, Value]) -> Computed:
    """Nothing: all is left to the definition, which is this module with `language.evaluate`."""
    return repeat(None)


class Output(NamedTuple):
    """What one rule computes under one name: its value, None where that is open, and of an open number its range.

    `missing` are the unknown facts that could still change it, or whether the rule speaks of it at all; of a value
    that is told, those on which something is presumed.
    """

    name: str
    rule: RuleVerdict
    node: Node
    value: Value | None
    range: Range
    missing: tuple[str, ...]


def amounts_of(
    verdict: Verdict, known: Mapping[str, Value], vocabulary: Vocabulary, computing: Computing = by_definition
) -> Iterator[Output]:
    """The amounts of every rule that speaks, or may still speak; not of one that is presumed to be silent."""
    for speaker in Speakers.of(verdict):
        amounts = speaker.rule.conclusion.body.amounts
        if amounts and speaker.speaks is not Truth.FALSE:
            yield from _outputs(speaker, amounts, computing(speaker.place, known), known, vocabulary)


def values_of(
    verdict: Verdict, known: Mapping[str, Value], vocabulary: Vocabulary, computing: Computing = by_definition
) -> Iterator[Output]:
    """The lists and codes of every rule that speaks, or may still speak."""
    for speaker in Speakers.of(verdict):
        body = speaker.rule.conclusion.body
        if body.values:
            computed = islice(computing(speaker.place, known), len(body.amounts), None)
            yield from _outputs(speaker, body.values, computed, known, vocabulary)


def _outputs(
    speaker: Speaker,
    named: Iterable[tuple[str, Node]],
    computed: Iterable[Value | None],
    known: Mapping[str, Value],
    vocabulary: Vocabulary,
) -> Iterator[Output]:
    whether = speaker.missing(known)
    terms: OpenTerms | None = None
    for (name, node), value in zip(named, computed, strict=False):
        if value is not None and speaker.speaks is Truth.TRUE:
            yield Output(name, speaker.rule, node, value, ANYTHING, whether)
        elif value is not None:
            yield Output(name, speaker.rule, node, None, range_of_value(value), whether)
        elif not has_no_value(node, known):
            terms = terms or OpenTerms(known, vocabulary)
            told = terms.told(node) if speaker.speaks is Truth.TRUE else None
            range_ = terms.range(node) if told is None else ANYTHING
            missing = {*whether, *terms.open_facts(node), *presumed_facts(node, known)}
            yield Output(name, speaker.rule, node, told, range_, tuple(sorted(missing)))

"""The rules of a verdict whose amounts and values are told, or may still be, and what that turns on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from afterschool_policy.language.tree import Node, Value
from afterschool_policy.semantics.pending import pending_atoms, unknown_in
from afterschool_policy.semantics.verdict import RuleVerdict, Verdict
from afterschool_policy.values.truth import Truth


class Speaker(NamedTuple):
    """A rule that speaks, or may still speak, with the amounts or the values that it computes.

    `place` is that of the rule in the question, `first` that of what it computes here among all that it computes.
    `waits` are the tests on which it turns whether the rule speaks, or another takes its place.
    """

    place: int
    rule: RuleVerdict
    speaks: Truth
    waits: tuple[Node, ...]
    computes: tuple[tuple[str, Node], ...]
    first: int = 0

    def missing(self, known: Mapping[str, Value]) -> tuple[str, ...]:
        """The unknown facts on which it turns whether the rule speaks, sorted."""
        return tuple(sorted({name for test in self.waits for name in unknown_in(test, known)}))


class Speakers(NamedTuple):
    """Those of a verdict, which follow from it alone: of amounts (no rule that is presumed to be silent), of values."""

    amounts: tuple[Speaker, ...]
    values: tuple[Speaker, ...]

    @classmethod
    def of(cls, verdict: Verdict) -> Speakers:
        """Those of a verdict, which keeps them."""
        found = verdict.kept.get(cls)
        if not isinstance(found, cls):
            found = cls(*_speakers(verdict))
            verdict.kept.keep(cls, found)
        return found


def speaks(rule: RuleVerdict) -> Truth:
    """Whether a rule speaks, unless another takes its place."""
    return Truth.UNKNOWN if rule.threatened_by else rule.conclusion.speaks


def _speakers(verdict: Verdict) -> tuple[tuple[Speaker, ...], tuple[Speaker, ...]]:
    amounts: list[Speaker] = []
    values: list[Speaker] = []
    for place, rule in enumerate(verdict.rules):
        body, conclusion = rule.conclusion.body, rule.conclusion
        if not (body.amounts or body.values) or rule.defeated_by or conclusion.may_speak is Truth.FALSE:
            continue
        speaking = speaks(rule)
        waits = tuple(_whether_it_speaks(rule, verdict))
        if body.amounts and speaking is not Truth.FALSE:
            amounts.append(Speaker(place, rule, speaking, waits, body.amounts))
        if body.values:
            values.append(Speaker(place, rule, speaking, waits, body.values, len(body.amounts)))
    return tuple(amounts), tuple(values)


def _whether_it_speaks(rule: RuleVerdict, verdict: Verdict) -> Iterator[Node]:
    """The tests on which it turns whether the rule speaks, or another takes its place."""
    standing = [rule]
    for below in standing:  # which grows by those that take the place of its members
        name = below.conclusion.rule.id
        standing += (
            each
            for each in verdict.rules
            if each.defeated_by is None
            and each not in standing
            and any(overridden == name for overridden, _ in each.conclusion.rule.overrides)
        )
    for each in standing:
        yield from pending_atoms(each.conclusion, lambda said: (0, said[1]), verdict.of_atom, is_open=False)

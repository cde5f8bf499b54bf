"""The rules of a verdict whose amounts and values are told, or may still be, and what that turns on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from afterschool_policy.language.evaluate import Values
from afterschool_policy.language.tree import Node, Row, Table, Value, presumes, walk
from afterschool_policy.semantics.pending import pending_atoms, read_alone, waited_for
from afterschool_policy.semantics.verdict import RuleVerdict, Verdict
from afterschool_policy.values.truth import Truth


class Spoken(NamedTuple):
    """What a rule computes under one name; `doubted` are the rows below it of which something can be presumed."""

    name: str
    node: Node
    doubted: tuple[Row, ...]

    @classmethod
    def of(cls, name: str, node: Node) -> Spoken:
        """That, with the rows of which something can be presumed."""
        rows = (row for part in walk(node) if isinstance(part, Table) for row in part.rows)
        return cls(name, node, tuple(row for row in rows if presumes(row.when)))


class Speaker(NamedTuple):
    """A rule that speaks, or may still speak, with the amounts or the values that it computes.

    `place` is that of the rule in the question, `first` that of what it computes here among all that it computes.
    On some tests it turns whether the rule speaks, or another takes its place: `waits` are the facts for which those
    wait that read one alone, sorted, and `others` the tests that read several.
    """

    place: int
    rule: RuleVerdict
    speaks: Truth
    waits: tuple[str, ...]
    others: tuple[Node, ...]
    computes: tuple[Spoken, ...]
    first: int = 0

    def missing(self, known: Mapping[str, Value]) -> tuple[str, ...]:
        """The unknown facts on which it turns whether the rule speaks, sorted."""
        if not self.others:
            return self.waits
        values = Values(known)
        return tuple(sorted({*self.waits, *(name for test in self.others for name in waited_for(test, values))}))


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
        tests = dict.fromkeys(_whether_it_speaks(rule, verdict))
        alone = {test: read_alone(test) for test in tests}
        waits = tuple(sorted({name for name in alone.values() if name is not None}))
        others = tuple(test for test, name in alone.items() if name is None)
        if body.amounts and speaking is not Truth.FALSE:
            amounts.append(Speaker(place, rule, speaking, waits, others, _computes(body.amounts)))
        if body.values:
            values.append(Speaker(place, rule, speaking, waits, others, _computes(body.values), len(body.amounts)))
    return tuple(amounts), tuple(values)


def _computes(outputs: Iterable[tuple[str, Node]]) -> tuple[Spoken, ...]:
    return tuple(Spoken.of(*each) for each in outputs)


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

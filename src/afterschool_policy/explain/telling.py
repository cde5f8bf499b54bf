"""The short way to amounts and values: where every rule that computes one speaks, and all it reads is known.

Which rules these are follows from their conclusions and is looked up; only the numbers take facts. Where it is only
presumed that a rule speaks, the facts that could change that are told beside the amount. What is open in any other way
is left to `explain.outputs`, which tells the same where both can tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from operator import itemgetter
from typing import NamedTuple

from afterschool_policy.cache import Cache, once
from afterschool_policy.explain.outputs import joined, told_amount
from afterschool_policy.explain.results import Amount, OutputValue
from afterschool_policy.language.tree import Node, Value
from afterschool_policy.semantics.open_terms import OpenTerms
from afterschool_policy.semantics.outline import Outline
from afterschool_policy.semantics.outputs import Computed, ComputedOf, Computing
from afterschool_policy.semantics.question import Question
from afterschool_policy.semantics.speakers import Speaker, Speakers, Spoken
from afterschool_policy.semantics.verdict import Verdict
from afterschool_policy.values.truth import Truth


class _Named(NamedTuple):
    """What is told under one name: the places of its values among all that is read, and what picks these out.

    `presumed` are the rules behind it that may turn out to be silent.
    """

    name: str
    places: tuple[int, ...]
    pick: Callable[[Computed], Sequence[Value | None]]
    presumed: tuple[Speaker, ...] = ()

    @classmethod
    def of(cls, name: str, places: Sequence[int]) -> _Named:
        """What is told under a name, by the values at some places, of which there is one at least."""
        alone = slice(places[0], places[0] + 1)
        return cls(name, tuple(places), itemgetter(*places) if len(places) > 1 else itemgetter(alone))


@dataclass(frozen=True)
class _Plan:
    """What some rules compute, by the nodes, and what is told of all that."""

    computed: ComputedOf
    nodes: tuple[Node, ...]
    told: tuple[_Named, ...]

    @once
    def doubtless(self) -> tuple[Node | None, ...]:
        """The nodes, but for those of which something can be presumed, which is told beside the value."""
        return tuple(None if Spoken.of("", node).doubted else node for node in self.nodes)

    def by_limits(self, places: tuple[int, ...], facts: Mapping[str, Value]) -> list[Value | None]:
        """The values at some places, also where an unknown fact can make a number no other by the limits it has."""
        terms, nodes = OpenTerms(facts), [self.doubtless[place] for place in places]
        return [None if node is None or terms.has_no_value(node) else terms.told(node) for node in nodes]


class _Presumed(NamedTuple):
    """The plans of a verdict in which it is presumed of some rule that it speaks; None where one may be silent."""

    amounts: _Plan | None
    values: _Plan


class SureOutputs:
    """What the rules of a question tell that speak; None where it takes more than what they compute.

    Only a verdict tells the rules that are presumed to speak: an outline alone does not.
    """

    def __init__(self, question: Question, computing: Computing) -> None:
        self._computing = computing
        self._specs = question.spec.amounts
        self._bodies = [rule.body for rule in question.rules]
        self._undated = bool(question.periods)
        self._of_amounts: Cache[tuple[int, ...], _Plan] = Cache(partial(self._plan, values=False))
        self._of_values: Cache[tuple[int, ...], _Plan] = Cache(partial(self._plan, values=True))

    def amounts(self, outline: Outline | Verdict, facts: Mapping[str, Value]) -> dict[str, Amount] | None:
        """The amounts by name, in the order in which the rules compute them."""
        computed = self._computed(self._plan_of(outline, values=False), facts)
        if computed is None:
            return None
        specs, told = self._specs, {}
        for (name, _, _, presumed), values in computed:
            told[name] = told_amount(values, specs[name], _missing(presumed, facts) if presumed else ())
        return told

    def values(self, outline: Outline | Verdict, facts: Mapping[str, Value]) -> dict[str, OutputValue] | None:
        """The codes and lists by name."""
        computed = self._computed(self._plan_of(outline, values=True), facts)
        return None if computed is None else {named.name: joined(values) for named, values in computed}

    @staticmethod
    def _computed(plan: _Plan | None, facts: Mapping[str, Value]) -> list[tuple[_Named, Sequence[Value]]] | None:
        """What the rules compute under each name; None where anything of that is open."""
        if plan is None:
            return None
        every = plan.computed(facts)
        if not every and plan.told:
            return None
        told: list[tuple[_Named, Sequence[Value]]] = []
        for named in plan.told:
            values = named.pick(every)
            if None in values:
                values = plan.by_limits(named.places, facts)
                if None in values:
                    return None
            told.append((named, values))  # type: ignore[arg-type]  # none of them is None
        return told

    def _plan_of(self, outline: Outline | Verdict, *, values: bool) -> _Plan | None:
        if self._undated:
            return None
        speaking = outline.speaking
        if speaking is not None:
            return (self._of_values if values else self._of_amounts)[speaking]
        if not isinstance(outline, Verdict):
            return None
        presumed = outline.kept.get(_Presumed)
        if not isinstance(presumed, _Presumed):
            presumed = self._presumed(outline)
            outline.kept.keep(_Presumed, presumed)
        return presumed.values if values else presumed.amounts

    def _presumed(self, verdict: Verdict) -> _Presumed:
        """The plans by those of its rules that speak, be it that this is only presumed."""
        amounts, values = Speakers.of(verdict)
        speaking = [each for each in values if each.speaks is Truth.TRUE]
        of_values = self._of_values[tuple(each.place for each in speaking)]
        if any(each.speaks is not Truth.TRUE for each in amounts):
            return _Presumed(None, of_values)
        plan = self._of_amounts[tuple(each.place for each in amounts)]
        waiting: dict[str, list[Speaker]] = {}
        for each in amounts:
            for computed in each.computes:
                waiting.setdefault(computed.name, []).append(each)
        told = [named._replace(presumed=self._of_name(named.name, waiting[named.name])) for named in plan.told]
        return _Presumed(replace(plan, told=tuple(told)), of_values)

    def _of_name(self, name: str, speakers: list[Speaker]) -> tuple[Speaker, ...]:
        """The rules behind an amount that may turn out to be silent: without a total, the first alone is told."""
        telling = speakers if self._specs[name].total is not None else speakers[:1]
        return tuple(each for each in telling if each.waits or each.others)

    def _plan(self, speaking: Iterable[int], *, values: bool) -> _Plan:
        """What is read of the rules that speak, and where it then stands."""
        rules: list[int] = []
        nodes: list[Node] = []
        by_name: dict[str, list[int]] = {}
        for place in speaking:
            amounts, codes = self._bodies[place].amounts, self._bodies[place].values
            wanted, first = (codes, len(amounts)) if values else (amounts, 0)
            if wanted:
                for number, (name, _) in enumerate(wanted, len(nodes) + first):
                    by_name.setdefault(name, []).append(number)
                rules.append(place)
                nodes += (node for _, node in (*amounts, *codes))
        told = tuple(_Named.of(*each) for each in by_name.items())
        return _Plan(self._computing(tuple(rules)), tuple(nodes), told)


def _missing(presumed: tuple[Speaker, ...], facts: Mapping[str, Value]) -> tuple[str, ...]:
    """The facts on which it turns whether these rules speak, sorted."""
    if len(presumed) == 1:
        return presumed[0].missing(facts)
    return tuple(sorted({name for each in presumed for name in each.missing(facts)}))

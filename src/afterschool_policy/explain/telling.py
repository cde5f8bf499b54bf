"""The short way to amounts and values: where every rule that computes one surely speaks, and all it reads is known.

Which rules these are follows from their conclusions and is looked up; only the numbers take facts. What is open in any
way is left to `explain.outputs`, which tells the same where both can tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import islice
from typing import NamedTuple

from afterschool_policy.cache import Cache
from afterschool_policy.explain.outputs import joined, told_amount
from afterschool_policy.explain.results import Amount, OutputValue
from afterschool_policy.language.tree import Value
from afterschool_policy.semantics.outputs import Computing
from afterschool_policy.semantics.question import Question
from afterschool_policy.semantics.verdict import Outline, Verdict


class _Plan(NamedTuple):
    """What these rules compute, by their places in the question: how much of each is read, and what is told of it all.

    `by_name` are the places of the values of each name among all that is read.
    """

    rules: tuple[tuple[int, int], ...]
    by_name: tuple[tuple[str, tuple[int, ...]], ...]


class SureOutputs:
    """What the rules of a question tell that surely speak; None where it takes more than what they compute."""

    def __init__(self, question: Question, computing: Computing) -> None:
        self._computing = computing
        self._specs = question.spec.amounts
        self._bodies = [rule.body for rule in question.rules]
        self._undated = bool(question.periods)
        self._of_amounts: Cache[tuple[int, ...], _Plan] = Cache(partial(self._plan, values=False))
        self._of_values: Cache[tuple[int, ...], _Plan] = Cache(partial(self._plan, values=True))

    def amounts(self, outline: Outline | Verdict, facts: Mapping[str, Value]) -> dict[str, Amount] | None:
        """The amounts by name, in the order in which the rules compute them."""
        found = self._computed(self._of_amounts, outline, facts)
        return None if found is None else {name: told_amount(each, self._specs[name]) for name, each in found}

    def values(self, outline: Outline | Verdict, facts: Mapping[str, Value]) -> dict[str, OutputValue] | None:
        """The codes and lists by name."""
        found = self._computed(self._of_values, outline, facts)
        return None if found is None else {name: joined(each) for name, each in found}

    def _computed(
        self, plans: Cache[tuple[int, ...], _Plan], outline: Outline | Verdict, facts: Mapping[str, Value]
    ) -> list[tuple[str, list[Value]]] | None:
        speaking = outline.speaking
        if speaking is None or self._undated:
            return None
        rules, by_name = plans[speaking]
        every: list[Value | None] = []
        for place, count in rules:
            every += islice(self._computing(place, facts), count)
        found = [(name, [every[place] for place in places]) for name, places in by_name]
        if any(None in each for _, each in found):
            return None
        return found  # type: ignore[return-value]  # none of them is None

    def _plan(self, speaking: tuple[int, ...], *, values: bool) -> _Plan:
        """What is read of the rules that speak, and where it then stands."""
        rules: list[tuple[int, int]] = []
        by_name: dict[str, list[int]] = {}
        read = 0
        for place in speaking:
            amounts, codes = self._bodies[place].amounts, self._bodies[place].values
            wanted, first = (codes, len(amounts)) if values else (amounts, 0)
            if wanted:
                for number, (name, _) in enumerate(wanted, read + first):
                    by_name.setdefault(name, []).append(number)
                rules.append((place, first + len(wanted)))
                read += first + len(wanted)
        return _Plan(tuple(rules), tuple((name, tuple(places)) for name, places in by_name.items()))

"""How a question stands when some of its unknown facts have turned out: the values, and the truths of its tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.tree import Value, facts_of
from afterschool_policy.semantics.question import Question
from afterschool_policy.values import truth as truths
from afterschool_policy.values.truth import Truth


@dataclass(frozen=True, slots=True)
class Stage:
    """The facts that are known by now, the truths of the question's tests, and the facts that have been decided.

    A fact that is decided without a value stays unknown: nothing is to be found out about it.
    """

    facts: Mapping[str, Value]
    truths: tuple[Truth, ...]
    decided: frozenset[str]


class Stages:
    """The stages of one question; from one to the next only the tests that read a changed fact are computed again."""

    def __init__(self, question: Question) -> None:
        self._atoms = question.atoms
        self._entailments = question.edition.law.entailments
        self._places: dict[str, list[int]] = {}
        for place, atom in enumerate(question.atoms):
            for name in facts_of(atom):
                self._places.setdefault(name, []).append(place)

    def start(self, facts: Mapping[str, Value]) -> Stage:
        """The stage at which nothing has turned out beyond the known facts."""
        return Stage(facts, tuple(truths.of(value_of(atom, facts)) for atom in self._atoms), frozenset())

    def after(self, stage: Stage, name: str, value: Value | None) -> Stage | None:
        """The stage after a fact has turned out, or where value is None stays unknown; None where it cannot be so."""
        if value is None:
            return Stage(stage.facts, stage.truths, stage.decided | {name})
        facts = self._entailments.with_more(stage.facts, {name: value})
        if facts is None:
            return None
        changed = [name] if len(facts) == len(stage.facts) + 1 else [each for each in facts if each not in stage.facts]
        return Stage(facts, self._again(stage, facts, changed), stage.decided | {name})

    def without(self, stage: Stage, name: str) -> Stage:
        """The stage with a fact unknown again."""
        facts = {each: value for each, value in stage.facts.items() if each != name}
        return Stage(facts, self._again(stage, facts, [name]), stage.decided - {name})

    def _again(self, stage: Stage, facts: Mapping[str, Value], changed: Iterable[str]) -> tuple[Truth, ...]:
        now = list(stage.truths)
        for place in {place for name in changed for place in self._places.get(name, ())}:
            now[place] = truths.of(value_of(self._atoms[place], facts))
        return tuple(now)

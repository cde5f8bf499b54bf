"""How a question stands when some of its unknown facts have turned out: the values, and the truths of its tests."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from afterschool_policy.language.evaluate import Values
from afterschool_policy.language.tree import Value
from afterschool_policy.search.evaluation import Evaluation, Truths
from afterschool_policy.semantics.question import Question


@dataclass(frozen=True, slots=True)
class Stage:
    """What the parts of tests come to by now, the truths of the question's tests, and the facts that have been decided.

    A fact that is decided without a value stays unknown: nothing is to be found out about it.
    """

    values: Values
    truths: Truths
    decided: frozenset[str]

    @property
    def facts(self) -> Mapping[str, Value]:
        """The facts that are known by now."""
        return self.values.facts


class Stages:
    """The stages of one question."""

    def __init__(self, question: Question) -> None:
        self._evaluation = question.once(Evaluation)
        self._entailments = question.edition.law.entailments

    def start(self, facts: Mapping[str, Value]) -> Stage:
        """The stage at which nothing has turned out beyond the known facts."""
        values = self._evaluation.values(facts)
        return Stage(values, self._evaluation.truths(values), frozenset())

    def after(self, stage: Stage, name: str, value: Value | None) -> Stage | None:
        """The stage after a fact has turned out, or where value is None stays unknown; None where it cannot be so."""
        if value is None:
            return Stage(stage.values, stage.truths, stage.decided | {name})
        facts = self._entailments.with_more(stage.facts, {name: value})
        if facts is None:
            return None
        changed = [name] if len(facts) == len(stage.facts) + 1 else [each for each in facts if each not in stage.facts]
        return self._again(stage, facts, changed, stage.decided | {name})

    def without(self, stage: Stage, name: str) -> Stage:
        """The stage with a fact unknown again."""
        facts = {each: value for each, value in stage.facts.items() if each != name}
        return self._again(stage, facts, [name], stage.decided - {name})

    def _again(
        self, stage: Stage, facts: Mapping[str, Value], changed: Collection[str], decided: frozenset[str]
    ) -> Stage:
        values = stage.values.after(facts, changed)
        return Stage(values, self._evaluation.again(stage.truths, values, changed), decided)

"""The interpreter: typed trees walked for each verdict, slow and plain, the measure of the other engines."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from afterschool_policy.engines.protocol import OutlineOf, TraceOf, VerdictOf, traced_by
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.tree import Value
from afterschool_policy.semantics.outputs import Computing, by_definition
from afterschool_policy.semantics.question import Question
from afterschool_policy.semantics.verdict import Verdict, verdict_of
from afterschool_policy.values import truth


class WalkingEngine:
    """The readable definition of truth, as an engine."""

    name = "walking"

    def functions(self, question: Question) -> tuple[OutlineOf, VerdictOf]:
        """The verdict, which serves as outline, too."""
        return partial(self.verdict, question), partial(self.verdict, question)

    def tracing(self, question: Question) -> TraceOf:
        """The why as verdicts have it."""
        return traced_by(self.functions(question)[1])

    def computing(self, question: Question) -> Computing:  # the same for each
        """All amounts and values by the definition."""
        return by_definition

    def verdict(self, question: Question, facts: Mapping[str, Value]) -> Verdict:
        """The verdict, each atom evaluated by `language.evaluate`."""
        return verdict_of(question, {atom: truth.of(value_of(atom, facts)) for atom in question.atoms})

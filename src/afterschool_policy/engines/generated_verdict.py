"""The whole verdict on a question by the facts: the truths of all atoms, read by a generated function, lead to it."""

from __future__ import annotations

from collections.abc import Mapping

from afterschool_policy.cache import BOUND, Cache
from afterschool_policy.engines.protocol import VerdictOf
from afterschool_policy.engines.tests_source import Signature, TestsSource
from afterschool_policy.language.tree import Value
from afterschool_policy.semantics.question import Question
from afterschool_policy.semantics.verdict import Verdict, Verdicts
from afterschool_policy.values.truth import Truth


class GeneratedVerdict:
    """The verdict by the facts, whose function is written when it is first wanted; `by_digits` keeps the verdicts."""

    def __init__(self, question: Question, *, bound: int = BOUND) -> None:
        self._question = question
        self.by_digits: Cache[Signature, Verdict] = Cache(self._verdict, bound=bound)
        self._function: VerdictOf | None = None

    def __call__(self, facts: Mapping[str, Value]) -> Verdict:
        """The verdict for known facts."""
        function = self._function
        if function is None:
            atoms, tables = self._question.atoms, {"verdicts": self.by_digits}
            function = self._function = TestsSource(atoms, atoms).compiled(
                "digits", "verdicts[key]", "verdicts[{digits}]", tables
            )
        return function(facts)

    def _verdict(self, digits: Signature) -> Verdict:
        return self._question.once(Verdicts).verdict(tuple(map(Truth, digits)))

"""The why as objects by the facts: the truths of all atoms, read by a generated function, and the findings tell it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from afterschool_policy.cache import Cache
from afterschool_policy.engines.protocol import OutlineOf
from afterschool_policy.engines.tests_source import Signature, TestsSource
from afterschool_policy.language.tree import Value
from afterschool_policy.semantics.question import Question
from afterschool_policy.semantics.trace import RuleTrace
from afterschool_policy.semantics.verdict import Verdicts


class GeneratedTrace:
    """The traces of all rules by the facts. The function that reads the truths is written when it is first wanted."""

    def __init__(self, question: Question, outline_of: OutlineOf, *, bound: int) -> None:
        self._question = question
        self._outline_of = outline_of
        self._kept: Cache[Signature, tuple[RuleTrace, ...]] = Cache(bound=bound)
        self._digits: Callable[[Mapping[str, Value]], Signature] | None = None

    def __call__(self, facts: Mapping[str, Value]) -> tuple[RuleTrace, ...]:
        """Those for known facts."""
        read = self._digits
        if read is None:
            atoms = self._question.atoms
            read = self._digits = TestsSource(atoms, atoms).compiled("digits", "key", "{digits}", {})
        digits = read(facts)
        return self._kept.get(digits) or self._kept.keep(digits, self._traced(facts, digits))

    def _traced(self, facts: Mapping[str, Value], digits: Signature) -> tuple[RuleTrace, ...]:
        return self._question.once(Verdicts).traces.of(self._outline_of(facts).findings, digits)

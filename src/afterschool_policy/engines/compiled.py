"""The default engine: generated tests, amounts and values, and caches of outlines and verdicts."""

from __future__ import annotations

from afterschool_policy.cache import Cache
from afterschool_policy.engines.generate import Generated
from afterschool_policy.engines.protocol import OutlineOf, TraceOf, VerdictOf
from afterschool_policy.semantics.outputs import Computing
from afterschool_policy.semantics.question import Question


class CompiledEngine:
    """The default engine. A question is compiled on its first use.

    Compiling twice from two threads does no harm: both come to the same.
    """

    name = "compiled"

    def __init__(self) -> None:
        self._compiled: Cache[int, Generated] = Cache()

    def __reduce__(self) -> tuple[type[CompiledEngine], tuple[()]]:
        return type(self), ()

    def functions(self, question: Question) -> tuple[OutlineOf, VerdictOf]:
        """The generated functions: outline by the codes of trees, verdict by the truths of atoms."""
        generated = self._generated(question)
        return generated.outline, generated.verdict

    def tracing(self, question: Question) -> TraceOf:
        """The why without a verdict: by each rule's finding and the truths of its tests."""
        return self._generated(question).trace

    def computing(self, question: Question) -> Computing:
        """Amounts and values by generated functions, one for each rule that has something to tell."""
        return self._generated(question).computing

    def _generated(self, question: Question) -> Generated:
        # What is generated keeps its question, so that the identity stays taken.
        generated = self._compiled.get(id(question))
        if generated is None:
            generated = self._compiled.keep(id(question), Generated(question))
        return generated

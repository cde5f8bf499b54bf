"""Takes a question and facts; gives outline and verdict by generated tests and tables of what was already settled."""

from __future__ import annotations

from collections.abc import Mapping

from afterschool_policy.engines.generate import Generated
from afterschool_policy.engines.protocol import OutlineOf, VerdictOf
from afterschool_policy.language.tree import Value
from afterschool_policy.semantics.question import Question
from afterschool_policy.semantics.verdict import Verdict


class CompiledEngine:
    """The default engine. A question is compiled when it is first asked.

    Compiling twice from two threads does no harm: both come to the same.
    """

    name = "compiled"

    def __init__(self) -> None:
        self._compiled: dict[int, Generated] = {}

    def __reduce__(self) -> tuple[type[CompiledEngine], tuple[()]]:
        return type(self), ()

    def functions(self, question: Question) -> tuple[OutlineOf, VerdictOf]:
        """The generated functions: the outline by the codes of trees, the verdict by the truths of atoms."""
        generated = self._of(question)
        return generated.outline, generated.verdict

    def verdict(self, question: Question, facts: Mapping[str, Value]) -> Verdict:
        """The verdict, from the table where the same truths were met before."""
        return self._of(question).verdict(facts)

    def _of(self, question: Question) -> Generated:
        # What is generated keeps its question, so that the identity stays taken.
        found = self._compiled.get(id(question))
        if found is None:
            found = self._compiled[id(question)] = Generated(question)
        return found

"""Takes a question and facts; gives the verdict by generated tests and a table of verdicts already settled."""

from __future__ import annotations

from collections.abc import Mapping

from afterschool_policy.engines.source import Signature, Tests, tests_of
from afterschool_policy.language.tree import Value
from afterschool_policy.program.question import Question
from afterschool_policy.program.settle import Verdict, settle
from afterschool_policy.values.truth import Truth

_MAX_VERDICTS = 20_000


class CompiledEngine:
    """The default engine. The truths of a question's atoms are its signature; equal signatures share a verdict.

    A question is compiled when it is first asked. Filling the tables twice from two threads does no harm: both
    write the same entry.
    """

    name = "compiled"

    def __init__(self) -> None:
        self._compiled: dict[int, tuple[Question, Tests, dict[Signature, Verdict]]] = {}

    def verdict(self, question: Question, facts: Mapping[str, Value]) -> Verdict:
        """The verdict, from the table where the same signature was met before."""
        entry = self._compiled.get(id(question))
        if entry is None:
            # The question is kept in the entry, so that its identity stays taken.
            entry = self._compiled[id(question)] = (question, tests_of(question.atoms), {})
        _, tests, verdicts = entry
        signature = tests(facts)
        verdict = verdicts.get(signature)
        if verdict is None:
            truths = {atom: Truth(digit) for atom, digit in zip(question.atoms, signature, strict=True)}
            verdict = settle(question, truths)
            if len(verdicts) >= _MAX_VERDICTS:
                verdicts.clear()
            verdicts[signature] = verdict
        return verdict

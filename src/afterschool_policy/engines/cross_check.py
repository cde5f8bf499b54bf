"""Takes a question; gives the answers of two engines where they agree, or says that they differ."""

from __future__ import annotations

from collections.abc import Mapping

from afterschool_policy.engines.protocol import Engine, OutlineOf, VerdictOf
from afterschool_policy.language.tree import Node, Value
from afterschool_policy.semantics.question import Question
from afterschool_policy.semantics.verdict import Verdict
from afterschool_policy.values.truth import Truth


class VerdictsDiffer(Exception):
    """Two engines gave different answers to one question; `tests` are the single tests on which they differ."""

    def __init__(self, engines: tuple[Engine, Engine], tests: tuple[tuple[Node, Truth, Truth], ...]) -> None:
        super().__init__(*(each.name for each in engines))
        self.engines = engines
        self.tests = tests


class BothEngines:
    """Two engines, of which the second checks the first on every question.

    Whole verdicts are compared, the truth of every single test among them, and so is the outline of the first: all that
    a decision tells follows from outline, verdict and facts, so where these are equal, decisions are.
    """

    name = "both"

    def __init__(self, first: Engine, second: Engine) -> None:
        self._engines = first, second

    def functions(self, question: Question) -> tuple[OutlineOf, VerdictOf]:
        """One function for outline and verdict; it raises VerdictsDiffer where there are two answers."""
        first, second = self._engines
        (outline_of, first_of), (_, second_of) = first.functions(question), second.functions(question)

        def checked(facts: Mapping[str, Value]) -> Verdict:
            outline, one, other = outline_of(facts), first_of(facts), second_of(facts)
            if one != other or (outline.outcome, outline.findings) != (other.outcome, other.findings):
                tests = zip(question.atoms, one.truths, other.truths, strict=True)
                raise VerdictsDiffer(self._engines, tuple(each for each in tests if each[1] is not each[2]))
            return one

        return checked, checked

    def verdict(self, question: Question, facts: Mapping[str, Value]) -> Verdict:
        """The verdict of both.

        Raises:
            VerdictsDiffer: where there are two.
        """
        return self.functions(question)[1](facts)

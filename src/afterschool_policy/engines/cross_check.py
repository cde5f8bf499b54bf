"""Two engines on every question, and the fault where they differ."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from afterschool_policy.engines.protocol import Engine, OutlineOf, TraceOf, VerdictOf, traced_by
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.tree import Node, Value
from afterschool_policy.semantics.outline import Outline
from afterschool_policy.semantics.outputs import Computing
from afterschool_policy.semantics.question import Question
from afterschool_policy.semantics.speakers import Speakers
from afterschool_policy.semantics.verdict import Verdict
from afterschool_policy.values.truth import Truth


class VerdictsDiffer(Exception):
    """Two engines gave different answers to one question; `tests` are the single tests on which they differ."""

    def __init__(self, engines: tuple[Engine, Engine], tests: tuple[tuple[Node, Truth, Truth], ...]) -> None:
        super().__init__(*(engine.name for engine in engines))
        self.engines = engines
        self.tests = tests


def agreed(
    engines: tuple[Engine, Engine],
    question: Question,
    first: Verdict,
    second: Verdict,
    outline: Outline | Verdict | None = None,
) -> Verdict:
    """The one verdict of two engines, and of the outline of the first where there is one.

    Raises:
        VerdictsDiffer: where they are not equal.
    """
    outline = outline or first
    if first != second or (outline.outcome, outline.findings) != (second.outcome, second.findings):
        tests = zip(question.atoms, first.truths, second.truths, strict=True)
        raise VerdictsDiffer(engines, tuple(test for test in tests if test[1] is not test[2]))
    return first


class CrossCheckedEngines:
    """Two engines, of which the second checks the first on every question.

    Whole verdicts are compared, the truth of every single test among them, and so is the outline of the first; what the
    first computes of the rules that speak is compared with the definition. All that a decision says follows from these
    and the facts, so where they are equal, decisions are.
    """

    name = "both"

    def __init__(self, first: Engine, second: Engine) -> None:
        self._engines = first, second

    def functions(self, question: Question) -> tuple[OutlineOf, VerdictOf]:
        """One function for outline and verdict; it raises VerdictsDiffer where the engines do not agree."""
        first, second = self._engines
        (outline_of, first_of), (_, second_of) = first.functions(question), second.functions(question)

        def checked(facts: Mapping[str, Value]) -> Verdict:
            outline = outline_of(facts)
            verdict = agreed(self._engines, question, first_of(facts), second_of(facts), outline)
            if not _computes_as_defined(computing, verdict, facts):
                raise VerdictsDiffer(self._engines, ())
            return verdict

        computing = self.computing(question)
        return checked, checked

    def tracing(self, question: Question) -> TraceOf:
        """The why as verdicts have it."""
        return traced_by(self.functions(question)[1])

    def computing(self, question: Question) -> Computing:
        """What computes for the first engine."""
        return self._engines[0].computing(question)


def _computes_as_defined(computing: Computing, verdict: Verdict, facts: Mapping[str, Value]) -> bool:
    """Whether what is computed of the rules that speak, or may, is what the definition says."""
    return all(
        value is None or value == value_of(node, facts)
        for speaker in chain(*Speakers.of(verdict))
        for (_, node, _), value in zip(
            speaker.computes, computing((speaker.place,))(facts)[speaker.first :], strict=False
        )
    )

"""The protocol of engines: a name, and for each question two functions of the facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from afterschool_policy.language.tree import Value
from afterschool_policy.semantics.outline import Outline
from afterschool_policy.semantics.outputs import Computing
from afterschool_policy.semantics.question import Question
from afterschool_policy.semantics.trace import RuleTrace
from afterschool_policy.semantics.verdict import Verdict

OutlineOf = Callable[[Mapping[str, Value]], Outline | Verdict]
"""Outcome and findings for known facts."""

VerdictOf = Callable[[Mapping[str, Value]], Verdict]
"""The whole verdict for known facts."""


TraceOf = Callable[[Mapping[str, Value]], tuple[RuleTrace, ...]]
"""The why as objects, rule by rule, for known facts."""


class Engine(Protocol):
    """Decides questions. Engines hold no facts between calls and may be shared between threads."""

    @property
    def name(self) -> str:
        """The name by which callers choose the engine."""

    def functions(self, question: Question) -> tuple[OutlineOf, VerdictOf]:
        """The two functions that answer a question for known facts; callers keep them for further decisions."""

    def tracing(self, question: Question) -> TraceOf:
        """What tells why a question comes to what it does."""

    def computing(self, question: Question) -> Computing:
        """What computes the amounts and values of a question, as far as that is not left to the definition."""


def traced_by(verdict: VerdictOf) -> TraceOf:
    """The why as whole verdicts have it."""
    return lambda facts: verdict(facts).trace

"""How a question is asked, everything but the facts: decisions that differ only in these share it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from afterschool_policy.engines.protocol import Engine, TraceOf
from afterschool_policy.explain.telling import SureOutputs
from afterschool_policy.language.tree import Value
from afterschool_policy.semantics.outline import Outline
from afterschool_policy.semantics.outputs import Computing
from afterschool_policy.semantics.question import Question
from afterschool_policy.semantics.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Setting:
    """How a question is asked: all but the facts.

    `outline`, `verdict`, `trace` and `computing` are its engine's for it, `telling` tells amounts and values of them
    the short way, where no rule turns on anything unknown.
    """

    question: Question
    engine: Engine
    as_of: date | None
    chosen: Mapping[str, str]
    outline: Callable[[Mapping[str, Value]], Outline | Verdict]
    verdict: Callable[[Mapping[str, Value]], Verdict]
    trace: TraceOf
    computing: Computing
    telling: SureOutputs

    @classmethod
    def of(cls, question: Question, engine: Engine, as_of: date | None, chosen: Mapping[str, str]) -> Setting:
        """The setting with the functions that the engine makes for the question."""
        computing, told = engine.computing(question), (*engine.functions(question), engine.tracing(question))
        return cls(question, engine, as_of, chosen, *told, computing, SureOutputs(question, computing))

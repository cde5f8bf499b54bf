"""The strategies by which a case file is decided: each question anew, by networks kept current, or both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from afterschool_policy.casefile.agenda import Agenda, DueInquiries, Inquiry
from afterschool_policy.casefile.entity import Subject
from afterschool_policy.casefile.held import EntityChange
from afterschool_policy.casefile.state import CaseState
from afterschool_policy.engines.choice import DEFAULT, ENGINES
from afterschool_policy.engines.cross_check import agreed
from afterschool_policy.engines.protocol import Engine
from afterschool_policy.language.tree import Value
from afterschool_policy.semantics.verdict import Verdict


class Strategy(Protocol):
    """The source of verdicts on the questions of one case file; it follows every change before the next verdict."""

    def begin(self, agenda: Agenda, state: CaseState) -> None:
        """Start anew with what is held now: at the opening, and whenever other questions are put."""

    def follow(self, changes: Sequence[EntityChange], due: DueInquiries) -> None:
        """Follow the changes; `due` are the questions that can have another answer."""

    def verdict(self, inquiry: Inquiry, subject: Subject, known: Mapping[str, Value]) -> Verdict:
        """The verdict for one subject; `known` are the facts that the question reads."""


class PerQuestion:
    """An engine with the facts of each question. It is the measure of the other strategies."""

    def begin(self, agenda: Agenda, state: CaseState) -> None:
        """Nothing is kept from one question to the next."""

    def follow(self, changes: Sequence[EntityChange], due: DueInquiries) -> None:
        """Nothing is kept."""

    def verdict(self, inquiry: Inquiry, subject: Subject, known: Mapping[str, Value]) -> Verdict:
        """The engine's verdict on the facts."""
        return inquiry.setting.verdict(known)


class CrossChecked:
    """Two strategies, of which the second checks the first on every question; `engines` are the two behind them."""

    def __init__(self, first: Strategy, second: Strategy, engines: tuple[Engine, Engine]) -> None:
        self._both = first, second
        self._engines = engines

    def begin(self, agenda: Agenda, state: CaseState) -> None:
        """Start both anew."""
        for strategy in self._both:
            strategy.begin(agenda, state)

    def follow(self, changes: Sequence[EntityChange], due: DueInquiries) -> None:
        """Follow the changes in both."""
        for strategy in self._both:
            strategy.follow(changes, due)

    def verdict(self, inquiry: Inquiry, subject: Subject, known: Mapping[str, Value]) -> Verdict:
        """The verdict of both.

        Raises:
            VerdictsDiffer: where there are two.
        """
        one, other = (strategy.verdict(inquiry, subject, known) for strategy in self._both)
        return agreed(self._engines, inquiry.question, one, other)


def strategy_of(engine: str) -> Strategy:
    """The strategy for an engine. The networks are imported only where they are asked for."""
    if engine not in ("durable", "both"):
        return PerQuestion()
    from afterschool_policy.casefile.joined.strategy import Incremental

    if engine == "durable":
        return Incremental()
    return CrossChecked(PerQuestion(), Incremental(), (ENGINES[DEFAULT](), ENGINES["durable"]()))

"""Takes nothing; gives what a case file asks for verdicts: an engine that decides afresh, or one that follows along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from afterschool_policy.casefile.agenda import Agenda, Inquiry, Pairs
from afterschool_policy.casefile.state import Holdings, Key, Touched
from afterschool_policy.engines.cross_check import agreed
from afterschool_policy.engines.protocol import Engine
from afterschool_policy.language.tree import Value
from afterschool_policy.semantics.verdict import Verdict


class Answers(Protocol):
    """Gives verdicts on the questions of one case file. It is told of every change before it is asked."""

    def begin(self, agenda: Agenda, holdings: Holdings) -> None:
        """Start anew with what is held now: at the opening, and whenever other questions are put."""

    def follow(self, touched: Sequence[Touched], pairs: Pairs) -> None:
        """Take in what changed; `pairs` are the questions that can have another answer."""

    def verdict(self, inquiry: Inquiry, entity: Key, known: Mapping[str, Value]) -> Verdict:
        """The verdict for one entity; `known` are the facts that the question reads."""


class Afresh:
    """An engine that is given the facts of each question. This is the definition of what a case file tells."""

    def begin(self, agenda: Agenda, holdings: Holdings) -> None:
        """Nothing is kept from one question to the next."""

    def follow(self, touched: Sequence[Touched], pairs: Pairs) -> None:
        """Nothing is kept."""

    def verdict(self, inquiry: Inquiry, entity: Key, known: Mapping[str, Value]) -> Verdict:
        """What the engine makes of the facts."""
        return inquiry.setting.verdict(known)


class Checked:
    """Two that answer, of which the second checks the first on every question; `engines` are the two behind them."""

    def __init__(self, first: Answers, second: Answers, engines: tuple[Engine, Engine]) -> None:
        self._both = first, second
        self._engines = engines

    def begin(self, agenda: Agenda, holdings: Holdings) -> None:
        """Both start anew."""
        for each in self._both:
            each.begin(agenda, holdings)

    def follow(self, touched: Sequence[Touched], pairs: Pairs) -> None:
        """Both take in what changed."""
        for each in self._both:
            each.follow(touched, pairs)

    def verdict(self, inquiry: Inquiry, entity: Key, known: Mapping[str, Value]) -> Verdict:
        """The verdict of both.

        Raises:
            VerdictsDiffer: where there are two.
        """
        one, other = (each.verdict(inquiry, entity, known) for each in self._both)
        return agreed(self._engines, inquiry.question, one, other)

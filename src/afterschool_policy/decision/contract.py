"""What every decision offers its callers, whether one question was asked or a whole audit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from afterschool_policy.explain.next_questions import NextQuestions
from afterschool_policy.explain.render.formats import Format
from afterschool_policy.explain.results import (
    Amount,
    Citation,
    Finding,
    OtherReading,
    OutputValue,
    ReadingUsed,
    UnreadFact,
)
from afterschool_policy.explain.turns_on import TurnsOn
from afterschool_policy.explain.why_not import WhyNot
from afterschool_policy.record.typed import Record, Writing
from afterschool_policy.text import Lang
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.vocabulary.entailment import Contradiction
from afterschool_policy.vocabulary.facts import Facts


class Decision(Protocol):
    """The answer to a question. Immutable, and safe to share between threads.

    A contract: `Policy.decide` gives an answer to one question, or an audit, which gathers the decisions on several in
    its `parts` and names amounts and values `decision.name`. What it holds is computed when it is first asked for.
    """

    @property
    def name(self) -> str:
        """The name of the question, one of `Policy.decisions`."""

    @property
    def outcome(self) -> Outcome:
        """One of the eight outcomes."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What each rule that was tried comes to, in the order of the document."""

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The clauses that the outcome rests on, in their own words, in the order of the text."""

    @property
    def missing(self) -> tuple[str, ...]:
        """The dotted names of exactly the unknown facts that could still change the outcome, sorted."""

    @property
    def unread(self) -> tuple[UnreadFact, ...]:
        """The given facts that no rule of the question reads, by name, each with the questions whose rules do."""

    @property
    def amounts(self) -> Mapping[str, Amount]:
        """What is due, required, short or in excess, by name: exact decimals with their unit, as in 120 yuan.

        An amount is told only where it is the same however the unknown facts turn out; else its value is None, and it
        names the facts that it turns on, with the bounds that are known.
        """

    @property
    def values(self) -> Mapping[str, OutputValue]:
        """The codes or lists of codes that the decision computes, by name, as far as they are certain."""

    @property
    def values_missing(self) -> Mapping[str, tuple[str, ...]]:
        """The unknown facts that could still add to a value, or make one that is not told yet, by its name."""

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Given facts that cannot all be true: they count as unknown, and are to be checked."""

    @property
    def readings(self) -> tuple[ReadingUsed, ...]:
        """The contested readings that the outcome rests on, each with the choice that was made."""

    @property
    def other_readings(self) -> tuple[OtherReading, ...]:
        """What the decision would be under each alternative of the readings that it rests on, one at a time.

        An alternative that cannot be combined with a chosen reading is there too, as a `clash`.
        """

    @property
    def facts(self) -> Facts:
        """The facts that it was made on, with their evidence."""

    @property
    def as_of(self) -> date | None:
        """The day whose law decided; None where no day was given."""

    @property
    def chosen_readings(self) -> Mapping[str, str]:
        """The readings that the caller chose instead of their default: the code of the choice, by id."""

    @property
    def clauses(self) -> tuple[str, ...]:
        """Ids of the clauses that the question was asked on alone; none where every rule of it answered."""

    @property
    def engine(self) -> str:
        """The engine that decided, by the name that `Policy.decide` takes."""

    @property
    def fingerprint(self) -> str:
        """The revision of the policy that decided, its `Policy.fingerprint`."""

    def explain(self, lang: Lang = "zh", format: Format = "text") -> str:  # noqa: A002  # the library's contract
        """The full why: question, answer, each clause quoted, each condition with its fact, value and truth.

        Args:
            lang: `"zh"` or `"en"`.
            format: `"text"`, `"markdown"`, `"html"` (one self-contained page) or `"json"`.

        Raises:
            InvalidRequest: For another language or format.
        """

    def page(self, lang: Lang = "zh", record: Mapping[str, object] | None = None) -> str:
        """One self-contained HTML file, to print and to hand over, as `explain` gives it in the format "html".

        Args:
            lang: "zh" or "en".
            record: the record that somebody kept of this decision, for the page to name instead of one made now.
        """

    def why_not(self, outcome: str) -> WhyNot:
        """What stands in the way of another outcome, and the smallest changes of facts that would bring it.

        Each change was checked by deciding again. For an audit, part by part.

        Args:
            outcome: An `Outcome` or its word, as in `"satisfied"`.

        Raises:
            InvalidRequest: For an outcome that the question cannot have; it names those that it can.
        """

    def turns_on(self) -> TurnsOn:
        """What an open decision turns on: the fewest conditions on its missing facts, each with the outcome they bring.

        The branches together hold every way in which the missing facts can turn out; a settled decision has none. For
        an audit, those of each open part stand in its `parts`.
        """

    def ask_next(self, amount: str | None = None) -> NextQuestions:
        """The fewest questions that settle an open decision, the most decisive first; none for a settled one.

        For an audit, those of every open part, what most of them turn on first.

        Args:
            amount: Name of an amount to settle instead, one of the question's; of an audit, `decision.name`.

        Raises:
            InvalidRequest: For an amount that there is not.
        """

    def record(self, writing: Writing | None = None, *, mask: bool = False) -> Record:
        """A JSON document that is enough to decide again, see `Policy.replay`.

        Args:
            writing: What only the moment of writing knows: an id, when, who asked, labels. A log gives its own.
            mask: Whether facts that the vocabulary calls sensitive are left out, with all that depends on them but
                the outcome.
        """

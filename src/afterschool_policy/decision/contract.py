"""What every decision offers its callers, whether one question was asked or a whole audit."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Self

from afterschool_policy.decision.asked import Asked
from afterschool_policy.explain.model import Explanation
from afterschool_policy.explain.next_questions import NextQuestions
from afterschool_policy.explain.render.formats import Format
from afterschool_policy.explain.report_model import Report
from afterschool_policy.explain.results import (
    Amount,
    Citation,
    Finding,
    OtherReading,
    OutputValue,
    ReadingUsed,
    Trace,
    UnreadFact,
)
from afterschool_policy.explain.turns_on import TurnsOn
from afterschool_policy.explain.why_not import WhyNot
from afterschool_policy.record.typed import Record, Writing
from afterschool_policy.text import Lang
from afterschool_policy.values.depth import Depth
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.read_only import read_only
from afterschool_policy.vocabulary.entailment import Contradiction
from afterschool_policy.vocabulary.facts import Facts


class Decision(ABC):
    """The answer to a question. Immutable, and safe to share between threads.

    A contract: `Policy.decide` gives an answer to one question, or an audit, which gathers the decisions on several in
    its `parts` and names amounts and values `decision.name`. What it holds is computed when it is first asked for.

    Two are equal where the same was asked, on the same facts, of the same revision. A pickled one takes its outcome,
    findings and facts along, but not the policy: where it arrives, what else it tells is worked out by the policy of
    its revision that lives there, and raises InvalidRequest where there is none.
    """

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Decision) and (self.asked, self.facts) == (other.asked, other.facts)

    def __hash__(self) -> int:
        return hash(self.asked)

    def __copy__(self) -> Self:
        return self  # nothing in it changes

    def __deepcopy__(self, _: object) -> Self:
        return self

    @property
    @abstractmethod
    def asked(self) -> Asked:
        """What was asked: question, day, readings, clauses and engine, with the revision that answered."""

    @property
    def name(self) -> str:
        """The name of the question, one of `Policy.decisions`."""
        return self.asked.decision

    @property
    def as_of(self) -> date | None:
        """The day whose law decided; None where no day was given."""
        return self.asked.as_of

    @property
    def chosen_readings(self) -> Mapping[str, str]:
        """The readings that the caller chose instead of their default: the code of the choice, by id."""
        return read_only(self.asked.readings)

    @property
    def clauses(self) -> tuple[str, ...]:
        """Ids of the clauses that the question was asked on alone; none where every rule of it answered."""
        return self.asked.clauses

    @property
    def engine(self) -> str:
        """The engine that decided, by the name that `Policy.decide` takes."""
        return self.asked.engine

    @property
    def fingerprint(self) -> str:
        """The revision of the policy that decided, its `Policy.fingerprint`."""
        return self.asked.fingerprint

    @property
    @abstractmethod
    def outcome(self) -> Outcome:
        """One of the eight outcomes."""

    @property
    @abstractmethod
    def findings(self) -> tuple[Finding, ...]:
        """What each rule that was tried comes to, in the order of the document."""

    @property
    @abstractmethod
    def citations(self) -> tuple[Citation, ...]:
        """The clauses that the outcome rests on, in their own words, in the order of the text."""

    @property
    @abstractmethod
    def missing(self) -> tuple[str, ...]:
        """The dotted names of exactly the unknown facts that could still change the outcome, sorted."""

    @property
    @abstractmethod
    def unread(self) -> tuple[UnreadFact, ...]:
        """The given facts that no rule of the question reads, by name, each with the questions whose rules do."""

    @property
    @abstractmethod
    def amounts(self) -> Mapping[str, Amount]:
        """What is due, required, short or in excess, by name: exact decimals with their unit, as in 120 yuan.

        An amount is told only where it is the same however the unknown facts turn out; else its value is None, and it
        names the facts that it turns on, with the bounds that are known.
        """

    @property
    @abstractmethod
    def values(self) -> Mapping[str, OutputValue]:
        """The codes or lists of codes that the decision computes, by name, as far as they are certain."""

    @property
    @abstractmethod
    def values_missing(self) -> Mapping[str, tuple[str, ...]]:
        """The unknown facts that could still add to a value, or make one that is not told yet, by its name."""

    @property
    @abstractmethod
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Given facts that cannot all be true: they count as unknown, and are to be checked."""

    @property
    @abstractmethod
    def readings(self) -> tuple[ReadingUsed, ...]:
        """The contested readings that the outcome rests on, each with the choice that was made."""

    @property
    @abstractmethod
    def other_readings(self) -> tuple[OtherReading, ...]:
        """What the decision would be under each alternative of the readings that it rests on, one at a time.

        An alternative that cannot be combined with a chosen reading is there too, as a `clash`.
        """

    @property
    @abstractmethod
    def facts(self) -> Facts:
        """The facts that it was made on, with their evidence."""

    @property
    @abstractmethod
    def parts(self) -> Mapping[str, Decision]:
        """The decisions on single questions that it is made of, by name: of one question, itself alone."""

    @property
    @abstractmethod
    def trace(self) -> Trace:
        """The why as objects: every rule with its parts, every test with its truth and the values it saw."""

    @property
    @abstractmethod
    def explanation(self) -> Explanation:
        """The full why of one question, as a structure in both languages.

        Raises:
            InvalidRequest: For an audit, whose parts have one each; its own is its `report`.
        """

    @property
    @abstractmethod
    def report(self) -> Report:
        """What its parts come to, gathered by the sections of the document, with totals, in both languages."""

    @abstractmethod
    def to_dict(self) -> dict[str, object]:
        """The answer as data for JSON: what was asked, and what a record says of the answer, without the facts.

        What an exact number has no type for in JSON is text. `record` is enough to decide again; this is not.
        """

    def __iter__(self) -> Iterator[tuple[str, object]]:
        """The names and values of `to_dict`, so that `dict(decision)` is that, as it is of a pydantic model.

        A FastAPI function that names no return type writes what this gives, and would write nothing without it.
        """
        return iter(self.to_dict().items())

    @classmethod
    def __get_pydantic_core_schema__(cls, _: object, __: object) -> Mapping[str, object]:
        """What a pydantic model, and so FastAPI, writes of a decision: its `to_dict`."""
        written = {"type": "function-plain", "function": _written, "return_schema": {"type": "dict"}}
        return {"type": "is-instance", "cls": cls, "serialization": written}

    @classmethod
    def __get_pydantic_json_schema__(cls, _: object, __: object) -> Mapping[str, object]:
        """The JSON Schema of what is written, also where pydantic asks for that of what is read, as it does first."""
        return {"type": "object", "additionalProperties": True}

    @abstractmethod
    def explain(
        self,
        lang: Lang = "zh",
        format: Format = "text",  # noqa: A002  # the library's contract
        *,
        depth: Depth | None = None,
        audience: str | None = None,
    ) -> str:
        """The full why: question, answer, each clause quoted, each condition with its fact, value and truth.

        Args:
            lang: `"zh"` or `"en"`.
            format: `"text"`, `"markdown"`, `"html"` (one self-contained page, which shows the answer and opens the
                rest) or `"json"`.
            depth: How much is told: the `"answer"` (ten lines at most), its `"reasons"` too (thirty as a rule), or the
                `"whole"`, every rule and test. Left out, what the audience wants, without one the whole.
            audience: For whom it is written, as in `"parent"`, by a name that the policy gives; what is to be done
                next is then put as theirs or as that of others.

        Raises:
            InvalidRequest: For another language, format or depth, or an audience that the policy does not name.
        """

    @abstractmethod
    def page(
        self, lang: Lang = "zh", record: Mapping[str, object] | None = None, *, audience: str | None = None
    ) -> str:
        """One self-contained HTML file, to print and to hand over, as `explain` gives it in the format "html".

        Args:
            lang: "zh" or "en".
            record: the record that somebody kept of this decision, for the page to name instead of one made now.
            audience: For whom it is written, as for `explain`.
        """

    @abstractmethod
    def why_not(self, outcome: str) -> WhyNot:
        """What stands in the way of another outcome, and the smallest changes of facts that would bring it.

        Each change was checked by deciding again. For an audit, part by part.

        Args:
            outcome: An `Outcome` or its word, as in `"satisfied"`.

        Raises:
            InvalidRequest: For an outcome that the question cannot have; it names those that it can.
        """

    @abstractmethod
    def turns_on(self) -> TurnsOn:
        """What an open decision turns on: the fewest conditions on its missing facts, each with the outcome they bring.

        The branches together hold every way in which the missing facts can turn out; a settled decision has none. For
        an audit, those of each open part stand in its `parts`.
        """

    @abstractmethod
    def ask_next(self, amount: str | None = None) -> NextQuestions:
        """The fewest questions that settle an open decision, the most decisive first; none for a settled one.

        For an audit, those of every open part, what most of them turn on first.

        Args:
            amount: Name of an amount to settle instead, one of the question's; of an audit, `decision.name`.

        Raises:
            InvalidRequest: For an amount that there is not.
        """

    @abstractmethod
    def record(self, writing: Writing | None = None, *, mask: bool = False) -> Record:
        """A JSON document that is enough to decide again, see `Policy.replay`.

        Args:
            writing: What only the moment of writing knows: an id, when, who asked, labels. A log gives its own.
            mask: Whether facts that the vocabulary calls sensitive are left out, with all that depends on them but
                the outcome.
        """


def _written(decision: Decision) -> dict[str, object]:
    return decision.to_dict()

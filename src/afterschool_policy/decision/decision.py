"""Takes a basis; gives the decision on one question: its parts computed when they are asked for, then kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from afterschool_policy.decision import reasons
from afterschool_policy.decision.canonical import Record, sha256
from afterschool_policy.decision.explanation import Explanation, explain
from afterschool_policy.decision.model import Amount, Citation, Finding, OutputValue, ReadingUsed
from afterschool_policy.decision.record import Asked, Writing, answer, record_of
from afterschool_policy.decision.render import RENDERERS, formats
from afterschool_policy.decision.render.formats import Format
from afterschool_policy.program.link import Edition
from afterschool_policy.program.model import DecisionSpec
from afterschool_policy.text import LANGUAGES, Lang
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.vocabulary.facts import Facts


class SingleDecision:
    """The answer to one question (see `contract.Decision`)."""

    def __init__(self, basis: reasons.Basis, *, chosen: Mapping[str, str], engine: str) -> None:
        self._basis = basis
        self._chosen = chosen
        self._engine = engine

    def __repr__(self) -> str:
        return f"<Decision {self.name}: {self.outcome}>"

    @property
    def name(self) -> str:
        """The decision's name."""
        return self._basis.question.spec.name

    @property
    def outcome(self) -> Outcome:
        """One of the eight outcomes."""
        return self._basis.verdict.outcome

    @property
    def as_of(self) -> date | None:
        """The day whose law decided; None for the latest version of every rule."""
        return self._basis.as_of

    @property
    def facts(self) -> Facts:
        """The facts it was made on, with their evidence."""
        return self._basis.facts

    @property
    def chosen_readings(self) -> Mapping[str, str]:
        """The readings that the caller chose instead of their default."""
        return self._chosen

    @property
    def spec(self) -> DecisionSpec:
        """The question with its answers."""
        return self._basis.question.spec

    @property
    def edition(self) -> Edition:
        """The rules in force on its day under its readings."""
        return self._basis.question.edition

    @property
    def engine(self) -> str:
        """The engine that decided."""
        return self._engine

    @property
    def fingerprint(self) -> str:
        """The revision of the policy that decided."""
        return self._basis.question.edition.law.fingerprint

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Every rule's finding, in the order of the document."""
        return reasons.findings(self._basis)

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """The clauses that the outcome rests on, in their own words, in the order of the text."""
        return reasons.citations(self._basis)

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The dotted names of exactly the unknown facts that could still change the outcome, sorted."""
        return reasons.missing(self._basis)

    @cached_property
    def amounts(self) -> Mapping[str, Amount]:
        """What is due, required, short or in excess, by name: exact decimals with their unit."""
        return reasons.amounts(self._basis)

    @cached_property
    def values(self) -> Mapping[str, OutputValue]:
        """The codes or lists of codes that the decision computes, by name."""
        return reasons.values(self._basis)

    @cached_property
    def readings(self) -> tuple[ReadingUsed, ...]:
        """The contested readings that the outcome rests on, each with the choice that was made."""
        return reasons.readings(self._basis)

    @cached_property
    def explanation(self) -> Explanation:
        """The full why, as a structure in both languages."""
        return explain(self._basis)

    def explain(self, lang: Lang = "zh", format: Format = "text") -> str:  # noqa: A002  # the library's contract
        """The full why, written in a language and a format."""
        formats.check(lang, format)
        return RENDERERS[format](self.explanation, lang)

    def record(self, writing: Writing | None = None, *, mask: bool = False) -> Record:
        """A JSON document that is enough to decide again, see `Policy.replay`."""
        basis = self._basis
        asked = Asked(
            basis.question.edition.law, self.name, basis.facts, basis.as_of, self._chosen, self._engine,
            {lang: sha256(self.explain(lang).encode()) for lang in LANGUAGES},
        )  # fmt: skip
        return record_of(asked, answer(basis), {"": basis.question.facts}, writing=writing, mask=mask)

    def answer(self) -> Record:
        """The part of the record that says what it came to."""
        return answer(self._basis)

    @property
    def reads(self) -> tuple[str, ...]:
        """The names of the facts that the question reads."""
        return self._basis.question.facts

"""The decision of an audit: the decisions of many questions as one, its outcome the gravest of theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from afterschool_policy.decision.composite_answers import (
    ask_next_audit,
    gravest,
    other_readings_audit,
    turns_on_audit,
    why_not_audit,
)
from afterschool_policy.decision.decision import SingleDecision
from afterschool_policy.diagnostics import InvalidRequest, unknown_request
from afterschool_policy.explain.document import Document
from afterschool_policy.explain.next_questions import NextQuestions
from afterschool_policy.explain.render import write
from afterschool_policy.explain.render.formats import Format
from afterschool_policy.explain.report import Report, report
from afterschool_policy.explain.report_document import report_document
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
from afterschool_policy.explain.unread import unread
from afterschool_policy.explain.why_not import WhyNot
from afterschool_policy.law.model import DecisionSpec, Law
from afterschool_policy.record.masking import left_in
from afterschool_policy.record.page import audit_page
from afterschool_policy.record.typed import Record, RecordedAnswer, Writing
from afterschool_policy.record.writing import Request, record_of
from afterschool_policy.semantics.edition import link
from afterschool_policy.text import Lang, Text
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.vocabulary.entailment import Contradiction
from afterschool_policy.vocabulary.facts import Facts

_AMOUNT = Text("数额", "amount")


@dataclass(frozen=True, eq=False, repr=False)
class CompositeDecision:
    """The answers to every question that the facts speak to: a `Decision` that gathers the single ones.

    Attributes:
        law: The policy that decided.
        spec: The audit, with its answers.
        parts: The single decisions, by name.
        facts: The facts it was made on, with their evidence.
        as_of: The day whose law decided; None where no day was given.
        chosen_readings: The readings that the caller chose instead of their default.
        engine: The engine that decided.
        clauses: The clauses that were asked about alone; none where all were.
    """

    law: Law
    spec: DecisionSpec
    parts: Mapping[str, SingleDecision]
    facts: Facts
    as_of: date | None
    chosen_readings: Mapping[str, str]
    engine: str
    clauses: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"<Decision {self.name}: {self.outcome}, {len(self.parts)} questions>"

    @property
    def name(self) -> str:
        """The decision's name."""
        return self.spec.name

    @cached_property
    def outcome(self) -> Outcome:
        """The gravest outcome of the parts; undetermined where one that is open could turn out graver."""
        return gravest(self.spec, ((part.spec, part.outcome) for part in self.parts.values()))

    @property
    def fingerprint(self) -> str:
        """The revision of the policy that decided."""
        return self.law.fingerprint

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all parts, part by part."""
        return tuple(finding for part in self.parts.values() for finding in part.findings)

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """The clauses that the parts rest on, in the order of the text, each once."""
        found = {each.clause: each for part in self.parts.values() for each in part.citations}
        return tuple(found[clause] for clause in self.law.clauses if clause in found)

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The unknown facts that could still change the outcome of a part, sorted."""
        return tuple(sorted({name for part in self.parts.values() for name in part.missing}))

    @cached_property
    def unread(self) -> tuple[UnreadFact, ...]:
        """The given facts that no rule of any part reads, by name, each with the questions whose rules do."""
        edition = next((part.edition for part in self.parts.values()), None)
        if edition is None:
            edition = link(self.law, self.as_of, self.law.instrument.in_force, self.chosen_readings)
        return unread(edition, {name for part in self.parts.values() for name in part.reads}, self.facts)

    @cached_property
    def amounts(self) -> Mapping[str, Amount]:
        """The amounts of all parts, as `decision.name`."""
        return {f"{part}.{name}": each for part in self.parts for name, each in self.parts[part].amounts.items()}

    @cached_property
    def values(self) -> Mapping[str, OutputValue]:
        """The values of all parts, as `decision.name`."""
        return {f"{part}.{name}": each for part in self.parts for name, each in self.parts[part].values.items()}

    @cached_property
    def values_missing(self) -> Mapping[str, tuple[str, ...]]:
        """The unknown facts that could still add to the values of the parts, as `decision.name`."""
        parts = self.parts.items()
        return {f"{part}.{name}": facts for part, one in parts for name, facts in one.values_missing.items()}

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Given facts that cannot all be true and so count as unknown."""
        return self.facts.contradictions

    @cached_property
    def readings(self) -> tuple[ReadingUsed, ...]:
        """The contested readings that the parts rest on, by id."""
        used = {each.id: each for part in self.parts.values() for each in part.readings}
        return tuple(used[name] for name in sorted(used))

    @cached_property
    def other_readings(self) -> tuple[OtherReading, ...]:
        """What the audit would be under each alternative of the readings that its parts rest on."""
        return tuple(other_readings_audit(self.spec, self.outcome, self.parts, self.readings))

    @cached_property
    def report(self) -> Report:
        """The findings gathered by the sections of the document, with totals, as a structure in both languages."""
        explanations = [part.explanation for part in self.parts.values()]
        return report(
            self.law, self.spec, self.outcome, explanations, self.as_of, clauses=self.clauses, unread=self.unread
        )

    def explain(self, lang: Lang = "zh", format: Format = "text") -> str:  # noqa: A002  # the library's contract
        """The report, written in a language and a format."""
        return self.page(lang) if format == "html" else write(self.report, lambda: self._document, lang, format)

    @cached_property
    def _document(self) -> Document:
        return report_document(self.report)

    def page(self, lang: Lang = "zh", record: Mapping[str, object] | None = None) -> str:
        """The page about it, which names the given record or one made now."""
        bases = [part.basis for part in self.parts.values()]
        return audit_page(bases, self.report, self.record() if record is None else record, lang)

    def why_not(self, outcome: str) -> WhyNot:
        """For each part that keeps the audit from this outcome, why that part is not otherwise."""
        return why_not_audit(self.spec, self.outcome, self.parts.values(), outcome)

    def turns_on(self) -> TurnsOn:
        """What each open part turns on, for itself."""
        return turns_on_audit(self.spec, self.parts.values())

    def ask_next(self, amount: str | None = None) -> NextQuestions:
        """What settles the open parts, each for itself, or an amount; what most of them turn on comes first."""
        if amount is not None:
            part, _, name = amount.partition(".")
            if part not in self.parts:
                every = [f"{one}.{each}" for one, each_part in self.parts.items() for each in each_part.spec.amounts]
                raise InvalidRequest([unknown_request(_AMOUNT, amount, every)])
            return self.parts[part].ask_next(name)
        return ask_next_audit(self.spec, self.outcome, self.parts.values())

    def record(self, writing: Writing | None = None, *, mask: bool = False) -> Record:
        """A JSON document that is enough to decide again: the facts once, and the answer of every part."""
        told = replace(self, facts=left_in(self.facts, self.unread, self.law.vocabulary.facts)) if mask else self
        request = Request(
            self.law, self.name, self.facts, self.as_of, self.chosen_readings, self.clauses, self.engine, told.explain
        )
        answer: RecordedAnswer = {"outcome": self.outcome.value, "missing": list(self.missing)}
        parts = {name: part.answer() for name, part in self.parts.items()}
        reads = {name: part.reads for name, part in self.parts.items()}
        return record_of(request, answer, reads, parts={"parts": parts}, writing=writing, mask=mask)

"""The decision of an audit: the decisions of many questions as one, its outcome the gravest of theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Never

from afterschool_policy.decision.asked import Asked, decider_of, told
from afterschool_policy.decision.composite_answers import (
    ask_next_audit,
    gravest,
    other_readings_audit,
    turns_on_audit,
    why_not_audit,
)
from afterschool_policy.decision.contract import Decision
from afterschool_policy.decision.decision import SingleDecision
from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.diagnostics.requests import known_name
from afterschool_policy.explain.depths import report_told, style
from afterschool_policy.explain.next_questions import NextQuestions
from afterschool_policy.explain.render import write
from afterschool_policy.explain.render.formats import Format
from afterschool_policy.explain.report import report
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
from afterschool_policy.explain.unread import unread
from afterschool_policy.explain.why_not import WhyNot
from afterschool_policy.law.model import DecisionSpec, Law
from afterschool_policy.record.masking import left_in
from afterschool_policy.record.page import audit_page
from afterschool_policy.record.typed import Record, RecordedAnswer, Writing
from afterschool_policy.record.writing import Request, record_of
from afterschool_policy.semantics.edition import link
from afterschool_policy.text import Lang, Text
from afterschool_policy.values.depth import Depth
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.read_only import read_only
from afterschool_policy.vocabulary.entailment import Contradiction
from afterschool_policy.vocabulary.facts import Facts

_AMOUNT = Text("数额", "amount")


class CompositeDecision(Decision):
    """The answers to every question that the facts speak to: a `Decision` that gathers the single ones.

    `law` is the policy that decided, `spec` the audit with its answers, `parts` the single decisions by name.
    """

    __slots__ = ("_asked", "_facts", "_parts", "law", "spec")

    def __init__(
        self, law: Law, spec: DecisionSpec, asked: Asked, facts: Facts, parts: Mapping[str, SingleDecision]
    ) -> None:
        self.law, self.spec = law, spec
        self._asked, self._facts, self._parts = asked, facts, read_only(parts)

    @classmethod
    def _again(
        cls, asked: Asked, facts: Facts, parts: Mapping[str, SingleDecision], outcome: Outcome
    ) -> CompositeDecision:
        """An audit that was made elsewhere; its policy is looked for when it is first needed."""
        made = cls.__new__(cls)
        made._asked, made._facts, made._parts = asked, facts, parts
        made.__dict__["outcome"] = outcome
        return made

    def __reduce__(self) -> tuple[Callable[..., CompositeDecision], tuple[object, ...]]:
        return self._again, (self._asked, self._facts, self._parts, self.outcome)

    def __getattr__(self, name: str) -> object:
        """The policy and question of an audit that was made elsewhere, which alone can be missing."""
        if name not in ("law", "spec"):
            raise AttributeError(name)
        self.law, self.spec = decider_of(self._asked.fingerprint).audit(self._asked, self._facts)
        return self.law if name == "law" else self.spec

    def __repr__(self) -> str:
        return f"<Decision {self.name}: {self.outcome}, {len(self.parts)} questions>"

    @property
    def asked(self) -> Asked:
        """What was asked, and of which revision."""
        return self._asked

    @property
    def facts(self) -> Facts:
        """The facts it was made on, with their evidence."""
        return self._facts

    @property
    def parts(self) -> Mapping[str, SingleDecision]:
        """The single decisions, by name."""
        return self._parts

    @cached_property
    def outcome(self) -> Outcome:
        """The gravest outcome of the parts; undetermined where one that is open could turn out graver."""
        return gravest(self.spec, ((part.spec, part.outcome) for part in self.parts.values()))

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
        return read_only(
            (f"{part}.{name}", each) for part in self.parts for name, each in self.parts[part].amounts.items()
        )

    @cached_property
    def values(self) -> Mapping[str, OutputValue]:
        """The values of all parts, as `decision.name`."""
        return read_only(
            (f"{part}.{name}", each) for part in self.parts for name, each in self.parts[part].values.items()
        )

    @cached_property
    def values_missing(self) -> Mapping[str, tuple[str, ...]]:
        """The unknown facts that could still add to the values of the parts, as `decision.name`."""
        parts = self.parts.items()
        return read_only((f"{part}.{name}", facts) for part, one in parts for name, facts in one.values_missing.items())

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

    @property
    def trace(self) -> Trace:
        """The traces of all parts as one."""
        rules = tuple(rule for part in self.parts.values() for rule in part.trace.rules)
        return Trace(rules, self.facts.values)

    @property
    def explanation(self) -> Never:
        """An audit has none of its own."""
        raise InvalidRequest([Diagnostic.of("audit-explanation", name=self.name)])

    def to_dict(self) -> dict[str, object]:
        """The answer as data for JSON, with that of each part."""
        parts = {name: part.answer() for name, part in self.parts.items()}
        asked = told(self.asked, self.law.drafts)
        return {**asked, "outcome": self.outcome.value, "missing": list(self.missing), "parts": parts}

    def explain(
        self,
        lang: Lang = "zh",
        format: Format = "text",  # noqa: A002  # the library's contract
        *,
        depth: Depth | None = None,
        audience: str | None = None,
    ) -> str:
        """The report, written in a language and a format, as deep as it is asked for."""
        if format == "html":
            return self.page(lang, audience=audience)
        how = style(self.law, depth, audience)
        return write(self.report, lambda: report_told(self.report, how), lang, format, how.beyond)

    def page(
        self, lang: Lang = "zh", record: Mapping[str, object] | None = None, *, audience: str | None = None
    ) -> str:
        """The page about it, which names the given record or one made now."""
        bases = [part.basis for part in self.parts.values()]
        style(self.law, None, audience)  # an audit is told to all in one way, but an unknown reader is refused
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
            every = [f"{one}.{each}" for one, each_part in self.parts.items() for each in each_part.spec.amounts]
            part, _, name = known_name(amount, every, _AMOUNT, "amount").partition(".")
            return self.parts[part].ask_next(name)
        return ask_next_audit(self.spec, self.outcome, self.parts.values())

    def record(self, writing: Writing | None = None, *, mask: bool = False) -> Record:
        """A JSON document that is enough to decide again: the facts once, and the answer of every part."""
        left = left_in(self.facts, self.unread, self.law.vocabulary.facts) if mask else self.facts
        whole = CompositeDecision(self.law, self.spec, self.asked, left, self.parts)
        request = Request(
            self.law, self.name, self.facts, self.as_of, self.chosen_readings, self.clauses, self.engine, whole.explain
        )
        answer: RecordedAnswer = {"outcome": self.outcome.value, "missing": list(self.missing)}
        parts = {name: part.answer() for name, part in self.parts.items()}
        reads = {name: part.reads for name, part in self.parts.items()}
        return record_of(request, answer, reads, parts={"parts": parts}, writing=writing, mask=mask)

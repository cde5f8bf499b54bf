"""The decision on one question: it holds setting and facts, and works out each part when that is first read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from afterschool_policy.cache import once
from afterschool_policy.decision.asked import Asked, decider_of, told
from afterschool_policy.decision.contract import Decision
from afterschool_policy.decision.setting import Setting
from afterschool_policy.explain.basis import Basis
from afterschool_policy.explain.citations import citations, readings
from afterschool_policy.explain.model import Explanation
from afterschool_policy.explain.next_questions import NextQuestions
from afterschool_policy.explain.outputs import amounts, values, values_missing
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
from afterschool_policy.law.model import DecisionSpec
from afterschool_policy.record.typed import Record, RecordedAnswer, Writing
from afterschool_policy.semantics.edition import Edition
from afterschool_policy.semantics.outline import Outline
from afterschool_policy.semantics.verdict import Verdict
from afterschool_policy.text import Lang
from afterschool_policy.values.depth import Depth
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.read_only import read_only
from afterschool_policy.vocabulary.entailment import Contradiction
from afterschool_policy.vocabulary.facts import Facts, plain_values

if TYPE_CHECKING:
    from afterschool_policy.explain.document import Document


class SingleDecision(Decision):
    """The answer to one question: a `Decision` that also has its why as objects."""

    __slots__ = ("_at_hand", "_facts", "_outline")

    def __init__(self, setting: Setting, facts: Facts) -> None:
        self._at_hand: Setting | None = setting
        self._facts = facts
        self._outline: Outline | Verdict | None = None

    @classmethod
    def _again(cls, asked: Asked, facts: Facts, outline: Outline) -> SingleDecision:
        """A decision that was made elsewhere; its setting is looked for when it is first needed."""
        made = cls.__new__(cls)
        made._at_hand, made._facts, made._outline = None, facts, outline
        made.__dict__["asked"] = asked
        return made

    def __reduce__(self) -> tuple[Callable[..., SingleDecision], tuple[Asked, Facts, Outline]]:
        return self._again, (self.asked, self._facts, Outline(self.outcome, self.findings))

    @property
    def _setting(self) -> Setting:
        """The setting, which a decision that was made elsewhere looks for when it is first needed."""
        setting = self._at_hand
        if setting is None:
            setting = self._at_hand = decider_of(self.asked.fingerprint).setting(self.asked, self._facts)
        return setting

    def __repr__(self) -> str:
        return f"<Decision {self.name}: {self.outcome}>"

    @once
    def asked(self) -> Asked:
        """What was asked, and of which revision."""
        setting, question = self._setting, self._setting.question
        readings, fingerprint = tuple(setting.chosen.items()), question.edition.law.fingerprint
        return Asked(question.spec.name, setting.as_of, readings, question.clauses, setting.engine.name, fingerprint)

    @property
    def outcome(self) -> Outcome:
        """One of the eight outcomes."""
        outline = self._outline
        if outline is None:  # every decision passes here: what is at hand is not asked for by a further call
            outline = self._outline = (self._at_hand or self._setting).outline(plain_values(self._facts))
        return outline.outcome

    @property
    def facts(self) -> Facts:
        """The facts it was made on, with their evidence."""
        return self._facts

    @property
    def spec(self) -> DecisionSpec:
        """The question with its answers."""
        return self._setting.question.spec

    @property
    def edition(self) -> Edition:
        """The rules in force on its day under its readings."""
        return self._setting.question.edition

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every rule's finding, in the order of the document."""
        return self._outlined.findings

    @property
    def _outlined(self) -> Outline | Verdict:
        """Outcome and findings, from the engine when they are first read."""
        outline = self._outline
        if outline is None:
            outline = self._outline = (self._at_hand or self._setting).outline(plain_values(self._facts))
        return outline

    @property
    def _speaking(self) -> Outline | Verdict:
        """What tells which rules speak: the outline, or where that leaves it open, the verdict."""
        outline = self._outline or self._outlined
        return self._verdict if outline.speaking is None else outline

    @property
    def _verdict(self) -> Verdict:
        """The verdict, from the engine where the outline is not one."""
        outline = self._outline
        if not isinstance(outline, Verdict):
            outline = self._outline = self._setting.verdict(plain_values(self._facts))  # which is an outline, too
        return outline

    @once
    def basis(self) -> Basis:
        """What everything but the outcome is read off: question, verdict and facts."""
        setting = self._setting
        return Basis(setting.question, self._verdict, self._facts, setting.as_of, setting.computing)

    @once
    def citations(self) -> tuple[Citation, ...]:
        """The clauses that the outcome rests on, in their own words, in the order of the text."""
        return citations(self.basis)

    @property
    def missing(self) -> tuple[str, ...]:
        """The dotted names of exactly the unknown facts that could still change the outcome, sorted."""
        return self.basis.missing

    @property
    def unread(self) -> tuple[UnreadFact, ...]:
        """The given facts that no rule of the question reads, by name, each with the questions whose rules do."""
        return self.basis.unread

    @once
    def amounts(self) -> Mapping[str, Amount]:
        """What is due, required, short or in excess, by name: exact, or open with its bounds."""
        told = (self._at_hand or self._setting).telling.amounts(self._speaking, plain_values(self._facts))
        return read_only(amounts(self.basis) if told is None else told)

    @once
    def values(self) -> Mapping[str, OutputValue]:
        """The codes or lists of codes that the decision computes, by name."""
        told = self._setting.telling.values(self._speaking, plain_values(self._facts))
        return read_only(values(self.basis) if told is None else told)

    @once
    def values_missing(self) -> Mapping[str, tuple[str, ...]]:
        """The unknown facts that could still add to a value, or make one that is not told yet, by its name."""
        return read_only(values_missing(self.basis))

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Given facts that cannot all be true and so count as unknown."""
        return self._facts.contradictions

    @once
    def readings(self) -> tuple[ReadingUsed, ...]:
        """The contested readings that the outcome rests on, each with the choice that was made."""
        return readings(self.basis)

    @once
    def other_readings(self) -> tuple[OtherReading, ...]:
        """What the decision would be under each alternative of the readings that it rests on."""
        from afterschool_policy.explain.other_readings import other_readings

        return other_readings(self.basis)

    @property
    def trace(self) -> Trace:
        """The why as objects: every rule with its parts, every test with its truth and the values it saw."""
        outline = self._outline  # a verdict has its trace already, which the engine would look up
        traced = outline.trace if isinstance(outline, Verdict) else self._setting.trace(plain_values(self._facts))
        return Trace(traced, self._facts.values)

    @once
    def explanation(self) -> Explanation:
        """The full why, as a structure in both languages."""
        from afterschool_policy.explain.explanation import explain

        return explain(self.basis)

    @property
    def parts(self) -> Mapping[str, SingleDecision]:
        """Itself, by its name."""
        return read_only({self.name: self})

    @once
    def report(self) -> Report:
        """What it comes to, as a report of one question."""
        from afterschool_policy.explain.report import report

        law, outcome, clauses = self.edition.law, self.outcome, self.clauses
        return report(law, self.spec, outcome, [self.explanation], self.as_of, clauses=clauses, unread=self.unread)

    def to_dict(self) -> dict[str, object]:
        """The answer as data for JSON."""
        return {**told(self.asked, self.edition.law.drafts), **self.answer()}

    def explain(
        self,
        lang: Lang = "zh",
        format: Format = "text",  # noqa: A002  # the library's contract
        *,
        depth: Depth | None = None,
        audience: str | None = None,
    ) -> str:
        """The why, written in a language and a format, as deep as it is asked for."""
        from afterschool_policy.explain.depths import explanation_told, structure_told, style
        from afterschool_policy.explain.render import write

        if format == "html":
            return self.page(lang, audience=audience)
        if depth is None and audience is None and format != "json":
            return write(self.explanation, lambda: self._document, lang, format)
        told, how = self.explanation, style(self.edition.law, depth, audience)
        return write(structure_told(told, how), lambda: explanation_told(told, how), lang, format, how.beyond)

    @once
    def _document(self) -> Document:
        """The explanation as every format writes it; a record holds the digests of both languages."""
        from afterschool_policy.explain.explanation_document import explanation_document

        return explanation_document(self.explanation)

    def page(
        self, lang: Lang = "zh", record: Mapping[str, object] | None = None, *, audience: str | None = None
    ) -> str:
        """The page about it, which names the given record or one made now."""
        from afterschool_policy.explain.depths import style
        from afterschool_policy.record.page import page

        reader = style(self.edition.law, None, audience).reader
        return page(self.basis, self.explanation, self.record() if record is None else record, lang, reader)

    def why_not(self, outcome: str) -> WhyNot:
        """What stands in the way of another outcome, and the smallest changes that would bring it."""
        from afterschool_policy.explain.obstacles import why_not

        return why_not(self.basis, self.explanation, outcome)

    def turns_on(self) -> TurnsOn:
        """What an open decision turns on: conditions on its missing facts, each with the outcome that they bring."""
        from afterschool_policy.explain.turns_on import turns_on

        return turns_on(self.basis)

    def ask_next(self, amount: str | None = None) -> NextQuestions:
        """The fewest questions that settle an open decision, the most decisive first, or an amount."""
        from afterschool_policy.explain.question_wording import amount_questions, next_questions

        return next_questions(self.basis) if amount is None else amount_questions(self.basis, amount)

    def record(self, writing: Writing | None = None, *, mask: bool = False) -> Record:
        """A JSON document that is enough to decide again, see `Policy.replay`."""
        from afterschool_policy.record.masking import left_in
        from afterschool_policy.record.writing import Request, answer, record_of

        basis, told = self.basis, self
        if mask:
            left = left_in(self._facts, self.unread, self.edition.law.vocabulary.facts)
            told = self if left is self._facts else SingleDecision(self._setting, left)
        request = Request(
            basis.question.edition.law, self.name, basis.facts, basis.as_of,
            self.chosen_readings, self.clauses, self.engine, told.explain,
        )  # fmt: skip
        return record_of(request, answer(basis), {"": self.reads}, writing=writing, mask=mask)

    def answer(self) -> RecordedAnswer:
        """The part of the record that says what it came to."""
        from afterschool_policy.record.writing import answer

        return answer(self.basis)

    @property
    def reads(self) -> tuple[str, ...]:
        """The names of the facts that the question reads, and of those that can entail one of them."""
        return (*self.basis.question.facts, *self.basis.question.sources)

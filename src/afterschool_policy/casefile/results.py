"""The results of a case file: the outcome of every question for each subject, and what deciding some again changes."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from typing import NamedTuple, TypeVar

from afterschool_policy.casefile.agenda import OWN, DueInquiries, Inquiry
from afterschool_policy.casefile.entity import Subject, rank
from afterschool_policy.casefile.findings import CaseFinding, Changes
from afterschool_policy.casefile.state import CaseState
from afterschool_policy.casefile.strategies import Strategy
from afterschool_policy.decision.agenda import Occasion
from afterschool_policy.decision.decision import SingleDecision
from afterschool_policy.decision.disagreement import checked_decision, disagreement_on
from afterschool_policy.engines.cross_check import VerdictsDiffer
from afterschool_policy.explain import outputs
from afterschool_policy.explain.basis import Basis
from afterschool_policy.explain.citations import citations
from afterschool_policy.explain.results import Amount, OutputValue
from afterschool_policy.semantics.verdict import Verdict
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.vocabulary.facts import Facts
from afterschool_policy.vocabulary.model import group_of

V = TypeVar("V")

_SILENT = (Outcome.NOT_APPLICABLE, Outcome.UNDETERMINED)
_Row = tuple[Inquiry, Subject, Outcome | None]
"""A question, whom it is asked of, and its previous outcome."""


class EntityResult(NamedTuple):
    """What a question came to for one entity or for the file, and what it reported."""

    inquiry: Inquiry
    basis: Basis
    amounts: Mapping[str, Amount]
    values: Mapping[str, OutputValue]

    @property
    def verdict(self) -> Verdict:
        """The verdict that it rests on."""
        return self.basis.verdict

    @property
    def holds(self) -> bool:
        """Whether its outcome applies."""
        return self.verdict.outcome not in _SILENT

    @property
    def is_open(self) -> bool:
        """Whether it is undetermined."""
        return self.verdict.outcome is Outcome.UNDETERMINED

    def differs(self, other: EntityResult) -> bool:
        """Whether another outcome, amount, value or clause is reported."""
        if self.verdict.outcome is not other.verdict.outcome or self[2:] != other[2:]:
            return True
        if self.verdict is other.verdict and self.basis.facts.entailed == other.basis.facts.entailed:
            return False
        return _clauses(self.basis) != _clauses(other.basis)


class CaseResults:
    """Every question on the agenda with its result."""

    def __init__(self, state: CaseState, strategy: Strategy) -> None:
        self._state = state
        self._strategy = strategy
        self._results: dict[tuple[str, Subject], EntityResult] = {}

    def decide_again(self, due: DueInquiries) -> Changes:
        """Decide these questions anew; what that has changed."""
        new: list[_Row] = []
        changed: list[_Row] = []
        fallen: list[_Row] = []
        opened: list[_Row] = []
        for (name, subject), inquiry in due.items():
            before = self._results.pop((name, subject), None)
            now = self._result(inquiry, subject)
            if now is not None:
                self._results[name, subject] = now
            row = (inquiry, subject, before.verdict.outcome if before is not None else None)
            if before is not None and before.holds:
                if now is None or not now.holds:
                    fallen.append(row)
                elif now.differs(before):
                    changed.append(row)
            elif now is not None and now.holds:
                new.append(row)
            elif now is not None and now.is_open and not (before is not None and before.is_open):
                opened.append(row)
        return Changes(*map(self._findings, (new, changed, fallen, opened)))

    def findings(self, wanted: Callable[[EntityResult], bool]) -> tuple[CaseFinding, ...]:
        """The findings of the results that are wanted."""
        rows = ((result.inquiry, subject, None) for (_, subject), result in self._results.items() if wanted(result))
        return self._findings(rows)

    def decision(self, inquiry: Inquiry, subject: Subject) -> SingleDecision:
        """The ordinary decision on what a subject sees."""
        return checked_decision(inquiry.as_seen(subject, self._state).setting, self._view(inquiry, subject))

    def _result(self, asked: Inquiry, subject: Subject) -> EntityResult | None:
        inquiry = asked.as_seen(subject, self._state)
        known, occasion = inquiry.known_to(subject, self._state)
        if occasion is Occasion.NONE:
            return None
        try:
            verdict = self._strategy.verdict(inquiry, subject, known.values)
        except VerdictsDiffer as differing:
            raise disagreement_on(inquiry.setting, self._view(inquiry, subject), differing) from differing
        if not occasion.is_answered(verdict.outcome):
            return None
        basis = Basis(inquiry.question, verdict, known, inquiry.setting.as_of, inquiry.setting.computing)
        if not inquiry.reports:
            return EntityResult(asked, basis, {}, {})
        return EntityResult(asked, basis, outputs.amounts(basis), outputs.values(basis))

    def _findings(self, rows: Iterable[_Row]) -> tuple[CaseFinding, ...]:
        """Findings in the order of the questions, then of the subjects."""
        ordered = sorted(rows, key=lambda row: (row[0].order, rank(row[1])))
        return tuple(self._finding(inquiry, subject, previous) for inquiry, subject, previous in ordered)

    def _finding(self, inquiry: Inquiry, subject: Subject, previous: Outcome | None) -> CaseFinding:
        owners = {
            name: inquiry.owner(source, subject, self._state) for source, names in inquiry.reads for name in names
        }
        counts = {name: counted for name, owner in owners.items() if (counted := self._state.counted(owner, name))}
        lists = {
            name: listed
            for name, source in inquiry.lists
            if (listed := self._state.listed(inquiry.owner(source, subject, self._state), name))
        }
        by_group = {group_of(name): owner for name, owner in owners.items()}
        decision = self.decision(inquiry, subject)
        result = self._results.get((inquiry.name, subject))
        outcome = result.verdict.outcome if result is not None else decision.outcome
        return CaseFinding(inquiry.name, subject, outcome, decision, previous, by_group, counts, lists)

    def _view(self, inquiry: Inquiry, subject: Subject) -> Facts:
        """The facts that a subject sees: the file's, its own, and those of the entities that it refers to."""
        owners = (inquiry.owner(source, subject, self._state) for source in (OWN, *inquiry.targets))
        held = (self._state.get(owner) for owner in owners if owner is not None)
        parts = [self._state.file.facts, *(entity.facts for entity in held if entity is not None)]
        law = inquiry.question.edition.law
        apart = law.vocabulary.members  # the facts of one record are those of its list, and of no view by themselves
        seen = Facts(
            _together((facts.values for facts in parts), apart),
            _together((facts.evidence for facts in parts), apart),
            _together((facts.expired for facts in parts), apart),
        )
        return law.entailments.close(seen)


def _together(parts: Iterable[Mapping[str, V]], apart: Container[str]) -> dict[str, V]:
    return {name: said for part in parts for name, said in part.items() if group_of(name) not in apart}


def _clauses(basis: Basis) -> list[str]:
    return [citation.clause for citation in citations(basis)]

"""The sheet of paper about a decision or an audit: what a page shows besides the explanation.

Only a page needs this, and it costs more than an explanation: other readings are decided, and a record is sealed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from afterschool_policy.explain import answer_document
from afterschool_policy.explain.basis import Basis
from afterschool_policy.explain.citations import citations
from afterschool_policy.explain.contested import Contested, contested
from afterschool_policy.explain.document import Detail, Section
from afterschool_policy.explain.model import Explanation
from afterschool_policy.explain.next_steps import Reader
from afterschool_policy.explain.passages import Passage, passages
from afterschool_policy.explain.report_model import Report
from afterschool_policy.law.model import Clause
from afterschool_policy.text import Text


@dataclass(frozen=True, slots=True)
class Proof:
    """What identifies the record of a decision, and the revision that made it."""

    decision: str
    policy: str
    revision: str
    engine: str
    digest: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A decision on one question, as a page tells it."""

    explanation: Explanation
    details: tuple[Detail, ...]
    passages: tuple[Passage, ...]
    otherwise: tuple[Section, ...]
    contested: tuple[Contested, ...]
    proof: Proof

    @property
    def cited(self) -> tuple[Clause, ...]:
        """The clauses that the outcome rests on, in the order of the text."""
        segments = (part for passage in self.passages for paragraph in passage.paragraphs for part in paragraph)
        return tuple(segment.clause for segment in segments if segment.cited)


@dataclass(frozen=True, slots=True)
class AuditSheet:
    """An audit, as a page tells it; `contested` tells for each other reading which answers it would change.

    Of what stands under the answer `details` are the last lines: the first are links to the parts of the page.
    """

    report: Report
    details: tuple[Detail, ...]
    contested: tuple[Contested, ...]
    proof: Proof


def sheet(
    basis: Basis,
    explanation: Explanation,
    otherwise: tuple[Section, ...],
    proof: Proof,
    reader: Reader | None = None,
) -> Sheet:
    """The sheet of a decision on one question, as it is put to a reader."""
    cited = {citation.clause for citation in citations(basis)}
    ledger = tuple(basis.question.edition.law.clauses.values())
    details = answer_document.explanation_details(explanation, reader)
    return Sheet(explanation, details, passages(ledger, cited), otherwise, contested(basis), proof)


def audit_sheet(bases: Iterable[Basis], report: Report, proof: Proof) -> AuditSheet:
    """The sheet of an audit of several questions."""
    matters: dict[str, Contested] = {}
    for basis in bases:
        for contested_matter in contested(basis):
            matter = _under(basis.question.spec.question, contested_matter)
            matters[matter.id] = _joined(matters[matter.id], matter) if matter.id in matters else matter
    details = (answer_document.basis(report), answer_document.contest(report))
    return AuditSheet(report, details, tuple(matters[name] for name in sorted(matters)), proof)


def _under(question: Text, matter: Contested) -> Contested:
    effects = Text("{question}{effect}", "{question} {effect}")
    others = (
        replace(other, effects=tuple(effects.format(question=question, effect=effect) for effect in other.effects))
        for other in matter.others
    )
    return replace(matter, others=tuple(others))


def _joined(one: Contested, other: Contested) -> Contested:
    both = zip(one.others, other.others, strict=True)
    return replace(one, others=tuple(replace(left, effects=(*left.effects, *right.effects)) for left, right in both))

"""What an open decision turns on, question by question, as an answer of its own."""

from __future__ import annotations

from dataclasses import dataclass

from afterschool_policy.explain import phrases
from afterschool_policy.explain.basis import Basis
from afterschool_policy.explain.branch_wording import branches
from afterschool_policy.explain.branches import HEADING, Branch, Branches
from afterschool_policy.explain.document import Document, Section
from afterschool_policy.explain.render import write
from afterschool_policy.explain.render.formats import Format
from afterschool_policy.text import Lang, Text

_SETTLED = Text(
    "结论已经确定，不取决于尚未查明的事实。", "The outcome is settled: it turns on nothing that is not known."
)


@dataclass(frozen=True, slots=True)
class TurnsOn:
    """What an open decision turns on; a settled one turns on nothing.

    Attributes:
        decision: Name of the question.
        question: The question in words.
        branches: Conditions on the missing facts with the outcome that they bring, outcome by outcome, those with few
            conditions first; where two of them hold together, their outcomes are the same.
        complete: Whether the branches hold every way in which the missing facts can turn out.
        parts: For an audit, the same of each of its open questions; the branches stand there.
    """

    decision: str
    question: Text
    branches: tuple[Branch, ...]
    complete: bool
    parts: tuple[TurnsOn, ...] = ()

    def explain(self, lang: Lang = "zh", format: Format = "text") -> str:  # noqa: A002  # as for a decision
        """The branches in words, in a language and format as for `Decision.explain`; `"html"` gives a fragment.

        Raises:
            InvalidRequest: For another language or format.
        """
        return write(self, lambda: document(self), lang, format)


def turns_on(basis: Basis) -> TurnsOn:
    """What the decision on this basis turns on."""
    spec, found = basis.question.spec, branches(basis)
    return TurnsOn(spec.name, basis.asked, found.branches, found.complete)


def document(told: TurnsOn) -> Document:
    """The branches under the question, for an audit question by question."""
    asked = (phrases.ASKED.format(question=told.question),)
    settled = told.complete and not told.branches and not told.parts
    first = Section(HEADING, (asked, (_SETTLED,)) if settled else (asked,), level=2)
    if settled:
        return Document((first,))
    parts = tuple(_section(part)._replace(heading=part.question) for part in told.parts)
    return Document((first, *(parts or (_section(told)._replace(heading=None),))))


def _section(told: TurnsOn) -> Section:
    return Section(HEADING, items=Branches(told.branches, told.complete).items)
